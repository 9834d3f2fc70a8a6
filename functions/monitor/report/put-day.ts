import { version } from '../../../package.json';
import { renderReportIndex, type IndexedAccount } from '../../../reports/html/report-index';
import { usersNotSeen } from '../../../reports/html/words';
import { dateIn } from '../../../rules/calendar';
import type { Account } from '../../../rules/model';
import { limitsOf } from '../../../rules/report/limits';
import { mergeReports } from '../../../rules/report/merge-reports';
import type { Report, ReportAccount } from '../../../rules/report/report';
import { REPORT_FORMAT } from '../../../rules/report/report-format';
import type { ReportsPort } from '../../ports/reports';
import type { Run } from '../run';
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
  parts: readonly Report[],
  unread: readonly ReportAccount[],
): Promise<string> {
  const head = headOf(run);
  const key = places.report(head.on);
  await putReport(reports, key, mergeReports(parts, unread, head, run.settings));
  return reports.linkTo(`${key}.html`);
}

/** The page of one account of many. */
export async function putAccount(
  run: Run,
  reports: ReportsPort,
  part: Report,
): Promise<IndexedAccount> {
  const [account] = part.accounts;
  if (!account) throw new Error('the part is of no account');
  const path = places.ofAccount(account.id);
  await putReport(reports, `${folderOf(run)}/${path}`, part);
  const breaches = part.rules.reduce((sum, rule) => sum + rule.breaches.length, 0);
  const late = part.keys.filter(
    ({ status, age }) => status === 'Active' && age >= part.limits.disableAge,
  ).length;
  return { account, path, breaches, late, notSeenOf: usersNotSeen(part) };
}

/**
 * What stands before the pages of accounts.
 * @returns where it is
 */
export async function putIndex(
  run: Run,
  reports: ReportsPort,
  accounts: readonly IndexedAccount[],
): Promise<string> {
  const head = headOf(run);
  const key = places.report(head.on);
  await reports.put(`${key}.json`, json({ ...head, format: 'keyturn-report-index/1', accounts }));
  await reports.put(`${key}.html`, htmlFile(renderReportIndex(head, accounts)));
  return reports.linkTo(`${key}.html`);
}

function folderOf({ settings, now }: Run): string {
  const key = places.report(dateIn(settings.timeZone, now));
  return key.slice(0, key.lastIndexOf('/'));
}

function headOf({ settings, now }: Run) {
  const { timeZone } = settings;
  return {
    format: REPORT_FORMAT as typeof REPORT_FORMAT,
    keyturnVersion: version,
    generatedAt: now.toISOString(),
    on: dateIn(timeZone, now),
    timeZone,
    obtainedBy: 'monitor' as const,
    limits: limitsOf(settings),
  };
}
