import { credentialTraits } from '../../../rules/credentials';
import type { Report, ReportOtherCredential } from '../../../rules/report/report';
import { html, type Html } from '../html';
import { listTable } from '../list-table';
import { accountNames, count, dateOf } from '../words';

const columns = ['User', 'Account', 'Credential', 'Id', 'Status', 'Made', 'Age', 'Ends'];

/** What was found besides users' keys and passwords. */
export function otherCredentials(report: Report): Html {
  const { otherCredentials: found = [], limits } = report;
  return html`<section aria-labelledby="others" class="wide">
    <h2 id="others">Other credentials</h2>
    <p>
      ${count(found.length, 'credential')} of root, for one service, for Git, or to sign
      with.${
        limits.unusedAge !== undefined &&
        html` A key or a password is unused after ${count(limits.unusedAge, 'day')} without use.`
      }
    </p>
    ${found.length > 0 && table(found, report)}
  </section>`;
}

function table(found: readonly ReportOtherCredential[], report: Report): Html {
  const nameOf = accountNames(report);
  const rows = found.map((each) => row(each, nameOf, report.timeZone));
  return listTable('Other credentials', columns, rows);
}

function row(
  {
    accountId,
    userName,
    kind,
    service,
    id,
    status,
    createdAt,
    age,
    expiresAt,
  }: ReportOtherCredential,
  nameOf: (id: string) => string,
  timeZone: string,
): Html {
  return html`<tr>
    <th scope="row">${userName ?? 'root'}</th>
    <td>${nameOf(accountId)}</td>
    <td>${service ?? credentialTraits[kind].nouns[0]}</td>
    <td class="key">${id ?? '–'}</td>
    <td>${statusInWords[status]}</td>
    <td class="nowrap">${createdAt === 'unknown' ? createdAt : dateOf(timeZone, createdAt)}</td>
    <td class="nowrap">${age === 'unknown' ? age : `${age} d`}</td>
    <td class="nowrap">${endOf(expiresAt, timeZone)}</td>
  </tr>`;
}

const statusInWords: Readonly<Record<ReportOtherCredential['status'], string>> = {
  Active: 'enabled',
  Inactive: 'off',
  Expired: 'expired',
  unknown: 'unknown',
};

function endOf(expiresAt: string | undefined, timeZone: string): Html {
  return expiresAt === undefined
    ? html`<span class="missing">never</span>`
    : html`${dateOf(timeZone, expiresAt)}`;
}
