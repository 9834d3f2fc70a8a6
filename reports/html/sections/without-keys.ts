import type { Report, ReportWithoutKeys } from '../../../rules/report/report';
import { html, type Html } from '../html';
import { listTable } from '../list-table';
import { accountNames, timeIn } from '../words';

const columns = ['User', 'Account', 'Without keys', 'Why', 'Used by', 'Rests on'];

/** Who could do without keys; nothing where nobody asked, as in a daily report. */
export function withoutKeys(report: Report): Html {
  const { withoutKeys: found } = report;
  if (found === undefined) return html``;
  const unseen = new Set(found.flatMap(({ notKnown }) => notKnown));
  return html`<section aria-labelledby="without" class="wide">
    <h2 id="without">Who could do without keys</h2>
    <p>
      What it looks like, and no more than an advice: whoever is named signs in by another way, and
      the key is set to inactive before anybody deletes it.
    </p>
    ${found.length === 0 ? html`<p>No user has keys.</p>` : table(found, report)}
    ${unseen.size > 0 && html`<p>Not known: ${[...unseen].join('; ')}.</p>`}
  </section>`;
}

function table(found: readonly ReportWithoutKeys[], report: Report): Html {
  const nameOf = accountNames(report);
  const rows = found.map((each) => row(each, nameOf, report.timeZone));
  return listTable('Who could do without keys', columns, rows);
}

function row(
  { accountId, userName, verdict, text, recentUses = [], restsOn }: ReportWithoutKeys,
  nameOf: (id: string) => string,
  timeZone: string,
): Html {
  return html`<tr>
    <th scope="row">${userName}</th>
    <td>${nameOf(accountId)}</td>
    <td class="nowrap">${verdictInWords[verdict]}</td>
    <td class="prose">${text}</td>
    <td class="prose">
      ${recentUses
        .map(
          ({ program = 'unknown', address = 'unknown', service, at }) =>
            `${program} from ${address}: ${service}, ${timeIn(timeZone, at)}`,
        )
        .join('; ')}
    </td>
    <td class="prose">${restsOn.join('; ')}</td>
  </tr>`;
}

const verdictInWords: Readonly<Record<ReportWithoutKeys['verdict'], Html>> = {
  could: html`could`,
  machine: html`a machine`,
  'not-known': html`<span class="missing">not known</span>`,
};
