import assert from 'node:assert/strict';
import type { PolicyDocument } from '../rules/policies';
import { FanOut, KeyMonitor, type KeyMonitorArgs } from './key-monitor';
import { fakeBundles } from './testing/bundles';
import { deploy, documentIn, type Deployment } from './testing/deployment';

const token = ['xoxb', 'fake', 'token'].join('-');
const given = 'arn:aws:kms:eu-central-1:111111111111:key/given';
// As the mocks name one.
const made = 'arn:aws:kms:eu-central-1:111111111111:key/keyturn-key';
const topic = 'arn:aws:sns:eu-central-1:111111111111:ours';

/** Of what has a key: the input that says which. */
const keyOf: Readonly<Record<string, string>> = {
  'aws:cloudwatch/logGroup:LogGroup': 'kmsKeyId',
  'aws:dynamodb/table:Table': 'serverSideEncryption.kmsKeyArn',
  'aws:lambda/function:Function': 'kmsKeyArn',
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration':
    'rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId',
  'aws:scheduler/schedule:Schedule': 'kmsKeyArn',
  'aws:secretsmanager/secret:Secret': 'kmsKeyId',
  'aws:sfn/stateMachine:StateMachine': 'encryptionConfiguration.kmsKeyId',
  'aws:sns/topic:Topic': 'kmsMasterKeyId',
  'aws:sqs/queue:Queue': 'kmsMasterKeyId',
};
/** What AWS encrypts with no key of a customer, or what holds nothing. */
const withoutKey =
  /:(Alias|Bucket(|Logging|OwnershipControls|Policy|Versioning|PublicAccessBlock|LifecycleConfiguration)|Event\w+|Function\w+|Key|MetricAlarm|Permission|QueuePolicy|Role|RolePolicy|ScheduleGroup|SecretPolicy|SecretVersion|TopicPolicy|TopicSubscription)$/;

describe("KeyMonitor's encryption", () => {
  const bundles = fakeBundles();
  after(() => bundles.remove());
  const make = (args: Partial<KeyMonitorArgs>) =>
    deploy(
      (opts) =>
        new KeyMonitor(
          'keyturn',
          {
            accounts: [{ id: '222222222222', name: 'production' }],
            externalId: 'some-external-id',
            teamChannel: 'C0123456789',
            slackToken: token,
            fanOut: FanOut.Distributed,
            functionsPath: bundles.folder,
            ...args,
          },
          opts,
        ),
    );
  const keysIn = (deployment: Deployment<unknown>) =>
    deployment.children.flatMap(({ type, name, inputs }) => {
      const path = keyOf[type];
      if (path === undefined) {
        assert.match(type, withoutKey, `say in this test with which key ${name} is encrypted`);
        return [];
      }
      const value = path
        .split('.')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], inputs);
      return [[name, value] as const];
    });
  const namesOf = (deployment: Deployment<unknown>) =>
    deployment.children.map(({ name }) => name).filter((name) => /-key(-alias)?$/.test(name));

  for (const [what, args, key, own] of [
    ['a key that is given', { kmsKeyArn: given }, given, []],
    ['a key that it makes', { createKmsKey: true }, made, ['keyturn-key', 'keyturn-key-alias']],
  ] as const)
    it(`encrypts everything with ${what}`, async () => {
      const deployment = await make(args);
      assert.deepEqual(namesOf(deployment), own);
      const keys = keysIn(deployment);
      assert.ok(keys.length >= 14, String(keys.length));
      for (const [name, found] of keys) assert.equal(found, key, name);
      // SQS refuses a queue with both.
      for (const { type, inputs } of deployment.children)
        if (type.endsWith(':Queue')) assert.ok(!('sqsManagedSseEnabled' in inputs));
      assert.equal(
        deployment.child('keyturn-run').inputs['encryptionConfiguration'] !== undefined &&
          (deployment.child('keyturn-run').inputs['encryptionConfiguration'] as { type: string })
            .type,
        'CUSTOMER_MANAGED_KMS_KEY',
      );
    });

  it('makes a key for the topic alone where it is told nothing: alarms must arrive', async () => {
    const deployment = await make({});
    const keyed = keysIn(deployment).filter(([, key]) => key !== undefined);
    assert.deepEqual(keyed, [['keyturn-alarms', made]]);
    for (const { type, inputs } of deployment.children)
      if (type.endsWith(':Queue')) assert.equal(inputs['sqsManagedSseEnabled'], true);
    const { Statement } = documentIn(deployment.child('keyturn-key'), 'policy') as PolicyDocument;
    assert.deepEqual(
      Statement.map(({ Sid }) => Sid),
      ['LetIamDecide', 'DeliverAlarms'],
    );
  });

  it('rotates the key, lets nobody hasten its end, and names it', async () => {
    const deployment = await make({ createKmsKey: true });
    const { enableKeyRotation, deletionWindowInDays } = deployment.child('keyturn-key').inputs;
    assert.deepEqual([enableKeyRotation, deletionWindowInDays], [true, 30]);
    assert.deepEqual(deployment.child('keyturn-key-alias').inputs, {
      name: 'alias/keyturn',
      targetKeyId: 'keyturn-key-id',
    });
  });

  const policies: [string, Partial<KeyMonitorArgs>, string[]][] = [
    [
      'all',
      { createKmsKey: true },
      ['DeliverAlarms', 'EncryptLogs', 'KeepUndeliveredEvents', 'DeliverRunLogs'],
    ],
    [
      'one function',
      { createKmsKey: true, fanOut: undefined },
      ['DeliverAlarms', 'EncryptLogs', 'KeepUndeliveredEvents'],
    ],
    [
      'a topic that is there',
      { createKmsKey: true, alarmTopicArn: topic },
      ['EncryptLogs', 'KeepUndeliveredEvents', 'DeliverRunLogs'],
    ],
  ];
  for (const [what, args, expected] of policies)
    it(`lets in the services that need it, with ${what}`, async () => {
      const key = (await make(args)).child('keyturn-key');
      const { Statement } = documentIn(key, 'policy') as PolicyDocument;
      assert.deepEqual(
        Statement.map(({ Sid }) => Sid),
        ['LetIamDecide', ...expected],
      );
    });

  it('makes no key that nothing would use', async () => {
    for (const args of [{ alarmTopicArn: topic }, { kmsKeyArn: given, alarmTopicArn: topic }])
      assert.deepEqual(namesOf(await make(args)), []);
  });

  it('lets notify read a token that is there with that key alone', async () => {
    const secret = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:slack-AbCdEf';
    const there = { slackToken: undefined, slackTokenSecretArn: secret };
    const statementIn = async (args: Partial<KeyMonitorArgs>) => {
      const deployment = await make(args);
      const document = documentIn(
        deployment.child('keyturn-notify-permissions'),
        'policy',
      ) as PolicyDocument;
      return document.Statement.find(({ Sid }) => Sid === 'UseSlackTokenKey')?.Resource;
    };
    assert.equal(await statementIn({ kmsKeyArn: given }), given);
    assert.equal(await statementIn({ ...there, kmsKeyArn: given }), undefined);
    const another = given.replace('given', 'another');
    assert.equal(
      await statementIn({ ...there, kmsKeyArn: given, slackTokenKmsKeyArn: another }),
      another,
    );
  });
});
