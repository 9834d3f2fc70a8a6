import { DateTime } from 'luxon';
import type { Story } from '../story/story';

/** The simulator's own reckoning of days, on purpose not that of the rules. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** In the seconds of which stories are told. */
export const HOUR_S = HOUR / SECOND;
export const DAY_S = DAY / SECOND;

/** Midnight in UTC. */
export function startOfDay({ firstDate }: Pick<Story, 'firstDate'>, day: number): number {
  return Date.parse(`${firstDate}T00:00:00Z`) + day * DAY;
}

/** When the schedule wants that day's run. */
export const scheduledTime = remembered(
  (
    { firstDate, timeZone, hour }: Pick<Story, 'firstDate' | 'timeZone' | 'hour'>,
    day: number,
  ): Date => {
    const date = DateTime.fromISO(firstDate, { zone: timeZone }).plus({ days: day });
    return date.set({ hour }).toJSDate();
  },
);

/** Asked for again and again: a format of Intl's is slow. */
function remembered<Whose extends object, Answer>(find: (whose: Whose, n: number) => Answer) {
  const answers = new WeakMap<Whose, Map<number, Answer>>();
  return (whose: Whose, n: number): Answer => {
    const known = answers.get(whose) ?? new Map<number, Answer>();
    answers.set(whose, known);
    const answer = known.get(n) ?? find(whose, n);
    known.set(n, answer);
    return answer;
  };
}

/** Swedish writes dates as ISO 8601 does. */
const formatIn = (timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly dates: Map<number, string>;
}
const zones = new Map<string, Zone>();

/** YYYY-MM-DD of an instant in a time zone. Wherever it is midnight, it is so at a quarter of an hour in UTC. */
export function localDate(timeZone: string, instant: number): string {
  const zone: Zone = zones.get(timeZone) ?? { format: formatIn(timeZone), dates: new Map() };
  zones.set(timeZone, zone);
  const quarter = Math.floor(instant / (15 * MINUTE));
  const date = zone.dates.get(quarter) ?? zone.format.format(instant);
  zone.dates.set(quarter, date);
  return date;
}

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The story's day in which an instant lies. */
export function dayOf({ firstDate }: Pick<Story, 'firstDate'>, instant: number): number {
  return Math.floor((instant - Date.parse(`${firstDate}T00:00:00Z`)) / DAY);
}
