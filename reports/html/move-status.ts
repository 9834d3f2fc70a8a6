import { isUnknown } from '../../rules/model';
import { moveSteps } from '../../rules/person/moving';
import type { MoveStatus, PersonStatus, WayStatus } from '../../rules/person/move-status';
import { html, type Html } from './html';
import { listTable } from './list-table';
import { masthead, page } from './page';
import { count, dayInWords, timeIn } from './words';

const columns = ['User', 'Account', 'Ways in', 'Step', 'What is missing for the next', 'Keys'];

/** Everybody's move from keys to another way in, as one HTML file that needs no network. */
export function renderMoveStatusHtml(status: MoveStatus): string {
  const { on, generatedAt, timeZone, keyturnVersion, people } = status;
  const title = `Ways in on ${dayInWords(on)}`;
  const nameOf = accountNames(status);
  return page(
    `${title} · Keyturn`,
    html`<a class="skip" href="#main">To everybody</a>
      ${masthead(title, html`Written ${timeIn(timeZone, generatedAt)} (${timeZone})`)}
      <main id="main">
        ${warnings(status)} ${figures(status)} ${steps(status)}
        <section aria-labelledby="people" class="wide">
          <h2 id="people">Everybody</h2>
          ${
            people.length === 0
              ? html`<p>There is no engineer.</p>`
              : listTable(
                  'Ways in of every engineer',
                  columns,
                  people.map((person) => row(person, nameOf, timeZone)),
                )
          }
        </section>
      </main>
      <footer><p>keyturn ${keyturnVersion} · ${on} · ${timeZone}</p></footer>`,
  );
}

function accountNames({ accounts }: MoveStatus): (id: string) => string {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

function warnings({ accounts, ledgerRead }: MoveStatus): readonly Html[] {
  const unseen = accounts.flatMap(({ name, unread, credentialReportAt }) => {
    if (unread !== undefined) return [html`<strong>${name} could not be read</strong>: ${unread}.`];
    return isUnknown(credentialReportAt)
      ? [
          html`<strong>Of ${name} there was no credential report</strong>:
            ${credentialReportAt.unknown}.`,
        ]
      : [];
  });
  const noLedger = html`<strong>No ledger was read.</strong> Nothing is known of messages, of uses
    of the new ways and of what people said.`;
  return [...unseen, ...(ledgerRead ? [] : [noLedger])].map(
    (text) => html`<p class="warning">${text}</p>`,
  );
}

function figures({ people }: MoveStatus): Html {
  const done = people.filter(({ step }) => step === 'closed').length;
  const resting = people.filter(({ step }) => step === 'not-moving').length;
  const withKeys = people.filter(
    ({ enabledKeys }) => !isUnknown(enabledKeys) && enabledKeys > 0,
  ).length;
  return html`<dl class="figures">
    ${figure('Engineers', people.length)} ${figure('Done', done)}
    ${figure('On the way', people.length - done - resting)} ${figure('Not moving', resting)}
    ${figure('With an enabled key', withKeys)}
  </dl>`;
}

function figure(name: string, value: number): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value.toLocaleString('en')}</dd>
  </div>`;
}

function steps({ people, provedDays, quietDays }: MoveStatus): Html {
  const rows = moveSteps.map((step) => {
    const { length } = people.filter((person) => person.step === step);
    return html`<tr>
      <th scope="row">${step}</th>
      <td class="number">${length.toLocaleString('en')}</td>
      <td class="prose">${meaningOf(step, provedDays, quietDays)}</td>
    </tr>`;
  });
  return html`<section aria-labelledby="steps">
    <h2 id="steps">How far they are</h2>
    ${listTable('How many are at which step', ['Step', 'People', 'What it says'], rows)}
  </section>`;
}

function meaningOf(
  step: (typeof moveSteps)[number],
  provedDays: number,
  quietDays: number,
): string {
  switch (step) {
    case 'open':
      return 'another way than a key is open to them';
    case 'told':
      return 'the message that tells them how has arrived';
    case 'proved':
      return `the other way was seen in use on ${count(provedDays, 'day')}, or they said that it works`;
    case 'quiet':
      return `no key of theirs was used for ${count(quietDays, 'day')}: key may be closed`;
    case 'warned':
      return 'key is closed, and the message has arrived that says when theirs stop';
    case 'disabled':
      return 'none of their keys is enabled';
    case 'closed':
      return `and none was for ${count(quietDays, 'day')}: done`;
  }
}

function row(person: PersonStatus, nameOf: (id: string) => string, timeZone: string): Html {
  const { userName, fullName, accountId, ways, step, proof, missing, enabledKeys } = person;
  const { keyUntil, iamUser } = person;
  const shown = ways.filter(({ isOpen, lastUsed }) => isOpen || lastUsed);
  return html`<tr>
    <th scope="row">${userName}${fullName !== undefined && html`<small>${fullName}</small>`}</th>
    <td>${nameOf(accountId)}</td>
    <td>${shown.map((way) => html`<div>${wayInWords(way, keyUntil, timeZone)}</div>`)}</td>
    <td class="nowrap">
      ${
        step === 'not-moving'
          ? html`<span class="off-key">not moving</span>`
          : html`${step}${proof !== undefined && proof !== 'seen' && ` (${proof})`}`
      }
    </td>
    <td class="prose">${missing ?? ''}</td>
    <td class="${isUnknown(enabledKeys) ? 'prose' : 'nowrap'}">
      ${
        isUnknown(enabledKeys)
          ? html`<span class="missing">unknown</span>: ${enabledKeys.unknown}`
          : iamUser === false
            ? 'no IAM user'
            : count(enabledKeys, 'enabled key')
      }
    </td>
  </tr>`;
}

function wayInWords(
  { way, isOpen, lastUsed }: WayStatus,
  keyUntil: string | undefined,
  timeZone: string,
): Html {
  const until = way === 'key' && isOpen && keyUntil !== undefined && ` until ${keyUntil}`;
  const name = html`<strong>${way}</strong>${until}${!isOpen && ' (closed)'}`;
  if (!lastUsed) return html`${name}: <span class="missing">not seen in use</span>`;
  const { at, service, region, program, address } = lastUsed;
  const where = [service, region, program, address && `from ${address}`].filter(Boolean).join(', ');
  return html`${name}: <time datetime="${at}">${timeIn(timeZone, at)}</time>${
      where !== '' && html` <small>${where}</small>`
    }`;
}
