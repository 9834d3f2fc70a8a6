import type { Context } from 'aws-lambda';
import { metricNamespace, metricsOf, type MetricName } from '../../rules/metrics';
import type { ErrorFacts } from '../error-facts';
import type { Outcome } from './answer';

export type LoggedOutcome = Outcome | { readonly kind: 'failed'; readonly failure: ErrorFacts };

/**
 * One line of JSON for each request, as the other functions' Logger writes it, with the metrics in it
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html):
 * that Logger takes a third of Node's start to load. It has codes and counts, and nothing that was sent.
 */
export function logLine(
  outcome: LoggedOutcome,
  { functionName, awsRequestId }: Pick<Context, 'functionName' | 'awsRequestId'>,
  now: Date,
): string {
  return JSON.stringify({
    level: levelOf(outcome),
    message: messageOf(outcome),
    timestamp: now.toISOString(),
    // As the others: by its name the alarms tell one monitor's from another's.
    service: functionName,
    function_request_id: awsRequestId,
    ...(outcome.kind === 'refused' && { why: outcome.why, status: outcome.status }),
    ...(outcome.kind === 'taken' && { ignored: outcome.ignored }),
    ...(outcome.kind === 'failed' && { failure: outcome.failure }),
    _aws: {
      Timestamp: now.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: metricNamespace,
          Dimensions: [['service']],
          Metrics: metricsOf['slack-in'].map((Name) => ({ Name, Unit: 'Count' })),
        },
      ],
    },
    ...countsOf(outcome),
  });
}

function countsOf(outcome: LoggedOutcome): Record<MetricName<'slack-in'>, number> {
  return {
    RequestsRefused: outcome.kind === 'refused' ? 1 : 0,
    ActionsQueued: outcome.kind === 'taken' ? outcome.queued : 0,
    ButtonsUnreadable: outcome.kind === 'taken' ? outcome.unreadable : 0,
    RequestsFailed: outcome.kind === 'failed' ? 1 : 0,
  };
}

/** Of a check; it is counted in no metric. */
export function checkLogLine(
  counts: Readonly<Record<string, number>>,
  { functionName, awsRequestId }: Pick<Context, 'functionName' | 'awsRequestId'>,
  now: Date,
): string {
  return JSON.stringify({
    level: 'INFO',
    message: 'A check was answered',
    timestamp: now.toISOString(),
    service: functionName,
    function_request_id: awsRequestId,
    ...counts,
  });
}

function levelOf(outcome: LoggedOutcome): string {
  if (outcome.kind === 'failed') return 'ERROR';
  const isOdd = outcome.kind === 'refused' || (outcome.kind === 'taken' && outcome.unreadable > 0);
  return isOdd ? 'WARN' : 'INFO';
}

function messageOf({ kind }: LoggedOutcome): string {
  switch (kind) {
    case 'refused':
      return 'A request was refused';
    case 'challenged':
      return 'Slack has verified the URL';
    case 'taken':
      return 'A request was taken';
    case 'failed':
      return 'A request could not be handled';
  }
}
