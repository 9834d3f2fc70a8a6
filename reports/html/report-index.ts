import type { IndexedAccount, Report } from '../../rules/report/report';
import { isUnknown } from '../../rules/model';
import { html, type Html } from './html';
import { masthead, page } from './page';
import { trend } from './sections/trend';
import { dayInWords, timeIn } from './words';

/** What stands before reports that are too large for one page: a line an account. */
export function renderReportIndex(
  head: Pick<Report, 'on' | 'generatedAt' | 'timeZone' | 'keyturnVersion' | 'limits' | 'trend'>,
  accounts: readonly IndexedAccount[],
): string {
  const { on, generatedAt, timeZone, keyturnVersion, limits } = head;
  const title = `Access keys on ${dayInWords(on)}`;
  const sorted = accounts.toSorted((a, b) => (a.account.name < b.account.name ? -1 : 1));
  const lead = html`Written ${timeIn(timeZone, generatedAt)} (${timeZone}), by the monitor’s daily
  run, keyturn ${keyturnVersion}`;
  return page(
    `${title} · Keyturn`,
    html`${masthead(title, lead)}
      <main id="main">
        <section aria-labelledby="accounts">
          <h2 id="accounts">A page an account</h2>
          <p class="lead">
            There are too many keys for one page. Whether one person has users in several accounts
            does not show here.
          </p>
          <div class="scroll" tabindex="0" role="region" aria-label="Table of accounts">
            <table class="list">
              <thead>
                <tr>
                  <th scope="col">Account</th>
                  <th scope="col">Id</th>
                  <th scope="col">Data</th>
                  <th scope="col">Credential report of</th>
                  <th scope="col" class="number">Users</th>
                  <th scope="col" class="number">Enabled keys</th>
                  <th scope="col" class="number">${limits.disableAge} days or older</th>
                  <th scope="col" class="number">Breaches</th>
                  <th scope="col" class="number">Users not seen</th>
                </tr>
              </thead>
              <tbody>
                ${sorted.map((each) => row(each, timeZone))}
              </tbody>
            </table>
          </div>
        </section>
        ${trend(head)}
      </main>
      <footer><p>keyturn ${keyturnVersion} · ${on} · ${timeZone}</p></footer>`,
  );
}

function row({ account, path, breaches, late, notSeenOf }: IndexedAccount, timeZone: string): Html {
  if (account.outcome === 'unread' || path === undefined)
    return html`<tr>
      <th scope="row">${account.name}</th>
      <td class="key">${account.id}</td>
      <td colspan="7" class="prose">
        <span class="missing">not read</span>: ${account.outcome === 'unread' && account.reason}
      </td>
    </tr>`;
  return html`<tr>
    <th scope="row"><a href="${path}.html">${account.name}</a></th>
    <td class="key">${account.id}</td>
    <td class="nowrap"><a href="${path}.csv">CSV</a> <a href="${path}.json">JSON</a></td>
    <td class="nowrap">
      ${
        isUnknown(account.credentialReportAt)
          ? html`<span class="missing">none</span>`
          : timeIn(timeZone, account.credentialReportAt)
      }
    </td>
    <td class="number">${account.users}</td>
    <td class="number">${account.enabledKeys}</td>
    <td class="number">${late}</td>
    <td class="number">${breaches}</td>
    <td class="number">${notSeenOf}</td>
  </tr>`;
}
