import { exemptionInWords } from '../../../rules/report/exemption-in-words';
import type { Report, ReportKey, ReportUser } from '../../../rules/report/report';
import { html, type Html } from '../html';
import { accountNames, bandOf, count, dateOf, idOf, mfaInWords } from '../words';

const columns = [
  { title: 'User' },
  { title: 'Account' },
  { title: 'Type' },
  { title: 'MFA' },
  { title: 'Key' },
  { title: 'Status' },
  { title: 'Age', isNumber: true },
  { title: 'Last used', isNumber: true },
  { title: 'What comes next' },
] as const;

/** Every key, oldest of the enabled ones first. The script adds sorting and filtering; without it all of it is there. */
export function keys(report: Report): Html {
  const { limits, accounts } = report;
  const users = new Map(report.users.map((user) => [idOf(user), user]));
  const nameOf = accountNames(report);
  const rows = report.keys.toSorted(
    (a, b) => Number(b.status === 'Active') - Number(a.status === 'Active') || b.age - a.age,
  );
  const first = limits.reminderAges[0] ?? limits.disableAge;
  return html`<section aria-labelledby="keys" class="wide">
    <h2 id="keys">Every key</h2>
    <form class="filters" hidden>
      <label class="search"
        >Find
        <input
          type="search"
          name="text"
          autocomplete="off"
          spellcheck="false"
          placeholder="user, key id, anything"
      /></label>
      ${
        accounts.length > 1 &&
        html`<label
          >Account
          <select name="account">
            <option value="">all</option>
            ${accounts.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
          </select></label
        >`
      }
      <label
        >Status
        <select name="status">
          <option value="">all</option>
          <option value="Active">enabled</option>
          <option value="Inactive">off</option>
        </select></label
      >
      <label
        >Age
        <select name="band">
          <option value="">all</option>
          <option value="young">under ${first} days</option>
          <option value="due">${first} to ${limits.disableAge - 1} days</option>
          <option value="late">${limits.disableAge} days or older</option>
        </select></label
      >
      <button type="reset">Clear</button>
    </form>
    <p id="count" role="status">${count(rows.length, 'key')}</p>
    <div class="scroll keys-frame" tabindex="0" role="region" aria-label="Table of every key">
      <table class="list" id="keys-table">
        <caption class="unseen">
          Every access key. The buttons in the column headers sort.
        </caption>
        <thead>
          <tr>
            ${columns.map((column) => html`<th scope="col" ${'isNumber' in column && html` class="number"`}>${column.title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map((key) => row(report, key, users.get(idOf(key)), nameOf))}
        </tbody>
      </table>
    </div>
    <p class="more" hidden><button type="button">Show more</button></p>
  </section>`;
}

function row(
  { limits, timeZone }: Report,
  key: ReportKey,
  user: ReportUser | undefined,
  nameOf: (accountId: string) => string,
): Html {
  const band = bandOf(key.age, limits);
  const isOn = key.status === 'Active';
  return html`<tr data-account="${key.accountId}" data-status="${key.status}" data-band="${band}">
    <th scope="row">
      ${key.userName}${user?.fullName !== undefined && html`<small>${user.fullName}</small>`}
    </th>
    <td>${nameOf(key.accountId)}</td>
    <td>${user?.type ?? html`<span class="missing">no type</span>`}</td>
    <td>${mfaInWords(user?.hasMfa)}</td>
    <td class="key">${key.keyId}</td>
    <td>${isOn ? 'enabled' : html`<span class="off-key">off</span>`}</td>
    <td class="number" data-sort="${key.age}">
      <span class="age ${isOn && band}">${key.age}</span>
    </td>
    ${useCell(key, timeZone)}
    <td class="prose">${key.next}${exemptionOf(key)}</td>
  </tr>`;
}

function exemptionOf({ exemptUntil, exemption }: ReportKey) {
  return (
    exemptUntil !== undefined &&
    html`<small class="exempt">Exempt until ${exemptUntil}: ${exemptionInWords(exemption)}</small>`
  );
}

function useCell({ lastUsed }: ReportKey, timeZone: string): Html {
  if (lastUsed === undefined || 'unknown' in lastUsed)
    return html`<td class="number" data-sort="">
      ${
        lastUsed === undefined
          ? html`<span class="missing">never</span>`
          : html`<span class="missing" title="${lastUsed.unknown}">unknown</span>`
      }
    </td>`;
  const { at, daysAgo, service, region } = lastUsed;
  const where = [service, region].filter((each) => each !== undefined).join(', ');
  return html`<td class="number" data-sort="${daysAgo}">
    <time datetime="${at}" title="${dateOf(timeZone, at)}${where !== '' && `, ${where}`}"
      >${ago(daysAgo)}</time
    >
  </td>`;
}

function ago(days: number): string {
  return days <= 0 ? 'today' : `${days} d ago`;
}
