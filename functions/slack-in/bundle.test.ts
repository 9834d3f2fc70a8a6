import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startFunctionUrl, type FunctionUrl } from '../../emulation/lambda/function-url';
import { LambdaFunction } from '../../emulation/lambda/lambda-function';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { signatureOf } from '../../emulation/slack/requests/sign';
import { startSlack, type PostedMessage, type SlackServer } from '../../emulation/slack/start';
import { alice } from '../../emulation/slack/test-workspace';
import { functionBundles } from '../../scripts/build-functions';
import { takeBundles } from '../../scripts/bundles-at-hand';
import { receiveActions } from '../testing/emulated-actions';
import { createNoticeQueue } from '../testing/emulated-queue';
import { blocksWith, pressedKey } from '../testing/slack-messages';

const region = 'eu-central-1';
const account = '123456789012';
const secrets = ['first', 'second', 'third'].map((name) => `planted-${name}-signing-secret`);
const [first = '', second = '', third = ''] = secrets;
const start = new Date('2026-03-02T09:00:00.700Z');
const form = 'application/x-www-form-urlencoded';

/** Stands before moto; nothing comes through while it is shut. */
async function startGate(
  to: string,
): Promise<{ server: Server; url: string; shut(is: boolean): void }> {
  let isShut = false;
  const server = createServer((incoming, outgoing) => {
    if (isShut) return void incoming.socket.destroy();
    const { method, headers, url } = incoming;
    const on = request(new URL(url ?? '/', to), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(on);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, url, shut: (is) => (isShut = is) };
}

describe('slack-in’s bundle, as a process called by the emulated Slack', function () {
  this.timeout(60_000);
  let folder: string;
  let moto: Moto;
  let sqs: SQSClient;
  let manager: SecretsManagerClient;
  let queueUrl: string;
  let secretArn: string;
  let gates: {
    sqs: Awaited<ReturnType<typeof startGate>>;
    secrets: Awaited<ReturnType<typeof startGate>>;
  };
  let slackIn: LambdaFunction;
  let url: FunctionUrl;
  let slack: SlackServer;
  let now: Date;
  let afterWait = (): void => undefined;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-slack-in-'));
    [, moto] = await Promise.all([takeBundles(functionBundles, folder), startMoto({ at: start })]);
    const config = { endpoint: moto.url, region, credentials: await moto.credentialsFor(account) };
    sqs = new SQSClient(config);
    manager = new SecretsManagerClient(config);
    gates = { sqs: await startGate(moto.url), secrets: await startGate(moto.url) };
    slack = await startSlack({
      users: [alice],
      signingSecret: first,
      now: () => now,
      wait: (milliseconds) => {
        pass(milliseconds / 1000);
        return Promise.resolve(afterWait());
      },
    });
  });
  after(async () => {
    await slack.stop();
    for (const { server } of Object.values(gates)) {
      server.closeAllConnections();
      server.close();
    }
    await moto.stop();
    rmSync(folder, { recursive: true });
  });

  let count = 0;
  /** A function, a queue and a secret of their own. */
  async function deploy(more: Readonly<Record<string, string>> = {}): Promise<void> {
    now = start;
    queueUrl = await createNoticeQueue(sqs, `keyturn-actions-${++count}`);
    const secret = { Name: `signing-${count}`, SecretString: first };
    secretArn = (await manager.send(new CreateSecretCommand(secret))).ARN ?? '';
    slack.requests.secret = first;
    slackIn = new LambdaFunction({
      arn: `arn:aws:lambda:${region}:${account}:function:keyturn-slack-in`,
      codePath: path.join(folder, 'slack-in'),
      handler: 'index.handler',
      environment: {
        ...moto.env,
        ...(await envOf(account)),
        AWS_REGION: region,
        AWS_ENDPOINT_URL_SQS: gates.sqs.url,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: gates.secrets.url,
        KEYTURN_SLACK_SIGNING_SECRET_ARN: secretArn,
        KEYTURN_ACTION_QUEUE_URL: queueUrl,
        KEYTURN_SLACK_APP_ID: 'A0EMULATED0',
        KEYTURN_SLACK_TEAMS: '["T0EMULATED0"]',
        ...more,
      },
      timeoutMs: 10_000,
    });
    url = await startFunctionUrl(slackIn, () => now);
    slack.requests.url = url.url;
  }
  async function envOf(id: string) {
    const { accessKeyId, secretAccessKey } = await moto.credentialsFor(id);
    return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  }
  async function undeploy(): Promise<void> {
    await url.stop();
    await slackIn.kill();
  }

  const pass = (seconds: number) => void (now = new Date(now.getTime() + seconds * 1000));
  const received = () => receiveActions(sqs, queueUrl);
  const message = (value?: string): PostedMessage =>
    slack.inbox.add(
      {
        channel: 'D0ALICE0001',
        to: alice.id,
        text: 'A key was made.',
        blocks: blocksWith(['mine', 'not-mine'], value),
      },
      now,
    );
  const press = (twist = {}) =>
    slack.requests.press(message(), 'keyturn:not-mine', alice.id, twist);
  /** Why it refused since, or what it did. */
  const whys = (since: number) =>
    [...slackIn.log.slice(since).matchAll(/^\{.*"service":"keyturn-slack-in".*$/gm)].map(
      ([line]) => {
        const { why, message: said } = JSON.parse(line) as { why?: string; message: string };
        return why ?? said;
      },
    );
  const askedForSecrets = async () =>
    (await moto.recordedCalls()).filter(({ action }) => action === 'GetSecretValue').length;

  describe('of what Slack sends', () => {
    before(() => deploy());
    after(undeploy);
    afterEach(() => pass(1));

    it('queues a press, with who, what, when and where, and answers with nothing', async () => {
      const pressed = message();
      const { status, answer } = await slack.requests.press(pressed, 'keyturn:not-mine', alice.id);
      assert.deepEqual([status, answer], [200, '']);
      const [{ id, ...action } = assert.fail(), ...more] = await received();
      assert.match(id, /^[0-9a-f]{64}$/);
      assert.deepEqual(more, []);
      assert.deepEqual(action, {
        kind: 'press',
        at: '2026-03-02T09:00:00.000Z',
        button: 'not-mine',
        on: { v: 1, ...pressedKey },
        by: { id: alice.id, team: 'T0EMULATED0' },
        message: { channel: 'D0ALICE0001', ts: pressed.ts },
      });
    });

    it('queues a press once that comes twice, and another of the same button again', async () => {
      const { body } = await press();
      pass(2);
      assert.equal((await slack.requests.send(body, form, {})).status, 200);
      const again = await slack.requests.press(message(), 'keyturn:not-mine', alice.id);
      assert.equal(again.status, 200);
      assert.equal((await received()).length, 2);
    });

    it('queues that a home was opened, and not that its messages were', async () => {
      assert.equal((await slack.requests.openHome(alice.id)).status, 200);
      assert.equal((await slack.requests.openHome(alice.id, { tab: 'messages' })).status, 200);
      const [{ id, ...opened } = assert.fail(), ...more] = await received();
      assert.match(id, /^[0-9a-f]{64}$/);
      const by = { id: alice.id, team: 'T0EMULATED0' };
      assert.deepEqual(opened, { kind: 'home-opened', at: opened.at, by });
      assert.deepEqual(more, []);
    });

    it('answers the challenge of who enters the URL', async () => {
      const { status, answer } = await slack.requests.verifyUrl('3eZbrw1aBm2rZgRN');
      assert.equal(status, 200);
      assert.deepEqual(JSON.parse(answer), { challenge: '3eZbrw1aBm2rZgRN' });
    });

    const inForm = (payload: object) =>
      new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const ofApp = { api_app_id: 'A0EMULATED0', team: { id: 'T0EMULATED0' } };
    const button = { action_ts: '1772442000.000100', action_id: 'keyturn:not-mine' };
    const pressOf = (actions: unknown, more: object = {}) =>
      inForm({ type: 'block_actions', ...ofApp, user: { id: alice.id }, actions, ...more });
    const others: readonly (readonly [what: string, body: string, type?: string])[] = [
      ['the button of another', pressOf([{ ...button, action_id: 'other:approve' }])],
      ['a button of a newer version', pressOf([{ ...button, action_id: 'keyturn:snooze' }])],
      ['no button at all', pressOf([])],
      [
        'a button in no message',
        pressOf([{ ...button, value: JSON.stringify({ v: 1, ...pressedKey }) }]),
      ],
      ['a view that was submitted', inForm({ type: 'view_submission', ...ofApp, view: {} })],
      ['a shortcut', inForm({ type: 'shortcut', ...ofApp })],
      ['a command', 'command=%2Fkeys&api_app_id=A0EMULATED0&team_id=T0EMULATED0'],
      ['a check of the certificate', 'ssl_check=1&token=deprecated'],
      ['nothing at all', ''],
      [
        'another event',
        JSON.stringify({
          type: 'event_callback',
          api_app_id: 'A0EMULATED0',
          team_id: 'T0EMULATED0',
          event_id: 'Ev1',
          event: { type: 'message', text: 'planted' },
        }),
        'application/json',
      ],
    ];
    for (const [what, body, type = form] of others)
      it(`takes ${what}, and does nothing`, async () => {
        const { status, answer } = await slack.requests.send(body, type, {});
        assert.deepEqual([status, answer], [200, '']);
        assert.deepEqual(await received(), []);
      });

    const valueOf = (change: object) => JSON.stringify({ v: 1, ...pressedKey, ...change });
    const attacks: readonly (readonly [what: string, value: string])[] = [
      ['no JSON', 'planted <!channel>'],
      ['nothing', ''],
      ['null', 'null'],
      ['a list', '[]'],
      ['a newer version', valueOf({ v: 2 })],
      ['no version', valueOf({ v: undefined })],
      ['another account than there is', valueOf({ account: '11111111111' })],
      ['an ARN for an account', valueOf({ account: 'arn:aws:iam::111111111111:root' })],
      ['a user with a wildcard', valueOf({ user: '*' })],
      ['a user with a path', valueOf({ user: '../root' })],
      ['a user of two lines', valueOf({ user: 'alice\nbob' })],
      ['a user with mrkdwn', valueOf({ user: '<!channel>' })],
      ['a user that is none', valueOf({ user: { toString: 'alice' } })],
      ['a password', valueOf({ credential: { kind: 'password', id: 'AKIAOLD0000000000001' } })],
      ['two keys', valueOf({ credential: { kind: 'access-key', id: ['AKIAOLD0000000000001'] } })],
      ['a key of 200 signs', valueOf({ credential: { kind: 'access-key', id: 'A'.repeat(200) } })],
      ['a notice with a space', valueOf({ notice: 'key/A /created' })],
      ['a prototype', `{"__proto__":${valueOf({})}}`],
      ['more than Slack lets a button carry', valueOf({ more: 'x'.repeat(2000) })],
      ['depth', `${'['.repeat(900)}${']'.repeat(900)}`],
    ];
    for (const [what, value] of attacks)
      it(`puts nothing into the queue where a button carries ${what}`, async () => {
        const since = slackIn.log.length;
        const pressed = message(value || 'x');
        const { status } = await slack.requests.press(pressed, 'keyturn:mine', alice.id, { value });
        assert.equal(status, 200);
        assert.deepEqual(await received(), []);
        assert.match(slackIn.log.slice(since), /"ButtonsUnreadable":1/);
      });

    it('leaves out what else a button carries', async () => {
      const value = valueOf({ enable: true, credential: { ...pressedKey.credential, planted: 1 } });
      await slack.requests.press(message(value), 'keyturn:mine', alice.id);
      const [action] = await received();
      assert.deepEqual(action?.kind === 'press' && action.on, { v: 1, ...pressedKey });
    });

    it('counts each request in the namespace and the dimension of the other alarms', async () => {
      const since = slackIn.log.length;
      await press();
      await press({ secret: 'forged-by-somebody-else' });
      await received();
      const lines = [...slackIn.log.slice(since).matchAll(/^\{.*_aws.*$/gm)].map(
        ([line]) => JSON.parse(line) as Record<string, unknown>,
      );
      assert.deepEqual(
        lines.map((line) => [
          line['ActionsQueued'],
          line['RequestsRefused'],
          line['RequestsFailed'],
        ]),
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
      );
      for (const line of lines) {
        const { CloudWatchMetrics } = line['_aws'] as {
          CloudWatchMetrics: {
            Namespace: string;
            Dimensions: unknown;
            Metrics: { Name: string }[];
          }[];
        };
        const [{ Namespace, Dimensions, Metrics } = assert.fail()] = CloudWatchMetrics;
        assert.deepEqual(
          [Namespace, Dimensions, line['service']],
          ['Keyturn', [['service']], 'keyturn-slack-in'],
        );
        assert.ok(Metrics.every(({ Name }) => typeof line[Name] === 'number'));
      }
    });

    it('writes nothing of what was sent into its log, nor what it knows', () => {
      assert.ok(whys(0).includes('A request was taken'));
      for (const never of [...secrets, 'planted', 'AKIAOLD', 'alice', 'v0=', 'payload', alice.id])
        assert.ok(!slackIn.log.includes(never), `${never} is in the log`);
    });
  });

  describe('of what somebody else sends', () => {
    before(() => deploy());
    after(undeploy);
    afterEach(() => pass(1));

    async function refused(
      sent: Promise<{ status: number | undefined; answer: string }>,
      status: number,
      why: string,
      since = slackIn.log.length,
    ): Promise<void> {
      const answered = await sent;
      assert.deepEqual([answered.status, answered.answer], [status, '']);
      assert.deepEqual(whys(since).at(-1), why);
      assert.deepEqual(await received(), []);
    }
    /** A good request that nobody has sent yet, with a change. */
    function changed(
      change: (request: { headers: Record<string, string>; body: string }) => void,
    ): Promise<{ status: number | undefined; answer: string }> {
      const body = new URLSearchParams({
        payload: JSON.stringify({ type: 'shortcut', api_app_id: 'A0EMULATED0' }),
      }).toString();
      const timestamp = String(Math.floor(now.getTime() / 1000));
      const headers: Record<string, string> = {
        'content-type': form,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signatureOf(first, timestamp, body),
      };
      const good = { headers, body };
      change(good);
      return slack.requests.replay(good);
    }

    it('refuses a press that is forged', () =>
      refused(press({ secret: 'forged-by-somebody-else' }), 401, 'wrong-signature'));

    it('refuses what comes a second time, though all of it is right', async () => {
      const sent = await press();
      assert.equal(sent.status, 200);
      assert.equal((await received()).length, 1);
      await refused(slack.requests.replay(sent), 401, 'seen');
    });

    for (const seconds of [300, -300])
      it(`takes what is ${seconds} seconds late, and refuses one second more`, async () => {
        const { status } = await press({ secondsLate: seconds });
        assert.equal(status, 200);
        assert.equal((await received()).length, 1);
        const more = seconds + Math.sign(seconds);
        await refused(press({ secondsLate: more }), 401, 'not-of-now');
      });

    it('refuses what is larger than 64 KB, and takes what is almost', async () => {
      await refused(press({ bytesMore: 64 * 1024 }), 413, 'too-large');
      assert.equal((await press({ bytesMore: 60_000 })).status, 200);
      assert.equal((await received()).length, 1);
    });

    for (const [bytes, isTaken] of [
      [65_536, true],
      [65_537, false],
    ] as const)
      it(`${isTaken ? 'takes' : 'refuses'} ${bytes} bytes, as a text and as Base64`, async () => {
        for (const type of [form, 'application/json']) {
          const body = `{"type":"x","more":"${'x'.repeat(bytes - 22)}"}`;
          assert.equal(Buffer.byteLength(body), bytes);
          const { status } = await slack.requests.send(body, type, {});
          assert.equal(status === 413, !isTaken);
        }
      });

    it('refuses what is for another app', () =>
      refused(press({ installation: { appId: 'A0SOMEBODYS' } }), 403, 'wrong-app'));
    it('refuses what is of another workspace', () =>
      refused(
        press({ installation: { team: { id: 'T0SOMEBODYS', domain: 'x' } } }),
        403,
        'wrong-workspace',
      ));
    it('refuses a home of another workspace', () =>
      refused(
        slack.requests.openHome(alice.id, {
          installation: { team: { id: 'T0SOMEBODYS', domain: 'x' } },
        }),
        403,
        'wrong-workspace',
      ));

    const changes: readonly (readonly [
      what: string,
      change: (request: { headers: Record<string, string>; body: string }) => void,
      why: string,
    ])[] = [
      ['no signature', ({ headers }) => delete headers['x-slack-signature'], 'unsigned'],
      ['no timestamp', ({ headers }) => delete headers['x-slack-request-timestamp'], 'unsigned'],
      ['an empty signature', ({ headers }) => (headers['x-slack-signature'] = 'v0='), 'unsigned'],
      [
        'another version of signatures',
        ({ headers }) =>
          (headers['x-slack-signature'] = headers['x-slack-signature']?.replace('v0', 'v1') ?? ''),
        'unsigned',
      ],
      [
        'a signature with something after it',
        ({ headers }) => (headers['x-slack-signature'] += '=00'),
        'unsigned',
      ],
      [
        'a signature of zeros',
        ({ headers }) => (headers['x-slack-signature'] = `v0=${'0'.repeat(64)}`),
        'wrong-signature',
      ],
      [
        'a timestamp that is no number',
        ({ headers }) => (headers['x-slack-request-timestamp'] = 'NaN'),
        'unsigned',
      ],
      [
        'a timestamp in another spelling',
        ({ headers }) =>
          (headers['x-slack-request-timestamp'] = `0${headers['x-slack-request-timestamp']}`),
        'unsigned',
      ],
      [
        'another timestamp than was signed',
        ({ headers }) =>
          (headers['x-slack-request-timestamp'] = String(
            Number(headers['x-slack-request-timestamp']) - 1,
          )),
        'wrong-signature',
      ],
      ['a byte more than was signed', (sent) => (sent.body += ' '), 'wrong-signature'],
      [
        'another spelling of what was signed',
        (sent) => (sent.body = sent.body.replace('%7B', '%7b')),
        'wrong-signature',
      ],
    ];
    for (const [what, change, why] of changes)
      it(`refuses ${what}`, () => refused(changed(change), 401, why));

    it('refuses another method', async () => {
      const { status } = await fetch(url.url);
      assert.equal(status, 400);
      assert.equal(whys(0).at(-1), 'method');
    });

    for (const [what, body, type] of [
      ['no JSON', 'payload=planted', form],
      ['two payloads', 'payload=%7B%7D&payload=%7B%7D', form],
      ['JSON of no object', '[]', 'application/json'],
      [
        'a press by nobody',
        '{"type":"block_actions","api_app_id":"A0EMULATED0","actions":[]}',
        'application/json',
      ],
      [
        'an event without one',
        '{"type":"event_callback","api_app_id":"A0EMULATED0"}',
        'application/json',
      ],
      [
        'a challenge of two lines',
        '{"type":"url_verification","challenge":"a\\nb"}',
        'application/json',
      ],
      [
        'a challenge that is none',
        '{"type":"url_verification","challenge":{}}',
        'application/json',
      ],
    ] as const)
      it(`refuses ${what}, signed as it is`, () =>
        refused(slack.requests.send(body, type, {}), 400, 'no-payload'));

    it('verifies the bytes, also those that are no text', async () => {
      const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
      const timestamp = String(Math.floor(now.getTime() / 1000));
      const { status } = await fetch(url.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/octet-stream',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signatureOf(first, timestamp, bytes),
        },
        body: bytes,
      });
      assert.equal(status, 400);
      assert.equal(whys(0).at(-1), 'no-payload');
    });

    it('is no use to who may invoke it without a URL', async () => {
      for (const event of [{}, null, 'x', { headers: {} }, { Records: [] }])
        assert.deepEqual(await slackIn.invoke(event, now), { statusCode: 400, body: '' });
    });

    it('asks for the secrets a bounded number of times, however many are forged', async () => {
      const before = await askedForSecrets();
      for (let n = 0; n < 200; n++) await press({ secret: `forged-by-somebody-${n}` });
      assert.ok((await askedForSecrets()) - before <= 2);
      pass(61);
      for (let n = 0; n < 50; n++) await press({ secret: `forged-by-somebody-${n}` });
      assert.ok((await askedForSecrets()) - before <= 4);
      assert.equal((await press()).status, 200);
      assert.equal((await received()).length, 1);
    });

    it('writes none of it into its log', () => {
      assert.ok(whys(0).includes('wrong-signature'));
      for (const never of [...secrets, 'planted', 'forged-by', 'AKIAOLD', 'alice', 'v0='])
        assert.ok(!slackIn.log.includes(never), `${never} is in the log`);
    });
  });

  describe('when the secret is rotated', () => {
    before(() => deploy());
    after(undeploy);

    it('takes both, at once, and none that is older', async () => {
      const rotate = (SecretString: string) =>
        manager.send(new PutSecretValueCommand({ SecretId: secretArn, SecretString }));
      const statusOf = async (secret: string) => {
        pass(1);
        return (await press({ secret })).status;
      };
      assert.equal(await statusOf(first), 200);
      await rotate(second);
      pass(60);
      // It has the old one at hand, which does not fit: it looks again.
      assert.deepEqual([await statusOf(second), await statusOf(first)], [200, 200]);
      await rotate(third);
      pass(60);
      assert.deepEqual([await statusOf(third), await statusOf(second)], [200, 200]);
      pass(61);
      assert.equal(await statusOf(first), 401);
      assert.equal((await received()).length, 5);
    });
  });

  describe('when something else stood in for the secret', () => {
    before(() => deploy());
    after(undeploy);

    it('refuses what is forged, as elsewhere, and takes what is not', async () => {
      for (const SecretString of ['not known yet', second])
        await manager.send(new PutSecretValueCommand({ SecretId: secretArn, SecretString }));
      assert.equal((await press({ secret: 'forged-by-somebody-else' })).status, 401);
      assert.equal(whys(0).at(-1), 'wrong-signature');
      assert.equal((await press({ secret: second })).status, 200);
      assert.equal((await received()).length, 1);
    });
  });

  describe('when AWS does not answer', () => {
    before(() => deploy());
    after(async () => {
      for (const gate of Object.values(gates)) gate.shut(false);
      await undeploy();
    });

    it('says so where the secret can’t be read, and refuses without it what it can', async () => {
      gates.secrets.shut(true);
      assert.deepEqual((await press()).status, 500);
      assert.deepEqual((await press({ secondsLate: 301 })).status, 401);
      assert.deepEqual(await received(), []);
      gates.secrets.shut(false);
      pass(3);
      assert.equal((await press()).status, 200);
      assert.equal((await received()).length, 1);
    });

    it('says so where the queue can’t be reached, and takes the same request afterwards', async () => {
      gates.sqs.shut(true);
      const sent = await press();
      assert.deepEqual([sent.status, sent.answer], [500, '']);
      gates.sqs.shut(false);
      assert.equal((await slack.requests.replay(sent)).status, 200);
      assert.equal((await received()).length, 1);
    });

    it('has an event that could not be queued when Slack sends it again', async () => {
      gates.sqs.shut(true);
      afterWait = () => gates.sqs.shut(false);
      const before = slack.requests.sent.length;
      assert.equal((await slack.requests.openHome(alice.id)).status, 200);
      const statuses = slack.requests.sent.slice(before).map(({ status }) => status);
      assert.deepEqual(statuses, [500, 200]);
      const kinds = (await received()).map(({ kind }) => kind);
      assert.deepEqual(kinds, ['home-opened']);
    });

    it('says why in its log, with no secret', () => {
      assert.match(slackIn.log, /GetSecretValue: NoAnswer/);
      assert.match(slackIn.log, /SendMessage: NoAnswer/);
      assert.ok(!slackIn.log.includes('planted'));
    });
  });

  describe('of an organization', () => {
    before(() => deploy({ KEYTURN_SLACK_TEAMS: '["E0EMULATED0"]' }));
    after(undeploy);

    it('takes what comes of any of its workspaces, or of none', async () => {
      const enterprise = { id: 'E0EMULATED0', name: 'Acme' };
      const anywhere = { team: { id: 'T0ANYWHERE0', domain: 'x' }, enterprise };
      const nowhere = { team: null, enterprise };
      for (const installation of [anywhere, nowhere]) {
        pass(1);
        assert.equal((await press({ installation })).status, 200);
        assert.equal((await slack.requests.openHome(alice.id, { installation })).status, 200);
      }
      assert.deepEqual(
        (await received()).map((action) => 'by' in action && action.by),
        [
          { id: alice.id, team: 'T0ANYWHERE0', enterprise: 'E0EMULATED0' },
          { id: alice.id, team: 'T0ANYWHERE0', enterprise: 'E0EMULATED0' },
          { id: alice.id, enterprise: 'E0EMULATED0' },
          { id: alice.id, enterprise: 'E0EMULATED0' },
        ],
      );
      assert.equal((await press()).status, 403);
    });
  });
});
