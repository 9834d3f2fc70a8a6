import assert from 'node:assert/strict';
import { dateIn } from './calendar';
import { endOfDayEverywhere, openWays } from './key-until';
import type { WayIn } from './ways-in';

const lastDay = '2027-03-31';
const end = new Date('2027-04-01T12:00:00Z');
const before = new Date(end.getTime() - 1000);
const after = new Date(end.getTime() + 1000);

describe('endOfDayEverywhere', () => {
  for (const [date, instant] of [
    ['2027-03-31', '2027-04-01T12:00:00Z'],
    ['2027-12-31', '2028-01-01T12:00:00Z'],
    ['2028-02-28', '2028-02-29T12:00:00Z'],
  ] as const)
    it(`of ${date} is ${instant}`, () => assert.equal(endOfDayEverywhere(date), instant));

  it('comes when no time zone has the day any more, and not before', () => {
    // Etc/GMT+12 is twelve hours behind: no zone is later.
    assert.equal(dateIn('Etc/GMT+12', before), lastDay);
    for (const zone of ['Etc/GMT+12', 'Pacific/Pago_Pago', 'UTC', 'Pacific/Kiritimati'])
      assert.ok(dateIn(zone, new Date(endOfDayEverywhere(lastDay))) > lastDay, zone);
  });
});

describe('openWays', () => {
  const cases: readonly [
    given: readonly WayIn[],
    now: Date,
    access: readonly WayIn[],
    day?: string,
  ][] = [
    [['key'], before, ['key']],
    [['key'], after, []],
    [['key', 'sign-in'], before, ['key', 'sign-in'], lastDay],
    [['key', 'sign-in'], end, ['key', 'sign-in'], lastDay],
    [['key', 'sign-in'], after, ['sign-in']],
    [['identity-center', 'key'], before, ['identity-center', 'key'], lastDay],
    [['identity-center', 'key'], after, ['identity-center']],
    [['sign-in'], before, ['sign-in']],
    [['sign-in'], after, ['sign-in']],
  ];
  for (const [given, now, access, day] of cases)
    it(`of ${given.join(' and ')} at ${now.toISOString()} are ${access.join(' and ') || 'none'}`, () =>
      assert.deepEqual(
        openWays(given, lastDay, now),
        day === undefined ? { access } : { access, keyUntil: day },
      ));

  it('are those that were given where key has no last day', () =>
    assert.deepEqual(openWays(['key', 'sign-in'], undefined, after), {
      access: ['key', 'sign-in'],
    }));
});
