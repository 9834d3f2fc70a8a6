import assert from 'node:assert/strict';
import { dateIn } from '../calendar';
import type { Decision } from '../decisions';
import type { NoticeRecord } from '../ledger';
import type { AccessKey } from '../model';
import { planDay } from '../plan-day';
import { readTags } from '../read-tags';
import { settingsSchema, type SettingsInput } from '../settings';
import * as one from '../testing/one-account';
import { forecastOwnKey } from './own-key';

const { aKey, anEngineer, day, delivered, inventoryOf, ledgerOf } = one;
const KEY = 'AKIAOLD0000000000001';
const base = { type: 'engineer', 'slack-id': 'U0ALICE0001' };

/** What the monitor does, day by day, where every message arrives: the dates of the first reminder and of the end. */
function played(key: AccessKey, tags: Record<string, string>, input: SettingsInput) {
  const settings = settingsSchema.parse(input);
  const notices: NoticeRecord[] = [];
  let remindsOn: string | undefined;
  for (let on = 0; on < 200; on += 1) {
    const now = day(on);
    const inventory = inventoryOf(anEngineer([key], { tags }));
    for (const decision of planDay(inventory, ledgerOf({ notices }), settings, now)) {
      if (isDisabling(decision)) return { remindsOn, stopsOn: dateIn(settings.timeZone, now) };
      if (decision.do !== 'send' || !('stopsOn' in decision.notice)) continue;
      remindsOn ??= dateIn(settings.timeZone, now);
      notices.push(delivered(decision.notice));
    }
  }
  return { remindsOn, stopsOn: undefined };
}

function isDisabling(decision: Decision): boolean {
  return decision.do === 'disable';
}

describe('what an engineer can see of their own key’s days', () => {
  const ofNoon: SettingsInput = { timeZone: 'Asia/Tokyo' };
  const cases: readonly (readonly [string, AccessKey, Record<string, string>, SettingsInput])[] = [
    ['made before the run of its day', aKey(KEY, 0), {}, {}],
    ['made after the run of its day', { ...aKey(KEY, 0), createdAt: day(0, '09:00:01') }, {}, {}],
    [
      'in a zone where it is another date',
      { ...aKey(KEY, 0), createdAt: day(0, '20:00:00') },
      {},
      ofNoon,
    ],
    ['by other numbers', aKey(KEY, 3), {}, { reminderAges: [20, 25], disableAge: 31 }],
    ['exempt past its first reminder', aKey(KEY, 0), { 'key-exempt-until': '2026-03-20' }, {}],
    ['exempt long before', aKey(KEY, 0), { 'key-exempt-until': '2026-01-20' }, {}],
  ];
  for (const [what, key, more, input] of cases)
    it(`are those on which the monitor acts: ${what}`, () => {
      const tags = { ...base, ...more };
      const settings = settingsSchema.parse(input);
      const expected = played(key, tags, input);
      assert.ok(expected.remindsOn !== undefined && expected.stopsOn !== undefined);
      for (const on of [0, 60, 76, 90]) {
        const own = { ...key, isEnabled: true, tags: readTags(tags, day(on), settings) };
        const { remindsOn, stopsOn } = forecastOwnKey(own, settings, { now: day(on), run: day(0) });
        assert.deepEqual({ remindsOn, stopsOn }, expected);
      }
    });

  for (const timeZone of ['Etc/UTC', 'America/Los_Angeles', 'Pacific/Auckland'])
    it(`begin when the dates begin in ${timeZone}, also after an exemption`, () => {
      const exempt: Record<string, string> = { 'key-exempt-until': '2026-04-20' };
      for (const more of [{}, exempt]) {
        const settings = settingsSchema.parse({ timeZone });
        const tags = readTags({ ...base, ...more }, day(60), settings);
        const own = { ...aKey(KEY, 0), isEnabled: true, tags };
        const found = forecastOwnKey(own, settings, { now: day(60), run: day(0) });
        for (const [on, at] of [
          [found.remindsOn, found.remindsAt],
          [found.stopsOn, found.stopsAt],
        ] as const) {
          assert.ok(on !== undefined && at !== undefined);
          assert.equal(dateIn(timeZone, at), on);
          assert.ok(dateIn(timeZone, new Date(at.getTime() - 1)) < on);
        }
      }
    });

  it('are never later than the monitor’s, where an exemption ends past the key’s day', () => {
    const tags = { ...base, 'key-exempt-until': '2026-04-20' };
    const settings = settingsSchema.parse({});
    const { stopsOn: actual = '' } = played(aKey(KEY, 0), tags, {});
    const own = { ...aKey(KEY, 0), isEnabled: true, tags: readTags(tags, day(90), settings) };
    const { stopsOn = '' } = forecastOwnKey(own, settings, { now: day(90), run: day(0) });
    assert.equal(stopsOn, '2026-04-21');
    assert.ok(stopsOn <= actual, actual);
  });
});
