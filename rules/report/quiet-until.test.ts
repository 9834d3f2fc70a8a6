import assert from 'node:assert/strict';
import type { AccountLedger, NoticeRecord } from '../ledger';
import type { IamUser } from '../model';
import { noticeId, type UserNotice } from '../notices';
import { noticesAbout } from '../plan/context';
import { defaultSettings } from '../settings';
import { aClosingNotice, aReminder, aSecondKeyNotice, noticeBase } from '../testing/decided';
import { aKey, anEngineer, day, delivered, keyRecord, ledgerOf } from '../testing/one-account';
import { quietUntil } from './quiet-until';

const [A, B] = ['AKIAA0000000000000001', 'AKIAB0000000000000001'];
const settings = defaultSettings;
const off = { status: 'Inactive' } as const;

function until(user: IamUser, ledger: AccountLedger = ledgerOf({})): number {
  return quietUntil(user, { ledger, noticesAbout: noticesAbout(ledger), settings });
}

const created: UserNotice = {
  ...noticeBase(A, 1),
  kind: 'key-created',
  id: noticeId.keyCreated(A),
};
const announced = (more: Partial<NoticeRecord> = {}) =>
  ledgerOf({ firstReadAt: day(-1), notices: [{ ...delivered(created), ...more }] });

describe('until when nothing is to be done about a user', () => {
  const ofKey = day(76, '08:00:00').getTime();
  const ofPassword = day(76).getTime();
  const password = { changedAt: day(0) };
  const machine = { type: 'machine' };
  const unknown = { unknown: 'nobody asked' };

  const cases: [string, number, IamUser, AccountLedger?][] = [
    ['an engineer without keys', Infinity, anEngineer([])],
    ['the first reminder of a key', ofKey, anEngineer([aKey(A, 0)])],
    ['of a machine’s key too', ofKey, anEngineer([aKey(A, 0)], { tags: machine })],
    ['of whoever has no type none', Infinity, anEngineer([aKey(A, 0)], { tags: {} })],
    ['of a key that is off none', Infinity, anEngineer([aKey(A, 0, off)])],
    ['one key on, one off', ofKey, anEngineer([aKey(A, 0), aKey(B, -9, off)])],
    ['two keys on', -Infinity, anEngineer([aKey(A, 0), aKey(B, 0)])],
    ['the first reminder of a password', ofPassword, anEngineer([], { password })],
    ['whichever is first', ofKey, anEngineer([aKey(A, 0)], { password })],
    ['a machine’s password', Infinity, anEngineer([], { password, tags: machine })],
    ['a password that is not known', Infinity, anEngineer([], { password: unknown })],
    ['one of no known age', Infinity, anEngineer([], { password: { changedAt: unknown } })],
    [
      'an exemption, in whatever case, and were it long over',
      -Infinity,
      anEngineer([], { tags: { type: 'engineer', 'Key-Exempt-Until': '2020-01-01' } }),
    ],
    ['no date', -Infinity, anEngineer([{ ...aKey(A, 0), createdAt: new Date(NaN) }])],
  ];
  const disabling = { noticeId: 'x', since: day(0), attempts: [] };
  const begun = (id: string) => ledgerOf({ keys: [keyRecord(aKey(id, 0), { disabling })] });
  const told = (notice: UserNotice) => ledgerOf({ notices: [delivered(notice)] });
  const left: typeof cases = [
    ['a disabling that was begun', -Infinity, anEngineer([aKey(A, 0)]), begun(A)],
    ['one of a key that is off', -Infinity, anEngineer([aKey(A, 0, off)]), begun(A)],
    ['one of another key', ofKey, anEngineer([aKey(A, 0)]), begun(B)],
    [
      'a key that nobody was told of',
      -Infinity,
      anEngineer([aKey(A, 0)]),
      ledgerOf({ firstReadAt: day(-1) }),
    ],
    [
      'such a key that is off',
      -Infinity,
      anEngineer([aKey(A, 0, off)]),
      ledgerOf({ firstReadAt: day(-1) }),
    ],
    [
      'a key that was there before',
      ofKey,
      anEngineer([aKey(A, 0)]),
      ledgerOf({ firstReadAt: day(0, '08:00:00') }),
    ],
    ['a key that all were told of', ofKey, anEngineer([aKey(A, 0)]), announced()],
    ['one told of in vain', -Infinity, anEngineer([aKey(A, 0)]), announced({ team: undefined })],
    [
      'one whose news was withdrawn',
      -Infinity,
      anEngineer([aKey(A, 0)]),
      announced({ owner: undefined, team: undefined, withdrawn: 'overtaken' }),
    ],
    [
      'a second key that is gone',
      -Infinity,
      anEngineer([aKey(A, 0)]),
      told(aSecondKeyNotice(A, B, 3)),
    ],
    [
      'such a one besides a reminder',
      -Infinity,
      anEngineer([aKey(A, 0)]),
      ledgerOf({ notices: [aReminder(A, 60), aSecondKeyNotice(A, B, 3)].map((n) => delivered(n)) }),
    ],
    [
      'that of a key that is off',
      Infinity,
      anEngineer([aKey(A, 0, off)]),
      told(aSecondKeyNotice(A, B, 3)),
    ],
    [
      'a closing that its owner was warned of, were the key off since',
      -Infinity,
      anEngineer([aKey(A, 0, off)]),
      told(aClosingNotice(A, 3)),
    ],
    ['a reminder of before', ofKey, anEngineer([aKey(A, 0)]), told(aReminder(A, 60))],
  ];

  it('a disabling of another credential that was begun', () => {
    const sshKey = { id: 'APKA00000000000000001', status: 'Active', createdAt: day(0) } as const;
    const user = anEngineer([], { sshKeys: [sshKey] });
    const credential = { kind: 'ssh-key', id: sshKey.id } as const;
    const record = keyRecord(aKey(sshKey.id, 0), { credential, disabling });
    assert.equal(until(user, ledgerOf({ keys: [record] })), -Infinity);
    assert.equal(until(user, ledgerOf({ keys: [{ ...record, disabling: undefined }] })), Infinity);
  });

  it('what is only reported never becomes due', () => {
    const modes = { ...settings.modes, 'access-key': 'report' } as const;
    const known = {
      ledger: ledgerOf({}),
      noticesAbout: new Map(),
      settings: { ...settings, modes },
    };
    assert.equal(quietUntil(anEngineer([aKey(A, 0)]), known), Infinity);
    assert.equal(quietUntil(anEngineer([aKey(A, 0)], { password }), known), ofPassword);
  });

  it('a key that would be disabled since nobody uses it is due by that, where it is first', () => {
    const modes = { ...settings.modes, 'ssh-key': 'disable' } as const;
    const rules = { ...settings, modes, unused: 'disable', unusedAge: 45 } as const;
    const dueOf = (user: IamUser) =>
      quietUntil(user, { ledger: ledgerOf({}), noticesAbout: new Map(), settings: rules });
    const ofUsed = (more: Parameters<typeof aKey>[2]) => dueOf(anEngineer([aKey(A, 0, more)]));
    assert.equal(ofUsed({}), day(45, '08:00:00').getTime());
    assert.equal(ofUsed({ lastUsed: { at: day(10), service: 's3' } }), day(55).getTime());
    assert.equal(ofUsed({ changedAt: day(20) }), day(65).getTime());
    assert.equal(ofUsed({ lastUsed: { at: day(40), service: 's3' } }), ofKey);
    // It can't be said to be unused.
    assert.equal(ofUsed({ lastUsed: unknown }), ofKey);
    const sshKey = { id: 'APKA00000000000000001', status: 'Active', createdAt: day(0) } as const;
    assert.equal(dueOf(anEngineer([], { sshKeys: [sshKey] })), day(76).getTime());
  });

  it('whoever has ways in, or to whom `key` was closed by force, is looked at each day', () => {
    const tags = { type: 'engineer', access: 'key' };
    assert.equal(until(anEngineer([], { tags })), -Infinity);
    const alice = anEngineer([]);
    const move = { userId: alice.id, userName: alice.name, seen: {}, said: {} };
    const forced = { at: day(1), by: 'arn:aws:iam::111111111111:user/bob' };
    const of = (record: object) =>
      until(alice, { ...ledgerOf({}), moves: new Map([[alice.id, { ...move, ...record }]]) });
    assert.deepEqual([of({}), of({ forced })], [Infinity, -Infinity]);
  });

  for (const [what, expected, user, ledger] of [...cases, ...left])
    it(`${what}: ${Number.isFinite(expected) ? 'its day' : expected}`, () => {
      assert.equal(until(user, ledger), expected);
    });
});
