import assert from 'node:assert/strict';
import { alarmTopicPolicy } from './alarm-topic-policy';
import { documentLimits, sizeOf } from './document';
import { eventBusPolicy, type EventBusPolicy } from './event-bus-policy';
import { failedRunsQueuePolicy } from './failed-runs-queue-policy';
import { forwarderPermissions } from './forwarder-permissions';
import { serviceTrust } from './service-trust';
import { isAllowed, type Question } from './testing/decide';

const eventBusArn = 'arn:aws:events:eu-central-1:111111111111:event-bus/keyturn';
const keyEvent = {
  'events:source': ['aws.iam'],
  'events:detail-type': ['AWS API Call via CloudTrail'],
};

function from(
  account: string,
  bus: Partial<EventBusPolicy>,
  context: Record<string, string | string[]> = keyEvent,
): Question {
  return {
    principal: `arn:aws:sts::${account}:assumed-role/forwarder/session`,
    action: 'events:PutEvents',
    resource: eventBusArn,
    context,
    identityPolicies: [forwarderPermissions(eventBusArn)],
    resourcePolicy: eventBusPolicy({ partition: 'aws', eventBusArn, ...bus }),
  };
}
const list = { accountIds: ['222222222222', '333333333333'] };
const organization = { organizationId: 'o-ours' };
const ofOrganization = (id: string) => ({ ...keyEvent, 'aws:PrincipalOrgID': id });

describe('the monitor’s bus', () => {
  const cases: [string, () => Question, boolean][] = [
    ['takes key events of a listed account', () => from('222222222222', list), true],
    [
      'asks a listed account for no organization, even where one is given',
      () => from('222222222222', { ...list, ...organization }),
      true,
    ],
    ['takes none of another account', () => from('444444444444', list), false],
    [
      'takes no other source’s events',
      () => from('222222222222', list, { ...keyEvent, 'events:source': ['com.example'] }),
      false,
    ],
    [
      'takes no batch in which one is another source’s',
      () =>
        from('222222222222', list, { ...keyEvent, 'events:source': ['aws.iam', 'com.example'] }),
      false,
    ],
    [
      'takes no other events of IAM',
      () => from('222222222222', list, { ...keyEvent, 'events:detail-type': ['Other'] }),
      false,
    ],
    [
      'takes key events of the organization',
      () => from('444444444444', organization, ofOrganization('o-ours')),
      true,
    ],
    [
      'takes none of another organization',
      () => from('444444444444', organization, ofOrganization('o-theirs')),
      false,
    ],
    [
      'takes none of an account without organization',
      () => from('444444444444', organization),
      false,
    ],
    [
      'lets nobody make rules',
      () => ({
        ...from('222222222222', list),
        action: 'events:PutRule',
        resource: 'arn:aws:events:eu-central-1:111111111111:rule/keyturn/x',
      }),
      false,
    ],
    [
      'is not reached by a forwarder of another bus',
      () => ({
        ...from('222222222222', list),
        identityPolicies: [forwarderPermissions(`${eventBusArn}-2`)],
      }),
      false,
    ],
  ];
  for (const [name, question, expected] of cases)
    it(name, async () => assert.equal(await isAllowed(question()), expected));

  it('is never open to everybody', () => {
    for (const open of [{}, { accountIds: [] }, { organizationId: '' }])
      assert.throws(() => eventBusPolicy({ partition: 'aws', eventBusArn, ...open }), RangeError);
  });

  it('is within EventBridge’s limit, up to some 200 accounts', () => {
    const accountIds = Array.from({ length: 200 }, (_, i) => String(100000000000 + i));
    const document = eventBusPolicy({ partition: 'aws', eventBusArn, accountIds });
    assert.ok(sizeOf(document) <= documentLimits.eventBus);
  });
});

describe('what AWS’s services may do', () => {
  const home = { partition: 'aws', accountId: '111111111111', region: 'eu-central-1' };
  const ruleArn = 'arn:aws:events:eu-central-1:111111111111:rule/keyturn/keyturn-key-events';
  const queueArn = 'arn:aws:sqs:eu-central-1:111111111111:keyturn-failed-runs';
  const topicArn = 'arn:aws:sns:eu-central-1:111111111111:keyturn-alarms';
  const alarmArn = 'arn:aws:cloudwatch:eu-central-1:111111111111:alarm:keyturn-heartbeat';
  const roleArn = 'arn:aws:iam::111111111111:role/forwarder';
  const queue = () => failedRunsQueuePolicy({ queueArn, ruleArn });
  const topic = () => alarmTopicPolicy(topicArn, home);
  const trust = () => serviceTrust('events', { accountId: '111111111111', arn: ruleArn });
  const source = (arn: string, account = '111111111111') => ({
    'aws:SourceArn': arn,
    'aws:SourceAccount': account,
  });

  const cases: [string, () => Question, boolean][] = [
    [
      'EventBridge keeps undelivered events',
      () => ({
        principal: 'events.amazonaws.com',
        action: 'sqs:SendMessage',
        resource: queueArn,
        resourcePolicy: queue(),
        context: source(ruleArn),
      }),
      true,
    ],
    [
      '… of no other rule',
      () => ({
        principal: 'events.amazonaws.com',
        action: 'sqs:SendMessage',
        resource: queueArn,
        resourcePolicy: queue(),
        context: source(`${ruleArn}-2`),
      }),
      false,
    ],
    [
      '… and reads none',
      () => ({
        principal: 'events.amazonaws.com',
        action: 'sqs:ReceiveMessage',
        resource: queueArn,
        resourcePolicy: queue(),
        context: source(ruleArn),
      }),
      false,
    ],
    [
      'CloudWatch publishes alarms',
      () => ({
        principal: 'cloudwatch.amazonaws.com',
        action: 'sns:Publish',
        resource: topicArn,
        resourcePolicy: topic(),
        context: source(alarmArn),
      }),
      true,
    ],
    [
      '… of no other account',
      () => ({
        principal: 'cloudwatch.amazonaws.com',
        action: 'sns:Publish',
        resource: topicArn,
        resourcePolicy: topic(),
        context: source(alarmArn, '222222222222'),
      }),
      false,
    ],
    [
      'EventBridge takes on the forwarder’s role for its rule',
      () => ({
        principal: 'events.amazonaws.com',
        action: 'sts:AssumeRole',
        resource: roleArn,
        resourcePolicy: trust(),
        context: source(ruleArn),
      }),
      true,
    ],
    [
      '… for no other account’s rule',
      () => ({
        principal: 'events.amazonaws.com',
        action: 'sts:AssumeRole',
        resource: roleArn,
        resourcePolicy: trust(),
        context: source(ruleArn, '222222222222'),
      }),
      false,
    ],
    [
      '… and Lambda does not',
      () => ({
        principal: 'lambda.amazonaws.com',
        action: 'sts:AssumeRole',
        resource: roleArn,
        resourcePolicy: trust(),
        context: source(ruleArn),
      }),
      false,
    ],
  ];
  for (const [name, question, expected] of cases)
    it(name, async () => assert.equal(await isAllowed(question()), expected));
});
