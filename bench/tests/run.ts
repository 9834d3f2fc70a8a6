import { z } from 'zod';

/** One `npm test`, with all processes that came of it, in seconds. */
export interface Run {
  readonly wall: number;
  readonly processor: number;
  readonly tests: number;
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
 * @throws Error where the tests failed, or there were none: what a broken run takes is no figure
 */
export function runOf(line: string, log: string): Run {
  const { wall, user, system, status } = measured.parse(JSON.parse(line));
  const count = (what: string) =>
    [...log.matchAll(new RegExp(`^ *(\\d+) ${what}`, 'gm'))].reduce(
      (sum, [, number]) => sum + Number(number),
      0,
    );
  const [tests, failing] = [count('passing'), count('failing')];
  if (status !== 0 || failing > 0 || tests === 0)
    throw new Error(
      `npm test ended with ${status}: ${tests} passing, ${failing} failing\n${log.slice(-2000)}`,
    );
  return { wall, processor: user + system, tests };
}

/** The runs beside each other, and this build's as a ratio to the other's. */
export function reportOf(commit: string, theirs: Run, ours: Run): string {
  const ratio = (of: 'wall' | 'processor') => (ours[of] / theirs[of]).toFixed(2);
  const lineOf = (name: string, { wall, processor, tests }: Run) =>
    `${name.padEnd(10)}${String(tests).padStart(6)} tests${minutes(processor)} of a processor${minutes(wall)} of wall time`;
  return [
    lineOf(commit.slice(0, 9), theirs),
    lineOf('this', ours),
    `processor ${ratio('processor')}, wall time ${ratio('wall')} of what ${commit} takes`,
  ].join('\n');
}

function minutes(seconds: number): string {
  return `${(seconds / 60).toFixed(1).padStart(7)} min`;
}
