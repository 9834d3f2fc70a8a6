import { DateTime } from 'luxon';
import type { Story } from '../story/story';

/** The simulator's own reckoning of days, on purpose not that of the rules. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Midnight in UTC. */
export function startOfDay({ firstDate }: Pick<Story, 'firstDate'>, day: number): number {
  return Date.parse(`${firstDate}T00:00:00Z`) + day * DAY;
}

/** When the schedule wants that day's run. */
export function scheduledTime(
  { firstDate, timeZone, hour }: Pick<Story, 'firstDate' | 'timeZone' | 'hour'>,
  day: number,
): Date {
  const date = DateTime.fromISO(firstDate, { zone: timeZone }).plus({ days: day });
  return date.set({ hour }).toJSDate();
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** YYYY-MM-DD of an instant in a time zone. */
export function localDate(timeZone: string, instant: number): string {
  let format = formats.get(timeZone);
  if (!format) {
    // Swedish writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The story's day in which an instant lies. */
export function dayOf({ firstDate }: Pick<Story, 'firstDate'>, instant: number): number {
  return Math.floor((instant - Date.parse(`${firstDate}T00:00:00Z`)) / DAY);
}
