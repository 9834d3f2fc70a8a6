import assert from 'node:assert/strict';
import { emptyLedger, type AccountLedger, type NoticeRecord } from '../ledger';
import type { IamUser } from '../model';
import type { UserNotice } from '../notices';
import { noneRotated, rotatedIn } from './rotated';

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n, 9));
const OLD = 'AKIAOLD0000000000001';
const NEW = 'AKIANEW0000000000001';
const LAST = 'AKIALAST000000000001';

function alice(...keys: readonly (readonly [id: string, made: number])[]): IamUser {
  return {
    ...{ id: 'AIDAALICE', name: 'alice', createdAt: day(0), tags: { type: 'engineer' } },
    keys: keys.map(([id, made]) => ({ id, status: 'Active', createdAt: day(made) })),
  } as unknown as IamUser;
}

interface Known {
  /** The days on which a reminder of the old key arrived; undefined: not. */
  readonly reminders?: readonly (number | undefined)[];
  readonly disabledOn?: number;
  readonly missedBefore?: boolean;
}

function ledger({ reminders = [], disabledOn, missedBefore = false }: Known = {}): AccountLedger {
  const notices = reminders.map((on, i): NoticeRecord => {
    const stage = [76, 81, 86][i] ?? 86;
    const notice = {
      ...{ kind: 'key-reminder', id: `key/${OLD}/reminder-${stage}`, stage },
      ...{ account: { id: '1', name: 'a' }, owner: { userName: 'alice' }, key: { id: OLD } },
    } as unknown as UserNotice;
    const delivery = on === undefined ? {} : { team: { at: day(on), channel: 'C1', ts: '1' } };
    return { id: notice.id, plannedAt: day(on ?? stage), notice, ...delivery };
  });
  const record = {
    credential: { kind: 'access-key' as const, id: OLD },
    ...{ userId: 'AIDAALICE', userName: 'alice', createdAt: day(0), status: 'Active' as const },
    fingerprint: '',
    ...(disabledOn !== undefined && { disabledAt: day(disabledOn) }),
    ...(missedBefore && { expiresAt: day(200) }),
  };
  return {
    ...emptyLedger('111111111111'),
    credentials: new Map([[OLD, record]]),
    notices: new Map(notices.map((each) => [each.id, each])),
  };
}

function like(record: NoticeRecord, more: object): NoticeRecord {
  return { ...record, notice: { ...record.notice, ...more } as unknown as UserNotice };
}

describe('how keys were rotated that are gone', () => {
  const one = { ...noneRotated, all: 1 };
  const rotated = [alice([NEW, 80])];
  const cases: [string, readonly IamUser[], Known, typeof one][] = [
    ['before any reminder', rotated, {}, { ...one, beforeReminder: 1 }],
    ['after the first', rotated, { reminders: [76] }, { ...one, afterReminder: [1] }],
    ['after the second', rotated, { reminders: [76, 79] }, { ...one, afterReminder: [0, 1] }],
    [
      'after one that came at the very moment',
      rotated,
      { reminders: [80] },
      { ...one, afterReminder: [1] },
    ],
    [
      'before one that came after the new key',
      rotated,
      { reminders: [81] },
      { ...one, beforeReminder: 1 },
    ],
    [
      'before one that never arrived',
      rotated,
      { reminders: [undefined] },
      { ...one, beforeReminder: 1 },
    ],
    [
      'once it was disabled',
      [alice([NEW, 95])],
      { reminders: [76, 81, 86], disabledOn: 91 },
      { ...one, afterDisabling: 1 },
    ],
    [
      'once it was disabled, at the very moment',
      [alice([NEW, 91])],
      { reminders: [76, 81, 86], disabledOn: 91 },
      { ...one, afterDisabling: 1 },
    ],
    [
      'by the first of two that were made since, whichever IAM lists first',
      [alice([LAST, 90], [NEW, 78])],
      { reminders: [76, 81, 86] },
      { ...one, afterReminder: [1] },
    ],
    [
      'once it was disabled, by the first that was made after it',
      [alice([LAST, 99], [NEW, 90])],
      { reminders: [76], disabledOn: 91 },
      { ...one, afterReminder: [1] },
    ],
    ['not: it is still there', [alice([OLD, 0], [NEW, 80])], {}, noneRotated],
    ['not: it was deleted, and no other made', [alice()], {}, noneRotated],
    ['not: the other one is as old', [alice([NEW, 0])], {}, noneRotated],
    ['not: the other one is older', [alice([NEW, -5])], {}, noneRotated],
    ['not: its user is gone', [], {}, noneRotated],
    ['not: an earlier run has missed it', rotated, { missedBefore: true }, noneRotated],
    [
      'not: the user’s keys were not seen',
      [{ ...alice(), keysUnknown: { unknown: 'access-denied' } }],
      {},
      noneRotated,
    ],
  ];
  for (const [what, users, known, expected] of cases)
    it(what, () => assert.deepEqual(rotatedIn({ users }, ledger(known)), expected));

  it('is counted of each', () => {
    const known = ledger({ reminders: [76] });
    const [record = assert.fail()] = known.credentials.values();
    const [notice = assert.fail()] = known.notices.values();
    const credentials = new Map([
      [OLD, record],
      [LAST, { ...record, credential: { ...record.credential, id: LAST } }],
    ]);
    const notices = new Map([
      [OLD, notice],
      [LAST, like(notice, { key: { id: LAST } })],
    ]);
    assert.deepEqual(rotatedIn({ users: rotated }, { ...known, credentials, notices }), {
      ...noneRotated,
      all: 2,
      afterReminder: [2],
    });
  });

  it('by no reminder where what arrived warns of nothing, or is of another key, or was withdrawn', () => {
    const reminded = ledger({ reminders: [76] });
    const counts = (change: (record: NoticeRecord) => NoticeRecord) => {
      const notices = new Map([...reminded.notices].map(([id, each]) => [id, change(each)]));
      return rotatedIn({ users: rotated }, { ...reminded, notices });
    };
    const after = { ...one, afterReminder: [1] };
    const before = { ...one, beforeReminder: 1 };
    assert.deepEqual(
      counts((record) => record),
      after,
    );
    for (const change of [
      (record: NoticeRecord) => like(record, { kind: 'key-created' }),
      (record: NoticeRecord) => like(record, { key: { id: NEW } }),
      (record: NoticeRecord) => ({ ...record, withdrawn: 'gone' }),
      (record: NoticeRecord) => ({ ...record, notice: undefined }),
    ])
      assert.deepEqual(counts(change), before);
  });
});
