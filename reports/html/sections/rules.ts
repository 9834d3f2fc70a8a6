import type { Breach, Report, ReportRule } from '../../../rules/report/report';
import { kindNamed, namedIn } from '../../../rules/report/named';
import { cisInWords } from '../../../rules/report/rule-names';
import { html, type Html } from '../html';
import { accountNames, count } from '../words';

/** The five rules with who breaks them, and the tags that keep the rules from seeing somebody. */
export function rules(report: Report): Html {
  const nameOf = accountNames(report);
  return html`<section aria-labelledby="rules">
    <h2 id="rules">The five rules</h2>
    <ol class="rules">
      ${report.rules.map((rule) => ruleItem(rule, nameOf))}
    </ol>
    ${tagProblems(report, nameOf)}
  </section>`;
}

type NameOf = (accountId: string) => string;

function ruleItem({ title, cis, notSeen, breaches, notSeenOf }: ReportRule, nameOf: NameOf): Html {
  return html`<li>
    <h3>${title} ${verdict(breaches, notSeenOf)}</h3>
    ${cis && html`<p class="cis">${cisInWords(cis)}</p>`}
    ${notSeen !== undefined && html`<p class="not-seen">Not seen: ${notSeen}</p>`}
    ${list('Who breaks it', breaches, nameOf)} ${list('Of whom it is not seen', notSeenOf, nameOf)}
  </li>`;
}

function list(title: string, entries: readonly Breach[], nameOf: NameOf): Html | undefined {
  if (entries.length === 0) return undefined;
  return html`<details>
    <summary>${title}</summary>
    <ul class="breaches">
      ${entries.map(
        (entry) =>
          html`<li>
            ${whom(entry, nameOf)}${
              entry.keyId !== undefined && html`, <span class="key">${entry.keyId}</span>`
            }:
            ${entry.text}
          </li>`,
      )}
    </ul>
  </details>`;
}

function whom(entry: Breach, nameOf: NameOf): Html {
  const account = nameOf(entry.accountId);
  const named = namedIn(entry);
  return html`<strong>${named ?? account}</strong>${named !== undefined && ` in ${account}`}`;
}

function verdict(breaches: readonly Breach[], notSeenOf: readonly Breach[]): Html {
  if (breaches.length + notSeenOf.length === 0)
    return html`<span class="verdict young">kept</span>`;
  return html`${
    breaches.length > 0 &&
    html`<span class="verdict late">broken ${count(breaches.length, 'time')}</span>`
  }
  ${
    notSeenOf.length > 0 &&
    html`<span class="verdict">not seen of ${count(notSeenOf.length, kindNamed(notSeenOf))}</span>`
  }`;
}

function tagProblems({ users }: Report, nameOf: NameOf): Html | undefined {
  const wrong = users.filter((user) => user.tagProblems.length > 0);
  if (wrong.length === 0) return undefined;
  return html`<details>
    <summary>Tags to mend (${count(wrong.length, 'user')})</summary>
    <ul class="breaches">
      ${wrong.map(
        (user) =>
          html`<li>
            <strong>${user.userName}</strong> in ${nameOf(user.accountId)}:
            ${user.tagProblems.join('; ')}
          </li>`,
      )}
    </ul>
  </details>`;
}
