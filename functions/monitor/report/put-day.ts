import { version } from '../../../package.json';
import { renderReportIndex } from '../../../reports/html/report-index';
import { usersNotSeen } from '../../../reports/html/words';
import type { Account } from '../../../rules/model';
import { TrendOfDay } from '../../../rules/report/carry-trend';
import { limitsOf } from '../../../rules/report/limits';
import { mergeReports } from '../../../rules/report/merge-reports';
import type { IndexedAccount, Report, ReportAccount } from '../../../rules/report/report';
import { REPORT_FORMAT, REPORT_INDEX_FORMAT } from '../../../rules/report/report-format';
import type { ReportsPort } from '../../ports/reports';
import type { Run } from '../run';
import type { ReportDay } from './day-of';
import { htmlFile, json, places, putReport } from './files';

/** Users, keys and other credentials of one page: more than these get a page an account. Together with the rendering, some 100 MB. */
export const MOST_ROWS = 10_000;

/** Pages of accounts at a time: while one waits for S3, another one is rendered. */
export const PAGES_AT_A_TIME = 4;

export function rowsOf({ users, keys, otherCredentials = [] }: Report): number {
  return users.length + keys.length + otherCredentials.length;
}

/** That of an account that was read there is nothing to show. */
const missingPart = 'its part of the report is missing';

/** An account of which there is nothing to show, and why. */
export function unreadOf({ id, name }: Account, reason = missingPart): ReportAccount {
  return { id, name, outcome: 'unread', reason };
}

/**
 * All accounts on one page.
 * @returns where it is
 */
export async function putWhole(
  run: Run,
  reports: ReportsPort,
  day: ReportDay,
  parts: readonly Report[],
  unread: readonly ReportAccount[],
): Promise<string> {
  const key = `${day.folder}${places.name}`;
  const report = mergeReports(parts, unread, headOf(run, day), run.settings);
  const today = new TrendOfDay(day.on);
  today.add(report);
  const trend = today.after(day.trend, report.limits, unread.length);
  await putReport(reports, key, { ...report, trend });
  return reports.linkTo(`${key}.html`);
}

/** The page of one account of many. */
export async function putAccount(
  reports: ReportsPort,
  day: ReportDay,
  part: Report,
): Promise<IndexedAccount> {
  const [account] = part.accounts;
  if (!account) throw new Error('the part is of no account');
  const path = places.ofAccount(account.id);
  const sha256 = await putReport(reports, `${day.folder}${path}`, part);
  const breaches = part.rules.reduce((sum, rule) => sum + rule.breaches.length, 0);
  const late = part.keys.filter(
    ({ status, age }) => status === 'Active' && age >= part.limits.disableAge,
  ).length;
  return { account, path, sha256, breaches, late, notSeenOf: usersNotSeen(part) };
}

/**
 * What stands before the pages of accounts.
 * @param today has the keys of all of them
 * @returns where it is
 */
export async function putIndex(
  run: Run,
  reports: ReportsPort,
  day: ReportDay,
  accounts: readonly IndexedAccount[],
  today: TrendOfDay,
): Promise<string> {
  const head = headOf(run, day);
  const key = `${day.folder}${places.name}`;
  const unread = accounts.filter(({ path }) => path === undefined).length;
  const trend = today.after(day.trend, head.limits, unread);
  await reports.put(`${key}.json`, json({ ...head, format: REPORT_INDEX_FORMAT, accounts, trend }));
  await reports.put(`${key}.html`, htmlFile(renderReportIndex({ ...head, trend }, accounts)));
  return reports.linkTo(`${key}.html`);
}

function headOf({ settings, now, dryRun, dryRunAccounts }: Run, { on, before }: ReportDay) {
  const { timeZone } = settings;
  return {
    format: REPORT_FORMAT as typeof REPORT_FORMAT,
    keyturnVersion: version,
    generatedAt: now.toISOString(),
    on,
    timeZone,
    obtainedBy: 'monitor' as const,
    limits: limitsOf(settings),
    ...(dryRun && { dryRun: 'all' as const }),
    ...(!dryRun && dryRunAccounts.size > 0 && { dryRun: [...dryRunAccounts].sort() }),
    before,
  };
}
