import assert from 'node:assert/strict';
import type { Registered } from '../../stacks/testing/run-stack';
import { accounts } from './accounts';
import { Checker } from './check';

type Inputs = Readonly<Record<string, unknown>>;

function registeredIn(name: string): Promise<readonly Registered[]> {
  const account = accounts.find(({ company, stack }) => `${company}, ${stack}` === name);
  assert(account, name);
  return account.registered();
}

/** The same where some inputs of one resource are others. */
function withInputs(
  registered: readonly Registered[],
  resource: string,
  inputs: Inputs,
): readonly Registered[] {
  const is = ({ type, name }: Registered) => `${type.split(':').at(-1)} ${name}` === resource;
  assert.equal(registered.filter(is).length, 1, resource);
  return registered.map((each) =>
    is(each) ? { ...each, inputs: { ...each.inputs, ...inputs } } : each,
  );
}

const monitor = 'everything, monitor';
const management = 'plain, management';

/** What AWS would not take, and what is said of it. */
const faults: readonly (readonly [what: string, resource: string, inputs: Inputs, says: RegExp])[] =
  [
    [
      'a type',
      'Queue keyturn-notices',
      { visibilityTimeoutSeconds: 'soon' },
      /^AWS::SQS::Queue keyturn-notices \/VisibilityTimeout: found "soon", must be integer$/,
    ],
    [
      'a pattern',
      'MetricAlarm keyturn-heartbeat-alarm',
      { dimensions: { '': 'keyturn' } },
      /^AWS::CloudWatch::Alarm keyturn-heartbeat-alarm \/Dimensions\/0\/Name: found ""/,
    ],
    [
      'an enumeration',
      'LogGroup keyturn-monitor-logs',
      { retentionInDays: 401 },
      /^AWS::Logs::LogGroup keyturn-monitor-logs \/RetentionInDays: found 401, enum: \[1,3,5,/,
    ],
    [
      'what is required',
      'Role keyturn-monitor-role',
      { assumeRolePolicy: undefined },
      /^AWS::IAM::Role keyturn-monitor-role : .*must have required property 'AssumeRolePolicyDoc/,
    ],
    [
      'a number that is too large',
      'Queue keyturn-notices',
      { messageRetentionSeconds: 1_209_601 },
      /^AWS::SQS::Queue keyturn-notices \/MessageRetentionPeriod: .*, must be <= 1209600$/,
    ],
    [
      'a text that is too long',
      'Schedule keyturn-schedule',
      { description: 'x'.repeat(513) },
      /^AWS::Scheduler::Schedule keyturn-schedule \/Description: .*NOT have more than 512 charact/,
    ],
    [
      'a list that is too long',
      'MetricAlarm keyturn-heartbeat-alarm',
      { alarmActions: ['a', 'b', 'c', 'd', 'e', 'f'] },
      /^AWS::CloudWatch::Alarm keyturn-heartbeat-alarm \/AlarmActions: .*maxUniqueItems: 5$/,
    ],
    [
      'a form',
      'Function keyturn-monitor-function',
      { role: 'arn:aws:iam::333333333333:user/ada' },
      /^AWS::Lambda::Function keyturn-monitor-function \/Role: found "arn:aws:iam::333333333333:us/,
    ],
    [
      'two that exclude each other',
      'MetricAlarm keyturn-heartbeat-alarm',
      { extendedStatistic: 'p99' },
      /^AWS::CloudWatch::Alarm keyturn-heartbeat-alarm : .*dependentExcluded: /,
    ],
    [
      'a value in a part of another resource',
      'BucketVersioning keyturn-reports-versions',
      { versioningConfiguration: { status: 'Of course' } },
      /^AWS::S3::Bucket keyturn-reports \/VersioningConfiguration\/Status: found "Of course"/,
    ],
    [
      'a name that the program makes too long',
      'Secret keyturn-slack-token',
      { name: 'x'.repeat(513) },
      /^AWS::SecretsManager::Secret keyturn-slack-token \/Name: |SecretVersion keyturn-slack-token-/,
    ],
    [
      'a property that nobody has named',
      'Topic keyturn-alarms',
      { volume: 11 },
      /^aws:sns\/topic:Topic keyturn-alarms: volume \(no Volume in the schema\) has no counterpart/,
    ],
    [
      'a property within one that nobody has named',
      'Schedule keyturn-schedule',
      { flexibleTimeWindow: { mode: 'OFF', volume: 11 } },
      /^aws:scheduler\/.*: flexibleTimeWindow\.volume \(no Volume in the schema\) has no counterpart/,
    ],
    [
      'a part of nothing',
      'BucketVersioning keyturn-reports-versions',
      { bucket: 'somebody-else' },
      /^aws:s3\/bucketVersioning:.*: it is part of no AWS::S3::Bucket that is registered$/,
    ],
    [
      'a region that has no such type',
      'aws home',
      { region: 'eu-central-2' },
      /^aws:lambda\/functionUrl:.*: there is no AWS::Lambda::Url in eu-central-2$/,
    ],
  ];

describe("what the stacks register is what AWS's schemas of its resource types take", () => {
  const checker = new Checker();
  const registered = new Map<string, readonly Registered[]>();

  // Between them they register most types; `npm run test:aws-schemas` has all accounts.
  for (const name of [
    monitor,
    management,
    'listed, identity',
    'listed, production',
    'own directory, center',
    'own directory, permission sets, center',
  ])
    it(`in the account ${name}`, async () => {
      registered.set(name, await registeredIn(name));
      const { violations, resources } = checker.check(registered.get(name) ?? []);
      assert.deepEqual(violations, []);
      assert(resources.length > 0);
    });

  for (const [what, resource, inputs, says] of faults)
    it(`and where it is not so, it is told: ${what}`, () => {
      const wrong = withInputs(registered.get(monitor) ?? [], resource, inputs);
      const { violations } = checker.check(wrong);
      assert(violations.length > 0, 'nothing is told');
      for (const each of violations) assert.match(each, says);
    });

  it('and where it is not so in the template of a StackSet, it is told', () => {
    const all = registered.get(management) ?? [];
    const stackSet = all.find(({ type }) => type.endsWith(':StackSet'));
    const templateBody = String(stackSet?.inputs['templateBody']).replace(
      '"RoleName":"keyturn-audit"',
      '"RoleName":"the auditor"',
    );
    const resource = `StackSet ${stackSet?.name}`;
    const { violations } = checker.check(withInputs(all, resource, { templateBody }));
    assert.match(violations[0] ?? '', /^AWS::IAM::Role .*\/AuditRole \/RoleName: found "the audi/);
    assert.equal(violations.length, 1);
  });

  it('and a type that nobody has named is told', () => {
    const queue = registered.get(monitor)?.find(({ type }) => type === 'aws:sqs/queue:Queue');
    assert(queue);
    const { violations } = checker.check([{ ...queue, type: 'aws:mq/broker:Broker' }]);
    assert.deepEqual(violations, [
      `aws:mq/broker:Broker ${queue.name}: nobody has said what it is in CloudFormation`,
    ]);
  });

  it('and a fault that nobody would notice is told', () => {
    const { violations, noticed } = new Checker({ refusals: () => [] }).check(
      registered.get('own directory, center') ?? [],
    );
    assert.equal(noticed, 0);
    for (const keyword of ['type', 'pattern', 'required', 'maxLength', 'additionalProperties'])
      assert(
        violations.some((each) => each.includes(`nobody notices a wrong ${keyword}: `)),
        keyword,
      );
  });
});
