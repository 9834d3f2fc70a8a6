import { median } from '../figures';

/** One build's figure in one round, and the other's in the same round: what else the machine does slows both. */
export interface Pair {
  readonly before: number;
  readonly now: number;
}

/** What one trial of a pair is a figure of. */
export interface Measured {
  readonly what: string;
  /** Of what the figures are: `s`, or `ms of a processor`. */
  readonly unit: string;
  readonly pairs: readonly Pair[];
  /** The most that today's may be of the earlier one's. */
  readonly atMost: number;
  /** What the figures must not be bought with, such as memory; each in words and whether it is so. */
  readonly provided?: readonly { readonly text: string; readonly isMet: boolean }[];
}

export interface RatioRow {
  readonly what: string;
  readonly before: string;
  readonly now: string;
  /** The median of the rounds' ratios, and their extremes. */
  readonly ratio: string;
  readonly target: string;
  readonly isMet: boolean;
}

/** @throws RangeError for no rounds at all */
export function ratioRow({ what, unit, pairs, atMost, provided = [] }: Measured): RatioRow {
  const ratios = pairs.map(({ before, now }) => now / before);
  const ratio = median(ratios);
  const [from, to] = [Math.min(...ratios), Math.max(...ratios)].map((each) => each.toFixed(2));
  const inUnit = (values: readonly number[]) => `${median(values).toPrecision(3)} ${unit}`;
  return {
    what,
    before: inUnit(pairs.map(({ before }) => before)),
    now: inUnit(pairs.map(({ now }) => now)),
    ratio: pairs.length > 1 ? `${ratio.toFixed(2)} (${from} to ${to})` : ratio.toFixed(2),
    target: [`at most ${atMost}`, ...provided.map(({ text }) => text)].join('; '),
    isMet: ratio <= atMost && provided.every(({ isMet }) => isMet),
  };
}
