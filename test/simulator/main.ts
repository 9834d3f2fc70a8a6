import { parseArgs } from 'node:util';
import { explain, simulate, type Report } from './simulate';

/** `npm run simulate -- --key-days N --seed S`: companies of the seeds S, S + 1, …, until N key-days have passed. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'key-days': { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const keyDays = wholeNumber('key-days', values['key-days']);
  const seed = wholeNumber('seed', values.seed);
  const start = performance.now();
  const report = await simulate(seed, keyDays);
  print(summaryOf(report, seed, (performance.now() - start) / 1000));
  if (!report.failed) return;
  process.exitCode = 1;
  print(`A promise is broken. The shortest story found that shows it:\n`);
  print(await explain(report.failed));
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new RangeError(`--${option}: expected a whole number, found ${JSON.stringify(text)}`);
}

function summaryOf({ companies, keyDays, tally }: Report, seed: number, seconds: number): string {
  const rate = Math.round(keyDays / seconds);
  const counts = [...tally]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, times]) => `${String(times).padStart(9)}  ${what}`);
  return [
    'What really occurred:',
    ...counts,
    `${companies} companies (seeds ${seed} to ${seed + companies - 1}), ${keyDays} key-days in ${Math.round(seconds)} s: ${rate} key-days a second`,
  ].join('\n');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
