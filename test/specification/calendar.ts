import { DateTime } from 'luxon';
import type { LocalDate } from '../../rules/model';
import type { Message } from './history';

/** Days as decision 0001 counts them: ages are elapsed time, days between runs are dates of the schedule's time zone. */

const HOUR = 3_600_000;

/** Whole periods of 24 hours, never rounded up. */
export const wholeDays = (from: Date, to: Date) =>
  Math.floor((to.getTime() - from.getTime()) / (24 * HOUR));

export const dateIn = (zone: string, at: Date): LocalDate =>
  DateTime.fromJSDate(at, { zone }).toISODate()!;

export const plusDays = (date: LocalDate, days: number): LocalDate =>
  DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate()!;

/** The same time of the clock so many days later. */
export const daysAfter = (at: Date, days: number, zone: string) =>
  DateTime.fromJSDate(at, { zone }).plus({ days }).toJSDate();

/** The date of the first daily run, from this one on, that finds something so many days old. */
export function firstRunAtAge(createdAt: Date, days: number, run: Date, zone: string): LocalDate {
  // Clocks that are changed make it a day sooner or later than that.
  for (let ahead = Math.max(0, days - wholeDays(createdAt, run) - 2); ; ahead++) {
    const then = daysAfter(run, ahead, zone);
    if (wholeDays(createdAt, then) >= days) return dateIn(zone, then);
  }
}

/** Within six hours of its run a delivery belongs to the run, a later one to itself. */
export const readOn = ({ plannedAt, deliveredAt = plannedAt }: Message) =>
  deliveredAt.getTime() - plannedAt.getTime() <= 6 * HOUR ? plannedAt : deliveredAt;

export const latestOf = (dates: readonly Date[]) =>
  new Date(Math.max(...dates.map((date) => date.getTime())));

export const isDate = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
