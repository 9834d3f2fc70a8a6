import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startMoto } from '../../emulation/moto/start';
import { root } from '../../scripts/project-files';
import { median } from '../figures';
import { EARLIER, Worktree } from '../worktree';
import { processorTime } from './processor-time';

const help = `npm run bench:start -- [--commit ID] [--rounds N] [--demo] [--json]

How long the command takes to start, and the demo to play, beside an older commit: by turns, in one run. The older one
is set up in a folder of its own, which takes minutes.

  --commit ID  the older commit (${EARLIER})
  --rounds N   rounds that count, after one that does not (9)
  --demo       the demo too, once for each round of three
  --json       print what each round took as JSON
  --help       print this`;

/** What is started, in either folder. */
interface Trial {
  readonly name: string;
  readonly rounds: number;
  /** How often it is started in a round: the kernel counts hundredths of a second. */
  readonly starts: number;
  readonly command: (folder: string) => readonly string[];
}

/** Milliseconds of a processor, round by round. */
interface Times {
  readonly name: string;
  readonly before: number[];
  readonly now: number[];
}

const keyturn = (folder: string, ...args: readonly string[]) => [
  process.execPath,
  path.join(folder, 'dist', 'cli', 'keyturn.js'),
  ...args,
];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      commit: { type: 'string', default: EARLIER },
      rounds: { type: 'string', default: '9' },
      demo: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  if (!/^[1-9]\d{0,2}$/.test(values.rounds))
    throw new RangeError(
      `--rounds: expected a number from 1, found ${JSON.stringify(values.rounds)}`,
    );
  const rounds = Number(values.rounds);
  const before = Worktree.of(values.commit);
  try {
    // With the emulator's Python, which the demo needs.
    before.run(process.execPath, 'scripts/set-up.mjs');
    for (const folder of [before.folder, root]) build(folder);
    const trials = trialsOf(rounds, values.demo ?? false);
    const all: Times[] = [];
    for await (const times of compared(before.folder, trials)) {
      all.push(times);
      if (!values.json) console.log(asText(times, values.commit));
    }
    if (values.json) console.log(JSON.stringify(all));
  } finally {
    before.remove();
  }
}

/** How a commit's own scripts have TypeScript run. */
function withTypeScript(folder: string): readonly string[] {
  const register = path.join(folder, 'scripts', 'typescript', 'register.cjs');
  return ['-r', existsSync(register) ? register : 'ts-node/register/transpile-only'];
}

/** The demo's file, which is not in the same folder in every commit: the commit's own package.json names it. */
function demoOf(folder: string): string {
  const manifest = readFileSync(path.join(folder, 'package.json'), 'utf8');
  const [file] = /\S*demo\/main\.ts/.exec(manifest) ?? [];
  if (file === undefined) throw new Error(`${folder} has no demo`);
  return file;
}

function trialsOf(rounds: number, withDemo: boolean): readonly Trial[] {
  const demo: Trial = {
    name: 'the demo, set up and built, without the engine',
    rounds: Math.ceil(rounds / 3),
    starts: 1,
    command: (folder) => [
      ...[process.execPath, ...withTypeScript(folder)],
      ...[path.join(folder, demoOf(folder)), '--no-engine'],
    ],
  };
  return [
    {
      name: 'keyturn --version',
      rounds,
      starts: 10,
      command: (folder) => keyturn(folder, '--version'),
    },
    {
      name: 'keyturn audit of an empty account',
      rounds,
      starts: 5,
      command: (folder) => keyturn(folder, 'audit'),
    },
    ...(withDemo ? [demo] : []),
  ];
}

function build(folder: string): void {
  for (const script of ['build-functions.ts', 'build-cli.ts'])
    run(folder, process.env, [process.execPath, ...withTypeScript(folder), `scripts/${script}`]);
}

/** Each trial in both folders, which take turns to go first. */
async function* compared(before: string, trials: readonly Trial[]): AsyncGenerator<Times> {
  const moto = await startMoto();
  const home = mkdtempSync(path.join(tmpdir(), 'keyturn-home-'));
  const env = { PATH: process.env['PATH'], HOME: home, ...moto.env };
  try {
    for (const { name, rounds, starts, command } of trials) {
      const times: Times = { name, before: [], now: [] };
      for (let round = 0; round <= rounds; round++) {
        const order = round % 2 === 0 ? (['before', 'now'] as const) : (['now', 'before'] as const);
        for (const which of order) {
          const folder = which === 'before' ? before : root;
          const time = processorTime(() => {
            for (let start = 0; start < starts; start++) run(folder, env, command(folder));
          });
          // The first of each reads its files from the disk, and leaves its compiled code behind.
          if (round > 0) times[which].push(time / starts);
        }
      }
      yield times;
    }
  } finally {
    rmSync(home, { recursive: true });
    await moto.stop();
  }
}

function asText({ name, before, now }: Times, commit: string): string {
  const ratio = median(now.map((time, round) => time / (before[round] ?? NaN)));
  return `${name}: ${Math.round(median(before))} ms of a processor at ${commit}, ${Math.round(median(now))} now, ratio ${ratio.toFixed(2)} (${now.length} rounds)`;
}

function run(
  cwd: string,
  env: NodeJS.ProcessEnv,
  [program = '', ...args]: readonly string[],
): void {
  const { status, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} failed:\n${stderr}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
