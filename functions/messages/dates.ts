import { DateTime } from 'luxon';
import type { LocalDate } from '../../rules/model';
import { oneLine } from './data';

/** `Friday, 4 December 2026`: with the weekday, because that is what people plan by. */
export function longDate(date: LocalDate): string {
  return written(DateTime.fromISO(date, { zone: 'utc' }), 'cccc, d LLLL yyyy', date);
}

/** `4 December 2026`: the day of an instant, in a time zone. */
export function dayOf(instant: string, timeZone = 'Etc/UTC'): string {
  return written(DateTime.fromISO(instant, { zone: timeZone }), 'd LLLL yyyy', instant);
}

/** `4 December 2026, 08:03 UTC`. */
export function momentOf(instant: string): string {
  return written(DateTime.fromISO(instant, { zone: 'utc' }), "d LLLL yyyy, HH:mm 'UTC'", instant);
}

/** What is no date is shown as it came: a message is never lost over it. */
function written(time: DateTime, format: string, found: string): string {
  return time.isValid ? time.setLocale('en-GB').toFormat(format) : oneLine(found, 40);
}
