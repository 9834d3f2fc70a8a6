import assert from 'node:assert/strict';
import { credentialOfKey } from '../credentials/access-key';
import type { AccessKey } from '../model';
import type { CredentialRecord, NoticeRecord } from '../ledger';
import { noticeId } from '../notices';
import { aReminder } from '../testing/decided';
import { aKey, day, delivered, keyRecord, ledgerOf } from '../testing/one-account';
import {
  endAmong,
  endOfCredential,
  endOfDeleted,
  type ChangeOfKey,
  type EndOfKey,
} from './end-of-credential';

const change = (day: number, status?: 'Active' | 'Inactive'): ChangeOfKey => ({
  at: new Date(Date.UTC(2026, 0, day)),
  call: status ? 'UpdateAccessKey' : 'DeleteAccessKey',
  by: 'arn:aws:iam::111111111111:user/admin',
  eventId: `event-${day}`,
  ...(status && { status }),
});

describe('the event by which a key ended', () => {
  const cases: [string, readonly ChangeOfKey[], string | undefined][] = [
    ['none', [], undefined],
    ['it was disabled', [change(3, 'Inactive')], 'event-3'],
    ['disabled, and deleted later', [change(9), change(3, 'Inactive')], 'event-3'],
    ['disabled twice', [change(3, 'Inactive'), change(5, 'Inactive')], 'event-3'],
    [
      'enabled again, and disabled',
      [change(3, 'Inactive'), change(4, 'Active'), change(7, 'Inactive')],
      'event-7',
    ],
    ['enabled again', [change(3, 'Inactive'), change(4, 'Active')], undefined],
    ['deleted', [change(9)], 'event-9'],
  ];
  for (const [what, changes, expected] of cases)
    it(what, () => {
      for (const each of [changes, changes.toReversed()])
        assert.equal(endAmong(each)?.eventId, expected);
    });
});

describe('what the certificate says of a key that Keyturn disabled', () => {
  const KEY = 'AKIAKEY00000000000001';
  const owner = { userName: 'alice', type: 'engineer' } as const;
  const told = delivered({
    kind: 'key-disabled',
    id: noticeId.keyDisabled(KEY, '2026-01-21'),
    account: { id: '111111111111', name: 'identity' },
    plannedAt: day(20).toISOString(),
    owner,
    key: { id: KEY, age: 20, createdAt: day(0).toISOString() },
    cause: 'moved',
  });

  interface Given {
    readonly key?: Partial<AccessKey>;
    readonly record?: Partial<CredentialRecord>;
    readonly notice?: NoticeRecord;
    readonly event?: EndOfKey;
  }
  function endOf({ key, record, notice = told, event }: Given, isGone = false) {
    const held = aKey(KEY, 0, { status: 'Inactive', ...key });
    const known = keyRecord(held, { disabledAt: day(20), ...record });
    const trail = { ends: new Map(event && [[KEY, event]]) };
    const ledger = ledgerOf({ keys: [known], notices: [notice] });
    const all = { ledger, stays: true, ...(event && { trail }) };
    const {
      at,
      by,
      noticeId: id,
    } = isGone ? endOfDeleted(known, all) : endOfCredential(credentialOfKey(held), all);
    return [at, by, id];
  }
  const byKeyturn = [day(20).toISOString(), undefined, told.id];
  const admin = 'arn:aws:iam::111111111111:user/admin';
  const eventOn = (on: number, by = admin): EndOfKey => ({
    ...{ at: day(on, '09:00:07'), call: 'UpdateAccessKey', by, eventId: 'event' },
  });

  it('is that, within the hours that the run took', () => {
    assert.deepEqual(endOf({}), byKeyturn);
    assert.deepEqual(endOf({}, true), byKeyturn);
    const key = { changedAt: day(20, '13:00:00'), lastUsed: { at: day(20, '12:59:00') } };
    assert.deepEqual(endOf({ key }), byKeyturn);
    const role = 'arn:aws:sts::111111111111:assumed-role/keyturn-audit/keyturn-monitor';
    const event = eventOn(20, role);
    assert.deepEqual(endOf({ event }), [event.at.toISOString(), role, told.id]);
  });

  it('is what came later, where somebody enabled it again and it ended by another hand', () => {
    const later = [day(25).toISOString(), undefined, undefined];
    const key = { changedAt: day(25) };
    assert.deepEqual(endOf({ key }), later);
    assert.deepEqual(endOf({ key, record: { enabledAt: day(21) } }), later);
    assert.deepEqual(endOf({ key: { lastUsed: { at: day(24) } } })[0], undefined);
    const gone = { record: { enabledAt: day(21) } };
    assert.deepEqual(endOf(gone, true)[0], undefined);
    assert.deepEqual(endOf({ event: eventOn(25) }), [
      day(25, '09:00:07').toISOString(),
      admin,
      undefined,
    ]);
  });

  it('names no notice that was withdrawn', () => {
    const notice = { ...told, withdrawn: 'overtaken' };
    assert.deepEqual(endOf({ notice, event: eventOn(20) })[2], undefined);
  });
});

describe('what the certificate says of any other credential', () => {
  const KEY = 'AKIAKEY00000000000001';
  const known = { ledger: ledgerOf({}), stays: true };
  const key = credentialOfKey(aKey(KEY, 0));

  it('is that it stays, or goes with the user, where it is enabled', () => {
    assert.deepEqual(endOfCredential(key, known), {
      ...{ is: 'stays', restsOn: 'their IAM user stays, and with it what it has' },
    });
    assert.deepEqual(endOfCredential(key, { ...known, stays: false }), {
      is: 'with-the-user',
      restsOn: 'pulumi up deletes their IAM user, and with it what it has',
    });
  });

  it('is that it expired by itself, at its end', () => {
    const expired = { ...key, status: 'Expired', expiresAt: day(9) } as const;
    assert.deepEqual(endOfCredential(expired, known), {
      ...{ is: 'ended', at: day(9).toISOString(), restsOn: 'IAM: it expired by itself' },
    });
    assert.equal(endOfCredential({ ...expired, expiresAt: undefined }, known).is, 'not-known');
    assert.equal(endOfCredential({ ...expired, status: 'Inactive' }, known).is, 'not-known');
  });

  it('is that the monitor missed it, where it is gone', () => {
    const record = keyRecord(aKey(KEY, 0));
    assert.deepEqual(endOfDeleted(record, known), {
      ...{
        is: 'not-known',
        restsOn: 'IAM has it no more, and no run of the monitor has seen that yet',
      },
    });
    const missed = endOfDeleted({ ...record, expiresAt: day(100) }, known);
    assert.deepEqual(
      [missed.is, missed.restsOn],
      [
        'ended',
        'the ledger: the monitor missed it then for the first time; when exactly and by whom it was deleted nobody says',
      ],
    );
  });

  it('is that it was changed then, or that nobody knows since when it is off', () => {
    const off = { ...key, status: 'Inactive', changedAt: day(5) } as const;
    assert.deepEqual(endOfCredential(off, known), {
      ...{ is: 'ended', at: day(5).toISOString() },
      restsOn: 'the credential report: it was last changed then; by whom nobody says',
    });
    assert.deepEqual(endOfCredential({ ...off, changedAt: undefined }, known), {
      ...{ is: 'not-known', restsOn: 'IAM says that it is off, and not since when' },
    });
  });

  describe('that Keyturn disabled', () => {
    const off = { ...key, status: 'Inactive' } as const;
    const owner = { userName: 'alice', type: 'engineer' } as const;
    const toldOf = (keyId: string, on: number) =>
      delivered({
        ...{ kind: 'key-disabled', id: noticeId.keyDisabled(keyId, `2026-01-${on}`), owner },
        account: { id: '111111111111', name: 'identity' },
        ...{ plannedAt: day(on).toISOString(), cause: 'age' },
        key: { id: keyId, age: 20, createdAt: day(0).toISOString() },
      });
    const ledgerWith = (more: Partial<CredentialRecord>, ...notices: readonly NoticeRecord[]) =>
      ledgerOf({ keys: [keyRecord(aKey(KEY, 0), { disabledAt: day(20), ...more })], notices });
    const byKeyturn = {
      ...{ is: 'ended', at: day(20).toISOString(), restsOn: 'the ledger: Keyturn disabled it' },
    };

    it('is that, unless somebody has enabled it again since', () => {
      const end = (more: Partial<CredentialRecord>) =>
        endOfCredential(off, { ...known, ledger: ledgerWith(more) });
      assert.deepEqual(end({}), byKeyturn);
      for (const enabledAt of [day(10), day(20)]) assert.deepEqual(end({ enabledAt }), byKeyturn);
      assert.equal(end({ enabledAt: day(21) }).is, 'not-known');
      const changed = { ...off, changedAt: day(21) };
      assert.deepEqual(endOfCredential(changed, { ...known, ledger: ledgerWith({}) }), byKeyturn);
    });

    it('is told by the newest notice of its disabling, and by none of anything else', () => {
      const idOf = (...notices: readonly NoticeRecord[]) =>
        endOfCredential(off, { ...known, ledger: ledgerWith({}, ...notices) });
      const reminder = delivered(aReminder(KEY, 76));
      assert.deepEqual(
        idOf(toldOf('AKIAOTHER', 19), reminder, { ...reminder, notice: undefined }),
        byKeyturn,
      );
      const [older, newer] = [toldOf(KEY, 18), toldOf(KEY, 20)];
      assert.equal(idOf(older, newer).noticeId, newer.id);
      assert.equal(idOf(newer, older).noticeId, newer.id);
    });

    it('is by CloudTrail’s event, where there is one', () => {
      const event = { at: day(20), call: 'UpdateAccessKey', by: 'arn:x', eventId: 'e' };
      const trail = { ends: new Map([[KEY, event]]) };
      assert.deepEqual(endOfCredential(off, { ...known, ledger: ledgerWith({}), trail }), {
        ...{ is: 'ended', at: day(20).toISOString(), by: 'arn:x', eventId: 'e' },
        restsOn: 'CloudTrail: UpdateAccessKey',
      });
    });
  });
});
