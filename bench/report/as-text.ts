import { markdownTable as table } from './markdown-table';
import type { Row } from './ratios';
import type { Results } from './results';
import { targetsOf } from './targets';

/** The results for a reader; Markdown's tables, so that they can go into a page as they are. */
export function asText(results: Results): string {
  const { node, cores, load, latency, rounds, throttle } = results;
  const machine = `Node ${node}, ${cores} cores, load ${load.map((each) => each.toFixed(1)).join(' to ')}`;
  const sections: [string, string][] = [
    [
      `One account, ${latency} ms a call, medians of ${rounds} rounds (peers: one)`,
      oneAccount(results.rows),
    ],
    [`One account, ${throttle} IAM calls a second`, throttledTable(results)],
    [`Accounts of 100 users each in one process, ${latency} ms a call`, accountsTable(results)],
    ['Bundles', bundlesTable(results)],
    ['Targets', targetsTable(results)],
  ];
  return [machine, ...sections.map(([title, table]) => `${title}\n\n${table}`)].join('\n\n');
}

function oneAccount(rows: readonly Row[]): string {
  return table(
    [
      'users',
      'work',
      'IAM calls',
      'seconds',
      'of them waiting for AWS',
      'times faster than access-key',
      'than credential',
    ],
    rows.map(({ users, work, iamCalls, milliseconds, waiting, timesFaster }) => [
      users,
      work,
      iamCalls,
      seconds(milliseconds),
      seconds(waiting),
      times(timesFaster['access-key']),
      times(timesFaster.credential),
    ]),
  );
}

function throttledTable({ throttled }: Results): string {
  return table(
    ['users', 'work', 'seen', 'IAM calls', 'of them throttled', 'seconds'],
    throttled.map((trial) => [
      trial.users,
      trial.work,
      trial.seen ?? `failed: ${lastLine(trial.complaint)}`,
      trial.iamCalls,
      trial.throttled,
      seconds(trial.milliseconds),
    ]),
  );
}

function accountsTable({ accounts }: Results): string {
  return table(
    ['accounts', 'work', 'calls', 'seconds', 'of a processor', 'peak memory, MB', 'unread'],
    accounts.map((trial) => [
      trial.accounts,
      trial.work,
      trial.calls,
      seconds(trial.milliseconds),
      seconds(trial.cpu),
      (trial.peakMemory / 1024 / 1024).toFixed(0),
      trial.unread,
    ]),
  );
}

function bundlesTable({ bundles }: Results): string {
  return table(
    ['function', 'KB', 'start, ms of a processor', 'its clients alone', 'ratio'],
    bundles.map(({ name, bytes, milliseconds, baseline, ratio }) => [
      name,
      Math.ceil(bytes / 1000),
      milliseconds.toFixed(0),
      baseline.toFixed(0),
      ratio.toFixed(2),
    ]),
  );
}

function targetsTable(results: Results): string {
  return table(
    ['target', 'measured', 'met'],
    targetsOf(results).map(({ target, measured, isMet }) => [
      target,
      measured,
      isMet ? 'yes' : 'no',
    ]),
  );
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1);
}

function times(ratio: number | undefined): string {
  return ratio === undefined ? '' : ratio.toFixed(1);
}

function lastLine(complaint = ''): string {
  return complaint.trim().split('\n').at(-1)?.slice(0, 80) ?? '';
}
