import assert from 'node:assert/strict';
import { firstSkippedDay, lastTime, nextTime, readDailyCron } from './schedule-time';

describe('the time of a schedule', () => {
  const daily = (at: string, timeZone: string) => {
    const [hour = 0, minute = 0] = at.split(':').map(Number);
    return { hour, minute, timeZone };
  };

  const expressions: [string, string | undefined][] = [
    ['cron(0 9 * * ? *)', '9:0'],
    ['cron(30 23 * * ? *)', '23:30'],
    ['cron(0 9 ? * MON *)', undefined],
    ['cron(0 9 1 * ? *)', undefined],
    ['rate(1 day)', undefined],
    ['at(2026-11-30T09:00:00)', undefined],
    ['', undefined],
  ];
  for (const [expression, expected] of expressions)
    it(`${expected ? 'is daily' : 'is not daily'}: ${expression || 'nothing'}`, () => {
      const found = readDailyCron(expression, 'Etc/UTC');
      assert.equal(found && `${found.hour}:${found.minute}`, expected);
    });

  // As the database of zones has them: each country's own rule.
  const skipped: [string, string, string | undefined][] = [
    ['02:00', 'Europe/Berlin', '2027-03-28'],
    ['02:59', 'Europe/Berlin', '2027-03-28'],
    ['01:59', 'Europe/Berlin', undefined],
    ['03:00', 'Europe/Berlin', undefined],
    ['02:30', 'America/New_York', '2027-03-14'],
    ['00:30', 'Africa/Cairo', '2027-04-30'],
    ['02:15', 'Australia/Lord_Howe', '2027-10-03'],
    ['02:30', 'Asia/Tokyo', undefined],
    ['02:30', 'Etc/UTC', undefined],
  ];
  for (const [at, zone, expected] of skipped)
    it(`${expected ? `is left out on ${expected}` : 'is never left out'}: ${at} ${zone}`, () => {
      const now = new Date('2026-11-30T12:00:00Z');
      assert.equal(firstSkippedDay(daily(at, zone), now), expected);
    });

  it('is next and last around the moment itself', () => {
    const time = daily('09:00', 'Europe/Berlin');
    const at = (instant: string) => new Date(instant);
    const cases: [now: string, last: string, next: string][] = [
      ['2026-11-30T07:59:59Z', '2026-11-29T08:00:00.000Z', '2026-11-30T08:00:00.000Z'],
      ['2026-11-30T08:00:00Z', '2026-11-30T08:00:00.000Z', '2026-12-01T08:00:00.000Z'],
      ['2026-11-30T23:30:00Z', '2026-11-30T08:00:00.000Z', '2026-12-01T08:00:00.000Z'],
      ['2027-03-28T12:00:00Z', '2027-03-28T07:00:00.000Z', '2027-03-29T07:00:00.000Z'],
    ];
    for (const [now, last, next] of cases)
      assert.deepEqual(
        [lastTime(time, at(now)).toISOString(), nextTime(time, at(now)).toISOString()],
        [last, next],
        now,
      );
  });
});
