import assert from 'node:assert/strict';
import type { AccountLedger } from '../ledger';
import { planDay } from '../plan-day';
import { defaultSettings } from '../settings';
import {
  aKey,
  anEngineer,
  day,
  inventoryOf,
  keyRecord,
  ledgerOf,
  planned,
} from '../testing/one-account';
import { afterRun } from './after-run';

const KEY = 'AKIAKEY00000000000001';

/** What two runs, a day apart, decide about the one key; without what is said of its user. */
function twoRuns(key: ReturnType<typeof aKey>, ledger: AccountLedger, on: number): string[][] {
  let world = { inventory: inventoryOf(anEngineer([key])), ledger };
  return [on, on + 1].map((n) => {
    const decisions = planDay(world.inventory, world.ledger, defaultSettings, day(n));
    world = afterRun(world, decisions, day(n));
    return decisions.filter(({ subject }) => subject.keyId === KEY).map((each) => each.do);
  });
}

describe('after a run that was played', () => {
  const disabling = { noticeId: `key/${KEY}/disabled/2026-04-02`, since: day(91), attempts: [] };

  it('what an earlier run had left is told, once', () => {
    const key = aKey(KEY, 0, { status: 'Inactive' });
    const ledger = ledgerOf({ keys: [keyRecord(key, { disabling })] });
    assert.deepEqual(twoRuns(key, ledger, 92), [['disable'], ['nothing']]);
  });

  it('a disabling that no longer applies is forgotten', () => {
    const key = aKey(KEY, 0);
    const ledger = ledgerOf({
      keys: [keyRecord(key, { disabling: { ...disabling, since: day(9) } })],
    });
    const [first, second] = twoRuns(key, ledger, 10);
    assert.ok(first?.includes('abandon'));
    assert.deepEqual(second, ['nothing']);
  });

  it('a warning that is no longer true is withdrawn, once', () => {
    const key = aKey(KEY, 0, { status: 'Inactive' });
    const [send] = planDay(
      inventoryOf(anEngineer([aKey(KEY, 0)])),
      ledgerOf({}),
      defaultSettings,
      day(80),
    );
    assert.ok(send?.do === 'send');
    const ledger = ledgerOf({ notices: [planned(send.notice)] });
    assert.deepEqual(twoRuns(key, ledger, 81), [['nothing', 'withdraw'], ['nothing']]);
  });

  it('a reminder is told, and a warned key disabled and known to be', () => {
    const key = aKey(KEY, 0);
    assert.deepEqual(twoRuns(key, ledgerOf({}), 86), [['send'], ['nothing']]);
    const world = { inventory: inventoryOf(anEngineer([key])), ledger: ledgerOf({}) };
    const told = afterRun(
      world,
      planDay(world.inventory, world.ledger, defaultSettings, day(86)),
      day(86),
    );
    const decisions = planDay(told.inventory, told.ledger, defaultSettings, day(91));
    const { inventory, ledger } = afterRun(told, decisions, day(91));
    assert.equal(inventory.users[0]?.keys[0]?.status, 'Inactive');
    assert.deepEqual(ledger.keys.get(KEY)?.disabledAt, day(91));
    // What was handed in stays as it was: the next account is played from its own.
    assert.equal(world.ledger.notices.size, 0);
    assert.equal(told.inventory.users[0]?.keys[0]?.status, 'Active');
  });
});
