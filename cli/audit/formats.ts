import type { Colors } from 'picocolors/types';
import type * as csv from '../../reports/csv';
import type * as groupsAndRoles from '../../reports/csv/groups-and-roles';
import type * as html from '../../reports/html';
import type { Report } from '../../rules/report/report';
import type { Format } from './format-names';
import type * as sarif from './sarif';
import { renderTable } from './table';

/* eslint-disable @typescript-eslint/no-require-imports -- A report is written in one format: what another needs is not
   loaded. Not import(): that is Node's own loader, which knows no TypeScript. */
const load = {
  csv: () => require('../../reports/csv') as typeof csv,
  groupsAndRoles: () => require('../../reports/csv/groups-and-roles') as typeof groupsAndRoles,
  html: () => require('../../reports/html') as typeof html,
  sarif: () => require('./sarif') as typeof sarif,
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** Each format's text, ready to be written. */
export const renderers: Record<Format, (report: Report, colours: Colors) => string> = {
  table: renderTable,
  json: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
  csv: (report) => {
    const ofGroupsAndRoles = load.groupsAndRoles().groupsAndRolesRows(report);
    return load.csv().renderReportCsv(report, ofGroupsAndRoles);
  },
  html: (report) => load.html().renderReportHtml(report),
  sarif: (report) => load.sarif().renderSarif(report),
};
