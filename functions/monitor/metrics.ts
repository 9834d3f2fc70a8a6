import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import type { MetricName } from '../../rules/metrics';
import type { RunResult } from './run';

type Unit = (typeof MetricUnit)[keyof typeof MetricUnit];

/**
 * What alarms and the dashboard look at. `RunCompleted` is the heartbeat: only a run that came to its end beats.
 */
export function addMetrics(metrics: Metrics, result: RunResult): void {
  const add = (name: MetricName<'monitor'>, value: number, unit: Unit = MetricUnit.Count) =>
    metrics.addMetric(name, unit, value);
  add('RunCompleted', 1);
  add('AccountsUnread', result.accountsUnread);
  add('KeysDisabled', result.keysDisabled);
  add('KeysHeldBack', result.keysHeldBack);
  add('NoticesUndelivered', result.noticesUndelivered);
  const { homesNotWritten, health } = result;
  if (homesNotWritten !== undefined) add('HomesNotWritten', homesNotWritten);
  if (!health) return;
  const { oldestKeyAge, keysPastDay, deliveryLagSeconds } = health;
  add('KeysPastDay', keysPastDay);
  add('DeliveryLag', deliveryLagSeconds, MetricUnit.Seconds);
  // CloudWatch has no unit for days.
  if (oldestKeyAge !== undefined) add('OldestKeyAge', oldestKeyAge, MetricUnit.NoUnit);
}
