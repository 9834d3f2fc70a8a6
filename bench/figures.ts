/** Of one pack, in milliseconds a resource. `over` is what it takes beyond the empty pack, in the same round. */
export interface Figures {
  readonly pack: string;
  readonly perResource: number;
  readonly over: number;
  /** The smallest and the largest `over` of all rounds. */
  readonly overFrom: number;
  readonly overTo: number;
  /** How many times what the empty pack takes. */
  readonly ratio: number;
}

/** @throws RangeError for no values at all */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (lower === undefined || upper === undefined) throw new RangeError('the median of no values');
  return (lower + upper) / 2;
}

/**
 * Compares within each round, and takes the median of the rounds after that: what else the machine does in a round
 * slows all packs alike.
 * @param rounds milliseconds a resource in each round; `empty` has as many
 */
export function figuresOf(
  pack: string,
  rounds: readonly number[],
  empty: readonly number[],
): Figures {
  if (rounds.length !== empty.length)
    throw new RangeError(`${pack} has ${rounds.length} rounds, the empty pack ${empty.length}`);
  const pairs = rounds.map((time, round) => ({ time, base: empty[round] ?? NaN }));
  const over = pairs.map(({ time, base }) => time - base);
  return {
    pack,
    perResource: median(rounds),
    over: median(over),
    overFrom: Math.min(...over),
    overTo: Math.max(...over),
    ratio: median(pairs.map(({ time, base }) => time / base)),
  };
}
