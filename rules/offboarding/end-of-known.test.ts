import assert from 'node:assert/strict';
import { accessKeyRef, passwordRef, type Credential } from '../credentials/credential';
import { emptyLedger } from '../ledger';
import { account, aKey, day, keyRecord, ledgerOf } from '../testing/one-account';
import { certifiedGone, certifiedHeld, type EndSources } from './end-of-known';
import { knownCredentials, type KnownCredential } from './known-credentials';
import { endsAmong, type UserEvent } from './user-events';

const KEY = 'AKIAALICE0000000001';
const by = 'arn:aws:iam::111111111111:user/grace';
const event = (call: UserEvent['call'], n: number, more: Partial<UserEvent> = {}): UserEvent => ({
  ...{ call, at: day(n), by, eventId: `e-${n}`, credentialId: KEY },
  ...more,
});
const sourcesOf = (...events: readonly UserEvent[]): EndSources => ({
  ...{ events, ends: endsAmong(events) },
});
const off = (n: number) => event('UpdateAccessKey', n, { status: 'Inactive' });
const deleted = (n: number) => event('DeleteAccessKey', n);
const deed = (n: number) => ({ at: day(n).toISOString(), by, eventId: `e-${n}` });

describe('a credential that IAM still has', () => {
  const key: Credential = { ref: accessKeyRef(KEY), status: 'Active', createdAt: day(0) };
  const base = { kind: 'access-key', id: KEY, createdAt: day(0).toISOString() };

  it('is left where it is enabled', () =>
    assert.deepEqual(certifiedHeld(key, sourcesOf(off(1))), {
      ...{
        ...base,
        status: 'Active',
        end: { is: 'left', restsOn: 'IAM has it, and it is enabled' },
      },
    }));

  it('has ended where it is off, if anybody says since when', () => {
    const inactive: Credential = { ...key, status: 'Inactive' };
    assert.deepEqual(certifiedHeld(inactive, sourcesOf(off(1))), {
      ...{ ...base, status: 'Inactive' },
      end: { is: 'ended', ...deed(1), restsOn: 'CloudTrail: UpdateAccessKey' },
    });
    assert.deepEqual(certifiedHeld(inactive, sourcesOf()).end, {
      ...{ is: 'not-known', restsOn: 'IAM says that it is off, and not since when' },
    });
  });

  it('is a password by that word, as far as it is known', () => {
    const unknown = { unknown: 'throttled' };
    const password: Credential = {
      ...{ ref: passwordRef('AIDA1'), status: 'Active', createdAt: unknown, lastUsed: unknown },
    };
    const { id, createdAt, lastUsed } = certifiedHeld(password, sourcesOf());
    assert.deepEqual([id, createdAt, lastUsed], ['password', unknown, unknown]);
  });

  it('was last used when and for what IAM says', () => {
    const at = day(3);
    const used = (lastUsed: Credential['lastUsed']) =>
      certifiedHeld({ ...key, lastUsed }, sourcesOf()).lastUsed;
    assert.deepEqual(used({ at, service: 's3', region: 'eu-west-1' }), {
      ...{ at: at.toISOString(), service: 's3', region: 'eu-west-1' },
    });
    assert.deepEqual(used({ at }), { at: at.toISOString() });
    assert.equal('lastUsed' in certifiedHeld(key, sourcesOf()), false);
  });
});

describe('a credential that IAM has no more', () => {
  const known: KnownCredential = {
    ...{ kind: 'access-key', id: KEY, createdAt: day(0).toISOString() },
  };
  const base = { ...known, status: 'deleted' };
  const nobody = 'IAM has it no more; when and by whom it was deleted nobody says';

  it('ended by the call that took it from use; by which it was deleted is said beside', () => {
    const end = { is: 'ended', ...deed(1), restsOn: 'CloudTrail: UpdateAccessKey' };
    assert.deepEqual(certifiedGone(known, sourcesOf(off(1))), { ...base, end });
    assert.deepEqual(certifiedGone(known, sourcesOf(off(1), deleted(2))), {
      ...{ ...base, end, deletion: deed(2) },
    });
    assert.deepEqual(certifiedGone(known, sourcesOf(deleted(2))), {
      ...{ ...base, end: { is: 'ended', ...deed(2), restsOn: 'CloudTrail: DeleteAccessKey' } },
    });
  });

  it('ended as the ledger knows, where that knows', () => {
    const record = keyRecord(aKey(KEY, 0), { disabledAt: day(5) });
    const ledger = ledgerOf({ keys: [record] });
    const userDeletion = event('DeleteUser', 9);
    const found = (more: Partial<EndSources>, own: Partial<KnownCredential> = { record }) =>
      certifiedGone({ ...known, ...own }, { ...sourcesOf(), userDeletion, ...more }).end;
    const withUser = {
      ...{ is: 'ended', ...deed(9) },
      restsOn:
        'CloudTrail: DeleteUser, which IAM takes of nobody who has credentials: it ended then at the latest',
    };
    assert.deepEqual(found({ ledger }), {
      ...{ is: 'ended', at: day(5).toISOString(), restsOn: 'the ledger: Keyturn disabled it' },
    });
    assert.deepEqual(found({ ledger: emptyLedger(account.id) }), withUser);
    assert.deepEqual(found({}), withUser);
    assert.deepEqual(found({ ledger }, {}), withUser);
  });

  it('ended nobody knows when, but what daily reports have', () => {
    const reported = { ...known, lastOn: '2026-01-05' };
    const restsOn = (more: Partial<KnownCredential>) => {
      const { end } = certifiedGone({ ...known, ...more }, sourcesOf());
      assert.equal(end.is, 'not-known');
      return end.restsOn;
    };
    assert.equal(restsOn({}), nobody);
    assert.equal(
      restsOn({ reported }),
      'IAM has it no more; the daily report of 2026-01-05 has it; by whom it was deleted nobody says',
    );
    assert.equal(
      restsOn({ reported: { ...reported, goneBy: '2026-01-06' } }),
      'IAM has it no more; the daily report of 2026-01-05 has it, and that of 2026-01-06 does not; by whom it was deleted nobody says',
    );
  });

  it('was last used when somebody says', () => {
    const lastUsed = { at: day(3).toISOString() };
    assert.deepEqual(certifiedGone({ ...known, lastUsed }, sourcesOf()).lastUsed, lastUsed);
    assert.equal('lastUsed' in certifiedGone(known, sourcesOf()), false);
  });
});

describe('the credentials that are known of somebody', () => {
  const at = (n: number) => day(n).toISOString();
  type Sources = Parameters<typeof knownCredentials>[0];
  const knownOf = (more: Partial<Sources>) =>
    knownCredentials({ ids: ['AIDAALICE'], events: [], ...more });
  const beforeOf = (...credentials: readonly object[]) =>
    ({ credentials }) as unknown as Sources['before'];

  it('are those that were recorded before, a password by that word', () => {
    const recorded = { kind: 'access-key', id: KEY, status: 'Active', createdAt: at(0) };
    const lastUsed = { at: at(3) };
    const before = beforeOf(
      { ...recorded, lastUsed },
      { ...recorded, kind: 'password', id: 'AIDA1' },
    );
    assert.deepEqual(knownOf({ before }), [
      { kind: 'access-key', id: KEY, createdAt: at(0), lastUsed },
      { kind: 'password', id: 'password', createdAt: at(0), lastUsed: undefined },
    ]);
    assert.deepEqual(knownOf({}), []);
  });

  it('are the ledger’s of their user, and of no other', () => {
    const record = keyRecord(aKey(KEY, 0));
    const other = keyRecord(aKey('AKIABOB', 0), { userId: 'AIDABOB' });
    assert.deepEqual(knownOf({ ledger: ledgerOf({ keys: [record, other] }) }), [
      {
        kind: 'access-key',
        id: KEY,
        createdAt: record.createdAt.toISOString(),
        record,
        lastUsed: undefined,
      },
    ]);
  });

  it('are those of reports, and of CloudTrail, which has when one was made', () => {
    const reported = {
      kind: 'access-key',
      id: KEY,
      createdAt: at(0),
      lastUsed: { at: at(2) },
      lastOn: '2026-01-05',
    } as const;
    assert.deepEqual(knownOf({ reported: { createdAt: day(-9), credentials: [reported] } }), [
      { kind: 'access-key', id: KEY, createdAt: at(0), lastUsed: { at: at(2) }, reported },
    ]);
    const unknown = { unknown: 'it was made before CloudTrail was asked' };
    const events = [
      event('CreateAccessKey', 1),
      event('DeleteAccessKey', 2, { credentialId: 'K2' }),
    ];
    assert.deepEqual(knownOf({ events }), [
      { kind: 'access-key', id: KEY, createdAt: at(1), lastUsed: undefined },
      { kind: 'access-key', id: 'K2', createdAt: unknown, lastUsed: undefined },
    ]);
    const ofNone = [
      event('DeleteUser', 1),
      event('UpdateAccessKey', 1, { credentialId: undefined }),
    ];
    assert.deepEqual(knownOf({ events: ofNone }), []);
  });

  it('are each there once, with all that is known of it', () => {
    const record = keyRecord(aKey(KEY, 0));
    const reported = {
      kind: 'access-key',
      id: KEY,
      createdAt: at(7),
      lastUsed: { at: at(2) },
      lastOn: '2026-01-05',
    } as const;
    const sources = {
      before: beforeOf({ kind: 'access-key', id: KEY, createdAt: at(0) }),
      ledger: ledgerOf({ keys: [record] }),
      reported: { createdAt: day(-9), credentials: [reported] },
      events: [deleted(9)],
    };
    assert.deepEqual(knownOf(sources), [
      { kind: 'access-key', id: KEY, createdAt: at(0), lastUsed: { at: at(2) }, record, reported },
    ]);
    const lastUsed = { at: at(1) };
    const used = {
      ...sources,
      before: beforeOf({ kind: 'access-key', id: KEY, createdAt: at(0), lastUsed }),
    };
    assert.deepEqual(knownOf(used)[0]?.lastUsed, lastUsed);
  });
});
