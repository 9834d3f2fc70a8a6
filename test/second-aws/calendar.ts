import { DateTime } from 'luxon';

/** The zone of the schedule. Its clocks go forward between days 6 and 7. */
export const timeZone = 'Europe/Warsaw';
export const lastDay = 8;

/** An instant of a day of the story, by the clocks of the zone; day 1 is a Monday. */
export function at(day: number, hour: number): Date {
  return DateTime.fromObject({ year: 2027, month: 3, day: 21, hour }, { zone: timeZone })
    .plus({ days: day })
    .toJSDate();
}

/** The scheduled time of a day's run. */
export function runOf(day: number): Date {
  return at(day, 8);
}

/** `2027-03-22` for day 1. */
export function dateOf(day: number): string {
  return runOf(day).toISOString().slice(0, 10);
}
