import assert from 'node:assert/strict';
import { emptyLedger, type AccountLedger } from '../ledger';
import { readTags } from '../read-tags';
import { defaultSettings } from '../settings';
import { account, aKey, anEngineer, day, keyRecord, ledgerOf } from '../testing/one-account';
import { certificateSchema, type Certificate } from './certificate';
import { composeCertificate, type Certified } from './compose-certificate';
import type { MoveState } from './judge-move';
import type { MoveRecord } from './move-record';

const KEY = 'AKIAALICE0000000001';
const by = 'arn:aws:iam::111111111111:user/alice';
const off = aKey(KEY, 0, { status: 'Inactive', changedAt: day(20) });
const alice = anEngineer([off]);
const state: MoveState = {
  ...{ step: 'closed', missing: '', proof: 'seen' },
  ways: [
    { way: 'key', isOpen: false },
    { way: 'sign-in', isOpen: true },
    { way: 'identity-center', isOpen: false },
  ],
};
const record: MoveRecord = { userId: alice.id, userName: 'alice', seen: {}, said: {} };
const ledgerWith = (more: Partial<MoveRecord>): AccountLedger => ({
  ...emptyLedger(account.id),
  moves: new Map([[alice.id, { ...record, ...more }]]),
});
const certified: Certified = {
  ...{ keyturnVersion: '1.0.0', account, user: alice, ledger: emptyLedger(account.id), state },
  ...{ tags: readTags(alice.tags, day(40), defaultSettings), stays: true },
  ...{ settings: { timeZone: 'Europe/Berlin' }, now: day(40) },
};
function certify(more: Partial<Certified> = {}): Certificate {
  const certificate = composeCertificate({ ...certified, ...more });
  assert.deepEqual(certificateSchema.parse(certificate), certificate);
  return certificate;
}

const unasked = 'who ended a key, where Keyturn did not: CloudTrail was not asked';
const before =
  'keys that were gone before the monitor first read the account, or for longer than its ledger keeps them';

describe('the certificate of a move', () => {
  it('says what there was, how each ended, and what nobody knows', () =>
    assert.deepEqual(certify(), {
      ...{ format: 'keyturn-move-certificate/1', keyturnVersion: '1.0.0', account },
      ...{ generatedAt: day(40).toISOString(), timeZone: 'Europe/Berlin' },
      user: { name: 'alice', id: 'AIDAALICE', arn: alice.arn },
      ...{ stays: true, proof: 'seen' },
      ways: [
        { way: 'key', isOpen: false, seenOn: [] },
        { way: 'sign-in', isOpen: true, seenOn: [] },
        { way: 'identity-center', isOpen: false, seenOn: [] },
      ],
      credentials: [
        {
          ...{ kind: 'access-key', id: KEY, status: 'Inactive' },
          createdAt: day(0, '08:00:00').toISOString(),
          end: {
            ...{ is: 'ended', at: day(20).toISOString() },
            restsOn: 'the credential report: it was last changed then; by whom nobody says',
          },
        },
      ],
      notKnown: [unasked, before],
    }));

  it('has the full name, where the tags do', () => {
    const tags = readTags({ ...alice.tags, 'full-name': 'Alice' }, day(40), defaultSettings);
    assert.equal(certify({ tags }).user.fullName, 'Alice');
  });

  it('names who forced it, where that is what it rests on', () => {
    const ledger = ledgerWith({ forced: { at: day(3), by, reason: 'urgent' } });
    const forced = { at: day(3).toISOString(), by, reason: 'urgent' };
    const found = certify({ ledger, state: { ...state, proof: 'forced' } });
    assert.deepEqual([found.proof, found.forced], ['forced', forced]);
    assert.equal('forced' in certify({ ledger }), false);
    assert.equal('forced' in certify({ state: { ...state, proof: 'forced' } }), false);
    assert.equal('proof' in certify({ state: { ...state, proof: undefined } }), false);
  });

  it('has what was seen and said of each way', () => {
    const use = { address: '192.0.2.1', program: 'aws-cli/2', eventId: 'e' };
    const ledger = ledgerWith({
      seen: {
        'sign-in': { days: ['2026-02-02'], last: { at: day(32), way: 'sign-in', ...use } },
        'identity-center': { days: [], last: { at: day(31), way: 'identity-center' } },
      },
      said: { 'sign-in': { at: day(33), by } },
    });
    assert.deepEqual(certify({ ledger }).ways.slice(1), [
      {
        ...{ way: 'sign-in', isOpen: true, seenOn: ['2026-02-02'] },
        lastUse: { at: day(32).toISOString(), ...use },
        said: { at: day(33).toISOString(), by },
      },
      {
        ...{ way: 'identity-center', isOpen: false, seenOn: [] },
        lastUse: { at: day(31).toISOString() },
      },
    ]);
  });

  it('has when each was last used', () => {
    const used = (lastUsed: (typeof off)['lastUsed']) => {
      const user = { ...alice, keys: [{ ...off, lastUsed }] };
      return certify({ user }).credentials[0]?.lastUsed;
    };
    const at = day(9);
    assert.deepEqual(used({ at, service: 's3', region: 'r' }), {
      ...{ at: at.toISOString(), service: 's3', region: 'r' },
    });
    assert.deepEqual(used({ at }), { at: at.toISOString() });
    assert.deepEqual(used({ unknown: 'x' }), { unknown: 'x' });
    assert.equal('lastUsed' in (certify().credentials[0] ?? {}), false);
  });

  it('has what stays, and a date that is not known', () => {
    const user = { ...alice, keys: [], password: { changedAt: { unknown: 'x' } } };
    const [password] = certify({ user }).credentials;
    assert.deepEqual(
      [password?.kind, password?.createdAt, password?.end.is],
      [...['password', { unknown: 'x' }, 'stays']],
    );
    assert.equal(certify({ user, stays: false }).credentials[0]?.end.is, 'with-the-user');
  });

  it('has those that the ledger alone knows, of nobody else', () => {
    const others = [
      keyRecord(off),
      keyRecord(aKey('GONE', -9), { expiresAt: day(70) }),
      keyRecord(aKey('BOBS', 0), { userId: 'AIDABOB' }),
    ];
    const [, gone, ...more] = certify({ ledger: ledgerOf({ keys: others }) }).credentials;
    assert.deepEqual(more, []);
    assert.deepEqual(
      [gone?.kind, gone?.id, gone?.status, gone?.createdAt],
      ['access-key', 'GONE', 'deleted', day(-9, '08:00:00').toISOString()],
    );
    assert.match(gone?.end.restsOn ?? '', /^the ledger: the monitor missed it/);
  });

  it('has by whom each ended, where CloudTrail was asked, or why that could not be', () => {
    const end = { at: day(20), call: 'UpdateAccessKey', by, eventId: 'e' };
    const trail = { since: day(-50), ends: new Map([[KEY, end]]), failed: ['throttled'] };
    const found = certify({ trail });
    assert.deepEqual(found.credentials[0]?.end, {
      ...{ is: 'ended', at: day(20).toISOString(), by, eventId: 'e' },
      restsOn: 'CloudTrail: UpdateAccessKey',
    });
    assert.deepEqual(
      [found.trailSince, found.notKnown],
      [day(-50).toISOString(), ['throttled', before]],
    );
  });

  it('says of which kinds nobody knows what they have', () => {
    const user = { ...alice, sshKeys: { unknown: 'x' } };
    assert.deepEqual(certify({ user }).notKnown, ['what they have of SSH keys', unasked, before]);
  });

  it('is nothing else', () => {
    const whole = certify();
    const isTaken = (more: object) => certificateSchema.safeParse({ ...whole, ...more }).success;
    const [credential] = whole.credentials;
    const ended = (is: string) => ({
      credentials: [{ ...credential, end: { is, noticeId: 'n', restsOn: 'x' } }],
    });
    for (const is of ['ended', 'with-the-user', 'stays', 'not-known'])
      assert.ok(isTaken(ended(is)));
    for (const proof of ['seen', 'said', 'forced']) assert.ok(isTaken({ proof }));
    assert.ok(!isTaken(ended('left')) && !isTaken({ proof: 'x' }) && !isTaken({ more: 1 }));
    assert.ok(!isTaken({ format: 'x' }) && !isTaken({ user: { ...whole.user, more: 1 } }));
    assert.ok(!isTaken({ ways: [{ way: 'key', isOpen: true, seenOn: ['x'] }] }));
    for (const way of [{ lastUse: { at: 'x' } }, { said: { at: 'x', by } }, { more: 1 }])
      assert.ok(!isTaken({ ways: [{ way: 'key', isOpen: true, seenOn: [], ...way }] }));
  });
});
