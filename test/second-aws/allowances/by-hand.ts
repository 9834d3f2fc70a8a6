import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import type { Company } from '../company';
import { anyCode } from '../make-people';
import { accounts } from '../people';
import { Probe } from '../probe';
import { isRefused, type Allowance } from './allowance';

/** Of what MiniStack does not do by itself, and is done by hand in its place. */
export const byHandAllowances: readonly Allowance[] = [
  {
    id: 'key-events-by-hand',
    reason:
      "On AWS CloudTrail has EventBridge deliver what happens to keys; MiniStack's does not. Where the patterns of the account's rule and the bus's match (MiniStack is asked), the function key-events is invoked with the event.",
    isNeeded: async (company) => !(await hearsOfKeys(company)),
  },
  {
    id: 'schedule-by-hand',
    reason:
      "EventBridge Scheduler puts the run's time in the place of <aws.scheduler.scheduled-time>, and goes by the schedule's time zone; MiniStack's does neither. The schedule is off, and its target gets its input, with the time, by hand.",
    isNeeded: async (company) => !(await fillsInTheTime(company)),
  },
  {
    id: 'people-by-hand',
    reason:
      "An engineer with MFA may manage their own keys by ${aws:username}; MiniStack fills in no policy variables, and gives no session MFA. What people do is done as the account's root.",
    isNeeded: (company) => isRefused(() => listOwnKeys(company)),
  },
];

/** Whether the event of a new key comes to the default bus. The other event shows that the bus itself works. */
async function hearsOfKeys(company: Company): Promise<boolean> {
  const probe = await Probe.in(company, 'identity', 'us-east-1');
  const events = new EventBridgeClient(company.clientOf('identity', undefined, 'us-east-1'));
  const iam = company.iam('identity');
  const Name = 'probe';
  const EventPattern = JSON.stringify({ source: ['aws.iam', 'keyturn.probe'] });
  await events.send(new PutRuleCommand({ Name, EventPattern }));
  await events.send(
    new PutTargetsCommand({ Rule: Name, Targets: [{ Id: Name, Arn: probe.queueArn }] }),
  );
  await iam.send(new CreateUserCommand({ UserName: Name }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: Name }));
  const control = { Source: 'keyturn.probe', DetailType: 'A control', Detail: '{}' };
  await events.send(new PutEventsCommand({ Entries: [control] }));
  const bodies = await probe.messagesUntil((body) => body.includes('keyturn.probe'));
  const { AccessKeyId } = AccessKey ?? {};
  await iam.send(new DeleteAccessKeyCommand({ UserName: Name, AccessKeyId }));
  await iam.send(new DeleteUserCommand({ UserName: Name }));
  await events.send(new RemoveTargetsCommand({ Rule: Name, Ids: [Name] }));
  await events.send(new DeleteRuleCommand({ Name }));
  await probe.remove();
  return bodies.some((body) => body.includes('aws.iam'));
}

async function fillsInTheTime(company: Company): Promise<boolean> {
  const probe = await Probe.in(company, 'monitor');
  const scheduler = new SchedulerClient(company.clientOf('monitor'));
  const Name = 'probe';
  await scheduler.send(
    new CreateScheduleCommand({
      Name,
      // A moment ago.
      ScheduleExpression: `at(${new Date(Date.now() - 1000).toISOString().slice(0, 19)})`,
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: probe.queueArn,
        RoleArn: 'arn:aws:iam::333333333333:role/keyturn-schedule',
        Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
      },
    }),
  );
  const [body = ''] = await probe.messagesUntil(() => true);
  await scheduler.send(new DeleteScheduleCommand({ Name }));
  await probe.remove();
  return !body.includes('<aws.scheduler.scheduled-time>');
}

/** As Ada would: with a session that her MFA device has opened. */
async function listOwnKeys(company: Company): Promise<void> {
  const sts = new STSClient(company.clientOf('identity', company.keys.of('ada')));
  const { Credentials } = await sts.send(
    new GetSessionTokenCommand({
      SerialNumber: `arn:aws:iam::${accounts.identity}:mfa/ada`,
      TokenCode: anyCode,
    }),
  );
  const session = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken,
  };
  await company.iam('identity', session).send(new ListAccessKeysCommand({ UserName: 'ada' }));
}
