import { daysBetween } from '../calendar';
import type { LocalDate } from '../model';
import type { ReportLimits, ReportTrend, Rotated, TrendDay } from '../report/report';
import { medianOf, type DayTally } from './day-tally';
import type { EvidenceKey } from './evidence';

type Band = ReportTrend['bands'][number];

/** The bands by the company's own numbers: two before the first reminder, then reminders, then past the day. */
export function bandsOf({ reminderAges, disableAge }: ReportLimits): readonly Band[] {
  const first = reminderAges[0] ?? disableAge;
  const starts = [...new Set([0, Math.floor(first / 2), first, disableAge])].sort((a, b) => a - b);
  return starts.map((from, i) => {
    const next = starts[i + 1];
    return next === undefined ? { from } : { from, to: next - 1 };
  });
}

/** The days of which there is a report. */
export function trendDays(
  days: readonly LocalDate[],
  tally: DayTally,
  bands: readonly Band[],
): readonly TrendDay[] {
  return days.map((on) => {
    const counted = tally.on(on);
    const medianAge = medianOf(counted);
    return {
      on,
      enabled: counted.enabled,
      ...(medianAge !== undefined && { medianAge }),
      bands: bands.map(({ from, to = Infinity }) => {
        let keys = 0;
        for (let age = from; age <= Math.min(to, counted.ages.length - 1); age++)
          keys += counted.ages[age] ?? 0;
        return keys;
      }),
    };
  });
}

/** How keys were rotated. */
export interface Rotations extends Rotated {
  /** In days from the first reminder's arrival, of those after one; absent where there are none. */
  readonly medianDays?: number;
}

/** Counts rotations as accounts end. */
export class RotationCount {
  #all = 0;
  #before = 0;
  #disabled = 0;
  readonly #after: number[] = [];
  readonly #days: number[] = [];

  /** @param on the day on which the next key was made */
  add({ events, replacedBy }: EvidenceKey, on: LocalDate): void {
    if (!replacedBy) return;
    this.#all += 1;
    const until = events.filter(({ at }) => at !== undefined && at <= replacedBy.at);
    const told = until.filter(({ what, arrived }) => what === 'warned' && arrived === true);
    const [first] = told;
    if (until.some(({ what, by }) => what === 'disabled' && by === 'keyturn')) this.#disabled += 1;
    else if (!first) this.#before += 1;
    else this.#after[told.length - 1] = (this.#after[told.length - 1] ?? 0) + 1;
    if (first?.at !== undefined) this.#days.push(daysBetween(first.at.slice(0, 10), on));
  }

  merge(other: RotationCount): void {
    this.#all += other.#all;
    this.#before += other.#before;
    this.#disabled += other.#disabled;
    other.#after.forEach((count = 0, i) => (this.#after[i] = (this.#after[i] ?? 0) + count));
    this.#days.push(...other.#days);
  }

  get rotations(): Rotations {
    const days = this.#days.toSorted((a, b) => a - b);
    const medianDays = days[Math.ceil(days.length / 2) - 1];
    return {
      all: this.#all,
      beforeReminder: this.#before,
      afterReminder: Array.from(this.#after, (count = 0) => count),
      afterDisabling: this.#disabled,
      ...(medianDays !== undefined && { medianDays }),
    };
  }
}
