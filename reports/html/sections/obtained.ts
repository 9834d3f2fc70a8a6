import type { Report, ReportAccount } from '../../../rules/report/report';
import { isUnknown, type Unknown } from '../../../rules/model';
import { html, type Html } from '../html';
import { count, timeIn } from '../words';

const eyes: Readonly<Record<Report['obtainedBy'], string>> = {
  audit: 'keyturn audit, with the credentials of whoever ran it',
  monitor: 'the monitor’s daily run, through the audit role of each account',
};

/** How the report came about, so that it can be judged later and by somebody else. */
export function obtained(report: Report): Html {
  const { limits, accounts, timeZone, generatedAt, keyturnVersion, on, users } = report;
  return html`<section aria-labelledby="obtained">
    <h2 id="obtained">How this was obtained</h2>
    <dl class="facts">
      <div>
        <dt>Written</dt>
        <dd>
          <time datetime="${generatedAt}">${timeIn(timeZone, generatedAt)}</time> (${timeZone}),
          reckoned for ${on}
        </dd>
      </div>
      <div>
        <dt>By</dt>
        <dd>${eyes[report.obtainedBy]}</dd>
      </div>
      <div>
        <dt>Program</dt>
        <dd>keyturn ${keyturnVersion}</dd>
      </div>
      <div>
        <dt>Limits</dt>
        <dd>
          reminders at ${limits.reminderAges.join(', ')} days; disabled on day ${limits.disableAge},
          ${count(limits.graceDays, 'day')} after a delivered warning at the earliest; the older of
          two keys ${count(limits.secondKeyGraceDays, 'day')} after its notice; rotation every
          ${limits.rotationDays} days
        </dd>
      </div>
      <div>
        <dt>As of</dt>
        <dd>
          The credential report of each account tells of passwords, MFA devices and the last use of
          keys: as of the time at which AWS made it, up to four hours before.
          ${
            report.obtainedBy === 'audit'
              ? 'What such a report left open was asked of IAM anew.'
              : 'Keys that are due, or of users whose row had changed, were asked of IAM.'
          }
        </dd>
      </div>
      <div>
        <dt>Read</dt>
        <dd>
          ${count(users.length, 'user')} and ${count(report.keys.length, 'key')} of
          ${count(accounts.filter(({ outcome }) => outcome === 'read').length, 'account')}
        </dd>
      </div>
    </dl>
    <div class="scroll" tabindex="0" role="region" aria-label="Table of accounts">
      <table class="list">
        <caption class="unseen">
          Accounts
        </caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Id</th>
            <th scope="col">Outcome</th>
            <th scope="col">Credential report of</th>
            <th scope="col" class="number">Users</th>
            <th scope="col" class="number">Enabled keys</th>
          </tr>
        </thead>
        <tbody>
          ${accounts.map((account) => accountRow(account, timeZone))}
        </tbody>
      </table>
    </div>
  </section>`;
}

function accountRow(account: ReportAccount, timeZone: string): Html {
  return account.outcome === 'read'
    ? html`<tr>
        <th scope="row">${account.name}</th>
        <td class="key">${account.id}</td>
        <td>read</td>
        <td class="${isUnknown(account.credentialReportAt) ? 'prose' : 'nowrap'}">
          ${reportTime(account.credentialReportAt, timeZone)}
        </td>
        <td class="number">${account.users.toLocaleString('en')}</td>
        <td class="number">${account.enabledKeys.toLocaleString('en')}</td>
      </tr>`
    : html`<tr>
        <th scope="row">${account.name}</th>
        <td class="key">${account.id}</td>
        <td colspan="4" class="prose"><span class="missing">not read</span>: ${account.reason}</td>
      </tr>`;
}

function reportTime(at: string | Unknown, timeZone: string): Html {
  return isUnknown(at)
    ? html`<span class="missing">none</span>: ${at.unknown}`
    : html`<time datetime="${at}">${timeIn(timeZone, at)}</time>`;
}
