import type { Certificate } from '../../rules/person/certificate';
import { credentialsSection, moment } from './certified-credentials';
import { html, type Html } from './html';
import { listTable } from './list-table';
import { masthead, page } from './page';
import { count, dayInWords, timeIn } from './words';

/** That a person needs no key any more, as one HTML file that needs no network, to keep or to print. */
export function renderCertificateHtml(certificate: Certificate): string {
  const { user, account, generatedAt, timeZone, keyturnVersion, stays } = certificate;
  const title = `${user.fullName ?? user.name} comes without access keys`;
  const lead = html`IAM user ${user.name} of the account ${account.name} (${account.id}), on
  ${dayInWords(generatedAt.slice(0, 10))}`;
  return page(
    `${title} · Keyturn`,
    html`<a class="skip" href="#main">To the certificate</a>
      ${masthead(title, lead)}
      <main id="main">
        <section aria-labelledby="what">
          <h2 id="what">What this says</h2>
          <p>
            None of their access keys is enabled.
            ${
              stays
                ? 'Their IAM user stays: by it they sign in, with a password and MFA.'
                : 'Their IAM user is not needed any more: engineers.yaml says so, and pulumi up deletes it.'
            }
          </p>
          ${proof(certificate)}
        </section>
        ${credentialsSection(certificate.credentials, certificate.timeZone)} ${ways(certificate)}
        ${obtained(certificate)}
      </main>
      <footer><p>keyturn ${keyturnVersion} · ${user.arn} · ${user.id} · ${timeZone}</p></footer>`,
  );
}

function proof({ proof: by, forced, timeZone }: Certificate): Html {
  if (by === 'seen')
    return html`<p>
      That they can do without a key was seen: CloudTrail has their use of another way.
    </p>`;
  if (by === 'said')
    return html`<p>That they can do without a key they said themselves; nobody has seen it.</p>`;
  return html`<p class="warning">
    <strong>That they can do without a key was not proved.</strong>
    ${
      forced &&
      html`${forced.by} closed it by name,
      ${timeIn(timeZone, forced.at)}${forced.reason !== undefined && html`: “${forced.reason}”`}.`
    }
  </p>`;
}

function ways({ ways: all, timeZone }: Certificate): Html {
  const rows = all
    .filter(({ way, isOpen }) => way !== 'key' || isOpen)
    .map(
      ({ way, isOpen, seenOn, lastUse, said }) =>
        html`<tr>
          <th scope="row">${way}</th>
          <td>${isOpen ? 'open' : 'closed'}</td>
          <td>
            ${
              seenOn.length === 0
                ? html`<span class="missing">never</span>`
                : html`on ${count(seenOn.length, 'day')}: ${seenOn.join(', ')}`
            }
          </td>
          <td class="prose">
            ${
              lastUse &&
              html`${moment(lastUse.at, timeZone)} ${lastUse.program}
              ${lastUse.address !== undefined && `from ${lastUse.address}`}
              ${lastUse.eventId !== undefined && `, event ${lastUse.eventId}`}`
            }
          </td>
          <td class="prose">${said && html`${moment(said.at, timeZone)}, by ${said.by}`}</td>
        </tr>`,
    );
  return html`<section aria-labelledby="ways" class="wide">
    <h2 id="ways">How they come now</h2>
    ${listTable('Ways in and their proof', ['Way', 'Now', 'Seen in use', 'Last', 'Said'], rows)}
  </section>`;
}

function obtained({ trailSince, notKnown, generatedAt, timeZone }: Certificate): Html {
  return html`<section aria-labelledby="obtained">
    <h2 id="obtained">How this was obtained</h2>
    <p>
      Written ${timeIn(timeZone, generatedAt)} (${timeZone}) by keyturn move, of IAM and of the
      monitor’s
      ledger${trailSince !== undefined && `, and of CloudTrail since ${timeIn(timeZone, trailSince)}`}.
    </p>
    <p>Not known:</p>
    <ul>
      ${notKnown.map((each) => html`<li>${each}</li>`)}
    </ul>
  </section>`;
}
