import assert from 'node:assert/strict';
import { compare } from './compare';
import type { Finding } from './finding';
import type { Reason } from './reason';
import { failingVerdicts, type Verdict } from './verdicts';

const verdict: Verdict = {
  scanner: 'Checkov',
  check: 'CKV_AWS_18',
  title: 'Access logging',
  stack: 'monitor',
  resource: 'keyturn-reports',
  status: { default: 'FAIL', 'everything on': 'PASS' },
};
const reason: Reason = {
  scanner: 'Checkov',
  check: 'CKV_AWS_18',
  on: ['keyturn-reports'],
  group: 'accessLogBucket',
  why: "The bucket is the company's.",
};
const stillFails: Verdict = { ...verdict, status: { default: 'FAIL', 'everything on': 'FAIL' } };

describe('failures and reasons', () => {
  it('agree', () => assert.deepEqual(compare([verdict], [reason]), []));

  it('do not agree where a failure is new: it is named with its resource', () => {
    const wrong = compare(
      [verdict, { ...verdict, resource: 'others', severity: 'high' }],
      [reason],
    );
    assert.equal(wrong.length, 1);
    assert.match(
      wrong[0] ?? '',
      /^Checkov CKV_AWS_18 \(high\) fails on others of the stack monitor, default: mend it/,
    );
  });

  it('do not agree where the reason is of the other scanner, or of another check', () => {
    for (const change of [{ scanner: 'Prowler' }, { check: 'CKV_AWS_181' }] as const) {
      const wrong = compare([verdict], [{ ...reason, ...change }]);
      assert.equal(wrong.length, 2, JSON.stringify(wrong));
    }
  });

  it('do not agree where a reason is needed no more, or one of its resources', () => {
    assert.match(compare([], [reason])[0] ?? '', /CKV_AWS_18 does not fail on keyturn-reports any/);
    const wrong = compare([verdict], [{ ...reason, on: ['keyturn-reports', 'gone-*'] }]);
    assert.deepEqual(wrong.length, 1);
    assert.match(wrong[0] ?? '', /does not fail on gone-\* any more/);
  });

  it('tell of both at once', () => {
    const wrong = compare([verdict], [{ ...reason, on: ['keyturn-report'] }]);
    assert.equal(wrong.length, 2);
    assert.match(wrong[0] ?? '', /fails on keyturn-reports/);
    assert.match(wrong[1] ?? '', /does not fail on keyturn-report any more/);
  });

  it('agree by a pattern, whose other letters mean themselves', () => {
    assert.deepEqual(compare([verdict], [{ ...reason, on: ['*-reports'] }]), []);
    assert.equal(compare([verdict], [{ ...reason, on: ['keyturn.reports'] }]).length, 2);
    assert.equal(compare([verdict], [{ ...reason, on: ['reports'] }]).length, 2);
  });

  it('do not agree where two reasons are for the same failure', () => {
    const wrong = compare([verdict], [reason, { ...reason, on: ['*'] }]);
    assert.equal(wrong.length, 1);
    assert.match(wrong[0] ?? '', /more than one reason/);
  });

  it('do not agree where a setting is said to mend what it does not, or the other way round', () => {
    assert.match(compare([stillFails], [reason])[0] ?? '', /says that it vanishes/);
    const company: Reason = { ...reason, group: 'company' };
    assert.deepEqual(compare([stillFails], [company]), []);
    assert.match(compare([verdict], [company])[0] ?? '', /passes with everything on/);
  });
});

describe('the verdict of several findings', () => {
  const finding: Finding = {
    scanner: 'Prowler',
    check: 'policies',
    title: 'Policies',
    severity: 'low',
    status: 'PASS',
    stack: 'identity',
    resource: 'arn:1',
    ours: 'group',
  };
  const fails: Finding = { ...finding, status: 'FAIL', severity: 'high' };

  it('is that the check fails if one of them does, in whatever order', () => {
    for (const list of [
      [finding, fails],
      [fails, finding],
    ]) {
      const [only, ...rest] = failingVerdicts(new Map([['default', list]]));
      assert.deepEqual(rest, []);
      assert.deepEqual(only?.status, { default: 'FAIL' });
      assert.equal(only?.severity, 'high');
    }
  });

  it('is kept for each setting, stack, resource and check', () => {
    const verdicts = failingVerdicts(
      new Map([
        ['default', [fails, { ...fails, stack: 'monitor' }, { ...fails, ours: 'other' }]],
        ['everything on', [finding, { ...fails, check: 'another' }]],
      ] as const),
    );
    assert.deepEqual(
      verdicts.map(({ check, stack, resource, status }) => [check, stack, resource, status]),
      [
        ['another', 'identity', 'group', { 'everything on': 'FAIL' }],
        ['policies', 'identity', 'group', { default: 'FAIL', 'everything on': 'PASS' }],
        ['policies', 'identity', 'other', { default: 'FAIL' }],
        ['policies', 'monitor', 'group', { default: 'FAIL' }],
      ],
    );
  });

  it('is none for what passes, is not ours, or can only be told by hand', () => {
    const list: Finding[] = [
      finding,
      { ...fails, ours: undefined },
      { ...fails, check: 'by hand', status: 'MANUAL' },
    ];
    assert.deepEqual(failingVerdicts(new Map([['default', list]])), []);
  });
});
