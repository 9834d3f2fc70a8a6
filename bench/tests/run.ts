import { z } from 'zod';

/** One `npm test`, with all processes that came of it, in seconds. */
export interface Run {
  readonly wall: number;
  readonly processor: number;
  readonly tests: number;
  /** Of them, those that failed. */
  readonly failing: number;
}

const measured = z.object({
  wall: z.number(),
  user: z.number(),
  system: z.number(),
  status: z.number(),
});

/**
 * What a run was.
 * @param line what measured.py printed
 * @param log the command's own output, in which mocha counts the tests
 * @param mayFail so many tests may: of an earlier commit some have dates that are over
 * @throws Error where more failed, or there were none: what a broken run takes is no figure
 */
export function runOf(line: string, log: string, mayFail = 0): Run {
  const { wall, user, system, status } = measured.parse(JSON.parse(line));
  const count = (what: string) =>
    [...log.matchAll(new RegExp(`^ *(\\d+) ${what}`, 'gm'))].reduce(
      (sum, [, number]) => sum + Number(number),
      0,
    );
  const [passing, failing] = [count('passing'), count('failing')];
  const isAsExpected = failing === 0 ? status === 0 : failing <= mayFail;
  if (!isAsExpected || passing === 0)
    throw new Error(
      `npm test ended with ${status}: ${passing} passing, ${failing} failing\n${log.slice(-2000)}`,
    );
  return { wall, processor: user + system, tests: passing + failing, failing };
}

/** The runs beside each other, and this build's as a ratio to the other's. */
export function reportOf(commit: string, theirs: Run, ours: Run): string {
  const ratio = (of: 'wall' | 'processor') => (ours[of] / theirs[of]).toFixed(2);
  const lineOf = (name: string, { wall, processor, tests, failing }: Run) =>
    `${name.padEnd(10)}${String(tests).padStart(6)} tests${minutes(processor)} of a processor${minutes(wall)} of wall time${failing > 0 ? ` (${failing} failed)` : ''}`;
  return [
    lineOf(commit.slice(0, 9), theirs),
    lineOf('this', ours),
    `processor ${ratio('processor')}, wall time ${ratio('wall')} of what ${commit} takes`,
  ].join('\n');
}

function minutes(seconds: number): string {
  return `${(seconds / 60).toFixed(1).padStart(7)} min`;
}
