import type { Colors } from 'picocolors/types';
import { renderReportCsv } from '../../report-csv';
import { renderReportHtml } from '../../report-html';
import type { Report } from '../../rules/report/report';
import { renderSarif } from './sarif';
import { renderTable } from './table';
import type { Format } from './format-names';

/** Each format's text, ready to be written. */
export const renderers: Record<Format, (report: Report, colours: Colors) => string> = {
  table: renderTable,
  json: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
  csv: (report) => renderReportCsv(report),
  html: (report) => renderReportHtml(report),
  sarif: (report) => renderSarif(report),
};
