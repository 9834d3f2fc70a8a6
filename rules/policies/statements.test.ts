import assert from 'node:assert/strict';
import {
  actPermissions,
  actSessionPermissions,
  alarmTopicPolicy,
  assumableRoleTrust,
  assumeListedRoles,
  auditRolePermissions,
  auditRoleTrust,
  auditSessionPermissions,
  denyOwnAccessKeys,
  denyOwnAccessKeysAfter,
  engineerSelfManagement,
  eventBusPolicy,
  failedRunsQueuePolicy,
  forwarderPermissions,
  keyEventsPermissions,
  keyPolicy,
  monitorPermissions,
  notifyPermissions,
  reportsBucketPolicy,
  runPermissions,
  schedulePermissions,
  serviceTrust,
  signInOnOwnMachine,
  signingSecretPolicy,
  slackInPermissions,
  slackTokenPolicy,
  sizeOf,
  startRunPermissions,
  type PolicyDocument,
} from '.';
import { servicesWithCredentialAge } from '../credential-services';
import { namesOfMonitor } from '../names';
import { useKey } from './statements';

const home = { partition: 'aws', accountId: '111111111111' };
const region = 'eu-central-1';
const arn = (service: string, resource: string) =>
  `arn:aws:${service}:${region}:${home.accountId}:${resource}`;
const role = `arn:aws:iam::${home.accountId}:role/keyturn-monitor`;
const actRoleArn = `arn:aws:iam::${home.accountId}:role/keyturn-act`;
const queues = {
  reportsBucketArn: 'arn:aws:s3:::keyturn-reports',
  noticeQueueArn: arn('sqs', 'a.fifo'),
  failedRunsQueueArn: arn('sqs', 'b'),
  actionsQueueArn: arn('sqs', 'd.fifo'),
};
const ledger = { ledgerArn: arn('dynamodb', 'table/l'), keyArn: arn('kms', 'key/l') };
const key = { keyArn: ledger.keyArn, scheduleArn: arn('scheduler', 'schedule/k/d') };
const logGroupArn = arn('logs', 'log-group:x');
const monitor = { ...home, ...queues, ...ledger, logGroupArn, auditRoleName: 'keyturn-audit' };

const documents: Record<string, () => PolicyDocument> = {
  act: () => actPermissions(monitor),
  'a session of act': () => actSessionPermissions(home, 'alice', true),
  'the alarm topic': () => alarmTopicPolicy(arn('sns', 'alarms'), { ...home, region }),
  'an assumable role': () => assumableRoleTrust(home, { maxMfaAgeSeconds: 3600 }),
  'an assumable role that an application lets people into': () =>
    assumableRoleTrust(home, {
      accountAccessApplicationArn: arn('account-access', 'application/1234567890abcdef'),
    }),
  'listed roles': () => assumeListedRoles([role]),
  'the audit role': () => auditRolePermissions(home, true),
  'the audit role, with machines’ keys': () =>
    auditRolePermissions(home, true, {}, { machineKeys: true }),
  'the audit role’s trust': () => auditRoleTrust(role, 'keyturn'),
  'the audit role’s trust, with presses': () => auditRoleTrust(role, 'keyturn', { actRoleArn }),
  'a person’s audit': () => auditSessionPermissions(home),
  'an engineer': () => engineerSelfManagement(home),
  'an engineer with service credentials': () =>
    engineerSelfManagement(home, { services: servicesWithCredentialAge, maximumAgeDays: 90 }),
  'the bus': () =>
    eventBusPolicy({
      ...home,
      eventBusArn: arn('events', 'event-bus/k'),
      accountIds: ['222222222222'],
    }),
  'the queue of failed runs': () =>
    failedRunsQueuePolicy({
      queueArn: queues.failedRunsQueueArn,
      ruleArn: arn('events', 'rule/k/r'),
    }),
  'the forwarder': () => forwarderPermissions(arn('events', 'event-bus/k')),
  'key-events': () => keyEventsPermissions({ ...queues, logGroupArn, keyArn: ledger.keyArn }),
  monitor: () => monitorPermissions(monitor),
  'monitor with a lister': () => monitorPermissions({ ...monitor, organizationRoleArn: role }),
  notify: () =>
    notifyPermissions({
      ...queues,
      ...ledger,
      logGroupArn,
      slackTokenSecretArn: arn('secretsmanager', 'secret:s'),
      slackTokenKeyArn: arn('kms', 'key/s'),
    }),
  'the schedule': () =>
    schedulePermissions({
      functionArn: arn('lambda', 'function:m'),
      missedSchedulesQueueArn: arn('sqs', 'c'),
      key,
    }),
  'the schedule without a key': () =>
    schedulePermissions({
      functionArn: arn('lambda', 'function:m'),
      missedSchedulesQueueArn: arn('sqs', 'c'),
    }),
  'the schedule of distributed runs': () =>
    startRunPermissions({
      stateMachineArn: arn('states', 'stateMachine:r'),
      missedSchedulesQueueArn: arn('sqs', 'c'),
      key,
    }),
  'a distributed run': () =>
    runPermissions({
      functionArn: arn('lambda', 'function:m'),
      stateMachineArn: arn('states', 'stateMachine:r'),
    }),
  'a distributed run under a key': () =>
    runPermissions({
      functionArn: arn('lambda', 'function:m'),
      stateMachineArn: arn('states', 'stateMachine:r'),
      keyArn: ledger.keyArn,
    }),
  'the key': () =>
    keyPolicy({
      ...home,
      region,
      names: namesOfMonitor('keyturn'),
      alarms: true,
      everything: true,
      isDistributed: true,
      isInteractive: true,
    }),
  'the reports': () => reportsBucketPolicy(queues.reportsBucketArn),
  'slack-in': () =>
    slackInPermissions({
      ...queues,
      ...ledger,
      logGroupArn,
      signingSecretArn: arn('secretsmanager', 'secret:s'),
      signingSecretKeyArn: arn('kms', 'key/s'),
    }),
  'the signing secret': () =>
    signingSecretPolicy({
      ...home,
      secretArn: arn('secretsmanager', 'secret:s'),
      readerName: 'keyturn-slack-in',
      administratorArns: [role],
    }),
  'the Slack token': () =>
    slackTokenPolicy({
      ...home,
      secretArn: arn('secretsmanager', 'secret:s'),
      readerName: 'keyturn-notify',
      administratorArns: [role],
    }),
  'the way in by sign-in': () => signInOnOwnMachine(home),
  'who has no way in by key': () => denyOwnAccessKeys(home),
  'who has it until a day': () => denyOwnAccessKeysAfter(home, '2027-03-31'),
  'a service': () =>
    serviceTrust('events', { accountId: home.accountId, arn: arn('events', 'rule/k') }),
};

describe('every statement says in its Sid what it is for', () => {
  for (const [name, make] of Object.entries(documents))
    it(`in the document of ${name}`, () => {
      const sids = make().Statement.map(({ Sid }) => Sid);
      // IAM takes letters and digits only, and each id once in a document.
      for (const sid of sids) assert.match(sid, /^[A-Z][A-Za-z0-9]+$/);
      assert.equal(new Set(sids).size, sids.length);
    });
});

describe('a service acts for nobody else', () => {
  const conditionOf = (name: string) => documents[name]?.().Statement[0]?.Condition;
  it('as CloudWatch at the alarm topic: only alarms of this account and region', () =>
    assert.deepEqual(conditionOf('the alarm topic'), {
      ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-central-1:111111111111:alarm:*' },
      StringEquals: { 'aws:SourceAccount': '111111111111' },
    }));
  it('as EventBridge with its role: only the one rule', () =>
    assert.deepEqual(conditionOf('a service'), {
      ArnEquals: { 'aws:SourceArn': 'arn:aws:events:eu-central-1:111111111111:rule/k' },
      StringEquals: { 'aws:SourceAccount': '111111111111' },
    }));
});

describe('traces', () => {
  const functionArn = arn('lambda', 'function:m');
  const stateMachineArn = arn('states', 'stateMachine:r');
  const slackTokenSecretArn = arn('secretsmanager', 'secret:s');
  // https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
  const ofFunction = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
  // https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html
  const ofRun = [...ofFunction, 'xray:GetSamplingRules', 'xray:GetSamplingTargets'];
  type Make = (isTraced?: boolean) => PolicyDocument;
  const cases: readonly (readonly [string, Make, readonly string[]])[] = [
    ['monitor', (isTraced) => monitorPermissions({ ...monitor, isTraced }), ofFunction],
    [
      'notify',
      (isTraced) =>
        notifyPermissions({ ...queues, ...ledger, logGroupArn, slackTokenSecretArn, isTraced }),
      ofFunction,
    ],
    [
      'key-events',
      (isTraced) => keyEventsPermissions({ ...queues, logGroupArn, isTraced }),
      ofFunction,
    ],
    [
      'slack-in',
      (isTraced) => slackInPermissions({ ...queues, logGroupArn, signingSecretArn: 'x', isTraced }),
      ofFunction,
    ],
    ['act', (isTraced) => actPermissions({ ...monitor, isTraced }), ofFunction],
    [
      'a distributed run',
      (isTraced) => runPermissions({ functionArn, stateMachineArn, isTraced }),
      ofRun,
    ],
  ];
  for (const [name, make, actions] of cases)
    it(`are sent by ${name} where they are wanted: X-Ray has no resource for them`, () => {
      const found = make(true).Statement.filter((each) => JSON.stringify(each).includes('xray:'));
      assert.deepEqual(
        found.map(({ Action, ...others }) => ({ ...others, Action: [Action].flat().sort() })),
        [{ Sid: 'WriteTraces', Effect: 'Allow', Action: [...actions].sort(), Resource: '*' }],
      );
      for (const untraced of [make(false), make()])
        assert.doesNotMatch(JSON.stringify(untraced), /xray/);
    });
});

it('a key is used through the one service that is named, or through any of several', () => {
  const through = (services: readonly [string, ...string[]]) =>
    useKey('UseKey', ledger.keyArn, services, ['kms:Decrypt'])?.Condition;
  assert.deepEqual(through(['sqs']), { StringLike: { 'kms:ViaService': 'sqs.*' } });
  assert.deepEqual(through(['dynamodb', 'logs']), {
    StringLike: { 'kms:ViaService': ['dynamodb.*', 'logs.*'] },
  });
});

it('a distributed run has no right to a key by an ARN that can’t be read', () => {
  const document = runPermissions({
    functionArn: arn('lambda', 'function:m'),
    stateMachineArn: 'keyturn-run',
    keyArn: ledger.keyArn,
  });
  assert.doesNotMatch(JSON.stringify(document), /kms|undefined/);
});

it('a distributed run writes its logs: all that CloudWatch Logs asks of a service for it', () =>
  assert.deepEqual(documents['a distributed run']?.().Statement.at(-1)?.Action, [
    'logs:CreateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:DescribeLogGroups',
    'logs:DescribeResourcePolicies',
    'logs:GetLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:UpdateLogDelivery',
  ]));

describe('a document that would be wrong is refused, with the reason', () => {
  const cases: [string, () => PolicyDocument, string][] = [
    ['no roles', () => assumeListedRoles([]), 'a policy needs at least one role'],
    ['any role', () => assumeListedRoles(['*']), '"*" is not the ARN of one role'],
    ['any monitor', () => auditRoleTrust('*', 'keyturn'), '"*" is not the ARN of one role'],
    [
      'any role beside the monitor',
      () => auditRoleTrust(role, 'keyturn', { actRoleArn: '*' }),
      '"*" is not the ARN of one role',
    ],
    [
      'a role of another account beside the monitor',
      () =>
        auditRoleTrust(role, 'keyturn', {
          actRoleArn: 'arn:aws:iam::999999999999:role/keyturn-act',
        }),
      'arn:aws:iam::999999999999:role/keyturn-act is of another account than arn:aws:iam::111111111111:role/keyturn-monitor',
    ],
    [
      'a bus for everybody',
      () => eventBusPolicy({ ...home, eventBusArn: 'x', accountIds: [] }),
      'a bus needs accounts, or an organization, whose events it takes',
    ],
  ];
  for (const [name, make, message] of cases)
    it(name, () => assert.throws(make, { name: 'RangeError', message }));
});

describe('a document', () => {
  it('is the same whatever the order of the accounts', () => {
    const of = (...accountIds: string[]) =>
      eventBusPolicy({ ...home, eventBusArn: 'x', accountIds });
    assert.deepEqual(
      of('333333333333', '222222222222'),
      of('222222222222', '333333333333', '222222222222'),
    );
  });

  it('has the size that IAM counts: all but white space', () => {
    const document = { Version: '2012-10-17', Statement: [] } as const;
    assert.equal(sizeOf(document), '{"Version":"2012-10-17","Statement":[]}'.length);
    const [spaced, dense] = [forwarderPermissions('a b\u3000c'), forwarderPermissions('abc')];
    assert.equal(sizeOf(spaced), sizeOf(dense));
  });
});
