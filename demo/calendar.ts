import { DateTime } from 'luxon';

/** The demo's hundred days, in the time zone of the schedule; a change of clocks is among them. */
export const timeZone = 'Europe/Berlin';
const firstDay = DateTime.fromISO('2027-01-04', { zone: timeZone });

/** An instant of one of the days: `at(91, '09:00')`. Negative days are before the first run. */
export function at(day: number, time: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return firstDay.plus({ days: day }).set({ hour, minute }).toJSDate();
}

/** `Mon 2027-01-04`. */
export function dateOf(day: number): string {
  return firstDay.plus({ days: day }).toFormat('ccc yyyy-MM-dd', { locale: 'en' });
}

/** Which of the days an instant is on. */
export function dayOf(instant: Date): number {
  const date = DateTime.fromJSDate(instant, { zone: timeZone }).startOf('day');
  return Math.round(date.diff(firstDay, 'days').days);
}

/** `09:00`. */
export function timeOf(instant: Date): string {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toFormat('HH:mm');
}
