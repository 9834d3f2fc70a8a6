import assert from 'node:assert/strict';
import { noticeId } from '../notices';
import { aKey, day, keyRecord, ledgerOf } from '../testing/one-account';
import type { CredentialRecord } from '../ledger';
import { noticesAbout } from './context';
import { enabledAgainAt } from './enabled-again';

const KEY = 'AKIAOLD0000000000001';
const now = day(100);

function enabled(
  record: Partial<CredentialRecord> | undefined,
  told: readonly (readonly [id: string, on: number])[] = [],
) {
  const ledger = ledgerOf({
    keys: record ? [keyRecord(aKey(KEY, 0), record)] : [],
    notices: told.map(([id, on]) => ({ id, plannedAt: day(on) })),
  });
  return enabledAgainAt({ ledger, noticesAbout: noticesAbout(ledger), now }, KEY);
}

describe('when an enabled key was enabled again', () => {
  const reenabled = (id: string) => noticeId.keyReenabled(KEY, id);

  it('is not known of one that nobody has seen off', () => {
    assert.equal(enabled(undefined), undefined);
    assert.equal(enabled({}), undefined);
    assert.equal(enabled({}, [[noticeId.keyCreated(KEY), 90]]), undefined);
  });

  it('is now, where the last run has seen it off', () =>
    assert.deepEqual(enabled({ status: 'Inactive', enabledAt: day(3), disabledAt: day(4) }), now));

  it('is when a run has first seen it, or after Keyturn disabled it', () => {
    assert.deepEqual(enabled({ enabledAt: day(30) }), day(30));
    assert.deepEqual(enabled({ disabledAt: day(40) }), day(40));
    assert.deepEqual(enabled({ enabledAt: day(30), disabledAt: day(40) }), day(40));
    assert.deepEqual(enabled({ enabledAt: day(50), disabledAt: day(40) }), day(50));
  });

  it('is when CloudTrail told of it, the last time, also of one that was off for minutes', () => {
    const told = [
      [reenabled('a'), 20],
      [reenabled('b'), 60],
      [noticeId.keyReenabled('AKIAOTHER', 'c'), 90],
    ] as const;
    assert.deepEqual(enabled(undefined, told), day(60));
    assert.deepEqual(enabled({ enabledAt: day(70) }, told), day(70));
  });
});
