import { addDays, dateIn, instantAt } from '../../rules/calendar';
import type { LocalDate } from '../../rules/model';
import type { MonitorSettings } from './monitor-settings';

/** The scheduled time of a date's run. */
export function runOn(date: LocalDate, { settings, scheduleTime }: MonitorSettings): Date {
  return instantAt(date, scheduleTime, settings.timeZone);
}

/** The scheduled time of the next run. */
export function nextRun(now: Date, monitor: MonitorSettings): Date {
  const date = dateIn(monitor.settings.timeZone, now);
  const today = runOn(date, monitor);
  return today >= now ? today : runOn(addDays(date, 1), monitor);
}
