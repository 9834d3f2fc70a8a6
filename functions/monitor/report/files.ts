import { renderReportCsv } from '../../../reports/csv';
import { renderReportHtml } from '../../../reports/html';
import type { Report } from '../../../rules/report/report';
import type { LocalDate } from '../../../rules/model';
import type { ReportFile, ReportsPort } from '../../ports/reports';

/** Where in the bucket things are. A day that is run again overwrites its own; the bucket keeps the version before. */
export const places = {
  part: (on: LocalDate, accountId: string) => `parts/${on}/${accountId}.json`,
  report: (on: LocalDate) => `reports/${on}/keyturn-report`,
  /** From the report's own folder. */
  ofAccount: (accountId: string) => `accounts/${accountId}`,
};

export function json(value: unknown): ReportFile {
  return { contentType: 'application/json', body: `${JSON.stringify(value)}\n` };
}

export function htmlFile(body: string): ReportFile {
  return { contentType: 'text/html; charset=utf-8', body };
}

/** The report as HTML, JSON and CSV, under this key and the extension of each. */
export async function putReport(reports: ReportsPort, key: string, report: Report): Promise<void> {
  const csv = { contentType: 'text/csv; charset=utf-8', body: renderReportCsv(report) } as const;
  await Promise.all([
    reports.put(`${key}.json`, json(report)),
    reports.put(`${key}.csv`, csv),
    reports.put(`${key}.html`, htmlFile(renderReportHtml(report))),
  ]);
}
