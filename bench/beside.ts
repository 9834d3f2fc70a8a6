import { execFileSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { root } from '../scripts/project-files';
import { withTypeScript } from '../scripts/typescript/options';
import {
  programRow,
  programSchema,
  quickRow,
  ratiosSchema,
  startRows,
  startSchema,
  testsRows,
  testsSchema,
} from './beside/rows';
import { countOf } from './options';
import type { RatioRow } from './ratios/measured';
import { markdownTable } from './report/markdown-table';
import { EARLIER, Worktree } from './worktree';

/** In the order of the table. */
const allParts = ['tests', 'quick', 'monitor', 'start', 'program'] as const;
type Part = (typeof allParts)[number];

const help = `npm run bench:beside -- [--base COMMIT] [--rounds N] [--only PARTS]

This work tree beside an earlier commit, one table of all that was to get faster since: what npm test takes, a changed
file's own tests, the monitor, the command's start and the demo, the stacks' program. Most of an hour on two cores with
nothing else to do. On Linux.

  --base COMMIT  what it is compared with (${EARLIER})
  --rounds N     rounds that count, of what is measured in rounds (3)
  --only PARTS   of ${allParts.join(',')} (all)
  --help         print this`;

/** What hardly any other file of rules/ can do without, and what few know. */
const CHANGED = ['rules/calendar.ts', 'rules/plan/ways.ts'];

function main(): void {
  const { values } = parseArgs({
    options: {
      base: { type: 'string', default: EARLIER },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string', default: allParts.join() },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  const rounds = countOf('rounds', values.rounds);
  const parts = partsOf(values.only);
  const before = load();
  const rows: RatioRow[] = [];
  for (const part of allParts.filter((each) => parts.includes(each))) {
    console.error(`beside: ${part}`);
    rows.push(...measure(part, values.base, rounds));
  }
  console.log(
    [
      `Beside ${values.base}: Node ${process.version}, ${availableParallelism()} cores, load ${before} and ${load()} before and after.`,
      '',
      markdownTable(
        ['what', values.base, 'now', 'ratio', 'target', 'met'],
        rows.map(({ what, before: then, now, ratio, target, isMet }) => [
          ...[what, then, now, ratio, target],
          isMet ? 'yes' : 'no',
        ]),
      ),
    ].join('\n'),
  );
}

function measure(part: Part, base: string, rounds: number): readonly RatioRow[] {
  const ofRounds = ['--rounds', String(rounds)];
  switch (part) {
    case 'tests':
      return testsRows(printed(testsSchema, 'bench/tests.ts', '--beside', base));
    case 'quick':
      return CHANGED.map((file) =>
        quickRow(
          file,
          repeated(rounds, () => secondsOfQuick(file)),
        ),
      );
    case 'monitor':
      return printed(ratiosSchema, 'bench/ratios.ts', '--base', base, ...ofRounds).rows;
    case 'start':
      return startRows(
        printed(startSchema, 'bench/start/main.ts', '--commit', base, ...ofRounds, '--demo'),
      );
    case 'program':
      return [programRow(programAt(base, ofRounds), programHere(ofRounds))];
  }
}

function secondsOfQuick(file: string): number {
  const start = performance.now();
  execFileSync('npm', ['run', '-s', 'test:quick', '--', file], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return (performance.now() - start) / 1000;
}

function repeated(rounds: number, measured: () => number): readonly number[] {
  return Array.from({ length: rounds }, measured);
}

const programHere = (options: readonly string[]) =>
  printed(programSchema, 'bench/program-time.ts', ...options).ratio;

/** By that commit's own bench, under its own packages. */
function programAt(commit: string, options: readonly string[]): number {
  const tree = Worktree.of(commit);
  try {
    tree.install();
    const ofThen = ['-r', 'ts-node/register/transpile-only', 'bench/program-time.ts'];
    return read(programSchema, tree.folder, [...ofThen, ...options]).ratio;
  } finally {
    tree.remove();
  }
}

function printed<S extends z.ZodType>(schema: S, file: string, ...options: readonly string[]) {
  return read(schema, root, [...withTypeScript, file, ...options]);
}

/** What a bench says as JSON; how far it is goes to the error output. */
function read<S extends z.ZodType>(schema: S, cwd: string, args: readonly string[]): z.infer<S> {
  const text = execFileSync(process.execPath, [...args, '--json'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return schema.parse(JSON.parse(text));
}

function partsOf(only: string): readonly string[] {
  const parts = only.split(',');
  const unknown = parts.find((part) => !(allParts as readonly string[]).includes(part));
  if (unknown === undefined) return parts;
  throw new RangeError(`--only: expected of ${allParts.join()}, found ${JSON.stringify(unknown)}`);
}

const load = () => loadavg()[0]?.toFixed(1) ?? 'unknown';

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
