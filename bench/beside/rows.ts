import { z } from 'zod';
import { median } from '../figures';
import type { RatioRow } from '../ratios/measured';

/** What `bench:ratios --json` prints, as far as it is shown here. */
export const ratiosSchema = z.object({
  rows: z.array(
    z.object({
      what: z.string(),
      before: z.string(),
      now: z.string(),
      ratio: z.string(),
      target: z.string(),
      isMet: z.boolean(),
    } satisfies Record<keyof RatioRow, z.ZodType>),
  ),
});

const run = z.object({
  wall: z.number(),
  processor: z.number(),
  tests: z.number(),
  failing: z.number(),
});
/** What `bench:tests --json` prints: seconds. */
export const testsSchema = z.object({ theirs: run, ours: run });

/** What `bench:start --json` prints: milliseconds of a processor, round by round. */
export const startSchema = z.array(
  z.object({ name: z.string(), before: z.array(z.number()), now: z.array(z.number()) }),
);

/** What `bench:program --json` prints, of either commit. */
export const programSchema = z.object({ ratio: z.number() });

const MOST_OF_A_START = 0.6;
const MOST_OF_THE_TESTS = 0.5;
const MOST_OF_RAW = 1.15;
const MOST_SECONDS_OF_QUICK = 15;

/** What `npm test` takes; of each test, too, since there are more of them now. */
export function testsRows({ theirs, ours }: z.infer<typeof testsSchema>): readonly RatioRow[] {
  const minutes = (seconds: number) => `${(seconds / 60).toFixed(1)} min`;
  const milliseconds = (value: number) => `${value.toFixed(0)} ms`;
  const each = (run: typeof ours) => (run.processor / run.tests) * 1000;
  const row = (what: string, [then, now]: readonly [number, number], unit = minutes) =>
    ratioRow(what, [unit(then), unit(now)], now / then, MOST_OF_THE_TESTS);
  const over = theirs.failing > 0 ? ` (of which ${theirs.failing} fail by now)` : '';
  const counts = `${theirs.tests} tests then${over}, ${ours.tests} now`;
  return [
    row(`npm test, a processor's time; ${counts}`, [theirs.processor, ours.processor]),
    row('npm test, wall time', [theirs.wall, ours.wall]),
    row("npm test, a processor's time a test", [each(theirs), each(ours)], milliseconds),
  ];
}

/** @param seconds from command to verdict, round by round */
export function quickRow(file: string, seconds: readonly number[]): RatioRow {
  const found = median(seconds);
  return {
    what: `npm run test:quick, ${file} changed`,
    before: 'none',
    now: `${found.toFixed(1)} s`,
    ratio: 'none',
    target: `at most ${MOST_SECONDS_OF_QUICK} s`,
    isMet: found <= MOST_SECONDS_OF_QUICK,
  };
}

export function startRows(trials: z.infer<typeof startSchema>): readonly RatioRow[] {
  return trials.map(({ name, before, now }) => {
    const ratio = median(now.map((time, round) => time / (before[round] ?? NaN)));
    const inUnit = (values: readonly number[]) => `${Math.round(median(values))} ms of a processor`;
    return ratioRow(name, [inUnit(before), inUnit(now)], ratio, MOST_OF_A_START);
  });
}

/** Each beside the same raw resources: what is compared is how much comes on top of them. */
export function programRow(then: number, now: number): RatioRow {
  return {
    what: "the stacks' program, beside the same raw resources",
    before: `${then.toFixed(2)} times`,
    now: `${now.toFixed(2)} times`,
    ratio: (now / then).toFixed(2),
    target: `at most ${MOST_OF_RAW} times raw`,
    isMet: now <= MOST_OF_RAW,
  };
}

function ratioRow(
  what: string,
  [before, now]: readonly [string, string],
  ratio: number,
  atMost: number,
): RatioRow {
  const isMet = ratio <= atMost;
  return { what, before, now, ratio: ratio.toFixed(2), target: `at most ${atMost}`, isMet };
}
