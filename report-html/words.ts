import { DateTime } from 'luxon';
import type { Report, ReportLimits, UserReference } from '../rules/report/report';

const locale = 'en-GB';

/** `15 January 2027`. */
export function dayInWords(date: string): string {
  return DateTime.fromISO(date).setLocale(locale).toFormat('d LLLL yyyy');
}

/** `2027-01-15 09:00`, in the report's time zone. */
export function timeIn(timeZone: string, instant: string): string {
  return DateTime.fromISO(instant, { zone: timeZone }).toFormat('yyyy-LL-dd HH:mm');
}

/** `2027-01-15`, in the report's time zone. */
export function dateOf(timeZone: string, instant: string): string {
  return DateTime.fromISO(instant, { zone: timeZone }).toISODate() ?? instant;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** The name of an account by its id. */
export function accountNames({ accounts }: Report): (id: string) => string {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

export function idOf({ accountId, userName }: UserReference): string {
  return `${accountId}/${userName}`;
}

export type Band = 'young' | 'due' | 'late';

/** Where an age stands: before the first reminder, between it and the day of disabling, or at that day and past it. */
export function bandOf(age: number, { reminderAges, disableAge }: ReportLimits): Band {
  if (age >= disableAge) return 'late';
  return age >= (reminderAges[0] ?? disableAge) ? 'due' : 'young';
}
