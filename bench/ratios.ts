import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildFunctions } from '../scripts/build-functions';
import { countOf } from './options';
import { buildEarlier } from './ratios/earlier-build';
import { ratioRow, type Measured, type RatioRow } from './ratios/measured';
import { measureAccounts, measureOneAccount } from './ratios/trials';
import { markdownTable } from './report/markdown-table';
import { EARLIER } from './worktree';

const help = `npm run bench:ratios -- [--base COMMIT] [--users N] [--accounts N] [--first-accounts N] [--rounds N] [--json]

The monitor of this work tree beside that of an earlier commit, which it checks out and builds: the same accounts, the
same answers, by turns. Every answer of AWS takes 20 ms more. The first time it installs Cloud Custodian.

  --base COMMIT        what it is compared with (${EARLIER})
  --users N            users of the one account, beside Cloud Custodian (1000)
  --accounts N         accounts of 100 users each, in a steady state (100)
  --first-accounts N   accounts of 100 users each, in a first run (1000)
  --rounds N           rounds that count; of the first run it is always one (3)
  --json               print the figures as JSON
  --help               print this

A quick look: npm run bench:ratios -- --users 100 --accounts 5 --first-accounts 5 --rounds 1`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      base: { type: 'string', default: EARLIER },
      users: { type: 'string', default: '1000' },
      accounts: { type: 'string', default: '100' },
      'first-accounts': { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '3' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-ratios-'));
  try {
    const monitorIn = (functions: string) => path.join(functions, 'monitor', 'index.js');
    const [earlier, here] = [path.join(folder, 'earlier'), path.join(folder, 'here')];
    buildEarlier(values.base, earlier);
    await buildFunctions(here);
    const builds = { before: monitorIn(earlier), now: monitorIn(here) };
    const count = (option: 'users' | 'accounts' | 'first-accounts' | 'rounds') =>
      countOf(option, values[option]);
    const rounds = count('rounds');
    const loadBefore = loadavg()[0] ?? NaN;
    const measured: Measured[] = [
      await measureOneAccount(builds, count('users'), rounds),
      ...(await measureAccounts(builds, count('accounts'), count('first-accounts'), rounds)),
    ];
    const load = [loadBefore, loadavg()[0] ?? NaN];
    const rows = measured.map((each) => ratioRow(each));
    const said = { base: values.base, node: process.version, rounds, load, rows };
    console.log(
      values.json ? JSON.stringify(said, null, 2) : asText(values.base, rounds, load, rows),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function asText(
  base: string,
  rounds: number,
  load: readonly number[],
  rows: readonly RatioRow[],
): string {
  const loads = load.map((each) => each.toFixed(1)).join(' and ');
  const cells = rows.map(({ what, before, now, ratio, target, isMet }) => [
    ...[what, before, now, ratio, target],
    isMet ? 'yes' : 'no',
  ]);
  return [
    `Beside ${base}: medians of ${rounds} rounds, Node ${process.version}, ${availableParallelism()} cores, load ${loads} before and after.`,
    '',
    markdownTable(['what', base, 'now', 'ratio', 'target', 'met'], cells),
  ].join('\n');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
