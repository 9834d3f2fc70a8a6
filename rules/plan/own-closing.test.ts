import assert from 'node:assert/strict';
import { planDay } from '../plan-day';
import { readTags } from '../read-tags';
import { afterRun } from '../report/after-run';
import { defaultSettings as settings } from '../settings';
import { aKey, anEngineer, day, inventoryOf, ledgerOf } from '../testing/one-account';
import { ownClosing } from './own-closing';

const closingOf = (tags: Readonly<Record<string, string>>, on = 0) =>
  ownClosing(readTags({ type: 'engineer', ...tags }, day(on), settings), settings, day(on));

describe('what an engineer’s own tags say of the closing of `key`', () => {
  const ways = ['sign-in'];
  const [access, keyUntil] = ['key+sign-in', '2026-01-10'];
  const byDate = { access, 'key-until': keyUntil };
  const cases = [
    ['nothing of whoever says nothing', {}, 0, undefined],
    ['nothing while it is open without an end', { access }, 0, undefined],
    ['nothing of a tag that can’t be read', { access: 'sign-in+sign-in' }, 0, undefined],
    [
      'nothing of who would have no way in',
      { access: 'key', 'key-until': keyUntil },
      20,
      undefined,
    ],
    ['nothing of a machine', { type: 'machine', access: 'sign-in' }, 0, undefined],
    ['closed, on a day that they do not say', { access: 'sign-in' }, 0, { is: 'closed', ways }],
    [
      'to come, on its last day',
      byDate,
      9,
      { is: 'to-come', ways, keyUntil, stopsOn: '2026-01-16' },
    ],
    [
      'closed, on the day after',
      byDate,
      10,
      { is: 'closed', ways, keyUntil, stopsOn: '2026-01-16' },
    ],
    [
      'closed, and held by an exemption',
      { ...byDate, 'key-exempt-until': '2026-01-20' },
      10,
      { is: 'closed', ways, keyUntil, stopsOn: '2026-01-26' },
    ],
    [
      'closed, and held no longer by an exemption that is over before',
      { ...byDate, 'key-exempt-until': '2026-01-05' },
      10,
      { is: 'closed', ways, keyUntil, stopsOn: '2026-01-16' },
    ],
    [
      'closed by name, whatever date there is',
      { access: 'sign-in', 'key-until': keyUntil },
      0,
      { is: 'closed', ways },
    ],
  ] as const;
  for (const [name, tags, on, expected] of cases)
    it(`is ${name}`, () => assert.deepEqual(closingOf(tags, on), expected));

  for (const exemption of [undefined, '2026-01-20'])
    it(`names the day on which the monitor stops the key, warned at once, ${exemption ?? 'with no exemption'}`, () => {
      const tags = {
        ...{ type: 'engineer', ...byDate },
        ...(exemption !== undefined && { 'key-exempt-until': exemption }),
      };
      const alice = anEngineer([aKey('AKIA0001', -10)], {
        tags,
        password: { changedAt: day(-10) },
      });
      const said = { 'sign-in': { at: day(0), by: 'arn:aws:iam::111111111111:user/alice' } };
      const move = { userId: alice.id, userName: alice.name, seen: {}, said };
      let world = {
        inventory: inventoryOf(alice),
        ledger: { ...ledgerOf({}), moves: new Map([[alice.id, move]]) },
      };
      let n = 5;
      for (; n < 40 && world.inventory.users[0]?.keys[0]?.status === 'Active'; n++)
        world = {
          ...world,
          ...afterRun(world, planDay(world.inventory, world.ledger, settings, day(n)), day(n)),
        } as typeof world;
      const stopped = day(n - 1)
        .toISOString()
        .slice(0, 10);
      assert.equal(closingOf(tags, 5)?.stopsOn, stopped);
    });
});
