import {
  deploy,
  documentIn,
  resourcesOf,
  typesByName,
  valueOf,
  type Deployment,
} from './testing/deployment';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { Provider } from '@pulumi/aws/provider';
import { FanOut, KeyMonitor, type KeyMonitorArgs } from './key-monitor';
import { fakeBundles } from './testing/bundles';

const token = ['xoxb', 'fake', 'token'].join('-');
const secretArn = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:slack-AbCdEf';
const keyArn = 'arn:aws:kms:eu-central-1:111111111111:key/given';
const accounts = [
  { id: '222222222222', name: 'production' },
  { id: '111111111111', name: 'identity' },
];
const base: KeyMonitorArgs = {
  accounts,
  externalId: 'some-external-id',
  teamChannel: 'C0123456789',
  slackTokenSecretArn: secretArn,
};

const types = {
  'keyturn-reports': 'aws:s3/bucket:Bucket',
  'keyturn-reports-private': 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock',
  'keyturn-reports-ownership': 'aws:s3/bucketOwnershipControls:BucketOwnershipControls',
  'keyturn-reports-versions': 'aws:s3/bucketVersioning:BucketVersioning',
  'keyturn-reports-encryption':
    'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
  'keyturn-reports-lifecycle': 'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
  'keyturn-reports-policy': 'aws:s3/bucketPolicy:BucketPolicy',
  'keyturn-key': 'aws:kms/key:Key',
  'keyturn-key-alias': 'aws:kms/alias:Alias',
  'keyturn-ledger': 'aws:dynamodb/table:Table',
  'keyturn-notices': 'aws:sqs/queue:Queue',
  'keyturn-undelivered': 'aws:sqs/queue:Queue',
  'keyturn-failed-runs': 'aws:sqs/queue:Queue',
  'keyturn-missed-schedules': 'aws:sqs/queue:Queue',
  'keyturn-failed-runs-policy': 'aws:sqs/queuePolicy:QueuePolicy',
  'keyturn-monitor-logs': 'aws:cloudwatch/logGroup:LogGroup',
  'keyturn-monitor-role': 'aws:iam/role:Role',
  'keyturn-monitor-permissions': 'aws:iam/rolePolicy:RolePolicy',
  'keyturn-monitor-function': 'aws:lambda/function:Function',
  'keyturn-monitor-invocation': 'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig',
  'keyturn-notify-logs': 'aws:cloudwatch/logGroup:LogGroup',
  'keyturn-notify-role': 'aws:iam/role:Role',
  'keyturn-notify-permissions': 'aws:iam/rolePolicy:RolePolicy',
  'keyturn-notify-function': 'aws:lambda/function:Function',
  'keyturn-notify-source': 'aws:lambda/eventSourceMapping:EventSourceMapping',
  'keyturn-key-events-logs': 'aws:cloudwatch/logGroup:LogGroup',
  'keyturn-key-events-role': 'aws:iam/role:Role',
  'keyturn-key-events-permissions': 'aws:iam/rolePolicy:RolePolicy',
  'keyturn-key-events-function': 'aws:lambda/function:Function',
  'keyturn-key-events-invocation': 'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig',
  'keyturn-bus': 'aws:cloudwatch/eventBus:EventBus',
  'keyturn-bus-policy': 'aws:cloudwatch/eventBusPolicy:EventBusPolicy',
  'keyturn-key-events-rule': 'aws:cloudwatch/eventRule:EventRule',
  'keyturn-key-events-invoke': 'aws:lambda/permission:Permission',
  'keyturn-key-events-target': 'aws:cloudwatch/eventTarget:EventTarget',
  'keyturn-schedules': 'aws:scheduler/scheduleGroup:ScheduleGroup',
  'keyturn-schedule-role': 'aws:iam/role:Role',
  'keyturn-schedule-permissions': 'aws:iam/rolePolicy:RolePolicy',
  'keyturn-schedule': 'aws:scheduler/schedule:Schedule',
  'keyturn-alarms': 'aws:sns/topic:Topic',
  'keyturn-alarms-policy': 'aws:sns/topicPolicy:TopicPolicy',
  'keyturn-monitor-errors-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
  'keyturn-notify-errors-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
  'keyturn-key-events-errors-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
  'keyturn-undelivered-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
  'keyturn-failed-runs-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
  'keyturn-missed-schedules-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
  'keyturn-keys-held-back-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
  'keyturn-accounts-unread-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
  'keyturn-delivery-lag-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
  'keyturn-heartbeat-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
};

describe('KeyMonitor', () => {
  const bundles = fakeBundles();
  after(() => bundles.remove());
  const make = (args: Partial<KeyMonitorArgs>, opts: object = {}, name = 'keyturn') =>
    deploy(
      (given) =>
        new KeyMonitor(
          name,
          { ...base, functionsPath: bundles.folder, ...args },
          { ...given, ...opts },
        ),
    );
  const inputsOf = (deployment: Deployment<unknown>, what: string) =>
    deployment.child(`keyturn-${what}`).inputs;
  const variablesOf = (deployment: Deployment<unknown>, what: string) =>
    (inputsOf(deployment, `${what}-function`)['environment'] as { variables: object }).variables;

  it('makes exactly its parts, all children of its own', async () => {
    const deployment = await make({});
    assert.deepEqual(typesByName(deployment), types);
    assert.ok(deployment.children.every(({ parent }) => parent === 'keyturn'));
  });

  it('makes all with the provider that it is given', async () => {
    const deployment = await deploy((opts) => {
      const provider = new Provider('monitor-account');
      const args = { ...base, functionsPath: bundles.folder, slackTokenSecretArn: undefined };
      return new KeyMonitor('keyturn', { ...args, slackToken: token }, { ...opts, provider });
    });
    for (const { provider } of deployment.children) assert.match(provider, /::monitor-account::/);
  });

  it('says what others need to know, under names that are known before', async () => {
    const { component } = await make({});
    assert.deepEqual(
      await Promise.all(
        [
          component.monitorRoleArn,
          component.eventBusArn,
          component.monitorFunctionName,
          component.notifyFunctionName,
          component.keyEventsFunctionName,
          component.ledgerTableName,
          component.slackTokenSecretArn,
        ].map(valueOf),
      ),
      [
        'arn:aws:iam::111111111111:role/keyturn-monitor',
        'arn:aws:cloudwatch:eu-central-1:111111111111:eventbus/keyturn',
        'keyturn-monitor',
        'keyturn-notify',
        'keyturn-key-events',
        'keyturn-ledger',
        secretArn,
      ],
    );
    assert.match(await valueOf(component.noticeQueueUrl), /\/keyturn-notices\.fifo$/);
    assert.match(await valueOf(component.undeliveredQueueUrl), /\/keyturn-undelivered\.fifo$/);
  });

  it('is named by its Pulumi name', async () => {
    const { children } = await make({}, {}, 'second');
    for (const { name, inputs } of children) {
      assert.match(name, /^second-/);
      if ('name' in inputs && !/-permissions$/.test(name))
        assert.match(String(inputs['name']), /^(\/aws\/lambda\/|alias\/)?second/);
    }
  });

  describe('the functions', () => {
    it('run as the newest Node on arm64, from their bundles', async () => {
      const deployment = await make({});
      for (const what of ['monitor', 'notify', 'key-events']) {
        const { runtime, architectures, handler, role, loggingConfig, code, tracingConfig } =
          inputsOf(deployment, `${what}-function`);
        assert.deepEqual(
          [runtime, architectures, handler],
          ['nodejs24.x', ['arm64'], 'index.handler'],
        );
        assert.equal(role, `arn:aws:iam::111111111111:role/keyturn-${what}`);
        const logGroup = `/aws/lambda/keyturn-${what}`;
        assert.deepEqual(loggingConfig, { logFormat: 'Text', logGroup });
        assert.deepEqual(inputsOf(deployment, `${what}-logs`), {
          name: logGroup,
          retentionInDays: 400,
        });
        const archive = code as { path: Promise<string> };
        assert.equal(await archive.path, path.join(bundles.folder, what));
        assert.deepEqual(tracingConfig, { mode: 'PassThrough' });
      }
    });

    it('are told what the handlers ask for', async () => {
      const deployment = await make({});
      const powertools = (what: string) => ({
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_LOG_LEVEL: 'INFO',
        POWERTOOLS_METRICS_NAMESPACE: 'Keyturn',
        POWERTOOLS_SERVICE_NAME: `keyturn-${what}`,
      });
      assert.deepEqual(variablesOf(deployment, 'monitor'), {
        ...powertools('monitor'),
        KEYTURN_SETTINGS: '{}',
        KEYTURN_ACCOUNTS: JSON.stringify({ list: accounts }),
        KEYTURN_AUDIT_ROLE_NAME: 'keyturn-audit',
        KEYTURN_EXTERNAL_ID: 'some-external-id',
        KEYTURN_LEDGER_TABLE: 'keyturn-ledger',
        KEYTURN_NOTICE_QUEUE_URL: 'https://sqs.eu-central-1.example.com/keyturn-notices.fifo',
        KEYTURN_REPORT_BUCKET: 'keyturn-reports',
        KEYTURN_CONCURRENCY: '8',
        KEYTURN_DRY_RUN: 'true',
        KEYTURN_DRY_RUN_ACCOUNTS: '[]',
      });
      assert.deepEqual(variablesOf(deployment, 'notify'), {
        ...powertools('notify'),
        KEYTURN_SLACK_TOKEN_SECRET_ARN: secretArn,
        KEYTURN_TEAM_CHANNEL: 'C0123456789',
        KEYTURN_LEDGER_TABLE: 'keyturn-ledger',
      });
      assert.deepEqual(variablesOf(deployment, 'key-events'), {
        ...powertools('key-events'),
        KEYTURN_NOTICE_QUEUE_URL: 'https://sqs.eu-central-1.example.com/keyturn-notices.fifo',
        KEYTURN_ACCOUNTS: JSON.stringify({ list: accounts }),
      });
    });

    it('are told what is set otherwise', async () => {
      const deployment = await make({
        auditRoleName: 'audit',
        concurrency: 3,
        dryRun: false,
        dryRunAccountIds: ['222222222222'],
        slackApiUrl: 'https://slack-gov.com/api/',
        logLevel: 'DEBUG',
        logRetentionDays: 365,
        monitorMemorySize: 2048,
        monitorTimeout: 600,
        notifyTimeout: 60,
        timeZone: 'Europe/Berlin',
        reminderAges: [20, 25],
        disableAge: pulumi.output(30),
        passwordClock: { stopAt: pulumi.output(60) },
        circuitBreakerKeys: 10,
        circuitBreakerReleasedThrough: '2026-12-31',
      });
      const variables = variablesOf(deployment, 'monitor') as Record<string, string>;
      assert.deepEqual(JSON.parse(variables['KEYTURN_SETTINGS'] ?? ''), {
        timeZone: 'Europe/Berlin',
        reminderAges: [20, 25],
        disableAge: 30,
        circuitBreaker: { keys: 10, releasedThrough: '2026-12-31' },
      });
      assert.deepEqual(JSON.parse(variables['KEYTURN_CREDENTIALS'] ?? ''), {
        password: { remindAt: [20, 25], stopAt: 60 },
      });
      assert.equal(variables['KEYTURN_AUDIT_ROLE_NAME'], 'audit');
      assert.equal(variables['KEYTURN_CONCURRENCY'], '3');
      assert.equal(variables['KEYTURN_DRY_RUN'], 'false');
      assert.equal(variables['KEYTURN_DRY_RUN_ACCOUNTS'], '["222222222222"]');
      assert.equal(variables['POWERTOOLS_LOG_LEVEL'], 'DEBUG');
      const { memorySize, timeout } = inputsOf(deployment, 'monitor-function');
      assert.deepEqual([memorySize, timeout], [2048, 600]);
      assert.equal(inputsOf(deployment, 'notices')['visibilityTimeoutSeconds'], 360);
      assert.equal(inputsOf(deployment, 'notify-logs')['retentionInDays'], 365);
      const notify = variablesOf(deployment, 'notify') as Record<string, string>;
      assert.equal(notify['KEYTURN_SLACK_API_URL'], 'https://slack-gov.com/api/');
      assert.match(
        JSON.stringify(documentIn(deployment.child('keyturn-monitor-permissions'), 'policy')),
        /arn:aws:iam::222222222222:role\/audit"/,
      );
    });

    it('report what fails for good', async () => {
      const deployment = await make({});
      const failedRuns = 'arn:aws:sqs:eu-central-1:111111111111:queue/keyturn-failed-runs';
      for (const what of ['monitor', 'key-events'])
        assert.deepEqual(inputsOf(deployment, `${what}-invocation`), {
          functionName: `keyturn-${what}`,
          maximumRetryAttempts: 2,
          maximumEventAgeInSeconds: 21600,
          destinationConfig: { onFailure: { destination: failedRuns } },
        });
      const policy = JSON.stringify(
        documentIn(deployment.child('keyturn-failed-runs-policy'), 'policy'),
      );
      assert.match(policy, /"aws:SourceArn":"[^"]+keyturn-key-events"/);
    });
  });

  it('keeps the ledger safe', async () => {
    const expected = {
      name: 'keyturn-ledger',
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'account',
      rangeKey: 'item',
      attributes: [
        { name: 'account', type: 'S' },
        { name: 'item', type: 'S' },
      ],
      ttl: { attributeName: 'expiresAt', enabled: true },
      pointInTimeRecovery: { enabled: true },
    };
    assert.deepEqual(inputsOf(await make({}), 'ledger'), {
      ...expected,
      serverSideEncryption: { enabled: true },
      deletionProtectionEnabled: true,
    });
    assert.deepEqual(inputsOf(await make({ deletionProtection: false }), 'ledger'), {
      ...expected,
      serverSideEncryption: { enabled: true },
      deletionProtectionEnabled: false,
    });
  });

  it('keeps the reports private, versioned, encrypted and for as long as it is told', async () => {
    const plain = await make({});
    const given = await make({ kmsKeyArn: keyArn, reportRetentionDays: 30 });
    const block = inputsOf(plain, 'reports-private');
    for (const what of [
      'blockPublicAcls',
      'blockPublicPolicy',
      'ignorePublicAcls',
      'restrictPublicBuckets',
    ])
      assert.equal(block[what], true);
    assert.deepEqual(inputsOf(plain, 'reports-versions')['versioningConfiguration'], {
      status: 'Enabled',
    });
    assert.match(JSON.stringify(inputsOf(plain, 'reports-encryption')), /AES256/);
    assert.match(
      JSON.stringify(inputsOf(given, 'reports-encryption')),
      /aws:kms.*key\/given|key\/given.*aws:kms/,
    );
    for (const [deployment, days] of [
      [plain, 400],
      [given, 30],
    ] as const) {
      const rules = inputsOf(deployment, 'reports-lifecycle')['rules'] as {
        filter: unknown;
        expiration: unknown;
      }[];
      assert.deepEqual(
        rules.map(({ filter, expiration }) => [filter, expiration]),
        [
          [{ prefix: 'reports/' }, { days }],
          [{ prefix: 'parts/' }, { days: 7 }],
          [{ prefix: '' }, undefined],
        ],
      );
    }
    assert.deepEqual(inputsOf(plain, 'reports-ownership')['rule'], {
      objectOwnership: 'BucketOwnerEnforced',
    });
    assert.match(
      JSON.stringify(inputsOf(plain, 'reports-lifecycle')),
      /"abortIncompleteMultipartUpload":\{"daysAfterInitiation":1\}/,
    );
    assert.match(
      String(inputsOf(plain, 'reports-policy')['policy']),
      /"Deny".*aws:SecureTransport":"false"/,
    );
  });

  const protections: [
    what: string,
    given: boolean | undefined,
    kept: Record<string, Record<string, boolean>>,
  ][] = [
    [
      'what can not be made again, unless it is told otherwise',
      undefined,
      {
        'keyturn-key': { protect: true },
        'keyturn-ledger': { protect: true },
        'keyturn-reports': { protect: true },
        'keyturn-slack-token': { protect: true },
        // Not protected: a new token is a new version.
        'keyturn-slack-token-version': { retainOnDelete: true },
      },
    ],
    [
      'nothing when it is to be taken down',
      false,
      {
        'keyturn-key': { protect: false },
        'keyturn-ledger': { protect: false },
        'keyturn-reports': { protect: false },
        'keyturn-slack-token': { protect: false },
        'keyturn-slack-token-version': { retainOnDelete: true },
      },
    ],
  ];
  for (const [what, deletionProtection, kept] of protections)
    it(`protects ${what}`, async () => {
      const { children } = await make({
        slackToken: token,
        slackTokenSecretArn: undefined,
        deletionProtection,
      });
      const found = children.map(({ name, kept: { protect, retainOnDelete } }) => [
        name,
        {
          ...(protect !== undefined && { protect }),
          ...(retainOnDelete !== undefined && { retainOnDelete }),
        },
      ]);
      const isKept = ([, options]: unknown[]) => Object.keys(options as object).length > 0;
      assert.deepEqual(Object.fromEntries(found.filter(isKept)), kept);
    });

  it('has a queue of notices whose dead letters are kept', async () => {
    const deployment = await make({});
    const { redrivePolicy, ...notices } = inputsOf(deployment, 'notices');
    assert.deepEqual(notices, {
      name: 'keyturn-notices.fifo',
      fifoQueue: true,
      visibilityTimeoutSeconds: 720,
      messageRetentionSeconds: 1209600,
      sqsManagedSseEnabled: true,
    });
    assert.deepEqual(JSON.parse(String(redrivePolicy)), {
      deadLetterTargetArn: 'arn:aws:sqs:eu-central-1:111111111111:queue/keyturn-undelivered.fifo',
      maxReceiveCount: 5,
    });
    assert.equal(inputsOf(deployment, 'undelivered')['fifoQueue'], true);
    for (const what of ['failed-runs', 'missed-schedules'])
      assert.equal(inputsOf(deployment, what)['fifoQueue'], undefined);
    assert.deepEqual(inputsOf(deployment, 'notify-source'), {
      eventSourceArn: 'arn:aws:sqs:eu-central-1:111111111111:queue/keyturn-notices.fifo',
      functionName: 'keyturn-notify',
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: 2 },
    });
  });

  it('wakes the monitor at its time of day, in its zone, and tells it for when', async () => {
    const times: [string | undefined, string][] = [
      [undefined, 'cron(0 8 * * ? *)'],
      ['00:00', 'cron(0 0 * * ? *)'],
      ['09:05', 'cron(5 9 * * ? *)'],
      ['23:59', 'cron(59 23 * * ? *)'],
    ];
    for (const [scheduleTime, expression] of times) {
      const deployment = await make({ scheduleTime, timeZone: 'Asia/Kolkata' });
      const schedule = inputsOf(deployment, 'schedule');
      assert.equal(schedule['scheduleExpression'], expression);
      assert.equal(schedule['scheduleExpressionTimezone'], 'Asia/Kolkata');
    }
    const deployment = await make({});
    const { flexibleTimeWindow, target, groupName } = inputsOf(deployment, 'schedule');
    assert.deepEqual([flexibleTimeWindow, groupName], [{ mode: 'OFF' }, 'keyturn']);
    assert.deepEqual(target, {
      arn: 'arn:aws:lambda:eu-central-1:111111111111:function/keyturn-monitor',
      roleArn: 'arn:aws:iam::111111111111:role/keyturn-schedule',
      input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
      retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
      deadLetterConfig: {
        arn: 'arn:aws:sqs:eu-central-1:111111111111:queue/keyturn-missed-schedules',
      },
    });
    const trust = JSON.stringify(
      documentIn(deployment.child('keyturn-schedule-role'), 'assumeRolePolicy'),
    );
    assert.match(trust, /"scheduler.amazonaws.com"/);
    assert.match(trust, /"aws:SourceArn":"[^"]+schedulegroup\/keyturn"/);
  });

  it('takes key events from the watched accounts alone', async () => {
    const deployment = await make({});
    const policy = documentIn(deployment.child('keyturn-bus-policy'), 'policy') as {
      Statement: { Principal: unknown }[];
    };
    assert.deepEqual(policy.Statement[0]?.Principal, {
      AWS: ['arn:aws:iam::111111111111:root', 'arn:aws:iam::222222222222:root'],
    });
    assert.deepEqual(inputsOf(deployment, 'key-events-invoke'), {
      action: 'lambda:InvokeFunction',
      function: 'keyturn-key-events',
      principal: 'events.amazonaws.com',
      sourceArn: 'arn:aws:cloudwatch:eu-central-1:111111111111:eventrule/keyturn-key-events',
      sourceAccount: '111111111111',
    });
    const { rule, eventBusName, arn } = inputsOf(deployment, 'key-events-target');
    assert.deepEqual(
      [rule, eventBusName, arn],
      [
        'keyturn-key-events',
        'keyturn',
        'arn:aws:lambda:eu-central-1:111111111111:function/keyturn-key-events',
      ],
    );
  });

  it('lets its own account in, watched or not: its events come from another region', async () => {
    const others = [{ id: '222222222222', name: 'production' }];
    const deployment = await make({ accounts: others });
    const policy = documentIn(deployment.child('keyturn-bus-policy'), 'policy') as {
      Statement: { Principal: unknown }[];
    };
    assert.deepEqual(policy.Statement[0]?.Principal, {
      AWS: ['arn:aws:iam::111111111111:root', 'arn:aws:iam::222222222222:root'],
    });
  });

  it('tells the ARN of its bus when its policy is there, as AWS wants it before', async () => {
    const { component } = await make({});
    assert.ok((await resourcesOf(component.eventBusArn)).includes('keyturn-bus-policy'));
  });

  it('watches an organization', async () => {
    const roleArn = 'arn:aws:iam::999999999999:role/lister';
    const organization = {
      accounts: undefined,
      organizationId: 'o-abcdefghij',
      excludedAccountIds: ['444444444444'],
    };
    const deployment = await make({ ...organization, organizationRoleArn: roleArn });
    for (const what of ['monitor', 'key-events']) {
      const variables = variablesOf(deployment, what) as Record<string, string>;
      assert.deepEqual(JSON.parse(variables['KEYTURN_ACCOUNTS'] ?? ''), {
        organization: { exclude: ['444444444444'], roleArn },
      });
    }
    assert.match(String(inputsOf(deployment, 'bus-policy')['policy']), /"o-abcdefghij"/);
    assert.match(String(inputsOf(deployment, 'monitor-permissions')['policy']), /role\/lister"/);

    const without = await make(organization);
    const { KEYTURN_ACCOUNTS } = variablesOf(without, 'monitor') as Record<string, string>;
    assert.deepEqual(JSON.parse(KEYTURN_ACCOUNTS ?? ''), {
      organization: { exclude: ['444444444444'] },
    });
    assert.match(
      String(inputsOf(without, 'monitor-permissions')['policy']),
      /organizations:ListAccounts/,
    );
  });

  it('has S3 log who comes to the reports, in the bucket that it is told, and in no other', async () => {
    assert.ok(!('keyturn-reports-access-logs' in typesByName(await make({}))));
    assert.deepEqual(
      inputsOf(await make({ accessLogBucket: 'access-logs' }), 'reports-access-logs'),
      {
        bucket: 'keyturn-reports',
        targetBucket: 'access-logs',
        targetPrefix: 'keyturn-reports/',
      },
    );
  });

  it('keeps concurrency for the functions, and has their code signed, as it is told', async () => {
    const codeSigningConfigArn = `arn:aws:lambda:eu-central-1:111111111111:code-signing-config:csc-${'0'.repeat(17)}`;
    const plain = await make({});
    const told = await make({
      monitorReservedConcurrency: 1,
      notifyReservedConcurrency: 2,
      keyEventsReservedConcurrency: 3,
      codeSigningConfigArn,
    });
    for (const [what, reserved] of [
      ['monitor', 1],
      ['notify', 2],
      ['key-events', 3],
    ] as const) {
      const inputs = inputsOf(told, `${what}-function`);
      assert.equal(inputs['reservedConcurrentExecutions'], reserved);
      assert.equal(inputs['codeSigningConfigArn'], codeSigningConfigArn);
      for (const property of ['reservedConcurrentExecutions', 'codeSigningConfigArn'])
        assert.ok(!(property in inputsOf(plain, `${what}-function`)));
    }
  });

  it('takes an archive for a bundle: what is signed is one file', async () => {
    const archives = fakeBundles();
    writeFileSync(path.join(archives.folder, 'notify.zip'), 'signed');
    try {
      const deployment = await make({ functionsPath: archives.folder });
      const pathOf = (what: string) =>
        (inputsOf(deployment, `${what}-function`)['code'] as { path: Promise<string> }).path;
      assert.equal(await pathOf('notify'), path.join(archives.folder, 'notify.zip'));
      assert.equal(await pathOf('monitor'), path.join(archives.folder, 'monitor'));
    } finally {
      archives.remove();
    }
  });

  describe('the Slack token', () => {
    const given = { slackTokenSecretArn: undefined };

    it('is put in a secret, and stays secret', async () => {
      for (const slackToken of [token, pulumi.secret(token)]) {
        const deployment = await make({ ...given, slackToken });
        const { secretString } = inputsOf(deployment, 'slack-token-version');
        assert.equal((secretString as { value: string }).value, token);
        const version = deployment.child('keyturn-slack-token-version').resource as unknown as {
          secretString: pulumi.Output<string>;
        };
        assert.equal(await pulumi.isSecret(version.secretString), true);
        for (const { name, inputs } of deployment.children)
          if (name !== 'keyturn-slack-token-version')
            assert.ok(!JSON.stringify(inputs).includes(token), name);
        assert.deepEqual(
          deployment.children.map(({ name }) => name).filter((name) => !(name in types)),
          ['keyturn-slack-token', 'keyturn-slack-token-policy', 'keyturn-slack-token-version'],
        );
      }
    });

    it('is for no other account, and for those whom the program names alone', async () => {
      const policyOf = async (args: Partial<KeyMonitorArgs>) => {
        const deployment = await make({ ...given, slackToken: token, ...args });
        return String(inputsOf(deployment, 'slack-token-policy')['policy']);
      };
      assert.match(await policyOf({}), /"aws:PrincipalAccount":"111111111111"/);
      assert.doesNotMatch(await policyOf({}), /PrincipalArn/);
      const deployer = 'arn:aws:iam::111111111111:role/deployer';
      assert.ok(
        (await policyOf({ slackTokenAdministratorArns: [deployer] })).includes(
          `"aws:PrincipalArn":["${deployer}","arn:aws:iam::111111111111:role/keyturn-notify"]`,
        ),
      );
    });

    it('is read by notify alone', async () => {
      const tokenKey = 'arn:aws:kms:eu-central-1:111111111111:key/token';
      const deployment = await make({ slackTokenKmsKeyArn: tokenKey });
      for (const what of ['monitor', 'key-events', 'schedule'])
        assert.doesNotMatch(
          String(inputsOf(deployment, `${what}-permissions`)['policy']),
          /secretsmanager|kms/,
        );
      const notify = String(inputsOf(deployment, 'notify-permissions')['policy']);
      assert.ok(notify.includes(`"${secretArn}"`) && notify.includes(`"${tokenKey}"`));
    });
  });

  describe('the alarms', () => {
    const topicArn = 'arn:aws:sns:eu-central-1:111111111111:topic/keyturn-alarms';

    it('all go to the topic, when they come and when they are over', async () => {
      const deployment = await make({});
      const alarms = deployment.children.filter(({ type }) => type.endsWith(':MetricAlarm'));
      assert.equal(alarms.length, 10);
      for (const { inputs } of alarms) {
        assert.deepEqual([inputs['alarmActions'], inputs['okActions']], [[topicArn], [topicArn]]);
        // CloudWatch takes no longer time than this.
        const seconds = Number(inputs['period']) * Number(inputs['evaluationPeriods']);
        assert.ok(seconds <= (Number(inputs['period']) >= 3600 ? 604800 : 86400));
      }
    });

    it('each lead to a runbook that is there, and only what messages lead to is of no alarm', async () => {
      const runbooks = path.join(__dirname, '..', 'docs', 'runbooks');
      // Distributed runs have alarms of their own beside all the others, and so have presses.
      const deployment = await make({
        fanOut: FanOut.Distributed,
        slackSigningSecret: 'made-for-a-test-alone',
        slackAppId: 'A0123456789',
      });
      const named = deployment.children
        .filter(({ type }) => type.endsWith(':MetricAlarm'))
        .map(
          ({ inputs }) =>
            /\/docs\/runbooks\/([a-z-]+\.md)$/.exec(String(inputs['alarmDescription']))?.[1],
        );
      const pages = readdirSync(runbooks).filter(
        (page) => !['README.md', 'catch-up.md', 'compromised-key.md'].includes(page),
      );
      assert.deepEqual(named.toSorted(), pages.toSorted());
      for (const page of pages) {
        const text = readFileSync(path.join(runbooks, page), 'utf8');
        for (const heading of ['What it means', 'What to look at', 'What to do'])
          assert.ok(text.includes(`\n## ${heading}\n`), `${page} lacks "${heading}"`);
      }
    });

    it('say when no run was completed for 26 hours', async () => {
      const alarm = inputsOf(await make({}), 'heartbeat-alarm');
      assert.equal(Number(alarm['period']) * Number(alarm['evaluationPeriods']), 26 * 60 * 60);
      const { namespace, metricName, dimensions, statistic } = alarm;
      assert.deepEqual(
        { namespace, metricName, dimensions, statistic },
        {
          namespace: 'Keyturn',
          metricName: 'RunCompleted',
          dimensions: { service: 'keyturn-monitor' },
          statistic: 'Sum',
        },
      );
      const { comparisonOperator, threshold, treatMissingData } = alarm;
      assert.deepEqual(
        [comparisonOperator, threshold, treatMissingData],
        ['LessThanThreshold', 1, 'breaching'],
      );
    });

    const measured: [string, string, string, object][] = [
      ['monitor-errors', 'AWS/Lambda', 'Errors', { FunctionName: 'keyturn-monitor' }],
      ['notify-errors', 'AWS/Lambda', 'Errors', { FunctionName: 'keyturn-notify' }],
      ['key-events-errors', 'AWS/Lambda', 'Errors', { FunctionName: 'keyturn-key-events' }],
      [
        'undelivered',
        'AWS/SQS',
        'ApproximateNumberOfMessagesVisible',
        { QueueName: 'keyturn-undelivered.fifo' },
      ],
      [
        'failed-runs',
        'AWS/SQS',
        'ApproximateNumberOfMessagesVisible',
        { QueueName: 'keyturn-failed-runs' },
      ],
      [
        'missed-schedules',
        'AWS/SQS',
        'ApproximateNumberOfMessagesVisible',
        { QueueName: 'keyturn-missed-schedules' },
      ],
      ['keys-held-back', 'Keyturn', 'KeysHeldBack', { service: 'keyturn-monitor' }],
      ['accounts-unread', 'Keyturn', 'AccountsUnread', { service: 'keyturn-monitor' }],
    ];
    it('say what is more than nothing', async () => {
      const deployment = await make({});
      for (const [what, namespace, metricName, dimensions] of measured) {
        const alarm = inputsOf(deployment, `${what}-alarm`);
        assert.deepEqual(
          [alarm['namespace'], alarm['metricName'], alarm['dimensions']],
          [namespace, metricName, dimensions],
        );
        assert.deepEqual(
          [alarm['comparisonOperator'], alarm['threshold'], alarm['evaluationPeriods']],
          ['GreaterThanThreshold', 0, 1],
        );
      }
    });

    it('say when messages arrive so late that days move', async () => {
      const alarm = inputsOf(await make({}), 'delivery-lag-alarm');
      assert.deepEqual(
        [alarm['namespace'], alarm['metricName'], alarm['dimensions'], alarm['statistic']],
        ['Keyturn', 'DeliveryLag', { service: 'keyturn-monitor' }, 'Maximum'],
      );
      assert.deepEqual(
        [alarm['comparisonOperator'], alarm['threshold'], alarm['treatMissingData']],
        ['GreaterThanThreshold', 21_600, 'ignore'],
      );
    });

    it('go to a topic that is there already, and to people', async () => {
      const existing = 'arn:aws:sns:eu-central-1:111111111111:on-call';
      const alarmEmails = ['platform@example.com', pulumi.output('security@example.com')];
      const deployment = await make({ alarmTopicArn: existing, alarmEmails });
      assert.deepEqual(inputsOf(deployment, 'heartbeat-alarm')['alarmActions'], [existing]);
      assert.deepEqual(inputsOf(deployment, 'alarm-email-0'), {
        topic: existing,
        protocol: 'email',
        endpoint: 'platform@example.com',
      });
      assert.equal(inputsOf(deployment, 'alarm-email-1')['endpoint'], 'security@example.com');
      const names = deployment.children.map(({ name }) => name);
      assert.ok(!names.includes('keyturn-alarms') && !names.includes('keyturn-alarms-policy'));
    });
  });
});
