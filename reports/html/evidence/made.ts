import type { EvidenceHead } from '../../../rules/evidence/evidence';
import { html, type Html } from '../html';
import { listTable } from '../list-table';
import { count } from '../words';

/** A file that lies beside the page. */
export interface NamedFile {
  readonly name: string;
  readonly sha256: string;
}

const dayColumns = ['Day', 'Report', 'Program', 'Accounts read', 'Not read', 'SHA-256 of its JSON'];

/** How it was made, so that somebody else can make it again and look into it. */
export function made(evidence: EvidenceHead, files: readonly NamedFile[]): Html {
  const { days, source, keyturnVersion, period, cloudTrail } = evidence;
  return html`<section aria-labelledby="made" class="wide">
    <h2 id="made">How it was made</h2>
    <p>
      By keyturn ${keyturnVersion}, from the daily reports of ${source}, without any change to them.
      Each report names the one before by the SHA-256 of its bytes; the program has followed that
      chain from ${period.from} to ${period.to} and one report further on either side, where there
      is one. The whole population is in the files beside this page.
    </p>
    ${cloudTrail && html`<p>${askedInWords(cloudTrail)}</p>`}
    ${listTable(
      'Files',
      ['File', 'SHA-256'],
      files.map(
        ({ name, sha256 }) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td class="hash">${sha256}</td>
          </tr>`,
      ),
    )}
    <details>
      <summary>Each day</summary>
      ${listTable('Days', dayColumns, days.map(dayRow))}
    </details>
  </section>`;
}

function askedInWords({
  since,
  until,
  accountsAsked,
  notAsked,
}: NonNullable<EvidenceHead['cloudTrail']>): string {
  const all = accountsAsked + notAsked.length;
  return `CloudTrail’s event history of ${accountsAsked} of ${count(all, 'account')} was asked who made, changed and deleted access keys, and who put exemptions on users, from ${since} to ${until}.`;
}

function dayRow(day: EvidenceHead['days'][number]): Html {
  const { on, is, generatedAt, keyturnVersion, accountsRead, accountsUnread, sha256 } = day;
  return html`<tr>
    <th scope="row"><time datetime="${on}">${on}</time></th>
    <td>${is === 'report' ? generatedAt : html`<span class="missing">${is}</span>`}</td>
    <td>${keyturnVersion}</td>
    <td>${accountsRead}</td>
    <td>${accountsUnread}</td>
    <td class="hash">${sha256}</td>
  </tr>`;
}
