import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packFolder, PackProcess } from '../policy-pack/testing/pack-process';
import { figuresOf, type Figures } from './figures';
import { measureRound, type Entrant } from './measure';
import { stackOf } from './resources';

const help = `npm run bench:policies -- [--resources N] [--rounds N] [--json]

What the policy pack costs beyond a pack without policies: each resource is remediated and analyzed over gRPC, as the
engine does it, and the stack is analyzed in the end.

  --resources N  resources of one deployment (5000)
  --rounds N     deployments that count, after one that does not (7)
  --json         print the figures as JSON
  --help         print this`;

const awsGuardFolder = path.join(__dirname, 'awsguard-pack');
const awsGuardPackage = path.join(awsGuardFolder, 'node_modules', '@pulumi', 'awsguard');

interface Result {
  readonly resources: number;
  readonly rounds: number;
  readonly node: string;
  readonly figures: readonly Figures[];
  readonly notes: readonly string[];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      resources: { type: 'string', default: '5000' },
      rounds: { type: 'string', default: '7' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  const resources = countOf('resources', values.resources);
  const rounds = countOf('rounds', values.rounds);
  const result = await bench(resources, rounds);
  console.log(values.json ? JSON.stringify(result, null, 2) : tableOf(result));
}

async function bench(count: number, rounds: number): Promise<Result> {
  const entrants: Entrant[] = [];
  const notes: string[] = [];
  const start = async (name: string, folder: string) => {
    const process = await PackProcess.start(folder, { TS_NODE_TRANSPILE_ONLY: 'true' });
    entrants.push({ name, process });
  };
  try {
    await start('empty', path.join(__dirname, 'empty-pack'));
    await start('keyturn', packFolder);
    if (existsSync(awsGuardPackage)) await start('awsguard, IAM', awsGuardFolder);
    else
      notes.push(
        'AWSGuard is not installed, so it was left out: npm install --prefix bench/awsguard-pack',
      );
    const resources = stackOf(count);
    await measureRound(entrants, resources); // Until the packs' code is compiled, times say little.
    const times: (readonly number[])[] = [];
    for (let round = 0; round < rounds; round++)
      times.push(await measureRound(entrants, resources));
    const of = (entrant: number) => times.map((round) => round[entrant] ?? NaN);
    const figures = entrants.map(({ name }, entrant) => figuresOf(name, of(entrant), of(0)));
    return { resources: count, rounds, node: process.version, figures, notes };
  } finally {
    for (const { process } of entrants) await process.stop();
  }
}

function countOf(option: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new RangeError(`--${option}: expected a number from 1, found ${JSON.stringify(text)}`);
}

function tableOf({ resources, rounds, node, figures, notes }: Result): string {
  const rows = figures.map(({ pack, perResource, over, overFrom, overTo, ratio }) => [
    pack,
    perResource.toFixed(3),
    over.toFixed(3),
    `${overFrom.toFixed(3)} to ${overTo.toFixed(3)}`,
    ratio.toFixed(2),
  ]);
  const table = [['pack', 'ms a resource', 'over empty', 'of all rounds', 'times empty'], ...rows];
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  const lines = table.map((row) =>
    row.map((cell, column) => cell.padEnd(widths?.[column] ?? 0)).join('  '),
  );
  const title = `${resources} resources, medians of ${rounds} rounds, Node ${node}`;
  return [title, '', ...lines.map((line) => line.trimEnd()), ...notes].join('\n');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
