import type { AnyFunctionName } from './names';

/** CloudWatch's namespace of what the functions measure. Its one dimension, `service`, is the function's name. */
export const metricNamespace = 'Keyturn';

/** What the functions measure, by the names of CloudWatch's metrics. */
export const metricsOf = {
  // Once a run that came to its end.
  monitor: [
    'RunCompleted',
    'AccountsUnread',
    'KeysDisabled',
    'KeysHeldBack',
    'NoticesUndelivered',
    'HomesNotWritten',
    'KeysPastDay',
    'DeliveryLag',
    'OldestKeyAge',
  ],
  // In every request.
  'slack-in': ['RequestsRefused', 'ActionsQueued', 'ButtonsUnreadable', 'RequestsFailed'],
} as const satisfies Partial<Record<AnyFunctionName, readonly string[]>>;

/** The functions that measure anything. */
export type Measuring = keyof typeof metricsOf;
/** What one of them, or any, measures. */
export type MetricName<Function extends Measuring = Measuring> =
  (typeof metricsOf)[Function][number];

/** The line in the log of `monitor` that says what a run came to which came to its end. */
export const runLine = {
  message: 'The run is complete',
  /** What it says, by the names of its fields; there may be more. */
  fields: ['accountsRead', 'accountsUnread', 'keysDisabled', 'keysHeldBack', 'noticesUndelivered'],
} as const;
