import assert from 'node:assert/strict';
import { accessKeyRef } from '../credentials/credential';
import type { DueBy } from '../decisions';
import type { AccessKey } from '../model';
import { settingsSchema, type SettingsInput } from '../settings';
import { stillDue, type OwnerNow } from './still-due';
import { aKey, day } from '../testing/one-account';

const KEY = 'AKIAOLD0000000000001';
const NEW = 'AKIANEW0000000000002';
const settings = settingsSchema.parse({ timeZone: 'Europe/Berlin' });
const engineer = { type: 'engineer', 'slack-id': 'U0ALICE0001' };

function ask(
  keys: readonly AccessKey[],
  dueBy: DueBy,
  { tags = engineer, on = 91 }: { tags?: Record<string, string>; on?: number } = {},
): string {
  const answer = stillDue(accessKeyRef(KEY), { keys, tags }, dueBy, settings, day(on));
  return answer.is === 'not-due' ? answer.why.code : answer.is;
}

describe('stillDue', () => {
  const old = aKey(KEY, 0);
  const newer = aKey(NEW, 50);

  it('says so where nothing changed', () => {
    assert.equal(ask([old], 'age'), 'due');
    assert.equal(ask([old, newer], 'second-key', { on: 60 }), 'due');
  });

  it('finds the key gone, or its user', () => {
    assert.equal(ask([newer], 'age'), 'gone');
    const nobody = stillDue(accessKeyRef(KEY), undefined, 'age', settings, day(91));
    assert.ok(nobody.is === 'not-due' && nobody.why.code === 'gone');
  });

  it('needs the age again, to the last day', () => {
    for (const [on, expected] of [
      [90, 'young'],
      [91, 'due'],
      [92, 'due'],
    ] as const)
      assert.equal(ask([old], 'age', { on }), expected);
    assert.equal(ask([aKey(KEY, 89)], 'age'), 'young');
    assert.equal(ask([aKey(KEY, 0, { createdAt: day(0, '09:00:01') })], 'age'), 'young');
  });

  it('needs the newer enabled key again, where it is due by that, however old it is', () => {
    assert.equal(ask([old], 'second-key'), 'overtaken');
    assert.equal(ask([old, aKey(NEW, 50, { status: 'Inactive' })], 'second-key'), 'overtaken');
    assert.equal(ask([old, aKey(NEW, -1)], 'second-key'), 'overtaken');
  });

  it('needs the age where it is due by that, whether or not a newer key is enabled', () => {
    assert.equal(ask([old, newer], 'age', { on: 60 }), 'young');
    assert.equal(ask([old, newer], 'age'), 'due');
  });

  describe('where nobody used it', () => {
    const found = (key: AccessKey, by: SettingsInput = {}) => {
      const numbers = settingsSchema.parse({ unused: 'disable', ...by });
      const owner = { keys: [key], tags: engineer };
      const answer = stillDue(accessKeyRef(KEY), owner, 'unused', numbers, day(60));
      return answer.is === 'not-due' ? answer.why.code : answer.is;
    };
    const usedOn = (on: number, time = '08:44:00') => ({ lastUsed: { at: day(on, time) } });

    it('needs that nobody has meanwhile, to the last minute', () => {
      assert.equal(found(aKey(KEY, 0)), 'due');
      assert.equal(found(aKey(KEY, 0, usedOn(15))), 'due');
      // Within 15 minutes of a use IAM notes no other one.
      assert.equal(found(aKey(KEY, 0, usedOn(15, '08:46:00'))), 'used');
      assert.equal(found(aKey(KEY, 0, usedOn(60))), 'used');
      // The run is for an earlier time than the use.
      assert.equal(found(aKey(KEY, 0, usedOn(61))), 'used');
      assert.equal(found(aKey(KEY, 16)), 'used');
    });

    it('keeps it where IAM does not say', () => {
      const lastUsed = { unknown: 'access-denied at iam:GetAccessKeyLastUsed' };
      assert.equal(found(aKey(KEY, 0, { lastUsed })), 'not-known');
    });

    it('keeps it where a company disables none', () =>
      assert.equal(found(aKey(KEY, 0), { unused: 'report' }), 'used'));
  });

  it('touches nobody but engineers', () => {
    assert.equal(ask([old], 'age', { tags: {} }), 'invalid-tags');
    assert.equal(ask([old], 'age', { tags: { type: 'Engineer' } }), 'invalid-tags');
    assert.equal(ask([old], 'age', { tags: { type: 'machine' } }), 'machine');
  });

  it('heeds an exemption to its last day in the schedule’s time zone', () => {
    const until = (date: string) => ({ tags: { ...engineer, 'key-exempt-until': date } });
    // Day 91 is 2026-04-02.
    assert.equal(ask([old], 'age', until('2026-04-01')), 'due');
    assert.equal(ask([old], 'age', until('2026-04-02')), 'exempt');
    assert.equal(ask([old], 'age', until('2026-04-03')), 'exempt');
    assert.equal(ask([old], 'age', until('2027-04-03')), 'due');
  });

  it('finds a key that is off to be off, whatever else changed', () => {
    const off = aKey(KEY, 0, { status: 'Inactive' });
    for (const tags of [engineer, {}, { ...engineer, 'key-exempt-until': '2026-04-09' }])
      assert.equal(ask([off], 'age', { tags }), 'off');
  });
});

describe('a last look at a key whose owner can do without', () => {
  it('finds one of the ways enough that were proved, if it is open still', () => {
    const look = (access: string) => {
      const tags = { ...engineer, access };
      const ways = ['sign-in', 'identity-center'] as const;
      const found = { keys: [aKey(KEY, 0)], tags };
      return stillDue(accessKeyRef(KEY), found, 'moved', settings, day(15), ways).is;
    };
    assert.deepEqual(['sign-in', 'identity-center', 'key'].map(look), ['due', 'due', 'not-due']);
  });
});

describe('a last look at a signing certificate', () => {
  const ref = { kind: 'signing-certificate', id: 'CERTIFICATE000000000001' } as const;
  const disabling = settingsSchema.parse({
    credentials: { 'signing-certificate': { do: 'disable' } },
  });
  const certificate = { id: ref.id, status: 'Active', createdAt: day(0) } as const;
  const look = (signingCertificates: NonNullable<OwnerNow['signingCertificates']>) => {
    const found = { keys: [], tags: engineer, signingCertificates };
    const answer = stillDue(ref, found, 'age', disabling, day(91));
    return answer.is === 'not-due' ? answer.why.code : answer.is;
  };

  it('finds it due where IAM has it still', () => assert.equal(look([certificate]), 'due'));

  it('finds it gone where IAM does not say which there are', () =>
    assert.equal(look({ unknown: 'access-denied' }), 'gone'));

  it('finds it gone where only the credential report tells of it, or nobody since when', () => {
    assert.equal(look([{ ...certificate, asOf: day(91) }]), 'gone');
    assert.equal(look([{ ...certificate, createdAt: { unknown: 'nobody said' } }]), 'gone');
  });
});

describe('stillDue, in words', () => {
  const old = aKey(KEY, 0);
  const exempt = { ...engineer, 'key-exempt-until': '2026-04-09' };
  const cases: [string, AccessKey[], DueBy, Record<string, string>, number][] = [
    ['the key is gone', [], 'age', engineer, 91],
    ['its owner has no valid type', [old], 'age', {}, 91],
    ['its owner is a machine', [old], 'age', { type: 'machine' }, 91],
    ['exempt until 2026-04-09', [old], 'age', exempt, 91],
    ['no newer key is enabled', [old], 'second-key', engineer, 91],
    ['90 days old', [old], 'age', engineer, 90],
  ];
  for (const [text, keys, dueBy, tags, on] of cases)
    it(text, () => {
      const answer = stillDue(accessKeyRef(KEY), { keys, tags }, dueBy, settings, day(on));
      assert.equal(answer.is === 'not-due' ? answer.why.text : answer.is, text);
    });
});
