import { DateTime } from 'luxon';
import { dateIn } from '../../rules/calendar';
import type { LocalDate } from '../../rules/model';
import type { MonitorSettings } from './monitor-settings';

/** The scheduled time of a date's run. */
export function runOn(date: LocalDate, { settings, scheduleTime }: MonitorSettings): Date {
  return DateTime.fromISO(`${date}T${scheduleTime}`, { zone: settings.timeZone }).toJSDate();
}

/** The scheduled time of the next run. */
export function nextRun(now: Date, monitor: MonitorSettings): Date {
  const { timeZone } = monitor.settings;
  const today = runOn(dateIn(timeZone, now), monitor);
  if (today >= now) return today;
  const tomorrow = DateTime.fromJSDate(today, { zone: timeZone }).plus({ days: 1 });
  return runOn(dateIn(timeZone, tomorrow.toJSDate()), monitor);
}
