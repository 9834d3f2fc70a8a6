/**
 * What no measurement here can tell, and what the components set. Whoever disagrees changes a number and runs
 * `npm run bench:cost`.
 */
export const assumptions = {
  days: 30,
  /** KeyMonitor's defaults, in MB. */
  monitorMemory: 1024,
  notifyMemory: 256,
  keyEventsMemory: 256,
  /** Lambda gives 1,024 MB less than one core of the machine on which the steps were timed. */
  timesSlower: 2,
  /** Of each step, for the answers of AWS: some ten calls, one after the other. */
  waitingSeconds: 1,
  /** One message a batch, Slack's answer included; up to ten come together. */
  notifySeconds: 1,
  keyEventsSeconds: 0.3,
  /** CreateAccessKey and DeleteAccessKey: what a rotation with aws-vault is. */
  eventsPerRotation: 2,
  /** Lambda's own pollers of the queue: five, a receive each 20 seconds. */
  idleReceivesPerDay: 5 * 3 * 60 * 24,
  /** Of notify and key-events together, for a message; beside them START, END and REPORT of each invocation. */
  logBytesPerMessage: 1000,
  logBytesPerInvocation: 350,
  /** A child's start is counted beside its one state. */
  transitionsPerAccount: 2,
  transitionsPerRun: 3,
  /** `rules/plan/expiring-notices.ts`: 90 days past the end of the key that a notice is of; a new key lives for 77 first. */
  reminderKeptDays: 90,
  createdKeptDays: 90 + 77,
  /** `functions/monitor/run-step.ts`. */
  runKeptDays: 30,
  /** KeyMonitor's lifecycle of the reports' bucket. */
  partKeptDays: 7,
  reportKeptDays: 400,
  logKeptDays: 400,
  /** `functions/monitor/metrics.ts`; a metric is billed by the hour in which it is written, here as if always. */
  metrics: 8,
  alarms: 13,
  /** The topic's key; of its yearly rotations AWS bills the first two. */
  kmsKeysAndRotations: 3,
  secrets: 1,
  /** notify keeps the token for 15 minutes: at most so many reads. */
  secretReadsPerDay: 96,
} as const;
export type Assumptions = { readonly [Name in keyof typeof assumptions]: number };
