import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Keyturn } from '../../cli/testing/keyturn';
import { startMoto } from '../../emulation/moto/start';
import { median } from '../figures';
import { countOf } from '../options';
import { processorTime } from '../start/processor-time';
import { AtTheGate } from './at-the-gate';
import { spawnSync } from 'node:child_process';

const help = `npm run bench:rotate -- [--rounds N] [--latency MS]

How much keyturn rotate, the packed command, adds to what it can't do without: to Node's own start with a line of output, and to the calls
from the code to the new key verified. Ratios, each of one round in which both sides take turns.

  --rounds N    rounds that count, after one that does not (9)
  --latency MS  what is added to each answer of the emulated AWS (50)
  --help        print this`;

/** Of one round: the kernel counts hundredths of a second. */
const STARTS = 10;
const MOST = 1.5;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '9' },
      latency: { type: 'string', default: '50' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  const rounds = countOf('rounds', values.rounds);
  const keyturn = await Keyturn.build();
  try {
    for (const args of [['--version'], ['rotate', '--status']]) {
      const ratios = times(rounds, () => startRatio(keyturn, args));
      tell(`keyturn ${args.join(' ')}, in processor's time of node -p 0`, ratios);
    }
    tell(
      'from the code to the new key verified, in time of its calls',
      await rotations(keyturn, rounds, countOf('latency', values.latency)),
    );
  } finally {
    keyturn.remove();
  }
  const load = loadavg().map((each) => each.toFixed(1))[0];
  console.log(`${rounds} rounds, Node ${process.version}, ${cpus().length} cores, load ${load}`);
}

async function rotations(keyturn: Keyturn, rounds: number, latency: number): Promise<number[]> {
  const moto = await startMoto();
  const gate = await AtTheGate.open(moto, keyturn, latency);
  try {
    const ratios: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const { all, calls } = await gate.rotate();
      if (round > 0) ratios.push(all / calls);
    }
    return ratios;
  } finally {
    await gate.close();
    await moto.stop();
  }
}

function startRatio(keyturn: Keyturn, args: readonly string[]): number {
  const env = { PATH: process.env['PATH'], HOME: keyturn.folder };
  const [own, node] = [
    [keyturn.file, ...args],
    ['-p', '0'],
  ].map((each) =>
    processorTime(() => {
      for (let start = 0; start < STARTS; start += 1) {
        const { status, stderr } = spawnSync(process.execPath, each, { env, encoding: 'utf8' });
        if (status !== 0) throw new Error(`${each.join(' ')} failed:\n${stderr}`);
      }
    }),
  ) as [number, number];
  return own / node;
}

/** The first of them reads files from the disk, and leaves compiled code behind: it does not count. */
function times(rounds: number, once: () => number): number[] {
  return Array.from({ length: rounds + 1 }, once).slice(1);
}

function tell(what: string, ratios: readonly number[]): void {
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map((each) => each.toFixed(2));
  const middle = median(ratios);
  const met = middle <= MOST ? 'met' : 'not met';
  console.log(`${what}: ${middle.toFixed(2)} (${low} to ${high}), at most ${MOST}: ${met}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
