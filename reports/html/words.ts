import { DateTime } from 'luxon';
import type {
  Breach,
  Report,
  ReportLimits,
  ReportUser,
  UserReference,
} from '../../rules/report/report';
import { namedIn } from '../../rules/report/named';
import { html, type Html } from './html';

const locale = 'en-GB';
const MOST_KNOWN = 500;

/** The pages of a run's accounts speak of the same days and moments: each is put into words once. */
export function once<Args extends readonly (string | number)[], Words>(
  inWords: (...args: Args) => Words,
): (...args: Args) => Words {
  const known = new Map<string, Words>();
  return (...args) => {
    const key = args.join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const words = inWords(...args);
    if (known.size === MOST_KNOWN) known.clear();
    known.set(key, words);
    return words;
  };
}

/** `15 January 2027`. */
export const dayInWords = once((date: string) =>
  DateTime.fromISO(date).setLocale(locale).toFormat('d LLLL yyyy'),
);

/** `2027-01-15 09:00`, in the report's time zone. */
export const timeIn = once((timeZone: string, instant: string) =>
  DateTime.fromISO(instant, { zone: timeZone }).toFormat('yyyy-LL-dd HH:mm'),
);

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

/** Of whom, or of what, it can't be said of every rule whether they keep it: each once. */
export function notSeenIn({ rules }: Report): readonly Breach[] {
  const entries = rules.flatMap(({ notSeenOf }) => notSeenOf);
  return [...new Map(entries.map((each) => [`${each.accountId}/${namedIn(each)}`, each])).values()];
}

/** How many users they are; of the monitor's report, which is about nobody else. */
export function usersNotSeen(report: Report): number {
  return notSeenIn(report).length;
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
