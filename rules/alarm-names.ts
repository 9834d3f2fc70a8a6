/** The alarms of every monitor, without its name: the runbooks are called so, too. */
export const alarmNames = [
  'monitor-errors',
  'notify-errors',
  'key-events-errors',
  'undelivered',
  'failed-runs',
  'missed-schedules',
  'keys-held-back',
  'accounts-unread',
  'delivery-lag',
  'heartbeat',
] as const;

/** Those of a monitor whose runs a state machine takes through the accounts. */
export const distributedAlarmNames = [
  'executions-failed',
  'executions-timed-out',
  'executions-throttled',
] as const;

/** Those of a monitor that takes presses in Slack. */
export const pressAlarmNames = [
  'slack-in-errors',
  'slack-in-throttles',
  'requests-refused',
  'act-errors',
  'undone',
] as const;

export type AlarmName =
  | (typeof alarmNames)[number]
  | (typeof distributedAlarmNames)[number]
  | (typeof pressAlarmNames)[number];

/** Those that a monitor has. */
export function alarmsOf(monitor: {
  readonly isInteractive: boolean;
  readonly isDistributed: boolean;
}): readonly AlarmName[] {
  return [
    ...alarmNames,
    ...(monitor.isDistributed ? distributedAlarmNames : []),
    ...(monitor.isInteractive ? pressAlarmNames : []),
  ];
}
