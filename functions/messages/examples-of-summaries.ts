import type { Example } from './example';
import { busy, quiet } from './example-notices';
import { account, unaddressed } from './example-people';

/** What the team reads of each run. */
export const examplesOfSummaries: readonly Example[] = [
  { name: 'daily-summary.team-quiet', notice: quiet, reader: unaddressed },
  {
    name: 'daily-summary.team-quiet-report',
    notice: {
      ...quiet,
      report: {
        link: 'https://eu-central-1.console.aws.amazon.com/s3/object/keyturn-reports?prefix=reports/2026-11-23/keyturn-report.html',
      },
    },
    reader: unaddressed,
  },
  {
    name: 'daily-summary.team-quiet-one-account',
    notice: { ...quiet, accountsRead: [account], ageBands: [{ label: '0–75 days', keys: 1 }] },
    reader: unaddressed,
  },
  {
    name: 'daily-summary.team-no-report',
    notice: { ...quiet, ageBands: [], report: { failed: 'access-denied at s3:PutObject' } },
    reader: unaddressed,
  },
  { name: 'daily-summary.team', notice: busy, reader: unaddressed },
  {
    name: 'daily-summary.team-unanswered',
    notice: {
      ...busy,
      unanswered: [
        'Production: key …QRST of anna: asked on 2026-11-22',
        'Production: key …BENB of ben: its owner could not be asked on 2026-11-21',
      ],
    },
    reader: unaddressed,
  },
  {
    name: 'daily-summary.team-moves',
    notice: { ...busy, moves: { told: 1, proved: 3, closed: 2 } },
    reader: unaddressed,
  },
  {
    name: 'daily-summary.team-quiet-moves',
    notice: { ...quiet, moves: { open: 1, quiet: 1, warned: 1, disabled: 1 } },
    reader: unaddressed,
  },
  { name: 'daily-summary.team-dry-run', notice: { ...busy, dryRun: true }, reader: unaddressed },
];
