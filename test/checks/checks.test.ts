import assert from 'node:assert/strict';
import { DeleteRoleCommand } from '@aws-sdk/client-iam';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { version } from '../../package.json';
import type { LambdaFunction } from '../../emulation/lambda/lambda-function';
import { emulatedDocuments } from '../../functions/testing/emulated-ledger';
import {
  ask,
  bucket,
  Deployment,
  empty,
  functionNames,
  home,
  identity,
  inShort,
  region,
  table,
  teamChannel,
  type Name,
} from './deployment';

/** Calls that no document calls a change; of those that can be one, why they are none here. */
const harmless = /^(Get|List|Lookup|Query|AssumeRole$|GenerateCredentialReport$)/;

describe('functions that check themselves, as processes', () => {
  let deployment: Deployment;
  const functions = new Map<Name, LambdaFunction>();
  before(async () => {
    deployment = await Deployment.open();
    for (const name of functionNames) functions.set(name, deployment.start(name));
  });
  after(() => deployment.stop());
  afterEach(async () => {
    await deployment.moto.refuse([]);
    deployment.slack.app.setToken(deployment.slack.token);
    deployment.slack.app.setScopes(['chat:write', 'users:read', 'channels:read']);
  });

  const running = (name: Name) => functions.get(name) ?? assert.fail();
  const queueOf = (what: string) => deployment.variables[`KEYTURN_${what}_QUEUE_URL`] ?? '';
  const people = [
    { id: 'U0ALICE0001', usedBy: 'alice' },
    { id: 'U0GONE00001', usedBy: 'gone' },
  ];

  async function kept() {
    const documents = emulatedDocuments(deployment.moto, region);
    const credentials = await deployment.moto.credentialsFor(home);
    const sqs = new SQSClient({ endpoint: deployment.moto.url, region, credentials });
    const waiting = async (QueueUrl: string) => {
      const AttributeNames = ['ApproximateNumberOfMessages' as const];
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames }),
      );
      return Attributes?.['ApproximateNumberOfMessages'];
    };
    return {
      ledger: (await documents.send(new ScanCommand({ TableName: table }))).Items,
      queues: [await waiting(queueOf('NOTICE')), await waiting(queueOf('ACTION'))],
      messages: deployment.slack.inbox.all.length,
    };
  }

  it('say what is right, what they can’t know, and which version they are', async () => {
    const monitor = await ask(running('monitor'));
    assert.deepEqual(
      [monitor.function, monitor.version, monitor.dryRun],
      ['monitor', version, false],
    );
    assert.deepEqual(inShort(monitor), [
      `ledger ${table} fine`,
      `notice-queue ${queueOf('NOTICE')} not-known`,
      `reports-bucket ${bucket} fine`,
      `audit-role ${identity.id} fine`,
      `audit-role ${empty.id} fine`,
      'audit-right iam:GetAccessKeyLastUsed not-known',
      'audit-right iam:UpdateAccessKey not-known',
    ]);
    const act = inShort(await ask(running('act')));
    assert.deepEqual(act.slice(0, 4), [
      `ledger ${table} fine`,
      `notice-queue ${queueOf('NOTICE')} not-known`,
      `audit-role ${identity.id} fine`,
      `audit-role ${empty.id} fine`,
    ]);
    assert.deepEqual(inShort(await ask(running('key-events'))), [
      `notice-queue ${queueOf('NOTICE')} not-known`,
      `action-queue ${queueOf('ACTION')} not-known`,
    ]);
    assert.deepEqual(inShort(await ask(running('slack-in'))), [
      `signing-secret ${deployment.variables['KEYTURN_SLACK_SIGNING_SECRET_ARN']} fine`,
      `action-queue ${queueOf('ACTION')} not-known`,
    ]);
  });

  it('tell of the app, the channels and the people', async () => {
    const event = { people, channels: ['C0ELSEWHERE', teamChannel] };
    assert.deepEqual(inShort(await ask(running('notify'), event)).slice(1), [
      `slack-token ${deployment.variables['KEYTURN_SLACK_TOKEN_SECRET_ARN']} fine`,
      'slack-app https://emulated.slack.com/ fine',
      'slack-scope chat:write fine',
      'slack-scope users:read fine',
      `slack-channel ${teamChannel} fine`,
      'slack-channel C0ELSEWHERE wrong',
      'slack-user U0ALICE0001 fine',
      'slack-user U0GONE00001 wrong',
    ]);
  });

  it('change nothing at all, count nothing, and write no secret', async () => {
    const before = await kept();
    const since = (await deployment.moto.recordedCalls()).length;
    for (const name of functionNames) {
      const written = running(name).log.length;
      const answer = await ask(running(name), { people, channels: ['C0ELSEWHERE'] });
      const log = running(name).log.slice(written);
      assert.match(log, /A check was answered/);
      assert.doesNotMatch(log, /CloudWatchMetrics/);
      const { token, requests } = deployment.slack;
      for (const secret of [token, requests.secret])
        assert.ok(!`${JSON.stringify(answer)}${log}`.includes(secret));
    }
    assert.deepEqual(await kept(), before);
    const calls = (await deployment.moto.recordedCalls()).slice(since);
    const changing = calls.filter(({ action, status }) => !harmless.test(action) && status < 300);
    assert.deepEqual(
      changing.filter(({ action }) => action !== 'Scan').map(({ action }) => action),
      [],
    );
    const posted = deployment.slack.calls.filter(({ method }) => /^(chat|views)/.test(method));
    assert.deepEqual(posted, []);
  });

  /** What is broken, whom it is seen by, and the line that says so. */
  const broken: readonly (readonly [
    what: string,
    name: Name,
    refuse: readonly string[],
    line: (id: (variable: string) => string) => string,
  ])[] = [
    [
      'a right is missing from the audit role',
      'monitor',
      ['iam:ListAccessKeys'],
      () => `audit-right ${identity.id} iam:ListAccessKeys wrong`,
    ],
    [
      'another is',
      'monitor',
      ['cloudtrail:LookupEvents'],
      () => `audit-right ${empty.id} cloudtrail:LookupEvents wrong`,
    ],
    ['an account refuses everything', 'monitor', [empty.id], () => `audit-role ${empty.id} wrong`],
    [
      'the ledger can be read and not written to, as without its KMS key',
      'monitor',
      ['dynamodb:UpdateItem'],
      () => `ledger ${table} wrong`,
    ],
    ['the ledger can’t be read', 'act', ['dynamodb:Query'], () => `ledger ${table} wrong`],
    ['it can’t be by notify', 'notify', ['dynamodb:GetItem'], () => `ledger ${table} wrong`],
    [
      'reports can’t be listed',
      'monitor',
      ['s3:ListObjectsV2'],
      () => `reports-bucket ${bucket} wrong`,
    ],
    [
      'messages are refused',
      'key-events',
      ['sqs:SendMessage'],
      (id) => `action-queue ${id('ACTION_QUEUE_URL')} wrong`,
    ],
    [
      'the token can’t be read',
      'notify',
      ['secretsmanager:GetSecretValue'],
      (id) => `slack-token ${id('SLACK_TOKEN_SECRET_ARN')} wrong`,
    ],
    [
      'the signing secret can’t be read',
      'slack-in',
      ['secretsmanager:GetSecretValue'],
      (id) => `signing-secret ${id('SLACK_SIGNING_SECRET_ARN')} wrong`,
    ],
  ];
  for (const [what, name, refuse, line] of broken)
    it(`say it where ${what}`, async () => {
      await deployment.moto.refuse(refuse);
      const answer = await ask(running(name));
      const expected = line((variable) => deployment.variables[`KEYTURN_${variable}`] ?? '');
      assert.ok(inShort(answer).includes(expected), JSON.stringify(answer.checks));
      const found = answer.checks.find(({ what: word, id }) =>
        expected.startsWith(`${word} ${id} `),
      );
      assert.ok(found?.todo && found.page, 'and what to do');
    });

  /** The same of what is not there, or another. */
  const gone: readonly (readonly [
    what: string,
    name: Name,
    more: Record<string, string>,
    line: RegExp,
  ])[] = [
    ['the ledger is gone', 'monitor', { KEYTURN_LEDGER_TABLE: 'gone' }, /^ledger gone wrong$/],
    [
      'the bucket is gone',
      'monitor',
      { KEYTURN_REPORT_BUCKET: 'gone-bucket' },
      /^reports-bucket gone-bucket wrong$/,
    ],
    [
      'the audit role has another external id',
      'monitor',
      { KEYTURN_EXTERNAL_ID: 'of-others' },
      /^audit-role 111111111111 wrong$/,
    ],
    [
      'it has, for act',
      'act',
      { KEYTURN_EXTERNAL_ID: 'of-others' },
      /^audit-role 111111111111 wrong$/,
    ],
    [
      'there is no audit role',
      'monitor',
      { KEYTURN_AUDIT_ROLE_NAME: 'none' },
      /^audit-role 222222222222 wrong$/,
    ],
    [
      'a variable is missing',
      'monitor',
      { KEYTURN_SETTINGS: '' },
      /^environment KEYTURN_SETTINGS wrong$/,
    ],
    [
      'one is wrong',
      'notify',
      { KEYTURN_TEAM_CHANNEL: '#infra' },
      /^environment KEYTURN_TEAM_CHANNEL wrong$/,
    ],
    [
      'one is missing',
      'slack-in',
      { KEYTURN_SLACK_APP_ID: '' },
      /^environment KEYTURN_SLACK_APP_ID wrong$/,
    ],
  ];
  for (const [what, name, more, line] of gone)
    it(`say it where ${what}`, async () => {
      const lines = inShort(await ask(deployment.start(name, more)));
      assert.ok(
        lines.some((each) => line.test(each)),
        lines.join('\n'),
      );
    });

  it('say that nobody lists the organization, and try those that are named', async () => {
    const monitor = deployment.start('monitor', { KEYTURN_ACCOUNTS: '{"organization":{}}' });
    await deployment.moto.refuse(['organizations:ListAccounts']);
    const lines = inShort(await ask(monitor, { accounts: [identity.id] }));
    assert.ok(lines.includes('organization organizations:ListAccounts wrong'), lines.join());
    assert.ok(lines.includes(`audit-role ${identity.id} fine`), lines.join());
  });

  it('say that a queue is gone', async () => {
    const gone = `${new URL(queueOf('NOTICE')).origin}/${home}/gone.fifo`;
    for (const name of ['monitor', 'key-events', 'act'] as const) {
      const started = deployment.start(name, { KEYTURN_NOTICE_QUEUE_URL: gone });
      assert.ok(inShort(await ask(started)).includes(`notice-queue ${gone} wrong`), name);
    }
    const slackIn = deployment.start('slack-in', { KEYTURN_ACTION_QUEUE_URL: gone });
    assert.ok(inShort(await ask(slackIn)).includes(`action-queue ${gone} wrong`));
  });

  it('see a role that is gone since they last assumed it', async () => {
    const iam = await deployment.iamOf(empty.id);
    await ask(running('monitor'));
    await iam.send(new DeleteRoleCommand({ RoleName: 'keyturn-audit' }));
    try {
      for (const name of ['monitor', 'act'] as const)
        assert.ok(inShort(await ask(running(name))).includes(`audit-role ${empty.id} wrong`));
    } finally {
      await deployment.makeAuditRole(empty.id);
    }
  });

  it('say what Slack refuses: the token, or a scope', async () => {
    const { app } = deployment.slack;
    app.setScopes(['chat:write']);
    const lines = inShort(await ask(running('notify'), { people }));
    assert.ok(lines.includes('slack-scope users:read wrong'));
    assert.ok(lines.includes(`slack-channel ${teamChannel} not-known`), 'which it needs not');
    assert.ok(lines.includes('slack-user U0ALICE0001 not-known'));
    app.revoke();
    const { checks } = await ask(running('notify'), { people });
    const last = checks.at(-1);
    assert.deepEqual([last?.what, last?.outcome], ['slack-app', 'wrong']);
    assert.match(last?.found ?? '', /token_revoked/);
  });

  it('look at the accounts that are named alone, and say which they do not watch', async () => {
    const accounts = [empty.id, '999999999999', empty.id];
    const lines = inShort(await ask(running('monitor'), { accounts }));
    assert.deepEqual(
      lines.filter((line) => /^a(ccount|udit-role) /.test(line)),
      ['account 999999999999 wrong', `audit-role ${empty.id} fine`],
    );
  });

  it('answer what they can’t read, and throw no error that an alarm would count', async () => {
    for (const name of functionNames)
      for (const event of [{ check: 'keyturn-check/2' }, { check: 'keyturn-check/1', more: 1 }]) {
        const answer = (await running(name).invoke(event, new Date())) as Awaited<
          ReturnType<typeof ask>
        >;
        assert.deepEqual(inShort(answer), ['event keyturn-check/1 wrong'], name);
      }
  });

  it('are asked by nobody who calls slack-in’s URL', async () => {
    const body = JSON.stringify({ check: 'keyturn-check/1' });
    const request = {
      version: '2.0',
      headers: { 'content-type': 'application/json' },
      requestContext: { http: { method: 'POST', path: '/' } },
      body,
      isBase64Encoded: false,
    };
    const since = (await deployment.moto.recordedCalls()).length;
    for (const event of [request, { ...request, check: 'keyturn-check/1' }])
      assert.deepEqual(await running('slack-in').invoke(event, new Date()), {
        statusCode: 401,
        body: '',
      });
    assert.equal((await deployment.moto.recordedCalls()).length, since, 'it asked AWS for nothing');
  });

  it('answer before their time is over, for a thousand accounts, and say which they did not ask', async () => {
    const list = Array.from({ length: 1000 }, (_, i) => {
      const id = String(400_000_000_000 + i);
      return { id, name: id };
    });
    const KEYTURN_ACCOUNTS = JSON.stringify({ list });
    const monitor = deployment.start('monitor', { KEYTURN_ACCOUNTS }, 12_000);
    // The cold start is no part of Lambda's time limit.
    await monitor.invoke({ check: 'keyturn-check/2' }, new Date());
    const { checks } = await ask(monitor);
    const roles = checks.filter(({ what }) => what === 'audit-role');
    assert.deepEqual(
      roles.map(({ id }) => id).toSorted(),
      list.map(({ id }) => id),
    );
    for (const { outcome, found } of roles)
      if (outcome !== 'wrong') assert.match(found, /no time left|did not answer/);
  });
});
