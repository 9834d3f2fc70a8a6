import assert from 'node:assert/strict';
import { defaultSettings } from '../settings';
import { aKey, anEngineer, day } from '../testing/one-account';
import { credentialKinds, credentialTraits, nameOf, statusCalls } from '.';
import { accessKeyRef, keyIdOf, passwordRef } from './credential';
import type { TraitsByKind } from './credential-traits';

const KEY = 'AKIAOLD000000000ABCD';

describe('an access key', () => {
  const { 'access-key': traits } = credentialTraits;

  it('is known by its id, of which people see the end', () => {
    assert.equal(keyIdOf(accessKeyRef(KEY)), KEY);
    assert.equal(nameOf(accessKeyRef(KEY)), 'key …ABCD');
  });

  it('is what its user has of it', () => {
    const lastUsed = { at: day(3), service: 's3' };
    const user = anEngineer([
      aKey(KEY, 0, { lastUsed, changedAt: day(2) }),
      aKey('AKIAOFF', 1, { status: 'Inactive' }),
    ]);
    const held = traits.heldBy(user);
    assert.deepEqual(held, [
      {
        ref: accessKeyRef(KEY),
        status: 'Active',
        createdAt: user.keys[0]?.createdAt,
        lastUsed,
        changedAt: day(2),
      },
      { ref: accessKeyRef('AKIAOFF'), status: 'Inactive', createdAt: user.keys[1]?.createdAt },
    ]);
  });

  it('is not known where keys may not be listed: that is not none', () =>
    assert.deepEqual(traits.heldBy(anEngineer([], { keysUnknown: { unknown: 'denied' } })), {
      unknown: 'which keys there are is not known: denied',
    }));
});

describe('a console password', () => {
  const { password: traits } = credentialTraits;

  it('is known by its user: no key has that id', () => {
    assert.equal(keyIdOf(passwordRef('AIDAALICE')), undefined);
    assert.equal(nameOf(passwordRef('AIDAALICE')), 'console password');
  });

  it('is as old as its last change, and expires by IAM’s own policy', () => {
    const held = {
      changedAt: day(0),
      lastUsedAt: day(9),
      expiresAt: day(90),
      asOf: day(10),
    };
    const user = anEngineer([], { password: held });
    assert.deepEqual(traits.heldBy(user), [
      {
        ref: passwordRef(user.id),
        status: 'Active',
        createdAt: day(0),
        lastUsed: { at: day(9) },
        expiresAt: day(90),
        asOf: day(10),
      },
    ]);
    assert.equal(traits.stop, 'expires-itself');
  });

  it('is none, or not known, or of an age that is not known', () => {
    assert.deepEqual(traits.heldBy(anEngineer([])), []);
    assert.deepEqual(traits.heldBy(anEngineer([], { password: { unknown: 'denied' } })), {
      unknown: 'whether there is a console password is not known: denied',
    });
    const changedAt = { unknown: 'no report' };
    const held = traits.heldBy(anEngineer([], { password: { changedAt } }));
    assert.ok(!('unknown' in held));
    assert.deepEqual(held[0]?.createdAt, changedAt);
  });
});

it('a kind that the disabling can’t stop may not promise that Keyturn stops it', () => {
  const { password } = credentialTraits;
  const promising = { ...password, stop: 'inactivate' } as const;
  // @ts-expect-error: `stop` of a password is not Keyturn's
  const table: TraitsByKind = { ...credentialTraits, password: promising };
  assert.equal(table.password.stop, 'inactivate');
});

it('each kind has a clock in the settings, and no clock is of a kind that nobody knows', () =>
  assert.deepEqual(Object.keys(defaultSettings.clocks).toSorted(), credentialKinds.toSorted()));

it('the calls that disable a credential are IAM’s, each with the field that names one', () => {
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html; CloudTrail begins a field with a small letter.
  const known = new Map([
    ['UpdateAccessKey', 'accessKeyId'],
    ['UpdateServiceSpecificCredential', 'serviceSpecificCredentialId'],
    ['UpdateSSHPublicKey', 'sSHPublicKeyId'],
    ['UpdateSigningCertificate', 'certificateId'],
  ]);
  assert.deepEqual(new Map(statusCalls.map(({ name, idField }) => [name, idField])), known);
});
