import pMap from 'p-map';
import { z } from 'zod';
import { dateIn } from '../../../rules/calendar';
import { TrendOfDay } from '../../../rules/report/carry-trend';
import type { IndexedAccount, Report, ReportAccount } from '../../../rules/report/report';
import { REPORT_FORMAT } from '../../../rules/report/report-format';
import { reportSchema } from '../../../rules/report/report-schema';
import type { ReportsPort } from '../../ports/reports';
import type { Run } from '../run';
import { dayOf } from './day-of';
import { places } from './files';
import { finishReport, PATIENCE_MS, type Accounts, type Link } from './finish-report';
import {
  MOST_ROWS,
  PAGES_AT_A_TIME,
  putAccount,
  putIndex,
  putWhole,
  rowsOf,
  unreadOf,
} from './put-day';

const READS_AT_A_TIME = 8;

/**
 * Makes the day's report of the parts that other processes left. Never throws, and never takes the time that the
 * summary needs.
 * @returns where it is, or why it is not; undefined where none is to be written
 */
export async function writeReport(
  run: Run,
  accounts: Accounts,
  mostRows = MOST_ROWS,
  patienceMs = PATIENCE_MS,
): Promise<Link | undefined> {
  const { reports } = run.ports;
  return reports && finishReport(run, () => write(run, reports, accounts, mostRows), patienceMs);
}

async function write(
  run: Run,
  reports: ReportsPort,
  accounts: Accounts,
  mostRows: number,
): Promise<string> {
  const [day, whole] = await Promise.all([
    dayOf(run, reports),
    collect(run, reports, accounts, mostRows),
  ]);
  if (whole) return putWhole(run, reports, day, whole.parts, whole.unread);
  const today = new TrendOfDay(day.on);
  const indexed = await pMap(
    accounts,
    async (each): Promise<IndexedAccount> => {
      const part = await partOf(run, reports, each);
      if ('outcome' in part) return { account: part };
      today.add(part);
      return putAccount(reports, day, part);
    },
    { concurrency: PAGES_AT_A_TIME },
  );
  return putIndex(run, reports, day, indexed, today);
}

/** All parts, if they are few enough to be held at once. */
async function collect(run: Run, reports: ReportsPort, accounts: Accounts, mostRows: number) {
  const parts: Report[] = [];
  const unread: ReportAccount[] = [];
  let rows = 0;
  await pMap(
    accounts,
    async (each) => {
      if (rows > mostRows) return;
      const part = await partOf(run, reports, each);
      if ('outcome' in part) {
        unread.push(part);
        return;
      }
      rows += rowsOf(part);
      parts.push(part);
    },
    { concurrency: READS_AT_A_TIME },
  );
  return rows > mostRows ? undefined : { parts, unread };
}

/** The account's part of this very run, or why there is none. */
async function partOf(
  { settings, now }: Run,
  reports: ReportsPort,
  { account, unread }: Accounts[number],
): Promise<Report | ReportAccount> {
  if (unread !== undefined) return unreadOf(account, unread);
  const text = await get(reports, places.part(dateIn(settings.timeZone, now), account.id));
  const part = text === undefined ? undefined : readPart(text);
  if (part === 'newer')
    return unreadOf(account, 'its part of the report was written by a newer version of Keyturn');
  // One of another run of the same day says what was found then.
  return part?.generatedAt === now.toISOString() ? part : unreadOf(account);
}

/** @throws where it is of this version's format and holds something else */
function readPart(text: string): Report | 'newer' {
  const value: unknown = JSON.parse(text);
  const { data } = z.object({ format: z.string() }).safeParse(value);
  return data && data.format !== REPORT_FORMAT ? 'newer' : reportSchema.parse(value);
}

/** S3 denies a file that is not there to whoever may not list the bucket: the two can't be told apart. */
async function get(reports: ReportsPort, key: string): Promise<string | undefined> {
  try {
    return await reports.get(key);
  } catch {
    return undefined;
  }
}
