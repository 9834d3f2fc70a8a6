import assert from 'node:assert/strict';
import { settingsSchema } from '../../rules/settings';
import { nextRun, runOn } from './schedule';

const monitor = (timeZone: string, scheduleTime = '08:00') => ({
  settings: settingsSchema.parse({ timeZone }),
  scheduleTime,
});

describe('the schedule', () => {
  const cases: [string, string, string, string][] = [
    ['a moment before', 'Etc/UTC', '2026-05-01T07:59:59.999Z', '2026-05-01T08:00:00.000Z'],
    ['at its time', 'Etc/UTC', '2026-05-01T08:00:00.000Z', '2026-05-01T08:00:00.000Z'],
    ['a moment after', 'Etc/UTC', '2026-05-01T08:00:00.001Z', '2026-05-02T08:00:00.000Z'],
    ['on another day there', 'Asia/Tokyo', '2026-05-01T20:00:00Z', '2026-05-01T23:00:00.000Z'],
    [
      'over a night of 25 hours',
      'Europe/Berlin',
      '2026-10-24T10:00:00Z',
      '2026-10-25T07:00:00.000Z',
    ],
    [
      'over a night of 23 hours',
      'Europe/Berlin',
      '2026-03-28T10:00:00Z',
      '2026-03-29T06:00:00.000Z',
    ],
  ];
  for (const [what, zone, now, expected] of cases)
    it(`has its next run: ${what}`, () =>
      assert.equal(nextRun(new Date(now), monitor(zone)).toISOString(), expected));

  it('has a run at its time of day, in its zone', () =>
    assert.equal(
      runOn('2026-01-15', monitor('America/New_York', '09:30')).toISOString(),
      '2026-01-15T14:30:00.000Z',
    ));
});
