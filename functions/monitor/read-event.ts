import { z } from 'zod';
import { accountIdPattern } from '../../rules/formats';

const scheduledTime = z.iso
  .datetime({ offset: true, error: 'expected an instant such as 2026-11-23T08:00:00Z' })
  .transform((text) => new Date(text));
const accountId = z.string().regex(accountIdPattern, 'expected an account id of 12 digits');
/** The name of the state machine's execution. */
const run = z.string("expected the run's name").min(1).max(80);
const ofRun = { scheduledTime, run };

/** A step of a distributed run, as the state machine's definition writes it. */
const stepSchema = z.discriminatedUnion(
  'step',
  [
    z.object({
      step: z.literal('list'),
      ...ofRun,
      /** Instead of those of the environment, which has no room for many. */
      accounts: z.array(z.object({ id: accountId, name: z.string().min(1) })).optional(),
    }),
    z.object({ step: z.literal('account'), ...ofRun, accountId }),
    z.object({ step: z.literal('account-failed'), ...ofRun, accountId, error: z.string() }),
    z.object({ step: z.literal('finish'), ...ofRun }),
  ],
  { error: 'expected list, account, account-failed or finish' },
);
export type RunStep = z.infer<typeof stepSchema>;

/** EventBridge Scheduler's input, or a person's who catches up on a day: the time that the run is for. */
const daySchema = z.object({ scheduledTime }).transform((day) => ({ step: undefined, ...day }));
/** What to do, and for which time: without `step` a whole run. */
export type MonitorEvent = RunStep | z.infer<typeof daySchema>;

/** The event is not one of the schedule's. */
export class MonitorEventError extends Error {
  override readonly name = 'MonitorEventError';
}

/** How far the schedule's clock and the function's may be apart. */
const TOLERANCE_MS = 60 * 60 * 1000;

/**
 * What to do, and the time that the run is for.
 * @param clock the time that it is: a run for a day to come would take days of grace that nobody had
 * @throws MonitorEventError that says what was found and what is expected
 */
export function readEvent(event: unknown, clock: Date): MonitorEvent {
  const hasStep = typeof event === 'object' && event !== null && 'step' in event;
  const read = (hasStep ? stepSchema : daySchema).safeParse(event);
  if (!read.success)
    throw wrong(
      event,
      read.error.issues.map(({ path, message }) => `${path.join('.') || 'the event'}: ${message}`),
    );
  const { scheduledTime } = read.data;
  if (scheduledTime.getTime() > clock.getTime() + TOLERANCE_MS)
    throw wrong(event, [`scheduledTime: expected no time to come, it is ${clock.toISOString()}`]);
  return read.data;
}

function wrong(event: unknown, problems: readonly string[]): MonitorEventError {
  const found = JSON.stringify(event)?.slice(0, 200) ?? 'nothing';
  return new MonitorEventError(`found ${found}; ${problems.join('; ')}`);
}
