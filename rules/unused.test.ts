import assert from 'node:assert/strict';
import type { IamUser } from './model';
import { aKey, anEngineer, day } from './testing/one-account';
import { unusedOf, type UsesOf } from './unused';

const TODAY = 200;

/** What is found of the user, that many days after 2026-01-01. */
function found(user: Partial<IamUser>, of: Partial<UsesOf> = {}, usesAsOf?: Date) {
  const whole = { ...anEngineer([]), createdAt: day(-5000), ...user };
  return unusedOf(
    whole,
    { unusedAge: 45, now: day(TODAY), usesAsOf },
    {
      mayWait: () => false,
      enabledAgainAt: () => undefined,
      nameOf: ({ id }, traits) => traits.name(id),
      ...of,
    },
  ).map(({ is, text }) => `${is}: ${text}`);
}

describe('what nobody uses', () => {
  it('is no credential of which IAM does not tell when it was used, however old', () => {
    const old = { id: 'ABCD1234', status: 'Active', createdAt: day(0) } as const;
    assert.deepEqual(
      found({
        sshKeys: [old],
        signingCertificates: [old],
        serviceCredentials: [{ ...old, service: 'bedrock.amazonaws.com' }],
      }),
      [],
    );
    const unknown = { unknown: 'denied' };
    const others = { sshKeys: unknown, signingCertificates: unknown, serviceCredentials: unknown };
    assert.deepEqual(found(others), []);
  });

  it('is not said to have never been used where it is older than what IAM noted', () => {
    // 2015-04-22 is day -3907, 2014-10-20 day -4091.
    const notedSince = (on: number) => [
      ...found({ keys: [aKey('AKIA1', on)] }),
      ...found({ password: { changedAt: day(on) } }),
    ];
    assert.deepEqual(notedSince(-4100), [
      'unused: key …KIA1 was not used since IAM began to note it, on 2015-04-22',
      'unused: console password was not used since IAM began to note it, on 2014-10-20',
    ]);
    assert.deepEqual(notedSince(-3900), [
      'unused: key …KIA1, 4100 days old, was never used',
      'unused: console password, 4100 days old, was never used',
    ]);
  });

  it('is no key that was changed lately, by the credential report', () => {
    const changed = (on: number) => found({ keys: [aKey('AKIA1', 0, { changedAt: day(on) })] });
    assert.deepEqual(changed(TODAY - 44), []);
    assert.deepEqual(changed(TODAY - 45), ['unused: key …KIA1, 200 days old, was never used']);
  });

  it('is no key that was enabled lately, whatever it was used before', () => {
    const enabled = (on: number, lastUsedOn?: number) =>
      found(
        {
          keys: [
            aKey('AKIA1', 0, lastUsedOn === undefined ? {} : { lastUsed: { at: day(lastUsedOn) } }),
          ],
        },
        { enabledAgainAt: () => day(on) },
      );
    assert.deepEqual(enabled(TODAY - 44, 20), []);
    assert.deepEqual(enabled(TODAY - 44), []);
    assert.deepEqual(enabled(TODAY - 45, 20), [
      'unused: key …KIA1 was not used since it was enabled again, 45 days before',
    ]);
    // Used after that: as ever.
    assert.deepEqual(enabled(100, 150), ['unused: key …KIA1 was not used for 49 days']);
  });

  it('is found as of when it is known, a day later where that is some hours ago', () => {
    const keys = [aKey('AKIA1', TODAY - 45)];
    assert.equal(found({ keys }).length, 1);
    assert.equal(found({ keys }, {}, day(TODAY, '08:00:00')).length, 1);
    assert.deepEqual(found({ keys }, {}, day(TODAY, '07:59:59')), []);
  });

  it('is each of two keys by itself, and nobody’s password for them', () => {
    const keys = [aKey('AKIA1', 0, { lastUsed: { at: day(TODAY - 1) } }), aKey('AKIA2', 0)];
    assert.deepEqual(found({ keys, password: { changedAt: day(TODAY - 1) } }), [
      'unused: key …KIA2, 200 days old, was never used',
    ]);
  });

  it('is a password where keys may wait', () => {
    const user = { keys: [aKey('AKIA1', 0)], password: { changedAt: day(0) } };
    assert.deepEqual(found(user, { mayWait: (kind) => kind === 'access-key' }), [
      'unused: console password, 200 days old, was never used',
    ]);
  });

  it('is asked for an enabling only of what would be unused', () => {
    const enabledAgainAt = () => assert.fail('asked');
    const keys = [
      aKey('AKIA1', 0, { lastUsed: { at: day(TODAY) } }),
      aKey('AKIA2', 0, { status: 'Inactive' }),
    ];
    assert.deepEqual(found({ keys }, { enabledAgainAt }), []);
  });
});
