import { Queue, type QueueArgs } from '@pulumi/aws/sqs/queue';
import * as pulumi from '@pulumi/pulumi';
import type { Parts } from './parts';
import type { SlackAnswers } from './slack-answers';

/** SQS's longest: what went wrong waits for people. */
const FOURTEEN_DAYS = 14 * 24 * 60 * 60;
/** A notice is tried this often before it counts as undelivered, and a press before it counts as undone. */
const MOST_RECEIVES = 5;

export interface Queues {
  readonly notices: Queue;
  /** Notices that could not be delivered. */
  readonly undelivered: Queue;
  /** Runs of `monitor` and events of `key-events` that failed for good. */
  readonly failedRuns: Queue;
  /** Runs that the schedule could not start. */
  readonly missedSchedules: Queue;
}

export function makeQueues(parts: Parts): Queues {
  const { names, args } = parts;
  const undelivered = deadLetterQueue(parts, 'undelivered', names.undeliveredQueue);
  const notices = new Queue(
    `${parts.name}-notices`,
    {
      name: names.noticeQueue,
      fifoQueue: true,
      // Lambda's advice: a batch that is still worked on must not come up again.
      visibilityTimeoutSeconds: args.notifyTimeout.apply((seconds) => 6 * seconds),
      messageRetentionSeconds: FOURTEEN_DAYS,
      redrivePolicy: pulumi.jsonStringify({
        deadLetterTargetArn: undelivered.arn,
        maxReceiveCount: MOST_RECEIVES,
      }),
      ...encrypted(parts),
    },
    parts.child,
  );
  return {
    notices,
    undelivered,
    failedRuns: deadLetterQueue(parts, 'failed-runs', names.failedRunsQueue),
    missedSchedules: deadLetterQueue(parts, 'missed-schedules', names.missedSchedulesQueue),
  };
}

/** What is pressed in Slack. */
export interface ActionQueues {
  readonly actions: Queue;
  /** Presses that could not be done. */
  readonly undone: Queue;
}

export function makeActionQueues(
  parts: Parts,
  { actTimeout }: Pick<SlackAnswers, 'actTimeout'>,
): ActionQueues {
  const { name, names, child } = parts;
  const undone = deadLetterQueue(parts, 'undone', names.undoneQueue);
  const actions = new Queue(
    `${name}-actions`,
    {
      name: names.actionsQueue,
      fifoQueue: true,
      // Somebody waits for it: what failed is to come up again soon, and nothing else of its key before it.
      visibilityTimeoutSeconds: actTimeout.apply((seconds) => 2 * seconds),
      messageRetentionSeconds: FOURTEEN_DAYS,
      redrivePolicy: pulumi.jsonStringify({
        deadLetterTargetArn: undone.arn,
        maxReceiveCount: MOST_RECEIVES,
      }),
      ...encrypted(parts),
    },
    child,
  );
  return { actions, undone };
}

/** The dead letters of a FIFO queue need a FIFO queue; those of Lambda and Scheduler must not have one. */
function deadLetterQueue(parts: Parts, what: string, queueName: string): Queue {
  return new Queue(
    `${parts.name}-${what}`,
    {
      name: queueName,
      ...(queueName.endsWith('.fifo') && { fifoQueue: true }),
      messageRetentionSeconds: FOURTEEN_DAYS,
      ...encrypted(parts),
    },
    parts.child,
  );
}

/** SQS takes one of the two. */
function encrypted({ keys }: Parts): Pick<QueueArgs, 'kmsMasterKeyId' | 'sqsManagedSseEnabled'> {
  return keys.all ? { kmsMasterKeyId: keys.all } : { sqsManagedSseEnabled: true };
}
