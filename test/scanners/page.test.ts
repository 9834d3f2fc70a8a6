import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compare } from './compare';
import outcome from './last-outcome.json';
import { countsOf, othersFailures, type Outcome } from './outcome';
import type { Finding } from './finding';
import { pageOf } from './page';
import type { Reason } from './reason';
import { reasons } from './reasons';
import type { Verdict } from './verdicts';

const committed = outcome as unknown as Outcome;

describe('docs/scanners.md', () => {
  it('is what the reasons and the last outcome make', async () => {
    const page = path.join(__dirname, '..', '..', 'docs', 'scanners.md');
    const made = await pageOf(committed, reasons);
    // What a reason says can be written anew without a run of the scanners.
    if (process.env['KEYTURN_UPDATE_SNAPSHOTS'] === '1') writeFileSync(page, made);
    assert.equal(
      readFileSync(page, 'utf8'),
      made,
      'npm run test:scanners -- --write, and read the difference',
    );
  });

  it('has a reason for each failure of the last outcome, and none too many', () =>
    assert.deepEqual(compare(committed.verdicts, reasons), []));

  it('says nothing in a reason that is no sentence', () => {
    for (const { check, why } of reasons) assert.match(why, /^[A-Z`].{20,}\.$/, check);
  });
});

const finding: Finding = {
  scanner: 'Prowler',
  check: 'bucket_logs',
  title: 'Buckets | log',
  severity: 'medium',
  status: 'FAIL',
  stack: 'monitor',
  resource: 'arn:aws:s3:::reports',
  ours: 'reports',
  securityHub: ['S3.9'],
};

const verdict: Verdict = {
  scanner: 'Prowler',
  check: 'bucket_logs',
  title: 'Buckets | log',
  severity: 'medium',
  securityHub: ['S3.9'],
  stack: 'monitor',
  resource: 'reports',
  status: { default: 'FAIL', 'everything on': 'PASS' },
};

const made: Outcome = {
  date: '2026-11-29',
  versions: { Prowler: '5.46.0', Checkov: '3.3.30' },
  counts: countsOf(new Map([['default', [finding]]])),
  verdicts: [verdict, { ...verdict, check: 'other', severity: 'high', resource: 'queue' }],
  others: othersFailures([{ ...finding, ours: undefined, check: 'root_mfa' }]),
  unchecked: ['aws_scheduler_schedule_group'],
};

const why: readonly Reason[] = [
  { scanner: 'Prowler', check: 'bucket_logs', on: ['*'], group: 'accessLogBucket', why: 'It is.' },
  {
    scanner: 'Prowler',
    check: 'other',
    on: ['queue'],
    group: 'company',
    why: 'It is not.',
    securityHub: ['SQS.1'],
  },
];

describe("a page of a run's outcome", () => {
  const rows = async (outcome: Outcome, of: readonly Reason[]) =>
    (await pageOf(outcome, of))
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.replace(/ +/g, ' '));

  it('has a line a check, with whose words Security Hub has for it', async () => {
    const lines = await rows(made, why);
    assert(
      lines.includes(
        '| **Prowler** `bucket_logs`: Buckets \\| log | medium | S3.9 | `reports` | It is. |',
      ),
      lines.join('\n'),
    );
    // The reason's own control goes before that of the scanner.
    assert(
      lines.includes(
        '| **Prowler** `other`: Buckets \\| log | high | SQS.1 | `queue` | It is not. |',
      ),
      lines.join('\n'),
    );
  });

  it('groups them by what makes them vanish, and leaves empty groups out', async () => {
    const headings = (await pageOf(made, why)).match(/^### .*/gm);
    assert.deepEqual(headings, [
      '### Vanishes with `keyturn:accessLogBucket`',
      "### The company's own affair",
    ]);
  });

  it('says how many of the worst there are', async () => {
    assert.match(await pageOf(made, why), /; 1 resource fails one with a reason, of 1 check\./);
    const none = { ...made, verdicts: [verdict] };
    assert.match(await pageOf(none, why), /; 0 resources fail one/);
  });

  it("names what is the account's own apart, and what no check is for", async () => {
    const page = await pageOf(made, why);
    const [ours = '', others = ''] = page.split("## What fails on what is the account's own");
    assert(!ours.includes('root_mfa'));
    assert.match(others, /\*\*Prowler\*\* `root_mfa`/);
    assert.match(others, /`aws_scheduler_schedule_group`/);
  });

  it('counts by setting, scanner, owner and severity', () => {
    const list: Finding[] = [
      finding,
      { ...finding, status: 'PASS' },
      { ...finding, status: 'PASS', severity: 'high' },
      { ...finding, status: 'MANUAL', ours: undefined },
    ];
    assert.deepEqual(countsOf(new Map([['default', list]])), [
      count({ severity: 'high', pass: 1 }),
      count({ severity: 'medium', pass: 1, fail: 1 }),
      count({ severity: 'medium', isOurs: false, manual: 1 }),
    ]);
  });
});

function count(change: object) {
  const common = { setting: 'default', scanner: 'Prowler', isOurs: true };
  return { ...common, pass: 0, fail: 0, manual: 0, ...change };
}
