import assert from 'node:assert/strict';
import { limits } from '../evidence/testing/days';
import { reportIndexSchema } from './report-index-schema';

const at = '2026-07-01T08:00:00.000Z';
const sha256 = 'a'.repeat(64);
const read = {
  ...{ id: '111111111111', name: 'identity', outcome: 'read', users: 1, enabledKeys: 1 },
  credentialReportAt: at,
};
const whole = {
  ...{ format: 'keyturn-report-index/1', keyturnVersion: '0.1.0', generatedAt: at },
  ...{ on: '2026-07-01', timeZone: 'Etc/UTC', obtainedBy: 'monitor', limits, dryRun: 'all' },
  before: { on: '2026-06-30', sha256 },
  trend: { bands: [], days: [] },
  accounts: [
    {
      ...{ account: read, path: 'accounts/111111111111', sha256 },
      ...{ breaches: 1, notSeenOf: 2, late: 3 },
    },
  ],
};
const problemsOf = (more: object) =>
  reportIndexSchema.safeParse({ ...whole, ...more }).error?.issues.map(({ message }) => message) ??
  [];
const accountWith = (more: object) => ({ accounts: [{ ...whole.accounts[0], ...more }] });

describe('what stands before the pages of accounts', () => {
  it('has all that is said of the day, and a line an account', () =>
    assert.deepEqual(reportIndexSchema.parse(whole), whole));

  it('needs no more of an account than who it is', () => {
    const accounts = [{ account: read }];
    assert.deepEqual(reportIndexSchema.parse({ ...whole, accounts }).accounts, accounts);
  });

  it('has a SHA-256 whole, in hexadecimal, and no more', () => {
    for (const wrong of ['', 'a'.repeat(63), `${sha256}0`, `x${sha256}`, 'g'.repeat(64)])
      assert.deepEqual(
        problemsOf(accountWith({ sha256: wrong })),
        ['expected a SHA-256 in hexadecimal'],
        wrong,
      );
  });

  it('names the report before, or says why there is none, or why that could not be seen', () => {
    for (const before of [{ none: 'the first' }, { unknown: 'S3 refuses' }])
      assert.deepEqual(reportIndexSchema.parse({ ...whole, before }).before, before);
    for (const before of [{}, { on: '2026-06-30' }, { unknown: 1 }])
      assert.equal(problemsOf({ before }).length, 1, JSON.stringify(before));
  });

  it('names the page of an account by its id alone', () => {
    const wrong = ['expected accounts/ and the account’s id'];
    const paths = [
      'x/accounts/111111111111',
      'accounts/1',
      'accounts/x11111111111',
      'accounts/1111111111112',
    ];
    for (const path of paths) assert.deepEqual(problemsOf(accountWith({ path })), wrong, path);
    for (const count of [-1, 0.5]) assert.equal(problemsOf(accountWith({ late: count })).length, 1);
    assert.equal(problemsOf({ format: 'keyturn-report/1' }).length, 1);
  });
});
