import assert from 'node:assert/strict';
import type { Inventory, RootCredentials } from '../model';
import { awaitsTurn } from '../ssh-key-days';
import { anEngineer, day, inventoryOf } from '../testing/one-account';
import { findingsOfInventory } from './findings-of-inventory';

const asOf = day(1);
const safe: RootCredentials = {
  asOf,
  hasPassword: true,
  hasMfa: true,
  keys: [],
  certificates: [],
};
const ofRoot = (root: Inventory['root']) => findingsOfInventory({ ...inventoryOf(), root });

describe('findings about an account', () => {
  it('are none of a root as it should be, of one that is not known, and where nobody looked', () => {
    for (const root of [safe, { unknown: 'there is no credential report' }, undefined])
      assert.deepEqual(ofRoot(root), []);
    const unknown = { unknown: 'the credential report says "?"' };
    assert.deepEqual(ofRoot({ ...safe, hasMfa: unknown, keys: [{ status: unknown }] }), []);
  });

  it('are one of each thing that root has and should not, or lacks', () =>
    assert.deepEqual(
      ofRoot({
        ...safe,
        hasMfa: false,
        keys: [{ status: 'Active', changedAt: day(0) }],
        certificates: [{ status: 'Active' }],
      }),
      [
        {
          key: 'account#root-keys',
          sentence: 'root has an enabled access key (since 2026-01-01 09:00 UTC, never used)',
        },
        {
          key: 'account#root-certificates',
          sentence: 'root has an enabled signing certificate',
        },
        { key: 'account#root-mfa', sentence: 'root has a password and no MFA device' },
      ],
    ));

  const users = (held: object) =>
    ['alice', 'bob'].map((name) => ({ ...anEngineer([], { name }), ...held }));

  it('name the right that an old role lacks, once for all users', () => {
    const serviceCredentials = { unknown: 'access-denied at iam:ListServiceSpecificCredentials' };
    const sshKeys = { unknown: 'throttled at iam:ListSSHPublicKeys' };
    assert.deepEqual(findingsOfInventory(inventoryOf(...users({ serviceCredentials, sshKeys }))), [
      {
        key: 'account#service-specific-not-seen',
        sentence:
          'the audit role may not call iam:ListServiceSpecificCredentials, so the service-specific credentials of 2 users are not known: update the role',
      },
      {
        key: 'account#ssh-key-not-seen',
        sentence: 'the SSH keys of 2 users could not be seen: throttled at iam:ListSSHPublicKeys',
      },
    ]);
  });

  it('take nothing for a right that is missing but what says so and no more', () => {
    for (const unknown of [
      'access-denied at iam:ListSSHPublicKeys for now',
      'once access-denied at iam:ListSSHPublicKeys',
    ])
      assert.deepEqual(
        findingsOfInventory(inventoryOf(...users({ sshKeys: { unknown } }))).map(
          ({ sentence }) => sentence,
        ),
        [`the SSH keys of 2 users could not be seen: ${unknown}`],
      );
  });

  it('are none of what the credential report lacks, of which others tell', () => {
    const signingCertificates = { unknown: 'there is no credential report' };
    assert.deepEqual(findingsOfInventory(inventoryOf(...users({ signingCertificates }))), []);
  });

  it('are none where a run to come asks', () =>
    assert.deepEqual(findingsOfInventory(inventoryOf(...users({ sshKeys: awaitsTurn }))), []));
});
