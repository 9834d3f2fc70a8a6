import {
  deploy,
  documentIn,
  madeWithout,
  resourcesOf,
  typesByName,
  valueOf,
} from './testing/deployment';
import assert from 'node:assert/strict';
import * as pulumi from '@pulumi/pulumi';
import { readSlackInEnvironment } from '../functions/slack-in/environment';
import { FanOut, KeyMonitor, type KeyMonitorArgs } from './key-monitor';
import { fakeBundles } from './testing/bundles';
import type { Deployment } from './testing/deployment';

const signingSecret = 'made-for-a-test-alone';
const base: KeyMonitorArgs = {
  accounts: [{ id: '222222222222', name: 'production' }],
  externalId: 'some-external-id',
  teamChannel: 'C0123456789',
  slackTokenSecretArn: 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:slack-AbCdEf',
};
const answers = { slackSigningSecret: signingSecret, slackAppId: 'A0123456789' };

/** What there is only where people may answer. */
const types = {
  'keyturn-slack-signing-secret': 'aws:secretsmanager/secret:Secret',
  'keyturn-slack-signing-secret-version': 'aws:secretsmanager/secretVersion:SecretVersion',
  'keyturn-slack-signing-secret-policy': 'aws:secretsmanager/secretPolicy:SecretPolicy',
  'keyturn-actions': 'aws:sqs/queue:Queue',
  'keyturn-undone': 'aws:sqs/queue:Queue',
  'keyturn-slack-in-logs': 'aws:cloudwatch/logGroup:LogGroup',
  'keyturn-slack-in-role': 'aws:iam/role:Role',
  'keyturn-slack-in-permissions': 'aws:iam/rolePolicy:RolePolicy',
  'keyturn-slack-in-function': 'aws:lambda/function:Function',
  'keyturn-slack-in-call-url': 'aws:lambda/permission:Permission',
  'keyturn-slack-in-invoke-by-url': 'aws:lambda/permission:Permission',
  'keyturn-slack-in-url': 'aws:lambda/functionUrl:FunctionUrl',
  'keyturn-act-logs': 'aws:cloudwatch/logGroup:LogGroup',
  'keyturn-act-role': 'aws:iam/role:Role',
  'keyturn-act-permissions': 'aws:iam/rolePolicy:RolePolicy',
  'keyturn-act-function': 'aws:lambda/function:Function',
  'keyturn-act-source': 'aws:lambda/eventSourceMapping:EventSourceMapping',
  'keyturn-slack-in-errors-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
  'keyturn-slack-in-throttles-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
  'keyturn-requests-refused-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
  'keyturn-act-errors-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
  'keyturn-undone-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
};

describe('a KeyMonitor to which people answer in Slack', () => {
  const bundles = fakeBundles();
  after(() => bundles.remove());
  const make = (args: Partial<KeyMonitorArgs>) =>
    deploy(
      (opts) =>
        new KeyMonitor('keyturn', { ...base, functionsPath: bundles.folder, ...args }, opts),
    );
  const inputsOf = (deployment: Deployment<unknown>, what: string) =>
    deployment.child(`keyturn-${what}`).inputs;
  const variablesOf = (deployment: Deployment<unknown>, what: string) =>
    (
      inputsOf(deployment, `${what}-function`)['environment'] as {
        readonly variables: Readonly<Record<string, string>>;
      }
    ).variables;
  const statementsOf = (deployment: Deployment<unknown>, what: string) => {
    const { Statement } = documentIn(deployment.child(`keyturn-${what}-permissions`), 'policy') as {
      readonly Statement: readonly { readonly Sid: string; readonly Action: string | string[] }[];
    };
    return Statement;
  };

  it('makes what that takes, beside all that it made before and as it made it', async () => {
    const [without, with_] = [await make({}), await make(answers)];
    const before = typesByName(without);
    assert.deepEqual(typesByName(with_), { ...before, ...types });
    const told = ['keyturn-monitor', 'keyturn-notify', 'keyturn-key-events'];
    const changed = without.children
      .filter(({ name, inputs }) => {
        const now = with_.child(name).inputs;
        return JSON.stringify(inputs) !== JSON.stringify(now);
      })
      .map(({ name }) => name);
    // The three functions are told of it, and one may put what it asks in the queue of actions.
    assert.deepEqual(
      changed.toSorted(),
      [...told.map((each) => `${each}-function`), 'keyturn-key-events-permissions'].toSorted(),
    );
    for (const name of told) {
      const [then, now] = [without, with_].map((each) =>
        variablesOf(each, name.replace('keyturn-', '')),
      );
      const added = Object.keys(now ?? {}).filter((each) => !(each in (then ?? {})));
      assert.equal(added.length, 1, name);
      assert.deepEqual({ ...now, ...then }, now, name);
    }
  });

  it('says where Slack calls it, once anybody may, and whom the audit roles are to trust', async () => {
    const { component } = await make(answers);
    assert.equal((await make({})).component.slackRequestUrl, undefined);
    assert.equal((await make({})).component.actRoleArn, undefined);
    const { slackRequestUrl = assert.fail(), actRoleArn = assert.fail() } = component;
    assert.ok((await resourcesOf(slackRequestUrl)).includes('keyturn-slack-in-url'));
    assert.equal(await valueOf(actRoleArn), 'arn:aws:iam::111111111111:role/keyturn-act');
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html#urls-auth-none
  it('opens the function’s URL, and nothing but the URL, to everybody', async () => {
    const deployment = await make(answers);
    assert.deepEqual(inputsOf(deployment, 'slack-in-url'), {
      functionName: 'keyturn-slack-in',
      authorizationType: 'NONE',
    });
    const everybody = { function: 'keyturn-slack-in', principal: '*' };
    assert.deepEqual(inputsOf(deployment, 'slack-in-call-url'), {
      ...everybody,
      action: 'lambda:InvokeFunctionUrl',
      functionUrlAuthType: 'NONE',
    });
    assert.deepEqual(inputsOf(deployment, 'slack-in-invoke-by-url'), {
      ...everybody,
      action: 'lambda:InvokeFunction',
      invokedViaFunctionUrl: true,
    });
    const open = deployment.children.filter(({ inputs }) => inputs['principal'] === '*');
    assert.equal(open.length, 2);
  });

  // Such as in a region without function URLs, or by a policy of the organization.
  for (const [what, refused] of [
    ['the URL', 'aws:lambda/functionUrl:FunctionUrl'],
    ['what wakes act', 'aws:lambda/eventSourceMapping:EventSourceMapping'],
  ] as const)
    it(`tells nobody to ask, or to show buttons, where AWS refuses ${what}`, async () => {
      const made = await madeWithout(
        refused,
        (opts) =>
          new KeyMonitor('keyturn', { ...base, functionsPath: bundles.folder, ...answers }, opts),
      );
      const functions = made.filter((name) => name.endsWith('-function'));
      assert.deepEqual(functions.toSorted(), ['keyturn-act-function', 'keyturn-slack-in-function']);
    });

  it('tells slack-in what it reads, and nothing else', async () => {
    const deployment = await make({ ...answers, slackTeams: ['T0123456789', 'E0123456789'] });
    const variables = variablesOf(deployment, 'slack-in');
    assert.deepEqual(Object.keys(variables).toSorted(), [
      'KEYTURN_ACTION_QUEUE_URL',
      'KEYTURN_SLACK_APP_ID',
      'KEYTURN_SLACK_SIGNING_SECRET_ARN',
      'KEYTURN_SLACK_TEAMS',
    ]);
    const { actions, ...read } = {
      actions: variables['KEYTURN_ACTION_QUEUE_URL'] ?? '',
      ...variables,
    };
    assert.match(actions, /\/keyturn-actions\.fifo$/);
    // As Lambda and AWS write them.
    const settings = readSlackInEnvironment({
      ...read,
      KEYTURN_SLACK_SIGNING_SECRET_ARN:
        'arn:aws:secretsmanager:eu-central-1:111111111111:secret:signing-AbCdEf',
      KEYTURN_ACTION_QUEUE_URL:
        'https://sqs.eu-central-1.amazonaws.com/111111111111/keyturn-actions.fifo',
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'one',
      AWS_SECRET_ACCESS_KEY: 'two',
    });
    assert.equal(settings.appId, 'A0123456789');
    assert.deepEqual(settings.workspaces, ['T0123456789', 'E0123456789']);
    assert.equal('KEYTURN_SLACK_TEAMS' in variablesOf(await make(answers), 'slack-in'), false);
  });

  it('lets each function do its own part alone', async () => {
    const deployment = await make(answers);
    const actionsOf = (what: string) =>
      statementsOf(deployment, what).flatMap(({ Action }) => Action);
    assert.deepEqual(
      actionsOf('slack-in').filter((each) => !each.startsWith('logs:')),
      ['secretsmanager:GetSecretValue', 'sqs:SendMessage'],
    );
    assert.ok(!actionsOf('act').some((each) => each.startsWith('secretsmanager:')));
    for (const what of ['monitor', 'notify'])
      assert.ok(!JSON.stringify(statementsOf(deployment, what)).includes('keyturn-actions'), what);
    assert.ok(JSON.stringify(statementsOf(deployment, 'key-events')).includes('keyturn-actions'));
  });

  it('keeps ten of slack-in apart, however many are sent to it, unless it is told otherwise', async () => {
    const reserved = async (args: Partial<KeyMonitorArgs>) =>
      inputsOf(await make({ ...answers, ...args }), 'slack-in-function')[
        'reservedConcurrentExecutions'
      ];
    assert.equal(await reserved({}), 10);
    assert.equal(await reserved({ slackInReservedConcurrency: 3 }), 3);
    assert.equal(await reserved({ slackInReservedConcurrency: pulumi.output(-1) }), -1);
    const deployment = await make(answers);
    assert.equal('reservedConcurrentExecutions' in inputsOf(deployment, 'act-function'), false);
  });

  it('does one press at a time of a key, again soon where it failed, and keeps what can’t be done', async () => {
    const deployment = await make({ ...answers, actTimeout: 40 });
    const arnOf = (queue: string) => `arn:aws:sqs:eu-central-1:111111111111:queue/${queue}`;
    const { redrivePolicy, ...actions } = inputsOf(deployment, 'actions');
    const kept = {
      fifoQueue: true,
      messageRetentionSeconds: 1_209_600,
      sqsManagedSseEnabled: true,
    };
    assert.deepEqual(actions, {
      name: 'keyturn-actions.fifo',
      visibilityTimeoutSeconds: 80,
      ...kept,
    });
    assert.deepEqual(JSON.parse(String(redrivePolicy)), {
      deadLetterTargetArn: arnOf('keyturn-undone.fifo'),
      maxReceiveCount: 5,
    });
    assert.deepEqual(inputsOf(deployment, 'undone'), { name: 'keyturn-undone.fifo', ...kept });
    assert.deepEqual(inputsOf(deployment, 'act-source'), {
      eventSourceArn: arnOf('keyturn-actions.fifo'),
      functionName: 'keyturn-act',
      batchSize: 1,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: 5 },
    });
  });

  it('keeps the signing secret a secret, and the one before where a new one is put', async () => {
    const deployment = await make(answers);
    const version = deployment.child('keyturn-slack-signing-secret-version');
    // As Pulumi marks what is secret.
    assert.deepEqual(Object.values(version.inputs['secretString'] as object), [
      '1b47061264138c4ac30d75fd1eb44270',
      signingSecret,
    ]);
    assert.equal(version.kept.retainOnDelete, true);
    // It can be had again at Slack, and whoever switches presses off is not to be kept from it.
    assert.equal(deployment.child('keyturn-slack-signing-secret').kept.protect, undefined);
    const elsewhere = deployment.children.filter(
      ({ name, inputs }) => name !== version.name && JSON.stringify(inputs).includes(signingSecret),
    );
    assert.deepEqual(elsewhere, []);
    assert.deepEqual(
      inputsOf(deployment, 'slack-signing-secret-policy')['blockPublicPolicy'],
      true,
    );
  });

  it('makes the secret anew with another key, which a provider does not take from it', async () => {
    const decrypt = async (args: Partial<KeyMonitorArgs>) => {
      const deployment = await make({ ...answers, ...args });
      const secret = deployment.child('keyturn-slack-signing-secret');
      assert.deepEqual(secret.replacedOn, ['kmsKeyId']);
      const sids = statementsOf(deployment, 'slack-in').map(({ Sid }) => Sid);
      return [typeof secret.inputs['kmsKeyId'], sids.includes('UseSigningSecretKey')];
    };
    assert.deepEqual(await decrypt({ createKmsKey: true }), ['string', true]);
    assert.deepEqual(await decrypt({}), ['undefined', false]);
  });

  it('reads one that is there', async () => {
    const given = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:signing-AbCdEf';
    const deployment = await make({ slackAppId: 'A0123456789', slackSigningSecretArn: given });
    assert.ok(!deployment.children.some(({ name }) => name.includes('signing-secret')));
    assert.equal(variablesOf(deployment, 'slack-in')['KEYTURN_SLACK_SIGNING_SECRET_ARN'], given);
    assert.ok(JSON.stringify(statementsOf(deployment, 'slack-in')).includes(given));
  });

  it('says nobody is a responder where nobody is, and asks again after a day', async () => {
    for (const responders of [undefined, [], pulumi.output<string[]>([])]) {
      const deployment = await make({ ...answers, responders });
      assert.equal('KEYTURN_RESPONDERS' in variablesOf(deployment, 'act'), false);
      assert.equal(variablesOf(deployment, 'notify')['KEYTURN_PRESSES'], '{"canDisable":false}');
      const questions = variablesOf(deployment, 'monitor')['KEYTURN_QUESTIONS'];
      assert.equal(questions, '{"againAfterDays":1}');
    }
  });

  it('tells act of the accounts as key-events is told', async () => {
    const accounts = Array.from({ length: 60 }, (_, i) => ({
      id: String(100_000_000_000 + i),
      name: `an account with quite a long name, the ${i}th`,
    }));
    const all = { ...answers, accounts, fanOut: FanOut.Distributed };
    const deployment = await make(all);
    const [act, keyEvents] = ['act', 'key-events'].map(
      (what) => variablesOf(deployment, what)['KEYTURN_ACCOUNTS'],
    );
    assert.equal(act, keyEvents);
  });

  // What deploys without presses must deploy with them, and the monitor has its accounts from elsewhere.
  it('leaves room in a distributed act for the accounts of a dry run, and for responders', async () => {
    const accounts = Array.from({ length: 58 }, (_, i) => ({
      id: String(100_000_000_000 + i),
      name: `account number ${i}`,
    }));
    const responders = Array.from({ length: 20 }, (_, i) => `U0123456${100 + i}`);
    const dryRunAccountIds = accounts.map(({ id }) => id);
    const all = { accounts, dryRunAccountIds, fanOut: FanOut.Distributed };
    await make(all);
    const { KEYTURN_DRY_RUN_ACCOUNTS, ...act } = variablesOf(
      await make({ ...all, ...answers, responders }),
      'act',
    );
    assert.deepEqual(JSON.parse(KEYTURN_DRY_RUN_ACCOUNTS ?? ''), dryRunAccountIds);
    assert.deepEqual(JSON.parse(act['KEYTURN_RESPONDERS'] ?? ''), responders);
    assert.equal(act['KEYTURN_ACCOUNTS'], '{"organization":{"exclude":[]}}');
  });

  it('raises the alarm at what the functions measure', async () => {
    const deployment = await make(answers);
    const measures = [
      'slack-in-errors',
      'slack-in-throttles',
      'requests-refused',
      'act-errors',
      'undone',
    ];
    const found = measures.map((what) => {
      const { namespace, metricName, dimensions, comparisonOperator, threshold, period } = inputsOf(
        deployment,
        `${what}-alarm`,
      );
      const [of] = Object.values(dimensions as Readonly<Record<string, string>>);
      return [
        `${String(namespace)} ${String(metricName)}`,
        of,
        comparisonOperator,
        threshold,
        period,
      ];
    });
    const above = 'GreaterThanThreshold';
    assert.deepEqual(found, [
      ['AWS/Lambda Url5xxCount', 'keyturn-slack-in', above, 0, 300],
      ['AWS/Lambda Throttles', 'keyturn-slack-in', above, 0, 300],
      ['Keyturn RequestsRefused', 'keyturn-slack-in', 'GreaterThanOrEqualToThreshold', 100, 300],
      ['AWS/Lambda Errors', 'keyturn-act', above, 0, 300],
      ['AWS/SQS ApproximateNumberOfMessagesVisible', 'keyturn-undone.fifo', above, 0, 300],
    ]);
  });
});
