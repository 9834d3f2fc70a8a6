import { metricNamespace, type MetricName } from '../../rules/metrics';
import type { AnyFunctionName } from '../../rules/names';

/**
 * A metric as CloudWatch finds it: for the alarms, which know a thing's name once it is there, and for the dashboard,
 * which has it as text.
 */
export interface Measure<Name> {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, Name>>;
  readonly statistic: string;
}

/** What arrives later than that after its run moves the day on which a key stops. */
export const LATE_SECONDS = 6 * 60 * 60;

/** A metric that a function writes itself; its name is the service, as Powertools calls it. */
export function counted<Name>(metricName: MetricName, functionName: Name): Measure<Name> {
  return {
    namespace: metricNamespace,
    metricName,
    dimensions: { service: functionName },
    statistic: 'Sum',
  };
}

/** What a function failed to do. */
export function failures<Name>(what: AnyFunctionName, functionName: Name): Measure<Name> {
  // Who can't be answered is answered with a number, and that is no error of the function's.
  return ofFunction(what === 'slack-in' ? 'Url5xxCount' : 'Errors', functionName);
}

/** How often a function was kept from running. */
export function throttles<Name>(functionName: Name): Measure<Name> {
  return ofFunction('Throttles', functionName);
}

/** How it goes with distributed runs with which it does not go well. */
export const endings = ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionThrottled'] as const;
export type Ending = (typeof endings)[number];

export function executions<Name>(metricName: Ending, stateMachineArn: Name): Measure<Name> {
  return {
    namespace: 'AWS/States',
    metricName,
    dimensions: { StateMachineArn: stateMachineArn },
    statistic: 'Sum',
  };
}

/** How many messages wait in a queue. */
export function depthOf<Name>(queueName: Name): Measure<Name> {
  return ofQueue('ApproximateNumberOfMessagesVisible', queueName, 'Maximum');
}

/** How many messages came to a queue, or were done and taken out of it. */
export function traffic<Name>(
  metricName: 'NumberOfMessagesSent' | 'NumberOfMessagesDeleted',
  queueName: Name,
): Measure<Name> {
  return ofQueue(metricName, queueName, 'Sum');
}

function ofFunction<Name>(metricName: string, functionName: Name): Measure<Name> {
  return {
    namespace: 'AWS/Lambda',
    metricName,
    dimensions: { FunctionName: functionName },
    statistic: 'Sum',
  };
}

function ofQueue<Name>(metricName: string, queueName: Name, statistic: string): Measure<Name> {
  return { namespace: 'AWS/SQS', metricName, dimensions: { QueueName: queueName }, statistic };
}
