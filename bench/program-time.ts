import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { npmPackage } from '../scripts/build-package';
import { haveAtHand } from '../scripts/bundles-at-hand';
import { median } from './figures';
import { CompanyProject, stacks } from './program/company';

const help = `npm run bench:program -- [--engineers N] [--rounds N] [--json]

How long the stacks' program takes, beside a program that registers the same resources of @pulumi/aws with literal
values and nothing else, and beside one that registers the components, too, empty. All under Pulumi's mocks, each run a
process of its own, all three accounts, by turns.

  --engineers N  engineers in engineers.yaml (200)
  --rounds N     rounds that count, after one that does not (7)
  --json         print the figures as JSON
  --help         print this`;

const runner = path.join(__dirname, '..', 'dist', 'bench', 'run-program.js');

interface Figures {
  readonly engineers: number;
  readonly accounts: number;
  readonly resources: number;
  readonly rounds: number;
  readonly node: string;
  /** Median over the rounds of ours over raw in the same round, and the extremes. */
  readonly ratio: number;
  readonly ratioFrom: number;
  readonly ratioTo: number;
  /** The same of the raw resources with the components: no program that has those takes less. */
  readonly grouped: number;
}

const sides = ['ours', 'raw', 'grouped'] as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      engineers: { type: 'string', default: '200' },
      rounds: { type: 'string', default: '7' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  const figures = await bench(
    countOf('engineers', values.engineers),
    countOf('rounds', values.rounds),
  );
  console.log(values.json ? JSON.stringify(figures, null, 2) : textOf(figures));
}

async function bench(engineers: number, rounds: number): Promise<Figures> {
  await haveAtHand(npmPackage);
  await build({
    entryPoints: [path.join(__dirname, 'program', 'run-program.ts')],
    outfile: runner,
    bundle: true,
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  const company = new CompanyProject(engineers);
  try {
    const fileOf = (stack: string) => path.join(company.folder, `${stack}.json`);
    const run = (which: string, stack: string) =>
      execFileSync(process.execPath, [
        runner,
        which,
        npmPackage.folder,
        company.folder,
        stack,
        fileOf(stack),
      ]);
    for (const stack of stacks) run('record', stack);
    const timeOf = (which: string) => {
      const start = performance.now();
      for (const stack of stacks) run(which, stack);
      return performance.now() - start;
    };
    const ratios: number[] = [];
    const ofGrouped: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      // Whoever goes first in one round goes second in the next.
      const order = round % 2 === 0 ? sides : sides.toReversed();
      const times = new Map(order.map((which) => [which, timeOf(which)]));
      if (round === 0) continue;
      const raw = times.get('raw') ?? NaN;
      ratios.push((times.get('ours') ?? NaN) / raw);
      ofGrouped.push((times.get('grouped') ?? NaN) / raw);
    }
    return {
      engineers,
      accounts: stacks.length,
      resources: stacks
        .map((stack) => JSON.parse(readFileSync(fileOf(stack), 'utf8')) as { resources: unknown[] })
        .reduce((sum, { resources }) => sum + resources.length, 0),
      rounds,
      node: process.version,
      ratio: median(ratios),
      ratioFrom: Math.min(...ratios),
      ratioTo: Math.max(...ratios),
      grouped: median(ofGrouped),
    };
  } finally {
    company.remove();
  }
}

function textOf({ engineers, accounts, resources, rounds, node, ...ratios }: Figures): string {
  const { ratio, ratioFrom, ratioTo, grouped } = ratios;
  return [
    `${engineers} engineers, ${accounts} accounts, ${resources} resources of AWS; medians of ${rounds} rounds, Node ${node}`,
    `the stacks' program takes ${ratio.toFixed(2)} times what the same raw resources take (${ratioFrom.toFixed(2)} to ${ratioTo.toFixed(2)}); with the components, empty, those take ${grouped.toFixed(2)} times as long`,
  ].join('\n');
}

function countOf(option: string, text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new RangeError(`--${option}: expected a number from 1, found ${JSON.stringify(text)}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
