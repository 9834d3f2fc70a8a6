import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { counted } from '../../../rules/counted';
import { requestHandler } from '../../aws/credentials';
import { asked, fine, orAbsent, runbookOf, wrong, type Finding } from '../finding';
import { isInteractive, type Looking } from './looking';

/** Where dead letters lie, what they are, and the alarm that tells of them. */
interface DeadLetters {
  readonly queue: string;
  readonly one: string;
  readonly many: string;
  readonly alarm: string;
}

/** Whether anything lies in a queue of dead letters. */
export async function lookAtQueues(looking: Looking): Promise<readonly Finding[]> {
  const { caller, names } = looking.deployment;
  const sqs = new SQSClient({ ...caller.client, requestHandler });
  const deadLetters: readonly DeadLetters[] = [
    { queue: names.undeliveredQueue, one: 'notice', many: 'notices', alarm: 'undelivered' },
    {
      queue: names.failedRunsQueue,
      one: 'failed run or key event',
      many: 'failed runs or key events',
      alarm: 'failed-runs',
    },
    {
      queue: names.missedSchedulesQueue,
      one: 'missed schedule',
      many: 'missed schedules',
      alarm: 'missed-schedules',
    },
    ...(isInteractive(looking)
      ? [{ queue: names.undoneQueue, one: 'press', many: 'presses', alarm: 'undone' }]
      : []),
  ];
  const looked = deadLetters.map(async ({ queue, one, many, alarm }) => {
    const subject = { what: 'dead-letters', id: queue };
    return asked(caller, subject, 'sqs:GetQueueAttributes', async () => {
      const count = await orAbsent(lettersIn(sqs, queue));
      if (count === undefined)
        return [
          wrong(subject, 'there is no such queue', {
            todo: 'pulumi up on the monitor’s stack',
            page: 'docs/doctor.md',
          }),
        ];
      if (count === 0) return [fine(subject, 'nothing lies there')];
      const todo = 'see what it is, mend the cause, then redrive or delete it';
      return [
        wrong(subject, `${counted(count, one, many)} there`, { todo, page: runbookOf(alarm) }),
      ];
    });
  });
  return (await Promise.all(looked)).flat();
}

async function lettersIn(sqs: SQSClient, QueueName: string): Promise<number> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  const AttributeNames = [
    'ApproximateNumberOfMessages' as const,
    'ApproximateNumberOfMessagesNotVisible' as const,
  ];
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames }),
  );
  return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}
