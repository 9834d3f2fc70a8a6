import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import type { Caller } from '../../aws/caller';
import { requestHandler } from '../../aws/credentials';

/** A metric of CloudWatch's, as far back as `since`. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly periodSeconds: number;
  readonly since: Date;
}

/**
 * The beginnings of the periods in which a metric's sum was more than 0, the oldest first; CloudWatch answers 1,440
 * periods at the most.
 */
export async function timesAboveZero(
  { client }: Pick<Caller, 'client'>,
  { namespace, name, dimensions, periodSeconds, since }: Metric,
  now: Date,
): Promise<readonly Date[]> {
  const cloudwatch = new CloudWatchClient({ ...client, requestHandler });
  const { Datapoints = [] } = await cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      Statistics: ['Sum'],
      Period: periodSeconds,
      StartTime: since,
      EndTime: now,
    }),
  );
  return Datapoints.flatMap(({ Timestamp, Sum = 0 }) =>
    Timestamp && Sum > 0 ? [Timestamp] : [],
  ).toSorted((a, b) => +a - +b);
}
