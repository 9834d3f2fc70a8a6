import assert from 'node:assert/strict';
import { aKey, anEngineer, day } from '../../testing/one-account';
import { breaches, reportOf } from '../testing/reports';

const key = aKey('AKIAKEY00000000000001', 0);
const password = { changedAt: day(0) };
const tooOld = 'the console password is 91 days old: at most 90 are allowed';

describe('a console password that is too old', () => {
  it('is so whatever an exemption says, which is of what Keyturn stops alone', () => {
    const tags = { ...anEngineer([]).tags, 'key-exempt-until': '2026-04-30' };
    const exempt = anEngineer([key], { tags, password });
    assert.deepEqual(breaches(reportOf([exempt], 91), 'rotation'), [`alice -: ${tooOld}`]);
  });

  // AWS expires it, whosever it is.
  for (const type of ['engineer', 'machine', 'robot'])
    it(`has no more said of it where the type is ${type}`, () => {
      const user = anEngineer([], { tags: { type }, password });
      assert.deepEqual(breaches(reportOf([user], 91), 'rotation'), [`alice -: ${tooOld}`]);
    });
});

it('other credentials that are too old are not named twice: their own rules do it', () => {
  const createdAt = day(0);
  const status = 'Active' as const;
  const user = anEngineer([], {
    serviceCredentials: [
      { id: 'ACCA0001', service: 'codecommit.amazonaws.com', status, createdAt },
    ],
    sshKeys: [{ id: 'APKA0001', status, createdAt }],
    signingCertificates: [{ id: 'CERT0001', status, createdAt }],
  });
  const report = reportOf([user], 200);
  assert.deepEqual(breaches(report, 'rotation'), []);
  for (const rule of ['service-credentials', 'ssh-keys', 'signing-certificates'])
    assert.equal(breaches(report, rule).length, 1, rule);
});

it('whether keys rotate, and whether there is one alone, is not said where they may not be listed', () => {
  const report = reportOf([anEngineer([], { keysUnknown: { unknown: 'denied' } })], 91);
  for (const rule of ['one-key', 'rotation']) {
    assert.deepEqual(breaches(report, rule), []);
    assert.deepEqual(breaches(report, rule, 'notSeenOf'), [
      'alice -: which keys there are is not known: denied',
    ]);
  }
  const seen = reportOf([anEngineer([key])], 91);
  assert.deepEqual(breaches(seen, 'one-key', 'notSeenOf'), []);
});

it('credentials of which rules of their own speak are not said to be old here, too', () => {
  const serviceCredentials = [
    { id: 'ACCAEXAMPLE00000ABCD', status: 'Active', service: 'bedrock.amazonaws.com' } as const,
  ].map((each) => ({ ...each, serviceUserName: 'alice', createdAt: day(0) }));
  const signingCertificates = [
    { id: 'CERTEXAMPLE00000ABCD', status: 'Active', createdAt: day(0) } as const,
  ];
  const sshKeys = [{ id: 'APKAEXAMPLE00000ABCD', status: 'Active', createdAt: day(0) } as const];
  const user = anEngineer([], { serviceCredentials, signingCertificates, sshKeys });
  assert.deepEqual(breaches(reportOf([user], 400), 'rotation'), []);
});
