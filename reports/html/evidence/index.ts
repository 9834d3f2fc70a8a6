import type { EvidenceHead } from '../../../rules/evidence/evidence';
import { html } from '../html';
import { masthead, page } from '../page';
import { dayInWords, timeIn } from '../words';
import { accounts } from './accounts';
import { controls } from './controls';
import { exceptions } from './exceptions';
import { lacks } from './lacks';
import { made, type NamedFile } from './made';
import { sample } from './sample';
import { totals } from './totals';
import { trend } from './trend';
import { unseenKeys } from './unseen-keys';

const places = [
  ['lacks', 'What it lacks'],
  ['controls', 'Controls'],
  ['trend', 'Trend'],
  ['accounts', 'Accounts'],
  ['exceptions', 'Exceptions'],
  ['sample', 'Sample'],
  ['made', 'How it was made'],
] as const;

/**
 * The evidence of a period as one HTML file that needs no network.
 * @param files that lie beside it, and hold the rest
 */
export function renderEvidenceHtml(evidence: EvidenceHead, files: readonly NamedFile[]): string {
  const { period, generatedAt, timeZone, keyturnVersion, source } = evidence;
  const title = `Access keys from ${dayInWords(period.from)} to ${dayInWords(period.to)}`;
  const lead = html`Evidence from the daily reports of ${source}; written
  ${timeIn(timeZone, generatedAt)} (${timeZone})`;
  return page(
    `${title} · Keyturn`,
    html`<a class="skip" href="#main">To the evidence</a>
      ${masthead(title, lead)}
      <nav aria-label="Sections">
        ${places
          .filter(([id]) => id !== 'sample' || evidence.sample !== undefined)
          .map(([id, name]) => html`<a href="#${id}">${name}</a>`)}
      </nav>
      <main id="main">
        ${lacks(evidence)} ${totals(evidence)} ${controls(evidence)} ${trend(evidence)}
        ${accounts(evidence)} ${unseenKeys(evidence)} ${exceptions(evidence)} ${sample(evidence)}
        ${made(evidence, files)}
      </main>
      <footer>
        <p>keyturn ${keyturnVersion} · ${period.from} to ${period.to} · ${timeZone}</p>
      </footer>`,
  );
}
