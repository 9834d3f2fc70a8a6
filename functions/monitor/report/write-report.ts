import pMap from 'p-map';
import { z } from 'zod';
import { version } from '../../../package.json';
import { renderReportIndex, type IndexedAccount } from '../../../report-html/report-index';
import { usersNotSeen } from '../../../report-html/words';
import { dateIn } from '../../../rules/calendar';
import type { NoticeOf } from '../../../rules/notices';
import { mergeReports } from '../../../rules/report/merge-reports';
import { REPORT_FORMAT, type Report, type ReportAccount } from '../../../rules/report/report';
import { reportSchema } from '../../../rules/report/report-schema';
import type { DaySummary } from '../../../rules/summary/compose-summary';
import type { ReportsPort } from '../../ports';
import { withoutKeyIds } from '../../without-key-ids';
import type { Run } from '../run';
import { htmlFile, json, places, putReport } from './files';
import { within } from './within';

/** Users and keys of one page: more than these get a page an account. Together with the rendering, some 100 MB. */
export const MOST_ROWS = 10_000;
/** So long the summary waits for the report; longer only while the run has time left, which many accounts need. */
const PATIENCE_MS = 30_000;
const READS_AT_A_TIME = 8;
/** Pages of accounts at a time: while one waits for S3, another one is rendered. */
const PAGES_AT_A_TIME = 4;

type Accounts = DaySummary['accounts'];
type Link = NonNullable<NoticeOf<'daily-summary'>['report']>;

/**
 * Makes the day's report of the accounts' parts. Never throws, and never takes the time that the summary needs.
 * @returns where it is, or why it is not; undefined where none is to be written
 */
export async function writeReport(
  run: Run,
  accounts: Accounts,
  mostRows = MOST_ROWS,
  patienceMs = PATIENCE_MS,
): Promise<Link | undefined> {
  const { reports } = run.ports;
  if (!reports) return undefined;
  try {
    const work = write(run, reports, accounts, mostRows);
    return { link: await within(patienceMs, work, run.hasTimeLeft) };
  } catch (error) {
    const why = withoutKeyIds(error instanceof Error ? error.message : String(error));
    // The summary carries it, in a message of the queue.
    const failed = why.slice(0, 500);
    run.log.error('The report could not be written', { reason: failed });
    return { failed };
  }
}

async function write(
  run: Run,
  reports: ReportsPort,
  accounts: Accounts,
  mostRows: number,
): Promise<string> {
  const head = headOf(run);
  const key = places.report(head.on);
  const whole = await collect(run, reports, accounts, mostRows);
  if (whole) {
    await putReport(reports, key, mergeReports(whole.parts, whole.unread, head, run.settings));
    return reports.linkTo(`${key}.html`);
  }
  const folder = key.slice(0, key.lastIndexOf('/'));
  const indexed = await pMap(
    accounts,
    async (each): Promise<IndexedAccount> => {
      const part = await partOf(run, reports, each);
      if ('outcome' in part) return { account: part };
      const path = places.ofAccount(each.account.id);
      await putReport(reports, `${folder}/${path}`, part);
      return indexedOf(part, path);
    },
    { concurrency: PAGES_AT_A_TIME },
  );
  await reports.put(
    `${key}.json`,
    json({ ...head, format: 'keyturn-report-index/1', accounts: indexed }),
  );
  await reports.put(`${key}.html`, htmlFile(renderReportIndex(head, indexed)));
  return reports.linkTo(`${key}.html`);
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
      rows += part.users.length + part.keys.length;
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
  { account: { id, name }, unread }: Accounts[number],
): Promise<Report | ReportAccount> {
  if (unread !== undefined) return { id, name, outcome: 'unread', reason: unread };
  const text = await get(reports, places.part(dateIn(settings.timeZone, now), id));
  const part = text === undefined ? undefined : readPart(text);
  // One of another run of the same day says what was found then.
  if (part !== 'newer' && part?.generatedAt === now.toISOString()) return part;
  const reason =
    part === 'newer'
      ? 'its part of the report was written by a newer version of Keyturn'
      : 'its part of the report is missing';
  return { id, name, outcome: 'unread', reason };
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

function headOf({ settings, now }: Run) {
  const { reminderAges, disableAge, graceDays, secondKeyGraceDays, timeZone } = settings;
  return {
    format: REPORT_FORMAT as typeof REPORT_FORMAT,
    keyturnVersion: version,
    generatedAt: now.toISOString(),
    on: dateIn(timeZone, now),
    timeZone,
    obtainedBy: 'monitor' as const,
    limits: {
      reminderAges,
      disableAge,
      graceDays,
      secondKeyGraceDays,
      rotationDays: disableAge - 1,
    },
  };
}

function indexedOf(part: Report, path: string): IndexedAccount {
  const [account] = part.accounts;
  if (!account) throw new Error(`${path} is a part of no account`);
  const breaches = part.rules.reduce((sum, rule) => sum + rule.breaches.length, 0);
  const late = part.keys.filter(
    ({ status, age }) => status === 'Active' && age >= part.limits.disableAge,
  ).length;
  return { account, path, breaches, late, notSeenOf: usersNotSeen(part) };
}
