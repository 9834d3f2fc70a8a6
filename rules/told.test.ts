import assert from 'node:assert/strict';
import { stopDayAtDelivery } from './told';

/** Planned at 08:00 in Berlin on Monday, 23 November 2026. */
const planned = {
  plannedAt: '2026-11-23T07:00:00.000Z',
  timeZone: 'Europe/Berlin',
  stopsOn: '2026-11-28',
  graceDays: 5,
};

describe('the day that a message names', () => {
  const cases: readonly (readonly [
    what: string,
    warning: Partial<typeof planned>,
    deliveredAt: string,
    day: string,
  ])[] = [
    ['is the planned one at once', {}, '2026-11-23T07:00:05Z', '2026-11-28'],
    ['is the planned one later on the same day', {}, '2026-11-23T22:59:59Z', '2026-11-28'],
    ['moves by a day after midnight in the time zone', {}, '2026-11-23T23:00:00Z', '2026-11-29'],
    ['moves with the delivery', {}, '2026-11-27T12:00:00Z', '2026-12-02'],
    [
      'stays while there are days enough',
      { stopsOn: '2026-12-08' },
      '2026-12-03T12:00:00Z',
      '2026-12-08',
    ],
    [
      'moves as soon as there are not',
      { stopsOn: '2026-12-08' },
      '2026-12-04T12:00:00Z',
      '2026-12-09',
    ],
    [
      'stays where an earlier warning named it',
      { graceDays: 0 },
      '2026-11-27T12:00:00Z',
      '2026-11-28',
    ],
    ['is never in the past', { graceDays: 0 }, '2026-11-29T12:00:00Z', '2026-11-29'],
    [
      'does not move for a run shortly before midnight',
      { plannedAt: '2026-11-23T22:59:00.000Z' },
      '2026-11-23T23:04:00Z',
      '2026-11-28',
    ],
    [
      'counts dates over a change of clocks',
      { plannedAt: '2026-10-23T06:00:00.000Z', stopsOn: '2026-10-28' },
      '2026-10-26T12:00:00Z',
      '2026-10-31',
    ],
  ];
  for (const [what, warning, deliveredAt, day] of cases)
    it(what, () =>
      assert.equal(stopDayAtDelivery({ ...planned, ...warning }, new Date(deliveredAt)), day),
    );
});
