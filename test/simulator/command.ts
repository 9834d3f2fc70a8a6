import { parseArgs } from 'node:util';
import type { Tampering } from './company';
import { explain, simulate, type Report } from './simulate';

/**
 * `npm run simulate -- --key-days N --seed S`: companies of the seeds S, S + 1, …, until N key-days have passed.
 * @returns the exit code: 1 where a promise is broken
 * @throws RangeError, or parseArgs' TypeError, where the arguments are no such options
 */
export async function simulateCommand(
  args: readonly string[],
  print: (text: string) => void,
  tampering?: Tampering,
): Promise<0 | 1> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'key-days': { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const keyDays = wholeNumber('key-days', values['key-days']);
  const seed = wholeNumber('seed', values.seed);
  const start = performance.now();
  const report = await simulate(seed, keyDays, tampering);
  print(summaryOf(report, seed, (performance.now() - start) / 1000));
  if (!report.failed) return 0;
  print(`A promise is broken. The shortest story found that shows it:\n`);
  print(await explain(report.failed, tampering));
  return 1;
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
