import { createHash } from 'node:crypto';
import { renderReportCsv } from '../../../reports/csv';
import { renderReportHtml } from '../../../reports/html';
import type { Report } from '../../../rules/report/report';
import type { LocalDate } from '../../../rules/model';
import type { ReportFile, ReportsPort } from '../../ports/reports';

/**
 * Where in the bucket things are. A day that is run again overwrites its own, until a later one has its report; the bucket
 * keeps the version before.
 */
export const places = {
  part: (on: LocalDate, accountId: string) => `parts/${on}/${accountId}.json`,
  all: 'reports/',
  folder: (on: LocalDate) => `reports/${on}/`,
  /** Of a run that catches up on a day after which others have run. */
  late: (on: LocalDate) => `reports/${on}/late/`,
  /** In the folder, without extension. */
  name: 'keyturn-report',
  ofAccount: (accountId: string) => `accounts/${accountId}`,
};

export function json(value: unknown): ReportFile {
  return { contentType: 'application/json', body: `${JSON.stringify(value)}\n` };
}

export function htmlFile(body: string): ReportFile {
  return { contentType: 'text/html; charset=utf-8', body };
}

/** In hexadecimal, of the text as it is stored. */
export function sha256Of(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

/**
 * The report as HTML, JSON and CSV, under this key and the extension of each.
 * @returns the SHA-256 of the JSON
 */
export async function putReport(
  reports: ReportsPort,
  key: string,
  report: Report,
): Promise<string> {
  const data = json(report);
  const csv = { contentType: 'text/csv; charset=utf-8', body: renderReportCsv(report) } as const;
  await Promise.all([
    reports.put(`${key}.json`, data),
    reports.put(`${key}.csv`, csv),
    reports.put(`${key}.html`, htmlFile(renderReportHtml(report))),
  ]);
  return sha256Of(data.body);
}
