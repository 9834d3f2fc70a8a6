/**
 * The names of what is deployed. Accounts refer to each other's roles and buses by ARN before they exist, so
 * these names are fixed, not made up at deploy time.
 */

/** Where people read on: the folder docs/ of the project's repository. */
export const documentationUrl = 'https://github.com/keyturn/keyturn/blob/main/docs';

/** The role in every account that the monitor assumes. */
export const defaultAuditRoleName = 'keyturn-audit';
/** The StackSet that makes audit roles, in the management account or the delegated administrator's. */
export const auditStackSetName = 'keyturn-audit-role';
/** The rule that a StackSet makes in every account: its role's trust names it before it is there. */
export const keyEventsRuleName = 'keyturn-key-events';
/**
 * Under which name `act` assumes audit roles, as its session's and its source identity: by the latter the roles tell it
 * from the monitor, which can't have it.
 */
export const pressSourceIdentity = 'keyturn-act';
/** The group in the identity account. */
export const defaultGroupName = 'engineers';
/** The monitor, as Pulumi and its things in AWS are named. */
export const defaultMonitorName = 'keyturn';

/** The functions of every monitor. */
export const functionNames = ['monitor', 'notify', 'key-events'] as const;
export type FunctionName = (typeof functionNames)[number];

/** Those that take and do what is pressed in Slack: only where the monitor has Slack's signing secret. */
export const pressFunctionNames = ['slack-in', 'act'] as const;
export type PressFunctionName = (typeof pressFunctionNames)[number];
export type AnyFunctionName = FunctionName | PressFunctionName;

/** Those that a monitor has. */
export function functionsOf(isInteractive: boolean): readonly AnyFunctionName[] {
  return isInteractive ? [...functionNames, ...pressFunctionNames] : functionNames;
}

/** The names of a monitor's things, in its account and region. */
export function namesOfMonitor(monitor: string) {
  return {
    /** The role of each function has the function's name. */
    functionOf: (name: AnyFunctionName) => `${monitor}-${name}`,
    scheduleGroup: monitor,
    schedule: `${monitor}-daily`,
    scheduleRole: `${monitor}-schedule`,
    stateMachine: `${monitor}-run`,
    runRole: `${monitor}-run`,
    eventBus: monitor,
    ledger: `${monitor}-ledger`,
    noticeQueue: `${monitor}-notices.fifo`,
    undeliveredQueue: `${monitor}-undelivered.fifo`,
    actionsQueue: `${monitor}-actions.fifo`,
    /** The dead letters of the actions queue. */
    undoneQueue: `${monitor}-undone.fifo`,
    failedRunsQueue: `${monitor}-failed-runs`,
    missedSchedulesQueue: `${monitor}-missed-schedules`,
    alarmTopic: `${monitor}-alarms`,
    /** Of an account, whatever the region. */
    dashboard: monitor,
    logGroupOf: (name: AnyFunctionName) => `/aws/lambda/${monitor}-${name}`,
    // Logs of other services belong under this prefix: the log group's resource policy stays short.
    runLogGroup: `/aws/vendedlogs/states/${monitor}-run`,
    keyAlias: `alias/${monitor}`,
  };
}

/** The names of what a monitor is made of. */
export type MonitorNames = ReturnType<typeof namesOfMonitor>;
