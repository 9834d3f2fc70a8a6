import { addDays, daysBetween } from '../calendar';
import type { LocalDate } from '../model';

/** The days of which an auditor asks, both among them. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Every one of them, in order. */
export function daysOf({ from, to }: Period): readonly LocalDate[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i));
}

/** Days in a row as `2026-07-03 to 2026-07-05`, for sentences. */
export function spansOf(days: readonly LocalDate[]): readonly string[] {
  const spans: [LocalDate, LocalDate][] = [];
  for (const day of days) {
    const last = spans.at(-1);
    if (last && addDays(last[1], 1) === day) last[1] = day;
    else spans.push([day, day]);
  }
  return spans.map(([from, to]) => (from === to ? from : `${from} to ${to}`));
}
