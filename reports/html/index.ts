import type { Report } from '../../rules/report/report';
import { html } from './html';
import { masthead, page } from './page';
import { ages } from './sections/ages';
import { calendar } from './sections/calendar';
import { deeds } from './sections/deeds';
import { keys } from './sections/keys';
import { lastUse } from './sections/last-use';
import { moves } from './sections/moves';
import { otherCredentials } from './sections/other-credentials';
import { obtained } from './sections/obtained';
import { rules } from './sections/rules';
import { summary } from './sections/summary';
import { trend } from './sections/trend';
import { withoutKeys } from './sections/without-keys';
import { dayInWords, timeIn } from './words';

const places = [
  ['ages', 'Ages'],
  ['trend', 'Trend'],
  ['forecast', 'Next 30 days'],
  ['rules', 'Rules'],
  ['keys', 'Keys'],
  ['others', 'Other credentials'],
  ['without', 'Without keys'],
  ['moves', 'Moves'],
  ['deeds', 'What was done'],
  ['obtained', 'How obtained'],
] as const;

const sections = [
  summary,
  ages,
  trend,
  calendar,
  lastUse,
  rules,
  keys,
  otherCredentials,
  withoutKeys,
  moves,
  deeds,
  obtained,
];

/** The report as one HTML file that needs no network. What comes from tags and AWS is escaped. */
export function renderReportHtml(report: Report): string {
  const { on, generatedAt, timeZone } = report;
  const title = `Access keys on ${dayInWords(on)}`;
  return page(
    `${title} · Keyturn`,
    html`<a class="skip" href="#main">To the report</a>
      ${masthead(title, html`Written ${timeIn(timeZone, generatedAt)} (${timeZone})`)}
      <nav aria-label="Sections">
        ${places
          .filter(([id]) => id !== 'without' || report.withoutKeys !== undefined)
          .filter(([id]) => id !== 'trend' || report.trend !== undefined)
          .filter(([id]) => id !== 'moves' || report.moves !== undefined)
          .map(([id, name]) => html`<a href="#${id}">${name}</a>`)}
      </nav>
      <main id="main">${sections.map((section) => section(report))}</main>
      <footer><p>keyturn ${report.keyturnVersion} · ${on} · ${timeZone}</p></footer>`,
  );
}
