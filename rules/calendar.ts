import { DateTime } from 'luxon';
import { isUnknown, type LocalDate, type Unknown } from './model';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The zone of the defaults, in which no clock is ever changed: what needs no calendar is quickly reckoned. */
const UTC = 'Etc/UTC';

/**
 * A delivery this soon after its run belongs to the run's date: a run at 23:59 whose messages arrive at
 * 00:03 has warned on the run's date.
 */
const SAME_RUN_MS = 6 * 60 * 60 * 1000;

/**
 * Whole days of 24 hours that have passed since the key was created. 0 for a key that is younger than `now`: made
 * after the scheduled time of the run, or at AWS, whose clock is some moments ahead.
 */
export function ageInDays(key: { readonly createdAt: Date }, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - key.createdAt.getTime()) / DAY_MS));
}

/** `2026-01-01 09:00 UTC`: for sentences that people of any time zone read. */
export function momentInUtc(instant: Date): string {
  return `${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `, as of 2026-01-01 09:00 UTC`, after what was true then; nothing after what is true now. */
export function asOfWords(instant: Date | undefined): string {
  return instant === undefined ? '' : `, as of ${momentInUtc(instant)}`;
}

/** An instant as documents have it, in ISO 8601; what is not known stays as it is. */
export function instantOrUnknown(instant: Date | Unknown): string | Unknown {
  return isUnknown(instant) ? instant : instant.toISOString();
}

/** The calendar date of an instant in an IANA time zone. */
export function dateIn(timeZone: string, instant: Date): LocalDate {
  if (timeZone === UTC && !Number.isNaN(instant.getTime()))
    return instant.toISOString().slice(0, 10);
  return dateOf(local(timeZone, instant));
}

/** When a date begins in an IANA time zone. */
export function startOf(date: LocalDate, timeZone: string): Date {
  return instantAt(date, '00:00', timeZone);
}

/** When it is a time of day, `HH:MM`, on a date in an IANA time zone; after a gap of the clocks as much later. */
export function instantAt(date: LocalDate, time: string, timeZone: string): Date {
  if (timeZone === UTC) return new Date(`${date}T${time}Z`);
  return DateTime.fromISO(`${date}T${time}`, { zone: timeZone }).toJSDate();
}

/** The later of two instants, or the one that there is. */
export function latest(a: Date, b: Date | undefined): Date {
  return new Date(Math.max(a.getTime(), (b ?? a).getTime()));
}

/** The earlier of two instants, or the one that there is. */
export function earliest(a: Date, b: Date | undefined): Date {
  return new Date(Math.min(a.getTime(), (b ?? a).getTime()));
}

/** The later of two dates. */
export function laterDate(a: LocalDate, b: LocalDate): LocalDate {
  const [, later = a] = [a, b].sort();
  return later;
}

/** Calendar days from one date to another; 1 from any day to the next, whatever the clocks did. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

/** The date that many calendar days later. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The date of the first daily run that finds the key at least `days` old.
 * @param run the scheduled time of any run: runs are daily, at its time of day in `timeZone`.
 */
export function dateOfRunAtAge(
  key: { readonly createdAt: Date },
  days: number,
  run: Date,
  timeZone: string,
): LocalDate {
  const reached = new Date(key.createdAt.getTime() + days * DAY_MS);
  const date = dateIn(timeZone, reached);
  return timeOfDay(timeZone, run) >= timeOfDay(timeZone, reached) ? date : addDays(date, 1);
}

/** The scheduled time of the daily run that comes `days` after this one: its time of day in `timeZone`. */
export function runDaysAfter(run: Date, days: number, timeZone: string): Date {
  if (timeZone === UTC) return new Date(run.getTime() + days * DAY_MS);
  return local(timeZone, run).plus({ days }).toJSDate();
}

/** The date from which the days of a warning are counted: its run's, or the delivery's if that came later. */
export function dateOfDelivery(plannedAt: Date, deliveredAt: Date, timeZone: string): LocalDate {
  return dateIn(timeZone, instantOfDelivery(plannedAt, deliveredAt));
}

/** The same instant of its run, if it was told then: the seconds until Slack has answered move no day. */
export function instantOfDelivery(plannedAt: Date, deliveredAt: Date): Date {
  const belongsToRun = deliveredAt.getTime() - plannedAt.getTime() <= SAME_RUN_MS;
  return belongsToRun ? plannedAt : deliveredAt;
}

function local(timeZone: string, instant: Date): DateTime {
  return DateTime.fromJSDate(instant, { zone: timeZone });
}

/** Of what is no instant a text that comes after every date. */
function dateOf(time: DateTime): LocalDate {
  return time.toISODate() ?? 'Invalid DateTime';
}

function timeOfDay(timeZone: string, instant: Date): number {
  if (timeZone === UTC) return instant.getTime() - Math.floor(instant.getTime() / DAY_MS) * DAY_MS;
  const time = local(timeZone, instant);
  return time.hour * 3_600_000 + time.minute * 60_000 + time.second * 1000 + time.millisecond;
}
