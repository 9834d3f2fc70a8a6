import { z } from 'zod';
import { addDays } from '../calendar';
import { DayTally } from '../evidence/day-tally';
import { bandsOf, trendDays } from '../evidence/trend';
import { jsonIn } from '../json-in';
import type { LocalDate } from '../model';
import type { Report, ReportLimits, ReportTrend, Rotated } from './report';
import { rotatedInAll } from './rotated';
import { reportTrendSchema } from './trend-schema';

/** For so many days back, today among them, a daily report shows the trend. */
export const TREND_DAYS = 90;

/** A day's enabled keys, account by account: of no key anything is kept. */
export class TrendOfDay {
  readonly #tally = new DayTally();
  readonly #rotated: Rotated[] = [];

  constructor(private readonly on: LocalDate) {}

  add({ keys, rotated }: Pick<Report, 'keys' | 'rotated'>): void {
    for (const { status, age } of keys) if (status === 'Active') this.#tally.count(this.on, age);
    if (rotated) this.#rotated.push(rotated);
  }

  /**
   * The trend up to this day.
   * @param before that of the newest report before. With other bands than these it can't be gone on with: then it begins
   *   anew, as where there is none.
   */
  after(
    before: ReportTrend | undefined,
    limits: ReportLimits,
    accountsUnread: number,
  ): ReportTrend {
    const bands = bandsOf(limits);
    const same = JSON.stringify(before?.bands) === JSON.stringify(bands) ? before : undefined;
    const first = addDays(this.on, 1 - TREND_DAYS);
    const earlier = same?.days.filter(({ on }) => first <= on && on < this.on) ?? [];
    const rotated = rotatedInAll(this.#rotated);
    const today = trendDays([this.on], this.#tally, bands).map((day) => ({
      ...day,
      rotated,
      ...(accountsUnread > 0 && { accountsUnread }),
    }));
    return { bands, days: [...earlier, ...today] };
  }
}

const FIELD = ',"trend":';
const lastField = z.object({ trend: reportTrendSchema });

/**
 * That of a daily report's JSON, whose last field it is: the next day's run need not parse a report of thousands of rows.
 * Undefined where there is none, or one that can't be read. No text in the report can look like the field: there its
 * quotes are escaped.
 */
export function trendIn(json: string): ReportTrend | undefined {
  // Where there is none, what is read is no JSON.
  const last = jsonIn(`{${json.slice(json.lastIndexOf(FIELD) + 1)}`);
  return lastField.safeParse(last).data?.trend;
}
