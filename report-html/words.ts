import { DateTime } from 'luxon';
import type { Report, ReportLimits, ReportUser, UserReference } from '../rules/report/report';
import { html, type Html } from './html';

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

/** Whether a user has an MFA device. What is not known looks like neither answer. */
export function mfaInWords(hasMfa: ReportUser['hasMfa'] | undefined): Html {
  if (hasMfa === true) return html`yes`;
  return html`<span class="missing">${hasMfa === false ? 'no' : 'unknown'}</span>`;
}

/** How many users there are of whom it can't be said of every rule whether they keep it. */
export function usersNotSeen({ rules }: Report): number {
  return new Set(rules.flatMap(({ notSeenOf }) => notSeenOf.map(idOf))).size;
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
