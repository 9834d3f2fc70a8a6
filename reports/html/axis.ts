import { nice, ticks } from 'd3-array';
import { html, type Html } from './html';

/** Where on a page a value stands. */
export type Scale = (value: number) => number;

/** Straight from one pair of values to a pair of places. */
export function scale(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): Scale {
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

const LINES = 4;
/** Fewer keys make no higher bars. */
const LEAST = 4;

/** Where a chart's area is, in the units of its picture. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
}

/**
 * An upright axis of how many, from none to at least `most`.
 * @returns with its lines and numbers as SVG
 */
export function countAxis(
  most: number,
  { left, right, top, base }: Area,
): { readonly y: Scale; readonly lines: readonly Html[] } {
  const [from, to] = nice(0, Math.max(most, LEAST), LINES);
  const y = scale([from, to], [base, top]);
  const lines = ticks(from, to, LINES)
    .filter(Number.isInteger)
    .map(
      (tick) =>
        html`<line class="grid" x1="${left}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}" />
          <text class="tick" x="${left - 8}" y="${y(tick) + 4}" text-anchor="end"
            >${tick.toLocaleString('en')}</text
          >`,
    );
  return { y, lines };
}
