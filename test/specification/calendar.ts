import { DateTime } from 'luxon';
import type { LocalDate } from '../../rules/model';

/** Days as decision 0001 counts them: ages are elapsed time, days between runs are dates of the schedule's time zone. */

const HOUR = 3_600_000;

/** Whole periods of 24 hours, never rounded up. */
export function wholeDays(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / (24 * HOUR));
}

export function dateIn(zone: string, at: Date): LocalDate {
  return DateTime.fromJSDate(at, { zone }).toISODate()!;
}

export function plusDays(date: LocalDate, days: number): LocalDate {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate()!;
}

/** The date of the first daily run, from this one on, that finds something so many days old. */
export function firstRunAtAge(createdAt: Date, days: number, run: Date, zone: string): LocalDate {
  // Clocks that are changed make it a day sooner or later than that.
  for (let ahead = Math.max(0, days - wholeDays(createdAt, run) - 2); ; ahead++) {
    const then = DateTime.fromJSDate(run, { zone }).plus({ days: ahead });
    if (wholeDays(createdAt, then.toJSDate()) >= days) return then.toISODate()!;
  }
}

/** The same time of the clock so many days later. */
export function daysAfter(at: Date, days: number, zone: string): Date {
  return DateTime.fromJSDate(at, { zone }).plus({ days }).toJSDate();
}

/** Within six hours of its run a delivery belongs to the run, a later one to itself. */
export function readOn({ plannedAt, deliveredAt = plannedAt }: DeliveredMessage): Date {
  return deliveredAt.getTime() - plannedAt.getTime() <= 6 * HOUR ? plannedAt : deliveredAt;
}
type DeliveredMessage = { readonly plannedAt: Date; readonly deliveredAt?: Date };

export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}
