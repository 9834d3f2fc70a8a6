import type { EvidenceHead, EvidenceKey } from '../../../rules/evidence/evidence';
import { lifeInShort, whenOf } from '../../../rules/evidence/life-in-short';
import { html, type Html } from '../html';
import { listTable } from '../list-table';
import { count } from '../words';
import { endInWords } from './exceptions';

const columns = ['User', 'Account', 'Key', 'Made', 'By', 'Became', 'When', 'By', 'Known from'];

/** Keys that came and went between two reports, for the most part; nothing where every key is in a report. */
export function unseenKeys({ unseenKeys: found, totals }: EvidenceHead): Html {
  if (found.length === 0) return html``;
  const left = totals.unseen - found.length;
  return html`<section aria-labelledby="unseen" class="wide">
    <h2 id="unseen">Keys that no report has</h2>
    ${
      left > 0 &&
      html`<p class="warning">
        ${count(left, 'key')} more in population.csv alone: too many for a page.
      </p>`
    }
    ${listTable('Keys that no report has', columns, found.map(row))}
  </section>`;
}

function row(key: EvidenceKey): Html {
  const { made, disabled, deleted } = lifeInShort(key);
  const end = deleted ?? disabled;
  return html`<tr>
    <th scope="row">${key.userName}</th>
    <td>${key.account}</td>
    <td class="key">${key.keyId}</td>
    <td>${key.createdAt ?? 'not known'}</td>
    <td>${made?.by ?? 'not known'}</td>
    <td>${endInWords(key)}</td>
    <td>${end && whenOf(end)}</td>
    <td>${end?.by}</td>
    <td>${key.knownFrom === 'cloudtrail' ? 'CloudTrail' : 'what people were told'}</td>
  </tr>`;
}
