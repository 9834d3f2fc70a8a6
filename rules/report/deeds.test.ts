import assert from 'node:assert/strict';
import type { NoticeRecord } from '../ledger';
import type { NoticeOf, UserNotice } from '../notices';
import { aReminder, aSecondKeyNotice, dateOf, noticeBase } from '../testing/decided';
import {
  account,
  aKey,
  day,
  delivered,
  keyRecord,
  ledgerOf,
  planned,
} from '../testing/one-account';
import { deedsOf, undeliveredOf } from './deeds';

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

describe('what the monitor did, in words', () => {
  const { plannedAt, ...made } = noticeBase(KEY, 11);
  const common = { ...made, plannedAt };
  const reenabled = { account, plannedAt, owner: made.owner, keyId: KEY };
  const maker = { arn: 'arn:aws:iam::111111111111:user/bob', isOwner: false };
  const disabled = (cause: NoticeOf<'key-disabled'>['cause']): UserNotice => ({
    ...disabledOn(11),
    cause,
  });
  const ofUser = { account, plannedAt, owner: made.owner, maker };
  const ofSshKey = {
    credential: { kind: 'ssh-key', id: 'APKAEXAMPLE00000ANNA' },
    how: 'enabled',
    neverEnds: false,
  } as const;
  const cases: [UserNotice, string][] = [
    [
      aReminder(KEY, 76, 11),
      `reminded that the key is 11 days old; told that it stops on ${dateOf(91)}`,
    ],
    [
      aSecondKeyNotice(KEY, 'AKIANEW', 11),
      `reminded that two keys are enabled; told that it stops on ${dateOf(13)}`,
    ],
    [reminderOn(11), "reminded that the machine's key is 91 days old"],
    [
      {
        account,
        plannedAt,
        owner: made.owner,
        kind: 'password-reminder',
        id: 'p',
        age: 76,
        stage: 76,
        expiresOn: dateOf(25),
      },
      'reminded that the console password is 76 days old',
    ],
    [
      { ...common, kind: 'key-created', id: 'c', maker },
      'the team was told that the key was made by arn:aws:iam::111111111111:user/bob',
    ],
    [{ ...common, kind: 'key-created', id: 'c' }, 'the team was told that the key was made'],
    [
      { ...common, kind: 'key-question', id: 'q', asked: 1 },
      'its owner was asked whether they made the key',
    ],
    [
      { ...common, kind: 'key-question', id: 'q', asked: 2 },
      'its owner was asked once more whether they made the key',
    ],
    [
      { ...reenabled, kind: 'key-reenabled', id: 'r', maker },
      'the team was told that the key was enabled again by arn:aws:iam::111111111111:user/bob',
    ],
    [
      { ...reenabled, kind: 'key-reenabled', id: 'r' },
      'the team was told that the key was enabled again',
    ],
    [
      { ...ofUser, kind: 'credential-created', id: 'o', ...ofSshKey },
      'the team was told that SSH key …ANNA was enabled again by arn:aws:iam::111111111111:user/bob',
    ],
    [
      { ...ofUser, kind: 'console-user-created', id: 'u' },
      'the team was told that a console made the user by arn:aws:iam::111111111111:user/bob',
    ],
    [
      { ...ofUser, kind: 'login-profile-changed', id: 'l', how: 'changed' },
      'the team was told that the console password was changed by arn:aws:iam::111111111111:user/bob',
    ],
    [
      { ...ofUser, kind: 'mfa-deactivated', id: 'm', serialNumber: 'GAHT12345678' },
      'the team was told that an MFA device was deactivated by arn:aws:iam::111111111111:user/bob',
    ],
    [disabled('age'), 'disabled: it was 91 days old'],
    [disabled('second-key'), 'disabled: a newer key was enabled beside it'],
    [disabled('unused'), 'disabled: nobody had used it'],
    [disabled('re-enabled'), 'disabled: somebody had enabled it again'],
  ];
  for (const [notice, text] of cases)
    it(text, () => {
      const notices = [delivered(notice)];
      const [deed] = deedsOf(ledgerOf({ notices }), 'Etc/UTC', dateOf(11), dateOf(11));
      const isOfKey = 'key' in notice || 'keyId' in notice;
      assert.deepEqual(deed, {
        at: notice.kind === 'key-disabled' ? plannedAt : day(11, '09:00:07').toISOString(),
        accountId: account.id,
        userName: 'alice',
        ...(isOfKey ? { keyId: KEY } : {}),
        notice: { id: notice.id, kind: notice.kind },
        ...('maker' in notice ? { by: maker.arn } : {}),
        text,
      });
    });

  it('says no day where none was named, and whom it reached instead of the owner', () => {
    const record = { ...delivered(aReminder(KEY, 76, 11)), toldStopsOn: undefined };
    assert.deepEqual(textsOf([record]), ['reminded that the key is 11 days old']);
    assert.deepEqual(textsOf([{ ...record, owner: { failed: 'account_inactive' } }]), [
      "reminded that the key is 11 days old, in the team's channel: no private message was possible (account_inactive)",
    ]);
  });

  it('names who enabled it again, of a disabling for that', () => {
    const record = delivered({ ...disabledOn(11), cause: 're-enabled', reenabledBy: maker });
    const [deed] = deedsOf(ledgerOf({ notices: [record] }), 'Etc/UTC', dateOf(11), dateOf(11));
    assert.equal(deed?.by, maker.arn);
  });

  it('names nobody where nobody knows who it was', () => {
    const notices: UserNotice[] = [
      { ...base(11), kind: 'key-created', id: 'c', maker: undefined },
      { ...disabledOn(11), cause: 're-enabled', reenabledBy: undefined },
    ];
    const ledger = ledgerOf({ notices: notices.map((each) => delivered(each)) });
    const deeds = deedsOf(ledger, 'Etc/UTC', dateOf(11), dateOf(11));
    assert.deepEqual(
      deeds.map((deed) => 'by' in deed),
      [false, false],
    );
  });

  it('is nothing of what only a delivery is known of', () =>
    assert.deepEqual(textsOf([{ ...delivered(reminderOn(11)), notice: undefined }]), []));

  it('gives the time of the disabling itself, where a later run did it', () => {
    const keys = [keyRecord(aKey(KEY, 0, { status: 'Inactive' }), { disabledAt: day(12) })];
    const ledger = ledgerOf({ notices: [planned(disabledOn(11))], keys });
    const deeds = deedsOf(ledger, 'Etc/UTC', dateOf(11), dateOf(13));
    assert.deepEqual(
      deeds.map(({ at }) => at),
      [day(12).toISOString()],
    );
    // An earlier one was another.
    const before = [keyRecord(aKey(KEY, 0, { status: 'Inactive' }), { disabledAt: day(5) })];
    const of = ledgerOf({ notices: [planned(disabledOn(11))], keys: before });
    assert.equal(deedsOf(of, 'Etc/UTC', dateOf(11), dateOf(13))[0]?.at, day(11).toISOString());
  });

  it('counts days in the schedule’s time zone', () => {
    const late = delivered(reminderOn(10), day(10, '20:00:00'));
    const on = (date: string) =>
      deedsOf(ledgerOf({ notices: [late] }), 'Pacific/Auckland', date, date).length;
    assert.deepEqual([on(dateOf(10)), on(dateOf(11))], [0, 1]);
  });
});

describe('what has not arrived', () => {
  const ofOwner = aReminder(KEY, 76, 11);
  const told = delivered(ofOwner);
  const undelivered = (record: NoticeRecord, from = dateOf(0)) =>
    undeliveredOf(ledgerOf({ notices: [record] }), 'Etc/UTC', from, day(12));
  const cases: [string, NoticeRecord, boolean][] = [
    ['nobody got', planned(ofOwner), true],
    ['the team alone got, whose copy does not count', { ...told, owner: undefined }, true],
    ['its owner got, and the team did not', { ...told, team: undefined }, false],
    ['the team got in the owner’s place', { ...told, owner: { failed: 'x' } }, false],
    ['was withdrawn', { ...planned(ofOwner), withdrawn: 'gone' }, false],
    ['this very run has planned', planned(aReminder(KEY, 76, 12)), false],
  ];
  for (const [what, record, expected] of cases)
    it(`is ${expected ? '' : 'not '}what ${what}`, () =>
      assert.equal(undelivered(record).length, expected ? 1 : 0));

  it('is said with when it was planned, of the days that are told of', () => {
    assert.deepEqual(undelivered(planned(ofOwner)), [
      {
        at: day(11).toISOString(),
        accountId: account.id,
        userName: 'alice',
        keyId: KEY,
        notice: { id: ofOwner.id, kind: 'key-reminder' },
        text: 'not delivered: reminder to alice about key …0001',
      },
    ]);
    assert.equal(undelivered(planned(ofOwner), dateOf(11)).length, 1);
    assert.equal(undelivered(planned(ofOwner), dateOf(12)).length, 0);
  });
});
