import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Tampering } from './company';
import { figures } from './figures';
import { howFar } from './how-far';
import { readOptions, type SimulateOptions } from './options';
import { Pool } from './pool';
import { clockOf, ProgressFile } from './progress-file';
import { explain, playHere, simulate, type Played, type Report } from './simulate';

/** Companies are handed out ahead of the one that is waited for: some take much longer than others. */
const AHEAD = 16;

/** A bug may break a promise in every company, and each story takes a while to be found. */
const MOST_STORIES = 10;

/** Where the command writes: what came of it, and how far it is. */
export interface Output {
  readonly print: (text: string) => void;
  readonly say: (text: string) => void;
}

/**
 * `npm run simulate`: company after company, one a seed, until so many credential-days have passed.
 * @returns the exit code: 1 where a promise is broken
 * @throws OptionError, parseArgs' TypeError or ProgressFileError, where it can't be begun as it is asked for
 */
export async function simulateCommand(
  args: readonly string[],
  { print, say }: Output,
  tampering?: Tampering,
): Promise<0 | 1> {
  const options = readOptions(args, (file) => (file && clockOf(file)) || new Date());
  const { seeds, jobs, progress } = options;
  const start = performance.now();
  say(`Seeds ${seeds.source}.`);
  const file = progress === undefined ? undefined : new ProgressFile(progress, seeds.source);
  const report = await playAll(options, file, say, tampering);
  const seconds = (performance.now() - start) / 1000;
  const known = file?.known.size ?? 0;
  print(tallyOf(report));
  print(figures(report, seeds.inWords(report.companies), { jobs, seconds, known }));
  for (const failed of report.failed.slice(0, MOST_STORIES))
    await tell(failed, options, print, tampering);
  const others = report.failed.slice(MOST_STORIES).map(({ seed }) => seed);
  if (others.length > 0) print(`Promises are broken with these seeds too: ${others.join(', ')}`);
  return report.failed.length === 0 ? 0 : 1;
}

async function playAll(
  { seeds, credentialDays, jobs, keepGoing }: SimulateOptions,
  file: ProgressFile | undefined,
  say: Output['say'],
  tampering: Tampering | undefined,
): Promise<Report> {
  const pool = jobs > 1 ? new Pool(jobs) : undefined;
  try {
    return await simulate(seeds, credentialDays, pool?.play ?? playHere(tampering), {
      atOnce: pool ? jobs * AHEAD : 1,
      keepGoing,
      known: file?.known,
      keep: file?.keep,
      onSum: howFar(credentialDays, say),
    });
  } finally {
    pool?.end();
  }
}

/** The shortest story of a company that broke a promise, and how to come to it again. */
async function tell(
  failed: Played,
  { stories }: SimulateOptions,
  print: Output['print'],
  tampering: Tampering | undefined,
): Promise<void> {
  const { seed } = failed;
  print(
    `A promise is broken: npm run simulate -- --seed ${seed} --credential-days 1. The shortest story:\n`,
  );
  const story = await explain(failed, tampering);
  print(story);
  if (stories === undefined) return;
  mkdirSync(stories, { recursive: true });
  writeFileSync(path.join(stories, `seed-${seed}.txt`), `${story}\n`);
}

function tallyOf({ tally }: Report): string {
  const counts = [...tally]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, times]) => `${String(times).padStart(9)}  ${what}`);
  return ['What really occurred:', ...counts].join('\n');
}
