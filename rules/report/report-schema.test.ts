import assert from 'node:assert/strict';
import { surplusIn, wrongLeavesOf } from '../testing/wrong-data';
import { defaultSettings } from '../settings';
import { limitsOf } from './limits';
import { reportMoveSchema } from './moves-schema';
import {
  reportLimitsSchema,
  reportOtherCredentialSchema,
  reportSchema,
  reportWithoutKeysSchema,
} from './report-schema';
import { exampleReport } from './testing/example-report';

function isTaken(report: unknown): boolean {
  return reportSchema.safeParse(report).success;
}

describe('a report that is read from a file', () => {
  // One of each list is enough, and the first has all that there is.
  const small = () => {
    const report = exampleReport();
    const users = report.users.filter(({ password }) => password);
    const keys = report.keys.filter(({ exemptUntil, lastUsed }) => exemptUntil && lastUsed);
    const { from, to, entries } = report.deeds ?? { from: '', to: '', entries: [] };
    return {
      ...report,
      accounts: report.accounts.slice(1),
      users: users.slice(0, 1),
      keys: keys.slice(0, 1),
      rules: report.rules.filter(({ breaches }) => breaches.length > 0).slice(0, 1),
      forecast: report.forecast.slice(0, 1),
      deeds: { from, to, entries: entries.slice(0, 1) },
    };
  };

  it('is refused with something else in any field', () => {
    assert.ok(isTaken(small()));
    const wrong = wrongLeavesOf(small());
    assert.ok(wrong.length > 60);
    for (const { path, data } of wrong) assert.ok(!isTaken(data), path);
  });

  it('is read without a field that only a newer version knows', () => {
    const known = reportSchema.parse(small());
    for (const { path, data } of surplusIn(small()))
      assert.deepEqual(reportSchema.parse(data), known, path);
  });

  const account = { id: '1'.repeat(12), name: 'identity', outcome: 'unread', reason: 'throttled' };
  const credentialReportAt = '2026-11-28T05:12:07.000Z';
  const read = { ...account, outcome: 'read', reason: undefined, credentialReportAt };
  const bad: [string, object][] = [
    ['another format', { format: 'keyturn-report/2' }],
    ['something before the day', { on: '12026-11-28' }],
    ['something after the day', { on: '2026-11-281' }],
    ['no author that is known', { obtainedBy: 'hearsay' }],
    ['a user type that is none', { untaggedAs: 'robot' }],
    ['an account of 13 digits', { accounts: [{ ...account, id: '1'.repeat(13) }] }],
    ['fewer users than none', { accounts: [{ ...read, users: -1, enabledKeys: 0 }] }],
    [
      'a credential report of which nothing is said',
      { accounts: [{ ...read, users: 1, enabledKeys: 1, credentialReportAt: 'unknown' }] },
    ],
    ['half a key', { accounts: [{ ...read, users: 1, enabledKeys: 0.5 }] }],
  ];
  for (const [what, more] of bad)
    it(`is refused with ${what}`, () => assert.ok(!isTaken({ ...small(), ...more })));

  it('is of the format that its files name', () =>
    // So each file begins that was ever written: another text, and none of them is read any more.
    assert.equal(exampleReport().format, 'keyturn-report/1'));

  it('foretells what the monitor does, and nothing else', () => {
    const entry = { on: '2026-11-28', accountId: '1'.repeat(12), userName: 'alice', text: 'x' };
    const isForetold = (event: string) => isTaken({ ...small(), forecast: [{ ...entry, event }] });
    for (const event of ['remind', 'disable', 'held-back', 'password-reminder', 'exemption-ends'])
      assert.ok(isForetold(event), event);
    assert.ok(!isForetold('') && !isForetold('delete'));
  });

  it('may be of either author, and of nobody', () => {
    for (const obtainedBy of ['audit', 'monitor']) assert.ok(isTaken({ ...small(), obtainedBy }));
    for (const untaggedAs of ['engineer', 'machine', undefined])
      assert.ok(isTaken({ ...small(), untaggedAs }));
    assert.ok(isTaken({ ...small(), deeds: undefined, users: [], keys: [], rules: [] }));
  });
});

describe('a daily report’s rules', () => {
  it('have these titles, in this order', () =>
    assert.deepEqual(
      exampleReport().rules.map(({ rule, title }) => [rule, title]),
      [
        ['one-user', 'One IAM user per engineer, in one account'],
        ['root', 'Root has no access keys and no certificates, and no password without MFA'],
        ['self-management', 'An engineer may manage their own user, and nothing else'],
        ['mfa', 'No role without MFA'],
        ['one-key', 'One enabled access key at a time'],
        ['rotation', 'Access keys and the console password rotate in time'],
        ['unused', 'Nobody keeps a key or a password without using it'],
        ['service-credentials', 'Service-specific credentials have an end'],
        ['signing-certificates', 'Nobody keeps a signing certificate'],
        ['ssh-keys', 'SSH keys are made anew in time'],
      ],
    ));
});

describe('another credential in a report that is read from a file', () => {
  const credential = {
    accountId: '111111111111',
    kind: 'service-specific',
    createdAt: '2026-11-28T05:12:07.000Z',
    age: 3,
  };

  it('has each status that IAM has, or an unknown one, and no other', () => {
    for (const status of ['Active', 'Inactive', 'Expired', 'unknown'])
      assert.deepEqual(reportOtherCredentialSchema.parse({ ...credential, status }), {
        ...credential,
        status,
      });
    for (const status of ['', 'inactive', 'Deleted', undefined])
      assert.ok(!reportOtherCredentialSchema.safeParse({ ...credential, status }).success, status);
  });
});

describe('after how many days something is unused, in a report that is read from a file', () => {
  it('is a whole number, or not said, as in those of older versions', () => {
    const { unusedAge, ...older } = limitsOf(defaultSettings);
    assert.equal(unusedAge, 45);
    assert.deepEqual(reportLimitsSchema.parse(older), older);
    assert.deepEqual(reportLimitsSchema.parse({ ...older, unusedAge: 51 }), {
      ...older,
      unusedAge: 51,
    });
    for (const wrong of ['45', 45.5, null])
      assert.ok(!reportLimitsSchema.safeParse({ ...older, unusedAge: wrong }).success);
  });
});

describe('what a report says of who could do without keys, and of moves', () => {
  const whose = { accountId: '111111111111', userName: 'alice' };
  const without = {
    ...whose,
    verdict: 'could',
    reason: 'unused',
    text: 'key …ABCD: a person used it',
    restsOn: ['CloudTrail'],
    notKnown: [],
  };
  const move = { ...whose, step: 'proved', missing: '', ways: [] };

  it('is read as it was written', () => {
    const { verdict, text } = reportWithoutKeysSchema.parse(without);
    assert.deepEqual([verdict, text], ['could', without.text]);
    for (const proof of ['seen', 'said', 'forced', undefined])
      assert.equal(reportMoveSchema.parse({ ...move, proof }).proof, proof);
  });

  it('is refused where it is of another form', () => {
    for (const wrong of [{ verdict: 'perhaps' }, { text: 1 }, { restsOn: 'x' }, { userName: 1 }])
      assert.ok(!reportWithoutKeysSchema.safeParse({ ...without, ...wrong }).success);
    assert.ok(!reportMoveSchema.safeParse({ ...move, proof: 'guessed' }).success);
  });
});
