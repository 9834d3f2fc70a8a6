import assert from 'node:assert/strict';
import type { NoticeRecord } from '../ledger';
import type { NoticeOf } from '../notices';
import {
  account,
  aKey,
  day,
  delivered,
  keyRecord,
  ledgerOf,
  planned,
} from '../testing/one-account';
import { deedsOf } from './deeds';

const KEY = 'AKIAKEY00000000000001';
const facts = { id: KEY, createdAt: day(0).toISOString(), age: 91 };
const owner = { userName: 'alice', type: 'engineer' as const, slackId: 'U0ALICE0001' };

const base = (n: number) => ({ account, plannedAt: day(n).toISOString(), owner, key: facts });
const disabledOn = (n: number): NoticeOf<'key-disabled'> => ({
  ...base(n),
  kind: 'key-disabled',
  id: `key/${KEY}/disabled/${n}`,
  cause: 'age',
});
const reminderOn = (n: number): NoticeOf<'machine-key-old'> => ({
  ...base(n),
  kind: 'machine-key-old',
  id: `key/${KEY}/machine-${n}`,
  stage: 76,
});

function textsOf(records: readonly NoticeRecord[], keys: ReturnType<typeof keyRecord>[] = []) {
  const ledger = ledgerOf({ notices: records, keys });
  return deedsOf(ledger, 'Etc/UTC', '2026-01-11', '2026-01-13').map(({ text }) => text);
}

describe('what the monitor did', () => {
  // Day 10 is 2026-01-11.
  for (const [n, expected] of [
    [9, 0],
    [10, 1],
    [12, 1],
    [13, 0],
  ] as const)
    it(`is of the period: day ${n}, ${expected}`, () =>
      assert.equal(textsOf([delivered(reminderOn(n))]).length, expected));

  const told = "reminded that the machine's key is 91 days old";
  const cases: [string, NoticeRecord, readonly string[]][] = [
    ['was delivered', delivered(reminderOn(11)), [told]],
    ['was planned, and not delivered', planned(reminderOn(11)), []],
    ['was withdrawn', { ...delivered(reminderOn(11)), withdrawn: 'gone' }, []],
  ];
  for (const [what, record, expected] of cases)
    it(`is told of what ${what}: ${expected.length}`, () =>
      assert.deepEqual(textsOf([record]), expected));

  describe('of a key that was to be disabled', () => {
    const record = planned(disabledOn(11));
    const active = keyRecord(aKey(KEY, 0));
    const inactive = keyRecord(aKey(KEY, 0, { status: 'Inactive' }));
    const keys: [string, ReturnType<typeof keyRecord>[], number][] = [
      ['it was, and is off', [inactive], 1],
      ['it was, and is gone', [], 1],
      ['it was, and somebody enabled it again', [{ ...active, disabledAt: day(11) }], 1],
      ['it was not: it is enabled', [active], 0],
      ['it was not: it was once before', [{ ...active, disabledAt: day(5) }], 0],
    ];
    for (const [what, known, expected] of keys)
      it(what, () => assert.equal(textsOf([record], known).length, expected));
  });
});
