import { DateTime } from 'luxon';
import { dateIn } from '../../rules/calendar';
import type { LocalDate } from '../../rules/model';

/** When a schedule wakes the monitor: every day at this time of day. */
export interface DailyTime {
  readonly hour: number;
  readonly minute: number;
  readonly timeZone: string;
}

const DAYS_AHEAD = 366;

/** As the stack writes it, `cron(0 9 * * ? *)`; undefined where it is another. */
export function readDailyCron(expression: string, timeZone: string): DailyTime | undefined {
  const [, minute, hour] = /^cron\((\d{1,2}) (\d{1,2}) \* \* \? \*\)$/.exec(expression) ?? [];
  if (minute === undefined || hour === undefined) return undefined;
  return { minute: Number(minute), hour: Number(hour), timeZone };
}

/**
 * The first day of the next year on which there is no such time, since the clocks are put forward over it. EventBridge
 * Scheduler leaves that day out. A time that there is twice it takes once.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function firstSkippedDay(time: DailyTime, now: Date): LocalDate | undefined {
  for (let day = 0; day < DAYS_AHEAD; day++) {
    const at = onDay(time, now, day);
    if (at.hour !== time.hour || at.minute !== time.minute) return at.toISODate() ?? undefined;
  }
  return undefined;
}

/** The first time after `now`. */
export function nextTime(time: DailyTime, now: Date): Date {
  const today = onDay(time, now, 0).toJSDate();
  return today > now ? today : onDay(time, now, 1).toJSDate();
}

/** The last time that is not after `now`. */
export function lastTime(time: DailyTime, now: Date): Date {
  const today = onDay(time, now, 0).toJSDate();
  return today <= now ? today : onDay(time, now, -1).toJSDate();
}

function onDay({ hour, minute, timeZone }: DailyTime, now: Date, days: number): DateTime {
  const zone = { zone: timeZone };
  const date = DateTime.fromISO(dateIn(timeZone, now), zone).plus({ days });
  return DateTime.fromObject({ ...date.toObject(), hour, minute }, zone);
}
