import assert from 'node:assert/strict';
import type { AccountReading, OtherCredentials, ServiceCredential } from '../model';
import { account, anEngineer, day, inventoryOf } from '../testing/one-account';
import { reportOtherCredentials } from './other-credentials';

const TODAY = 200;
const now = day(TODAY);
const asOf = day(TODAY, '07:00:00');
const unknown = { unknown: 'denied' };
const none: OtherCredentials = {
  root: { asOf, hasPassword: true, hasMfa: true, keys: [], certificates: [] },
  certificates: [],
  serviceCredentials: [],
};
const unread: AccountReading = {
  outcome: 'unread',
  account: { id: '222222222222', name: 'production' },
  reason: 'throttled',
};

function readingWith(otherCredentials?: OtherCredentials): AccountReading {
  const inventory = inventoryOf(anEngineer([]));
  return {
    outcome: 'read',
    inventory,
    credentialReportAt: asOf,
    ...(otherCredentials && { otherCredentials }),
  };
}

function listed(others: Partial<OtherCredentials>) {
  return reportOtherCredentials([readingWith({ ...none, ...others })], now);
}

describe('the list of other credentials', () => {
  const certificates = [{ userName: 'alice', asOf, status: 'Active', changedAt: day(0) }] as const;
  const serviceCredential: ServiceCredential = {
    id: 'ACCA1',
    userName: 'alice',
    service: 'bedrock.amazonaws.com',
    status: 'Active',
    createdAt: day(TODAY - 10),
  };
  const serviceCredentials = [serviceCredential];

  it('is empty of an account that was not read, or in which nobody asked for them', () => {
    assert.deepEqual(reportOtherCredentials([unread, readingWith()], now), []);
    const all = [unread, readingWith(), readingWith({ ...none, serviceCredentials })];
    assert.deepEqual(
      reportOtherCredentials(all, now).map(({ accountId, id }) => [accountId, id]),
      [[account.id, 'ACCA1']],
    );
  });

  it('has of each kind what was read, and nothing where that could not be', () => {
    assert.deepEqual(listed({}), []);
    assert.deepEqual(listed({ root: unknown }), []);
    assert.deepEqual(listed({ certificates: unknown }), []);
    assert.deepEqual(listed({ serviceCredentials: unknown }), []);
    const kinds = (others: Partial<OtherCredentials>) => listed(others).map(({ kind }) => kind);
    assert.deepEqual(kinds({ root: unknown, certificates, serviceCredentials }), [
      'signing-certificate',
      'service-specific',
    ]);
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
    assert.deepEqual(listed({ root }), [
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
