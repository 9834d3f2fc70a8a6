import { addDays, dateIn } from '../../../rules/calendar';
import type { LocalDate } from '../../../rules/model';
import { trendIn } from '../../../rules/report/carry-trend';
import type { ReportBefore, ReportTrend } from '../../../rules/report/report';
import type { ReportsPort } from '../../ports/reports';
import { withoutKeyIds } from '../../without-key-ids';
import type { Run } from '../run';
import { places, sha256Of } from './files';

/** For so long a chain may have lain still; over more than that nobody asks. */
export const MOST_DAYS_BACK = 45;

/** Where a run's report goes, and what it is chained to. */
export interface ReportDay {
  readonly on: LocalDate;
  /** With the sign that separates it from what is in it. */
  readonly folder: string;
  readonly before: ReportBefore;
  /** Of the report before, which today's goes on with; absent where that has none. */
  readonly trend?: ReportTrend;
}

/**
 * Each day's report names the one before by its SHA-256. So no run may write over a report that a later day's has named:
 * what catches up on a day that others came after is kept apart, and in no chain. Never throws.
 */
export async function dayOf({ settings, now, log }: Run, reports: ReportsPort): Promise<ReportDay> {
  const on = dateIn(settings.timeZone, now);
  const folder = places.folder(on);
  try {
    const days = await reports.folders(places.all, addDays(on, -MOST_DAYS_BACK));
    if (days.some((day) => day > on))
      return {
        on,
        folder: places.late(on),
        before: { none: 'a later day has its report already' },
      };
    const earlier = days.filter((day) => day < on).reverse();
    return { on, folder, ...(await newestOf(earlier, reports)) };
  } catch (error) {
    const unknown = withoutKeyIds(error instanceof Error ? error.message : String(error));
    log.error('The report is not chained to the one before', { reason: unknown });
    return { on, folder, before: { unknown } };
  }
}

/** A day may have pages of accounts, and a run that ended before it had written what stands before them. */
async function newestOf(
  days: readonly LocalDate[],
  reports: ReportsPort,
): Promise<Pick<ReportDay, 'before' | 'trend'>> {
  for (const on of days) {
    const body = await reports.get(`${places.folder(on)}${places.name}.json`);
    if (body !== undefined) return { before: { on, sha256: sha256Of(body) }, trend: trendIn(body) };
  }
  return { before: { none: `no report of the ${MOST_DAYS_BACK} days before` } };
}
