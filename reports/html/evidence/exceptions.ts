import type { EvidenceBreach, EvidenceHead, EvidenceKey } from '../../../rules/evidence/evidence';
import { exemptionInWords as statedInWords } from '../../../rules/report/exemption-in-words';
import { html, type Html } from '../html';
import { listTable } from '../list-table';

const keyColumns = ['User', 'Account', 'Key', 'Over 90 days', 'Exempt', 'Became'];
const breachColumns = ['Whom', 'Account', 'Key', 'Rule', 'From', 'To', 'Days', 'Why'];

/** Every case that a control has as an exception, and every exemption. */
export function exceptions({ exceptions: keys, breaches, leftOut }: EvidenceHead): Html {
  return html`<section aria-labelledby="exceptions" class="wide">
    <h2 id="exceptions">Exceptions</h2>
    ${
      leftOut > 0 &&
      html`<p class="warning">
        ${leftOut.toLocaleString('en')} more are in exceptions.csv alone: there are too many for a
        page.
      </p>`
    }
    <h3>Keys that were enabled at more than 90 days, or exempt</h3>
    ${keys.length === 0 ? html`<p>None.</p>` : listTable('Keys', keyColumns, keys.map(keyRow))}
    <h3>Rules of the daily reports that were broken, or not seen</h3>
    ${
      breaches.length === 0
        ? html`<p>None.</p>`
        : listTable('Broken rules', breachColumns, breaches.map(breachRow))
    }
  </section>`;
}

const ends: Readonly<Record<EvidenceKey['atEnd'], string>> = {
  enabled: 'still enabled',
  off: 'off',
  gone: 'deleted',
  unknown: 'not known',
};

/** What became of a key by the period's end. */
export function endInWords(key: EvidenceKey): string {
  return ends[key.atEnd];
}

/** With why and who allowed it, as the tags said; and who put these on the user, where CloudTrail was asked and has it. */
export function exemptionInWords({
  until,
  from,
  to,
  stated,
  tagged,
}: EvidenceKey['exemptions'][number]): string {
  const by = tagged ? `, tagged ${tagged.at} by ${tagged.by} (CloudTrail ${tagged.eventId})` : '';
  return `until ${until}, ${statedInWords(stated)}, seen ${from} to ${to}${by}`;
}

function keyRow(key: EvidenceKey): Html {
  const { over90, exemptions } = key;
  return html`<tr>
    <th scope="row">${key.userName}</th>
    <td>${key.account}</td>
    <td class="key">${key.keyId}</td>
    <td>
      ${
        over90
          ? `${over90.from} to ${over90.to}, on ${over90.days} days; up to ${key.oldestEnabled} d old`
          : '–'
      }
    </td>
    <td>${exemptions.length === 0 ? '–' : exemptions.map(exemptionInWords).join('; ')}</td>
    <td>${endInWords(key)}</td>
  </tr>`;
}

function breachRow({
  userName,
  account,
  keyId,
  rule,
  isUnseen,
  from,
  to,
  days,
  text,
}: EvidenceBreach) {
  return html`<tr>
    <th scope="row">${userName ?? account}</th>
    <td>${account}</td>
    <td class="key">${keyId}</td>
    <td>${rule}${isUnseen && html` <span class="missing">not seen</span>`}</td>
    <td class="nowrap">${from}</td>
    <td class="nowrap">${to}</td>
    <td>${days}</td>
    <td class="prose">${text}</td>
  </tr>`;
}
