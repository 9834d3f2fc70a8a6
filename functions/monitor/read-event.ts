import { z } from 'zod';

/** EventBridge Scheduler's input, or a person's who catches up on a day: the time that the run is for. */
const eventSchema = z.object({
  scheduledTime: z.iso
    .datetime({ offset: true, error: 'expected an instant such as 2026-11-23T08:00:00Z' })
    .transform((text) => new Date(text)),
});

/** The event is not one of the schedule's. */
export class MonitorEventError extends Error {
  override readonly name = 'MonitorEventError';
}

/** How far the schedule's clock and the function's may be apart. */
const TOLERANCE_MS = 60 * 60 * 1000;

/**
 * The time that the run is for.
 * @param clock the time that it is: a run for a day to come would take days of grace that nobody had
 * @throws MonitorEventError that says what was found and what is expected
 */
export function readEvent(event: unknown, clock: Date): Date {
  const read = eventSchema.safeParse(event);
  if (!read.success)
    throw wrong(
      event,
      read.error.issues.map(({ path, message }) => `${path.join('.') || 'the event'}: ${message}`),
    );
  const { scheduledTime } = read.data;
  if (scheduledTime.getTime() > clock.getTime() + TOLERANCE_MS)
    throw wrong(event, [`scheduledTime: expected no time to come, it is ${clock.toISOString()}`]);
  return scheduledTime;
}

function wrong(event: unknown, problems: readonly string[]): MonitorEventError {
  const found = JSON.stringify(event)?.slice(0, 200) ?? 'nothing';
  return new MonitorEventError(`found ${found}; ${problems.join('; ')}`);
}
