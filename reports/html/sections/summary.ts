import type { Report } from '../../../rules/report/report';
import { reportNotSeen } from '../../../rules/report/not-seen';
import { kindNamed } from '../../../rules/report/named';
import { html, type Html } from '../html';
import { bandOf, count, notSeenIn } from '../words';

/** The few numbers that are looked for first, and a warning where the report does not see everything. */
export function summary(report: Report): Html {
  const { accounts, users, keys, limits } = report;
  const enabled = keys.filter(({ status }) => status === 'Active');
  const late = enabled.filter(({ age }) => bandOf(age, limits) === 'late').length;
  const due = enabled.filter(({ age }) => bandOf(age, limits) === 'due').length;
  const unused = enabled.filter(({ lastUsed }) => lastUsed === undefined).length;
  const withoutMfa = users.filter(({ hasMfa }) => hasMfa === false).length;
  const unknownMfa = users.filter(({ hasMfa }) => hasMfa === 'unknown').length;
  const unseenKeys = users.filter((user) => user.keys === 'unknown').length;
  const open = notSeenIn(report);
  const unread = accounts.filter(({ outcome }) => outcome === 'unread');
  const noReport = reportNotSeen(accounts).length;
  const first = limits.reminderAges[0] ?? limits.disableAge;
  return html`${
      unread.length > 0 &&
      html`<p class="warning">
        <strong>${count(unread.length, 'account')} could not be read.</strong>
        Of ${unread.length === 1 ? 'it' : 'them'} this report knows nothing:
        <a href="#obtained">why</a>.
      </p>`
    }${
      noReport > 0 &&
      html`<p class="warning">
        <strong>Of ${count(noReport, 'account')} there was no credential report.</strong>
        What it alone tells is not known there: <a href="#obtained">why</a>.
      </p>`
    }${
      open.length > 0 &&
      html`<p class="warning">
        <strong>Of ${count(open.length, kindNamed(open))} not everything could be seen.</strong>
        They are neither among those who keep a rule nor among those who break it:
        <a href="#rules">why</a>.
      </p>`
    }
    <dl class="figures">
      <div>
        <dt>Enabled keys</dt>
        <dd>
          ${enabled.length.toLocaleString('en')}${
            unseenKeys > 0 && html`<small>, of ${count(unseenKeys, 'user')} unknown</small>`
          }
        </dd>
      </div>
      ${figure(`${limits.disableAge} days or older`, late, 'late')}
      ${figure(`${first} to ${limits.disableAge - 1} days`, due, 'due')}
      ${figure('Enabled, never used', unused)}
      <div>
        <dt>Users without MFA</dt>
        <dd>
          ${withoutMfa.toLocaleString('en')}${
            unknownMfa > 0 && html`<small>, ${unknownMfa.toLocaleString('en')} unknown</small>`
          }
        </dd>
      </div>
      <div>
        <dt>Accounts read</dt>
        <dd>${accounts.length - unread.length}<small> of ${accounts.length}</small></dd>
      </div>
    </dl>`;
}

function figure(name: string, value: number, band?: 'late' | 'due'): Html {
  return html`<div${value > 0 && band !== undefined && html` class="${band}"`}><dt>${name}</dt>
    <dd>${value.toLocaleString('en')}</dd></div>`;
}
