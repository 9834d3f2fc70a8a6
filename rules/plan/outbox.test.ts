import assert from 'node:assert/strict';
import { accessKeyRef, type CredentialRef } from '../credentials/credential';
import type { Decision } from '../decisions';
import type { CredentialRecord, NoticeRecord } from '../ledger';
import type { AccessKey, IamUser } from '../model';
import type { NoticeOf, UserNotice } from '../notices';
import { planDay } from '../plan-day';
import { defaultSettings } from '../settings';
import { aboutKey, aReminder, dateOf, noticeBase } from '../testing/decided';
import {
  account,
  aKey,
  anEngineer,
  day,
  inventoryOf,
  keyRecord,
  ledgerOf,
  planned,
} from '../testing/one-account';

const KEY = 'AKIAKEY00000000000001';
const key = aKey(KEY, 0);

function plan(
  notices: readonly NoticeRecord[],
  user: IamUser,
  known: Partial<CredentialRecord> = {},
) {
  const ledger = ledgerOf({ notices, keys: [keyRecord(key, known)] });
  return planDay(inventoryOf(user), ledger, defaultSettings, day(92));
}

function aboutNotice(decisions: readonly Decision[], id: string): string[] {
  return decisions.flatMap((decision) =>
    ('notice' in decision && decision.notice.id === id) ||
    ('noticeId' in decision && decision.noticeId === id)
      ? [`${decision.do} ${decision.why.code}`]
      : [],
  );
}

describe('what did not arrive, of keys that may not be listed now', () => {
  const unseen = anEngineer([], { keysUnknown: { unknown: 'denied' } });
  const disabled: NoticeOf<'key-disabled'> = {
    ...noticeBase(KEY, 91),
    kind: 'key-disabled',
    id: `key/${KEY}/disabled/${dateOf(91)}`,
    cause: 'age',
  };
  const begun = { noticeId: disabled.id, since: day(91), attempts: ['a'] };
  const reminder = aReminder(KEY, 86);

  it('stays as it is where it is a warning', () =>
    assert.deepEqual(aboutNotice(plan([planned(reminder)], unseen), reminder.id), []));

  it('is found by the name where the ledger does not know the key', () => {
    const world = inventoryOf({ ...unseen, name: 'ALICE' });
    for (const notice of [reminder, disabled]) {
      const ledger = ledgerOf({ notices: [planned(notice)] });
      const decisions = planDay(world, ledger, defaultSettings, day(92));
      assert.deepEqual(aboutNotice(decisions, notice.id), []);
    }
  });

  it('is withdrawn where it is of a user of that name who was there before', () => {
    const decisions = plan([planned(reminder)], { ...unseen, id: 'AIDAANOTHER' });
    assert.deepEqual(aboutNotice(decisions, reminder.id), ['withdraw gone']);
  });

  for (const [what, known, expected] of [
    ['was disabled', { disabledAt: day(91) }, ['send not-delivered-yet']],
    ['may have been disabled', { disabling: begun }, []],
    ['was not disabled', {}, []],
  ] as const)
    it(`is told where the key certainly is off: it ${what}`, () =>
      assert.deepEqual(
        aboutNotice(plan([planned(disabled)], unseen, known), disabled.id),
        expected,
      ));

  it('stays as it is where it is of a password of which nothing is known', () => {
    const { account: its, plannedAt, owner } = noticeBase(KEY, 91);
    const expiresOn = dateOf(100);
    const id = 'user/AIDAALICE/password/2025-12-01/reminder-86';
    const kind = 'password-reminder';
    const about = {
      kind,
      id,
      account: its,
      plannedAt,
      owner,
      age: 90,
      stage: 86,
      expiresOn,
    } as const;
    const of = (password: IamUser['password']) =>
      aboutNotice(plan([planned(about)], anEngineer([key], { password })), id);
    assert.deepEqual(of({ unknown: 'there is no credential report' }), []);
    assert.deepEqual(of(undefined), ['withdraw overtaken']);
  });
});

describe('news that did not arrive', () => {
  const created = { ...noticeBase(KEY, 3), kind: 'key-created', id: `key/${KEY}/created` } as const;
  const { plannedAt, owner } = noticeBase(KEY, 3);
  const reenabled = {
    account,
    plannedAt,
    owner,
    kind: 'key-reenabled',
    id: `key/${KEY}/reenabled/e`,
    keyId: KEY,
  } as const;

  const maker = { arn: 'arn:aws:iam::111111111111:user/bob', isOwner: false };
  const ofUser = { account, plannedAt, owner, maker };
  const credential = { kind: 'service-specific', id: 'ACCAEXAMPLE0000000001' } as const;
  const news: readonly UserNotice[] = [
    created,
    reenabled,
    { ...ofUser, kind: 'credential-created', id: 'c', credential, how: 'created', neverEnds: true },
    { ...ofUser, kind: 'console-user-created', id: 'u' },
    { ...ofUser, kind: 'login-profile-changed', id: 'p', how: 'created' },
    { ...ofUser, kind: 'mfa-deactivated', id: 'm', serialNumber: 'GAHT12345678' },
  ];
  const abouts: Readonly<Partial<Record<UserNotice['kind'], CredentialRef>>> = {
    'key-created': accessKeyRef(KEY),
    'credential-created': credential,
  };
  for (const notice of news)
    for (const [where, keys] of [
      ['there', [key]],
      ['gone', []],
    ] as const)
      it(`is sent again as it was, though the key is ${where}: ${notice.kind}`, () => {
        const decisions = plan([planned(notice)], anEngineer(keys));
        const [again] = decisions.filter(
          (each) => each.do === 'send' && each.notice.id === notice.id,
        );
        assert.ok(again?.do === 'send' && again.again);
        assert.deepEqual(again.notice, notice);
        const about = abouts[notice.kind];
        assert.deepEqual(again.subject, { account, userName: 'alice', credential: about });
        assert.deepEqual(again.why, {
          code: 'not-delivered-yet',
          text: 'planned before and not delivered',
        });
      });

  it('is sent again where a first try of this very run planned it, not where a later one did', () => {
    const again = (plannedAt: Date) => {
      const notice = { ...created, plannedAt: plannedAt.toISOString() };
      return aboutNotice(plan([planned(notice)], anEngineer([key])), notice.id);
    };
    assert.deepEqual(again(day(92)), ['send not-delivered-yet']);
    assert.deepEqual(again(day(92, '09:00:01')), []);
  });

  it('is not known where only a delivery was recorded, such as a daily summary’s: nothing to send', () => {
    const summary = { id: `summary/${dateOf(91)}`, plannedAt: day(91) };
    const decisions = plan([summary], anEngineer([]));
    assert.deepEqual(
      decisions.map((each) => each.do),
      ['nothing'],
    );
  });
});

describe('that a key was disabled, which did not arrive', () => {
  const disabled: NoticeOf<'key-disabled'> = {
    ...noticeBase(KEY, 91),
    kind: 'key-disabled',
    id: `key/${KEY}/disabled/${dateOf(91)}`,
    cause: 'age',
  };
  const cases: [string, Partial<CredentialRecord>, string][] = [
    [
      'is told though somebody enabled it again',
      { disabledAt: day(91, '09:00:05') },
      'send not-delivered-yet',
    ],
    [
      'is told where it was disabled at the run’s own time',
      { disabledAt: day(91) },
      'send not-delivered-yet',
    ],
    [
      'is not told where it was disabled only before',
      { disabledAt: day(50) },
      'withdraw overtaken',
    ],
    ['is not told where it never was', {}, 'withdraw overtaken'],
  ];
  for (const [what, known, expected] of cases)
    it(what, () => {
      const decisions = plan([planned(disabled)], anEngineer([key]), known);
      assert.deepEqual(aboutNotice(decisions, disabled.id), [expected]);
    });

  const off = aKey(KEY, 0, { status: 'Inactive' });
  const begunOn = (on: number) => ({
    disabling: { noticeId: disabled.id, since: day(on), attempts: ['a'] },
  });
  const others: [string, AccessKey[], Partial<CredentialRecord>, string[]][] = [
    ['is not told where its owner switched it off', [off], {}, ['withdraw inactive']],
    ['is not told where its owner deleted it', [], {}, ['withdraw gone']],
    ['is told where it is deleted since', [], { disabledAt: day(91) }, ['send not-delivered-yet']],
    ['is asked CloudTrail where its owner deleted it', [], begunOn(91), ['abandon gone']],
    ['is left to the run at the same time that may be at it', [], begunOn(92), []],
  ];
  for (const [what, keys, known, expected] of others)
    it(what, () => {
      const decisions = plan([planned(disabled)], anEngineer(keys), known);
      assert.deepEqual(aboutNotice(decisions, disabled.id), expected);
    });

  it('is asked of CloudTrail since it was first begun, and would be told as it was planned', () => {
    const decisions = plan([planned(disabled)], anEngineer([]), begunOn(91));
    const abandon = decisions.find((each) => each.do === 'abandon');
    assert.ok(abandon);
    assert.deepEqual(abandon.begun, { since: day(91), attempts: ['a'] });
    assert.deepEqual(abandon.notice, disabled);
    assert.equal(abandon.why.text, 'a disabling was begun by an earlier run, and the key is gone');
    assert.deepEqual(abandon.subject.credential, { kind: 'access-key', id: KEY });
  });

  it('is told in vain rather than not, of a key that is gone for so long that nobody knows', () => {
    const ledger = ledgerOf({ notices: [planned(disabled)] });
    const decisions = planDay(inventoryOf(anEngineer([])), ledger, defaultSettings, day(120));
    assert.deepEqual(aboutNotice(decisions, disabled.id), ['send not-delivered-yet']);
  });

  it('is not told of an enabled key that the ledger does not know', () => {
    const ledger = ledgerOf({ notices: [planned(disabled)] });
    const decisions = planDay(inventoryOf(anEngineer([key])), ledger, defaultSettings, day(92));
    assert.deepEqual(aboutNotice(decisions, disabled.id), ['withdraw overtaken']);
  });
});

describe('a warning that did not arrive and is no longer true', () => {
  it('is withdrawn with the reason', () => {
    const reminder = planned(aReminder(KEY, 76));
    assert.deepEqual(
      aboutKey(plan([reminder], anEngineer([aKey(KEY, 0, { status: 'Inactive' })])), KEY),
      ['nothing inactive', 'withdraw inactive'],
    );
    assert.deepEqual(aboutKey(plan([reminder], anEngineer([])), KEY), ['withdraw gone']);
  });

  it('of a password that was changed is withdrawn', () => {
    const notice: NoticeOf<'password-reminder'> = {
      kind: 'password-reminder',
      id: `password/AIDAALICE/${dateOf(0)}/reminder-76`,
      account,
      plannedAt: day(76).toISOString(),
      owner: { userName: 'alice', type: 'engineer', slackId: 'U0ALICE0001' },
      age: 76,
      stage: 76,
      expiresOn: dateOf(90),
    };
    const decisions = plan([planned(notice)], anEngineer([], { password: { changedAt: day(80) } }));
    assert.deepEqual(aboutNotice(decisions, notice.id), ['withdraw overtaken']);
  });
});
