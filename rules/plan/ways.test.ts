import assert from 'node:assert/strict';
import type { AccountLedger } from '../ledger';
import { planDay } from '../plan-day';
import { defaultSettings } from '../settings';
import { aKey, anEngineer, day, inventoryOf, ledgerOf } from '../testing/one-account';

/** What is found of alice, to whom `key` is closed and of whom no other way was seen. */
function foundOf(newer: AccountLedger['newer']) {
  const alice = anEngineer([aKey('AKIAOLD0000000000001', 0)], { password: { changedAt: day(0) } });
  const user = { ...alice, tags: { ...alice.tags, access: 'sign-in' } };
  const ledger = { ...ledgerOf({}), ...(newer && { newer }) };
  return planDay(inventoryOf(user), ledger, defaultSettings, day(10)).flatMap((each) =>
    each.do === 'report' ? [each.finding.kind] : [],
  );
}

describe('that no other way of somebody’s is proved', () => {
  const of = (userId: string) => ({
    credentials: new Map(),
    moves: new Set([userId]),
    others: 1,
  });

  it('is found', () => assert.deepEqual(foundOf(undefined), ['not-proved']));

  it('is not said where a newer version has the record: it may know that one is', () => {
    assert.deepEqual(foundOf(of('AIDAALICE')), []);
    assert.deepEqual(foundOf(of('AIDABOB')), ['not-proved']);
  });
});
