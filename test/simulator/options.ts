import { parseArgs } from 'node:util';
import { seedsFrom, seedsOf, type Seeds } from './seeds';

const MOST_JOBS = 64;

/** What `npm run simulate` is asked for. */
export interface SimulateOptions {
  readonly seeds: Seeds;
  readonly credentialDays: number;
  /** Processes at a time. */
  readonly jobs: number;
  /** Goes on after a broken promise. */
  readonly keepGoing: boolean;
  /** A file in which the companies that were played are kept. */
  readonly progress?: string;
  /** A folder for the stories that break a promise. */
  readonly stories?: string;
}

/** An argument is not what it must be. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/**
 * @param clockNow when the clock was read of which the seeds are drawn, if they are to be
 * @throws OptionError that says what was found and what is expected, or parseArgs' TypeError
 */
export function readOptions(
  args: readonly string[],
  clockNow: (progress: string | undefined) => Date,
): SimulateOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'credential-days': { type: 'string', default: '1000000' },
      seed: { type: 'string' },
      'seeds-from-clock': { type: 'boolean', default: false },
      jobs: { type: 'string', default: '1' },
      'keep-going': { type: 'boolean', default: false },
      progress: { type: 'string' },
      stories: { type: 'string' },
    },
  });
  const { seed, progress, stories } = values;
  if (values['seeds-from-clock'] && seed !== undefined)
    throw new OptionError('--seed: expected none beside --seeds-from-clock');
  return {
    seeds: values['seeds-from-clock']
      ? seedsOf(clockNow(progress))
      : seedsFrom(wholeNumber('seed', seed ?? '1')),
    credentialDays: wholeNumber('credential-days', values['credential-days']),
    jobs: wholeNumber('jobs', values.jobs, [1, MOST_JOBS]),
    keepGoing: values['keep-going'],
    progress,
    stories,
  };
}

function wholeNumber(
  option: string,
  text: string,
  range?: readonly [least: number, most: number],
): number {
  const [least, most] = range ?? [0, Infinity];
  const value = /^\d{1,12}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  const limits = range ? ` from ${least} to ${most}` : '';
  throw new OptionError(
    `--${option}: expected a whole number${limits}, found ${JSON.stringify(text)}`,
  );
}
