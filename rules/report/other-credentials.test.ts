import assert from 'node:assert/strict';
import type { IamUser, Inventory, ServiceCredential } from '../model';
import { account, anEngineer, day, inventoryOf } from '../testing/one-account';
import { reportOtherCredentials } from './other-credentials';

const TODAY = 200;
const now = day(TODAY);
const asOf = day(TODAY, '07:00:00');
const unknown = { unknown: 'denied' };

/** Of alice, who holds these, and of root. */
function listed(held: Partial<IamUser>, root?: Inventory['root']) {
  const inventory = { ...inventoryOf({ ...anEngineer([]), ...held }), root };
  return reportOtherCredentials([inventory], now);
}

describe('the list of other credentials', () => {
  const serviceCredential: ServiceCredential = {
    id: 'ACCA1',
    service: 'bedrock.amazonaws.com',
    status: 'Active',
    createdAt: day(TODAY - 10),
  };
  const serviceCredentials = [serviceCredential];
  const signingCertificates = [
    { id: 'AIDA1:cert_1', asOf, status: 'Active', createdAt: day(0) },
  ] as const;
  const sshKeys = [{ id: 'APKA1', status: 'Active', createdAt: day(0) }] as const;

  it('is empty where nobody has any, and of root where nobody looked', () =>
    assert.deepEqual(listed({}), []));

  it('has of each kind what was read, and nothing where that could not be', () => {
    const kinds = (held: Partial<IamUser>) => listed(held, unknown).map(({ kind }) => kind);
    assert.deepEqual(kinds({ serviceCredentials: unknown, signingCertificates, sshKeys }), [
      'signing-certificate',
      'ssh-key',
    ]);
    assert.deepEqual(
      kinds({ serviceCredentials, signingCertificates: unknown, sshKeys: unknown }),
      ['service-specific'],
    );
  });

  it('has each user’s together', () => {
    const users = ['alice', 'bob'].map((name) => ({
      ...anEngineer([], { name }),
      serviceCredentials,
      sshKeys,
    }));
    assert.deepEqual(
      reportOtherCredentials([inventoryOf(...users)], now).map(({ userName }) => userName),
      ['alice', 'alice', 'bob', 'bob'],
    );
  });

  it('has root’s certificates, without a user, and with what is not known of them', () => {
    const root = {
      asOf,
      hasPassword: true,
      hasMfa: true,
      keys: [],
      certificates: [
        { status: 'Inactive', changedAt: day(TODAY - 30) },
        { status: unknown },
      ] as const,
    };
    const about = { accountId: account.id, kind: 'signing-certificate', asOf: asOf.toISOString() };
    assert.deepEqual(listed({}, root), [
      { ...about, status: 'Inactive', createdAt: day(TODAY - 30).toISOString(), age: 30 },
      { ...about, status: 'unknown', createdAt: 'unknown', age: 'unknown' },
    ]);
  });

  const MINUTE_MS = 60_000;
  const cases: readonly [what: string, more: Partial<ServiceCredential>, status: string][] = [
    ['without an end', {}, 'Active'],
    ['disabled', { status: 'Inactive' }, 'Inactive'],
    ['expired, as IAM says', { status: 'Expired' }, 'Expired'],
    ['before its end', { expiresAt: new Date(now.getTime() + MINUTE_MS) }, 'Active'],
    ['disabled before its end', { status: 'Inactive', expiresAt: day(TODAY + 80) }, 'Inactive'],
    ['at its end', { expiresAt: now }, 'Expired'],
    ['after its end', { expiresAt: new Date(now.getTime() - MINUTE_MS) }, 'Expired'],
  ];
  for (const [what, more, status] of cases)
    it(`says of a service-specific credential ${what}: ${status}`, () =>
      assert.deepEqual(
        listed({ serviceCredentials: [{ ...serviceCredential, ...more }] }).map(
          (each) => each.status,
        ),
        [status],
      ));
});
