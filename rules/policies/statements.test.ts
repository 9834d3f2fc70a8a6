import assert from 'node:assert/strict';
import {
  alarmTopicPolicy,
  assumableRoleTrust,
  assumeListedRoles,
  auditRolePermissions,
  auditRoleTrust,
  engineerSelfManagement,
  eventBusPolicy,
  failedRunsQueuePolicy,
  forwarderPermissions,
  keyEventsPermissions,
  keyPolicy,
  monitorPermissions,
  notifyPermissions,
  runPermissions,
  schedulePermissions,
  serviceTrust,
  slackTokenPolicy,
  sizeOf,
  startRunPermissions,
  type PolicyDocument,
} from '.';
import { namesOfMonitor } from '../names';

const home = { partition: 'aws', accountId: '111111111111' };
const region = 'eu-central-1';
const arn = (service: string, resource: string) =>
  `arn:aws:${service}:${region}:${home.accountId}:${resource}`;
const role = `arn:aws:iam::${home.accountId}:role/keyturn-monitor`;
const queues = {
  reportsBucketArn: 'arn:aws:s3:::keyturn-reports',
  noticeQueueArn: arn('sqs', 'a.fifo'),
  failedRunsQueueArn: arn('sqs', 'b'),
};
const ledger = { ledgerArn: arn('dynamodb', 'table/l'), keyArn: arn('kms', 'key/l') };
const key = { keyArn: ledger.keyArn, scheduleArn: arn('scheduler', 'schedule/k/d') };
const logGroupArn = arn('logs', 'log-group:x');
const monitor = { ...home, ...queues, ...ledger, logGroupArn, auditRoleName: 'keyturn-audit' };

const documents: Record<string, () => PolicyDocument> = {
  'the alarm topic': () => alarmTopicPolicy(arn('sns', 'alarms'), { ...home, region }),
  'an assumable role': () => assumableRoleTrust(home, 3600),
  'listed roles': () => assumeListedRoles([role]),
  'the audit role': () => auditRolePermissions(home, true),
  'the audit role’s trust': () => auditRoleTrust(role, 'keyturn'),
  'an engineer': () => engineerSelfManagement(home),
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
    }),
  'the Slack token': () =>
    slackTokenPolicy({
      ...home,
      secretArn: arn('secretsmanager', 'secret:s'),
      readerName: 'keyturn-notify',
      administratorArns: [role],
    }),
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
