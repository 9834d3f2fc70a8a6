import type { EvidenceHead } from '../../../rules/evidence/evidence';
import { html, type Html } from '../html';
import { listTable } from '../list-table';
import { shareOf } from '../rotations';

const columns = [
  ...['Account', 'Id', 'Days read', 'Not read', 'Keys', 'Enabled at first', 'At last'],
  ...['Median age at first', 'At last', 'Rotated', 'Before a reminder', 'Days from reminder'],
];

/** What there is of each account, and how its people rotate. */
export function accounts({ accounts: found }: EvidenceHead): Html {
  return html`<section aria-labelledby="accounts" class="wide">
    <h2 id="accounts">Accounts</h2>
    ${listTable('Accounts', columns, found.map(row))}
  </section>`;
}

function row(account: EvidenceHead['accounts'][number]): Html {
  const { rotations, unread } = account;
  const days = (age: number | undefined) => (age === undefined ? '–' : `${age} d`);
  return html`<tr>
    <th scope="row">${account.name}</th>
    <td class="key">${account.id}</td>
    <td>${account.daysRead}</td>
    <td class="prose">
      ${unread.length > 0 && html`<span class="missing">${unread.join('; ')}</span>`}
    </td>
    <td>${account.keys.toLocaleString('en')}</td>
    <td>${account.enabledAtFirst.toLocaleString('en')}</td>
    <td>${account.enabledAtLast.toLocaleString('en')}</td>
    <td>${days(account.medianAtFirst)}</td>
    <td>${days(account.medianAtLast)}</td>
    <td>${rotations.all.toLocaleString('en')}</td>
    <td>${shareOf(rotations.beforeReminder, rotations.all)}</td>
    <td>${days(rotations.medianDays)}</td>
  </tr>`;
}
