import assert from 'node:assert/strict';
import { accessKeyRef } from '../../../rules/credentials/credential';
import type { CredentialRecord } from '../../../rules/ledger';
import type { CredentialReportRow, KeySlot } from './credential-report';
import { isDue, mustAsk, rowOfUser, seemsUnused } from './whom-to-ask';

const DAY = 86_400_000;
const now = new Date('2026-04-01T09:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * DAY);
const details = {
  arn: 'arn:aws:iam::111111111111:user/alice',
  name: 'alice',
  id: 'AIDAALICE',
  createdAt: ago(400),
  tags: { type: 'engineer' },
};

function record(age: number, more: Partial<CredentialRecord> = {}): CredentialRecord {
  return {
    credential: accessKeyRef(`AKIA${age}`),
    userId: details.id,
    userName: details.name,
    createdAt: ago(age),
    status: 'Active',
    fingerprint: 'row',
    ...more,
  };
}

function row(more: Partial<CredentialReportRow> = {}): CredentialReportRow {
  const slots = [{ status: 'Active' as const, changedAt: ago(10) }];
  return { userCreatedAt: details.createdAt, hasMfa: true, slots, fingerprint: 'row', ...more };
}

describe('whom to ask', () => {
  const cases: [string, CredentialReportRow | undefined, readonly CredentialRecord[], boolean][] = [
    ['nobody whose row and keys are known', row(), [record(10)], false],
    ['nobody without keys', row({ slots: [] }), [], false],
    ['whoever is not in the report yet', undefined, [], true],
    ['whoever left the report', undefined, [record(10)], true],
    ['whoever’s row changed', row({ fingerprint: 'other' }), [record(10)], true],
    ['whoever’s row never agreed', row(), [record(10, { fingerprint: '' })], true],
    ['whoever has a key that the ledger does not know', row(), [], true],
    ['whoever lost one', row({ slots: [] }), [record(10)], true],
    ['whoever has a key of another status', row(), [record(10, { status: 'Inactive' })], true],
    ['whoever’s row is older than the key', row(), [record(9)], true],
  ];
  for (const [name, its, known, expected] of cases)
    it(name, () => assert.equal(mustAsk(its, known), expected));
});

describe('who is due', () => {
  const engineer = { type: 'engineer' };
  const disabling = { noticeId: 'n', since: ago(1), attempts: ['a'] };
  const cases: [string, Record<string, string>, readonly CredentialRecord[], boolean][] = [
    ['not the day before', engineer, [record(74)], false],
    ['from the day before the first reminder', engineer, [record(75)], true],
    ['whatever the case of the tag', { Type: 'engineer' }, [record(75)], true],
    ['for as long as the key is there', engineer, [record(500)], true],
    ['not for a key that is off', engineer, [record(500, { status: 'Inactive' })], false],
    ['for two enabled keys of any age', engineer, [record(2), record(1)], true],
    [
      'not for one that is off beside',
      engineer,
      [record(2, { status: 'Inactive' }), record(1)],
      false,
    ],
    ['for a disabling that was begun', {}, [record(2, { status: 'Inactive', disabling })], true],
    ['no machine, which is never disabled', { type: 'machine' }, [record(500)], false],
    ['nobody without a type', {}, [record(500)], false],
  ];
  for (const [name, tags, known, expected] of cases)
    it(name, () => assert.equal(isDue({ ...details, tags }, known, 75, now), expected));
});

describe('whose key seems unused', () => {
  const slot = (daysAgo: number, more: Partial<KeySlot> = {}): KeySlot => ({
    status: 'Active',
    changedAt: ago(daysAgo),
    ...more,
  });
  const cases: [string, readonly KeySlot[], boolean][] = [
    ['one that was never used, on its day', [slot(45)], true],
    ['not the day before', [slot(44)], false],
    ['one that was used on that day', [slot(100, { lastUsed: { at: ago(45) } })], true],
    ['not one that was used since', [slot(100, { lastUsed: { at: ago(44) } })], false],
    ['not one that is off', [slot(100, { status: 'Inactive' })], false],
    ['the second of two', [slot(1), slot(100)], true],
    ['not one of which that is not known', [slot(100, { lastUsed: { unknown: 'x' } })], false],
    ['one of which nobody knows when it was made', [slot(1, { changedAt: undefined })], true],
  ];
  const type = { type: 'engineer' };
  const of = (slots: readonly KeySlot[], tags: Record<string, string> = type) =>
    seemsUnused({ ...details, tags }, { ...row(), userCreatedAt: ago(400), slots }, 45, now);
  for (const [name, slots, expected] of cases) it(name, () => assert.equal(of(slots), expected));

  it('is no machine’s, and nobody’s of whom there is no row', () => {
    assert.equal(of([slot(100)], { type: 'machine' }), false);
    assert.equal(seemsUnused({ ...details, tags: type }, undefined, 45, now), false);
  });
});

describe('a user’s row', () => {
  it('is the one of the name', () => {
    const report = new Map([['alice', row()]]);
    assert.ok(rowOfUser(details, report));
    assert.equal(rowOfUser({ ...details, name: 'bob' }, report), undefined);
  });

  it('is not that of a user who had the name before', () => {
    const report = new Map([['alice', row({ userCreatedAt: ago(401) })]]);
    assert.equal(rowOfUser(details, report), undefined);
  });

  it('counts in seconds', () => {
    const createdAt = new Date(details.createdAt.getTime() + 999);
    assert.ok(rowOfUser({ ...details, createdAt }, new Map([['alice', row()]])));
  });

  it('without a date is nobody’s', () => {
    const report = new Map([['alice', row({ userCreatedAt: new Date(NaN) })]]);
    assert.equal(rowOfUser(details, report), undefined);
  });
});
