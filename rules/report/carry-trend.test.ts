import assert from 'node:assert/strict';
import { addDays } from '../calendar';
import { TREND_DAYS, TrendOfDay, trendIn } from './carry-trend';
import type { ReportKey, ReportLimits, ReportTrend } from './report';

const limits: ReportLimits = {
  reminderAges: [76, 81, 86],
  disableAge: 91,
  graceDays: 5,
  secondKeyGraceDays: 2,
  rotationDays: 90,
};
const first = '2026-01-01';

function key(age: number, status: ReportKey['status'] = 'Active'): ReportKey {
  return {
    ...{ accountId: '111111111111', userName: 'alice', keyId: 'AKIAALICE0000000001' },
    ...{ status, createdAt: '2025-12-01T00:00:00.000Z', age, next: '' },
  };
}

/** The trend after so many days in a row, each with one key more than the day before. */
function after(days: number, of: ReportLimits = limits): ReportTrend {
  let trend: ReportTrend | undefined;
  for (let i = 0; i < days; i += 1) {
    const today = new TrendOfDay(addDays(first, i));
    today.add({ keys: Array.from({ length: i + 1 }, () => key(10)) });
    trend = today.after(trend, of, 0);
  }
  assert.ok(trend);
  return trend;
}

describe('the trend of daily reports', () => {
  it('has a day’s enabled keys by band, with their median age', () => {
    const today = new TrendOfDay(first);
    today.add({ keys: [key(0), key(37), key(38)] });
    today.add({ keys: [key(75), key(76), key(90), key(91), key(400), key(80, 'Inactive')] });
    const { bands, days } = today.after(undefined, limits, 2);
    assert.deepEqual(bands, [
      { from: 0, to: 37 },
      { from: 38, to: 75 },
      { from: 76, to: 90 },
      { from: 91 },
    ]);
    const rotated = { all: 0, beforeReminder: 0, afterReminder: [], afterDisabling: 0 };
    assert.deepEqual(days, [
      { on: first, enabled: 8, medianAge: 75, bands: [2, 2, 2, 2], rotated, accountsUnread: 2 },
    ]);
  });

  it('goes on day by day, and keeps no more than it shows', () => {
    for (const days of [1, 2, TREND_DAYS - 1, TREND_DAYS, TREND_DAYS + 1, TREND_DAYS + 40]) {
      const trend = after(days);
      assert.equal(trend.days.length, Math.min(days, TREND_DAYS));
      assert.equal(trend.days.at(-1)?.enabled, days);
      assert.equal(trend.days[0]?.on, addDays(first, Math.max(0, days - TREND_DAYS)));
    }
  });

  it('has the day once that is run again', () => {
    const before = after(3);
    const again = new TrendOfDay(addDays(first, 2));
    assert.deepEqual(
      again.after(before, limits, 0).days.map(({ enabled }) => enabled),
      [1, 2, 0],
    );
  });

  it('leaves a gap where days have no report', () => {
    const later = new TrendOfDay(addDays(first, 5));
    const { days } = later.after(after(2), limits, 0);
    assert.deepEqual(
      days.map(({ on }) => on),
      [first, addDays(first, 1), addDays(first, 5)],
    );
  });

  it('begins anew where the bands are others', () => {
    const today = new TrendOfDay(addDays(first, 2));
    assert.equal(today.after(after(2), { ...limits, disableAge: 61 }, 0).days.length, 1);
  });

  it('adds up how keys were rotated, over accounts', () => {
    const today = new TrendOfDay(first);
    const [one, other] = [
      { all: 2, beforeReminder: 1, afterReminder: [0, 1], afterDisabling: 0 },
      { all: 2, beforeReminder: 0, afterReminder: [1], afterDisabling: 1 },
    ];
    today.add({ keys: [], rotated: one });
    today.add({ keys: [], rotated: other });
    const [day] = today.after(undefined, limits, 0).days;
    assert.ok(day && !('accountsUnread' in day));
    assert.deepEqual(day.rotated, {
      ...{ all: 4, beforeReminder: 1, afterReminder: [1, 1], afterDisabling: 1 },
    });
  });
});

describe('the trend in a report’s JSON', () => {
  const trend = after(2);
  const text = (report: object) => `${JSON.stringify(report)}\n`;

  it('is its last field', () => {
    assert.deepEqual(trendIn(text({ on: first, accounts: [], trend })), trend);
  });

  it('is none where there is none, or it can’t be read', () => {
    const wrong: readonly string[] = [
      '',
      'no JSON',
      text({ on: first }),
      text({ on: first, trend: 'up' }),
      text({ on: first, trend: { bands: [], days: [{ on: 'yesterday' }] } }),
      text({ on: first, trend, after: 1 }).slice(0, -9),
    ];
    for (const each of wrong) assert.equal(trendIn(each), undefined, each);
  });

  it('is not what a tag says', () => {
    const name = `,"trend":${JSON.stringify(trend)}}`;
    assert.equal(trendIn(text({ on: first, users: [{ fullName: name }] })), undefined);
    assert.deepEqual(trendIn(text({ on: first, users: [{ fullName: name }], trend })), trend);
  });
});
