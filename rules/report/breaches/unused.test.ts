import assert from 'node:assert/strict';
import type { AccountLedger } from '../../ledger';
import { isUnknown, type AccountReading, type IamUser } from '../../model';
import { defaultSettings } from '../../settings';
import {
  account,
  aKey,
  anEngineer,
  day,
  inventoryOf,
  keyRecord,
  ledgerOf,
} from '../../testing/one-account';
import { auditedUsers } from '../subject';
import { breaches, reportOf } from '../testing/reports';
import { unusedVerdict } from './unused';

const TODAY = 200;
const now = day(TODAY);
const used = (on: number, time?: string) => ({ lastUsed: { at: day(on, time) } });
const noReport = { unknown: 'no report' };

interface How {
  readonly unusedAge?: number;
  readonly reportAt?: Date | typeof noReport;
  readonly ledgers?: ReadonlyMap<string, AccountLedger>;
}

/** Who is found, and of whom it is not seen. */
function found(users: readonly IamUser[], { unusedAge = 45, reportAt = now, ledgers }: How = {}) {
  const usesAsOf = isUnknown(reportAt) ? undefined : reportAt;
  const inventory = { ...inventoryOf(...users), usesAsOf };
  const reading: AccountReading = { outcome: 'read', inventory, credentialReportAt: reportAt };
  const settings = { ...defaultSettings, unusedAge };
  const report = reportOf([], TODAY, { readings: [reading], settings, ledgers });
  return {
    broken: breaches(report, 'unused'),
    unseen: breaches(report, 'unused', 'notSeenOf'),
  };
}

const nobody = { broken: [], unseen: [] };
const asOf = `, as of 2026-07-20 09:00 UTC`;

describe('an access key that nobody uses', () => {
  const last = TODAY - 45;
  const cases: readonly [what: string, key: ReturnType<typeof aKey>, text: string | undefined][] = [
    ['never used, 45 days after it was made', aKey('K1', last), ', 45 days old, was never used'],
    ['never used, 44 days after it was made', aKey('K1', last + 1), undefined],
    ['never used, 3 days after it was made', aKey('K1', TODAY - 3), undefined],
    [
      '45 days after its last use, and the minutes in which IAM notes no other',
      aKey('K1', 0, used(last, '08:45:00')),
      ' was not used for 45 days',
    ],
    ['a minute earlier', aKey('K1', 0, used(last, '08:46:00')), undefined],
    ['44 days after its last use', aKey('K1', 0, used(last + 1, '08:00:00')), undefined],
    ['today', aKey('K1', 0, used(TODAY)), undefined],
    ['disabled', aKey('K1', 0, { status: 'Inactive' }), undefined],
    ['used after the report was made', aKey('K1', 0, used(TODAY + 1)), undefined],
  ];
  for (const [what, key, text] of cases)
    it(`${text === undefined ? 'is not one' : 'is one'}: ${what}`, () =>
      assert.deepEqual(found([anEngineer([key])]), {
        broken: text === undefined ? [] : [`alice 1: the key${text}${asOf}`],
        unseen: [],
      }));

  it('whose last use is not known is neither, once it is old enough', () => {
    const lastUsed = { unknown: 'access-denied at iam:GetAccessKeyLastUsed' };
    assert.deepEqual(found([anEngineer([aKey('K1', 0, { lastUsed })])]), {
      broken: [],
      unseen: [
        'alice 1: when the key was last used is not known: access-denied at iam:GetAccessKeyLastUsed',
      ],
    });
    assert.deepEqual(found([anEngineer([aKey('K1', TODAY - 44, { lastUsed })])]), nobody);
  });

  it('is not known where keys may not be listed', () =>
    assert.deepEqual(found([anEngineer([], { keysUnknown: { unknown: 'denied' } })]).unseen, [
      'alice -: which keys there are is not known: denied',
    ]));

  it('is anybody’s: a machine’s, and of a user without a type', () => {
    const users = ['type', 'team'].map((tag) =>
      anEngineer([aKey('K1', 0)], { name: tag, tags: { [tag]: 'machine' } }),
    );
    assert.equal(found(users).broken.length, 2);
  });

  it('is nobody’s who is younger than that, whatever is not known', () => {
    const unknown = { unknown: 'denied' };
    const user = (createdOn: number) =>
      anEngineer([], { createdAt: day(createdOn), keysUnknown: unknown, password: unknown });
    assert.deepEqual(found([user(TODAY - 44)]), nobody);
    assert.equal(found([user(TODAY - 45)]).unseen.length, 2);
  });

  it('may wait while an exemption holds, and no longer', () => {
    const until = (date: string) =>
      anEngineer([aKey('K1', 0)], {
        tags: { type: 'engineer', 'slack-id': 'U0ALICE0001', 'key-exempt-until': date },
      });
    assert.deepEqual(found([until('2026-07-20')]), nobody);
    assert.equal(found([until('2026-07-19')]).broken.length, 1);
  });

  it('is judged as of the report: it may have been used since', () => {
    const user = anEngineer([aKey('K1', 0, used(TODAY - 45, '08:00:00'))]);
    assert.equal(found([user]).broken.length, 1);
    assert.deepEqual(found([user], { reportAt: day(TODAY, '07:00:00') }), nobody);
    // A clock that is ahead makes nobody's key older.
    assert.equal(found([user], { reportAt: day(TODAY + 9) }).broken.length, 1);
    const dayYounger = anEngineer([aKey('K1', 0, used(TODAY - 44, '08:00:00'))]);
    assert.deepEqual(found([dayYounger], { reportAt: day(TODAY + 9) }), nobody);
    assert.deepEqual(found([user], { reportAt: noReport }).broken, [
      'alice 1: the key was not used for 45 days',
    ]);
  });

  it('that was off lately is as old as that, where there is a ledger to say so', () => {
    const key = aKey('K1', 0);
    const withRecord = (enabledOn: number) =>
      ledgerOf({ keys: [keyRecord(key, { enabledAt: day(enabledOn) })] });
    const broken = (ledger?: AccountLedger) =>
      found([anEngineer([key])], ledger && { ledgers: new Map([[account.id, ledger]]) }).broken;
    assert.deepEqual(broken(withRecord(TODAY - 44)), []);
    assert.deepEqual(broken(withRecord(TODAY - 45)), [
      `alice 1: the key, 200 days old, was never used, and enabled again 45 days before${asOf}`,
    ]);
    assert.equal(broken(ledgerOf({})).length, 1);
    assert.equal(broken().length, 1);
  });

  it('is one after as many days as somebody says', () => {
    const user = anEngineer([aKey('K1', 0, used(TODAY - 10, '08:00:00'))]);
    assert.equal(found([user], { unusedAge: 10 }).broken.length, 1);
    assert.deepEqual(found([user], { unusedAge: 11 }), nobody);
  });
});

describe('a password that nobody uses', () => {
  type Password = NonNullable<IamUser['password']>;
  const of = (password: Password) => found([anEngineer([], { password })]);
  const unknown = { unknown: 'the credential report says "?"' };

  const cases: readonly [what: string, password: Password, broken: number, unseen: number][] = [
    ['never used since it was set long ago', { changedAt: day(0) }, 1, 0],
    ['never used since it was set 44 days ago', { changedAt: day(TODAY - 44) }, 0, 0],
    ['last used long ago', { changedAt: day(0), lastUsedAt: day(20) }, 1, 0],
    [
      'last used long ago, and changed since',
      { changedAt: day(TODAY - 3), lastUsedAt: day(20) },
      0,
      0,
    ],
    ['last used lately', { changedAt: day(0), lastUsedAt: day(TODAY - 4) }, 0, 0],
    ['last used who knows when', { changedAt: day(0), lastUsedAt: unknown }, 0, 1],
    ['set lately, used who knows when', { changedAt: day(TODAY), lastUsedAt: unknown }, 0, 0],
    ['set who knows when, never used', { changedAt: unknown }, 0, 1],
    ['set who knows when, used long ago', { changedAt: unknown, lastUsedAt: day(9) }, 0, 1],
    ['set who knows when, used lately', { changedAt: unknown, lastUsedAt: day(TODAY) }, 0, 0],
    ['that may not be there', unknown, 0, 1],
  ];
  for (const [what, password, broken, unseen] of cases)
    it(`${broken ? 'is one' : unseen ? 'is not known' : 'is not one'}: ${what}`, () => {
      const { broken: some, unseen: others } = of(password);
      assert.deepEqual([some.length, others.length], [broken, unseen]);
    });

  it('is named without a key', () => {
    const password = { changedAt: day(0), lastUsedAt: day(20, '08:00:00') };
    assert.deepEqual(of(password).broken, [
      `alice -: the console password was not used for 180 days${asOf}`,
    ]);
    const users = auditedUsers([inventoryOf(anEngineer([], { password }))], defaultSettings, now);
    // The field is absent, not there without a value.
    assert.deepEqual(unusedVerdict(users, defaultSettings, now).breaches, [
      {
        accountId: '111111111111',
        userName: 'alice',
        text: 'the console password was not used for 180 days',
      },
    ]);
  });

  it('that was used before it was changed is as old as that', () =>
    assert.deepEqual(of({ changedAt: day(100), lastUsedAt: day(20) }).broken, [
      `alice -: the console password was not used since it was changed, 100 days before${asOf}`,
    ]));

  it('that may have been used at the moment it was changed was not used for so long', () => {
    const usedFor = (time: string) =>
      of({ changedAt: day(100), lastUsedAt: day(100, time) }).broken.map((text) => text.slice(9));
    // IAM notes no use in the 15 minutes after one.
    assert.deepEqual(usedFor('08:45:00'), [
      `the console password was not used for 100 days${asOf}`,
    ]);
    assert.deepEqual(usedFor('08:44:59'), [
      `the console password was not used since it was changed, 100 days before${asOf}`,
    ]);
  });

  it('is found beside an exempt key: IAM knows of no exemption', () => {
    const tags = { type: 'engineer', 'slack-id': 'U0ALICE0001', 'key-exempt-until': '2026-07-31' };
    const user = anEngineer([aKey('K1', 0)], { tags, password: { changedAt: day(0) } });
    assert.equal(found([user]).broken.length, 1);
  });
});
