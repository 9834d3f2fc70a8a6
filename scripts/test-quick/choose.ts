import type { FileTime } from '../test-times/test-times';

/** A file of tests that a change reaches. */
export interface Reached {
  readonly file: string;
  /** How many imports there are between it and the nearest of the changed files; 0: it is one of them. */
  readonly distance: number;
}

export interface Choice {
  readonly run: readonly Reached[];
  readonly leftOut: readonly Reached[];
}

/** What loading a file takes beside its tests, and what is taken for one whose time is unknown. */
const LOADING_MS = 200;
const UNKNOWN_MS = 1500;

/**
 * The tests that say most about a change in the time that there is: the nearest to it, of these the fastest; one that
 * does not fit is left out, and not those behind it.
 * @param milliseconds of all of them, one after the other
 */
export function choose(
  reached: readonly Reached[],
  times: readonly FileTime[],
  milliseconds: number,
): Choice {
  const known = new Map(times.map((time) => [time.file, time.milliseconds]));
  const costOf = ({ file }: Reached) => LOADING_MS + (known.get(file) ?? UNKNOWN_MS);
  const sorted = [...reached].sort(
    (a, b) =>
      a.distance - b.distance || costOf(a) - costOf(b) || a.file.localeCompare(b.file, 'en'),
  );
  const run: Reached[] = [];
  const leftOut: Reached[] = [];
  let left = milliseconds;
  for (const each of sorted) {
    const fits = each.distance === 0 || costOf(each) <= left;
    if (fits) left -= costOf(each);
    (fits ? run : leftOut).push(each);
  }
  return { run, leftOut };
}
