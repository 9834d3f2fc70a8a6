import type { OffboardCertificate } from '../../rules/offboarding/certificate';
import { credentialsSection, moment } from './certified-credentials';
import { devicesSection } from './certified-devices';
import { html, type Html } from './html';
import { listTable } from './list-table';
import { masthead, page } from './page';
import { count, dayInWords, timeIn } from './words';

/** That nothing of somebody who has left is there any more, or what is; as one HTML file that needs no network. */
export function renderOffboardCertificateHtml(certificate: OffboardCertificate): string {
  const { user, account, generatedAt, timeZone, keyturnVersion } = certificate;
  const title = titleOf(certificate);
  const lead = html`IAM user ${user.name} of the account ${account.name} (${account.id}), on
  ${dayInWords(generatedAt.slice(0, 10))}`;
  return page(
    `${title} · Keyturn`,
    html`<a class="skip" href="#main">To the certificate</a>
      ${masthead(title, lead)}
      <main id="main">
        ${unread(certificate)} ${result(certificate)}
        ${credentialsSection(certificate.credentials, timeZone)}
        ${devicesSection(certificate.mfaDevices, timeZone)} ${iamUser(certificate)}
        ${accounts(certificate)} ${obtained(certificate)}
      </main>
      <footer>
        <p>keyturn ${keyturnVersion} · ${user.ids.join(', ')} · ${account.id} · ${timeZone}</p>
      </footer>`,
  );
}

function titleOf({ result: is, user, left }: OffboardCertificate): string {
  const name = user.fullName ?? user.name;
  if (is === 'out') return `Nothing of ${name} is left`;
  return is === 'left'
    ? `${count(left.length, 'thing')} of ${name} ${left.length === 1 ? 'is' : 'are'} left`
    : `Nothing of ${name} was seen, and not all was seen`;
}

/** First of all: what was not looked at. */
function unread({ notSeen }: OffboardCertificate): Html | false {
  return (
    notSeen.length > 0 &&
    html`<section aria-labelledby="not-seen">
      <h2 id="not-seen">What was not seen</h2>
      <ul class="warning">
        ${notSeen.map((each) => html`<li>${each}.</li>`)}
      </ul>
    </section>`
  );
}

function result({ result: is, left, toLook, user }: OffboardCertificate): Html {
  const all = html`No credential of theirs lets anybody in, no MFA device is enabled for them, their
  IAM user is gone, and no policy that was read names it.`;
  return html`<section aria-labelledby="what">
    <h2 id="what">What this says</h2>
    ${
      is === 'left'
        ? html`<p class="warning"><strong>They are not out. This is left:</strong></p>
            <ul>
              ${left.map(({ text }) => html`<li>${text}.</li>`)}
            </ul>`
        : html`<p>
            ${is === 'out' ? all : html`Nothing was found to be left of what was looked at.`}
          </p>`
    }
    ${
      toLook.length > 0 &&
      html`<p>What may be about ${user.name}, and somebody has to look at:</p>
        <ul>
          ${toLook.map((each) => html`<li>${each}.</li>`)}
        </ul>`
    }
  </section>`;
}

function iamUser({ iamUser: found, namesake, timeZone }: OffboardCertificate): Html {
  const { deletion } = found;
  return html`<section aria-labelledby="user">
    <h2 id="user">Their IAM user</h2>
    <p>
      ${found.is === 'there' ? 'It is there.' : 'It is gone.'}
      ${
        deletion &&
        html`Deleted ${moment(deletion.at, timeZone)} by ${deletion.by}, event ${deletion.eventId}.`
      }
      ${found.restsOn}.
    </p>
    ${
      namesake &&
      html`<p>
        Another user is called so now: ${namesake.id}, made ${moment(namesake.createdAt, timeZone)}.
        That is somebody else, and nothing here is about them.
      </p>`
    }
  </section>`;
}

function accounts({ accounts: all }: OffboardCertificate): Html {
  const rows = all.map(
    ({ id, name, unread: why }) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${id}</td>
        <td class="prose">
          ${why === undefined ? 'read' : html`<span class="missing">not read</span>: ${why}`}
        </td>
      </tr>`,
  );
  return html`<section aria-labelledby="accounts" class="wide">
    <h2 id="accounts">Where policies were looked through</h2>
    ${listTable('Accounts', ['Account', 'Id', 'Its policies'], rows)}
  </section>`;
}

function obtained(certificate: OffboardCertificate): Html {
  const { sources, trailSince, reports, notKnown, generatedAt, timeZone } = certificate;
  return html`<section aria-labelledby="obtained">
    <h2 id="obtained">How this was obtained</h2>
    <p>
      Written ${timeIn(timeZone, generatedAt)} (${timeZone}) by keyturn offboard, which only reads.
      ${
        sources.length > 0
          ? html`Which credentials and MFA devices there were it knows of ${sources.join('; ')}.`
          : html`It knows of nothing which credentials there were.`
      }
      ${trailSince !== undefined && html`CloudTrail was asked since ${timeIn(timeZone, trailSince)}.`}
      ${reports && html`The daily reports are of ${reports.source}.`} What it does not say:
    </p>
    <ul>
      ${notKnown.map((each) => html`<li>${each}.</li>`)}
    </ul>
  </section>`;
}
