import type { Report } from '../../../rules/report/report';
import { html, type Html } from '../html';
import { accountNames, dayInWords, timeIn } from '../words';

/** What the monitor did in the period, newest first. */
export function deeds(report: Report): Html {
  const { deeds: done, timeZone } = report;
  const nameOf = accountNames(report);
  return html`<section aria-labelledby="deeds">
    <h2 id="deeds">What the monitor did</h2>
    ${
      done === undefined
        ? html`<p>Not known: the monitor’s ledger was not read.</p>`
        : html`<p class="lead">
              From ${dayInWords(done.from)} to ${dayInWords(done.to)}; times of ${timeZone}.
            </p>
            ${
              done.entries.length === 0
                ? html`<p>Nothing: no message was due and no key was disabled.</p>`
                : html`<div
                    class="scroll"
                    tabindex="0"
                    role="region"
                    aria-label="Table of what the monitor did"
                  >
                    <table class="list">
                      <thead>
                        <tr>
                          <th scope="col">Time</th>
                          <th scope="col">User</th>
                          <th scope="col">Account</th>
                          <th scope="col">Key</th>
                          <th scope="col">What, and why</th>
                        </tr>
                      </thead>
                      <tbody>
                        ${done.entries.toReversed().map(
                          (deed) =>
                            html`<tr>
                              <td class="nowrap">
                                <time datetime="${deed.at}">${timeIn(timeZone, deed.at)}</time>
                              </td>
                              <td>${deed.userName}</td>
                              <td>${nameOf(deed.accountId)}</td>
                              <td class="key">${deed.keyId}</td>
                              <td class="prose">${deed.text}</td>
                            </tr>`,
                        )}
                      </tbody>
                    </table>
                  </div>`
            }`
    }
  </section>`;
}
