import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import type { RunResult } from './run';

/** What the alarms look at. `RunCompleted` is the heartbeat: only a run that came to its end beats. */
export function addMetrics(metrics: Metrics, result: RunResult): void {
  metrics.addMetric('RunCompleted', MetricUnit.Count, 1);
  metrics.addMetric('AccountsUnread', MetricUnit.Count, result.accountsUnread);
  metrics.addMetric('KeysDisabled', MetricUnit.Count, result.keysDisabled);
  metrics.addMetric('KeysHeldBack', MetricUnit.Count, result.keysHeldBack);
  metrics.addMetric('NoticesUndelivered', MetricUnit.Count, result.noticesUndelivered);
  const { homesNotWritten } = result;
  if (homesNotWritten !== undefined)
    metrics.addMetric('HomesNotWritten', MetricUnit.Count, homesNotWritten);
}
