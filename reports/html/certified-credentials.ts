import { nameOf } from '../../rules/credentials';
import { isUnknown } from '../../rules/model';
import type { OffboardedCredential } from '../../rules/offboarding/certificate';
import type { CertifiedCredential as OfMove } from '../../rules/person/certificate';
import { html, type Html } from './html';
import { listTable } from './list-table';
import { timeIn } from './words';

/** As the certificates of a move and of somebody who has left have them. */
interface CertifiedCredential extends Omit<OfMove, 'end'> {
  readonly end: Omit<OfMove['end'], 'is'> & {
    readonly is: OfMove['end']['is'] | OffboardedCredential['end']['is'];
  };
  readonly deletion?: OffboardedCredential['deletion'];
}

/** Which credentials there were, and how each ended. */
export function credentialsSection(all: readonly CertifiedCredential[], timeZone: string): Html {
  const columns = ['Credential', 'Made', 'Last used', 'Ended', 'By', 'Rests on'];
  return html`<section aria-labelledby="credentials" class="wide">
    <h2 id="credentials">Which credentials there were</h2>
    ${
      all.length === 0
        ? html`<p>None.</p>`
        : listTable(
            'Credentials and their ends',
            columns,
            all.map((each) => credentialRow(each, timeZone)),
          )
    }
  </section>`;
}

function credentialRow(credential: CertifiedCredential, timeZone: string): Html {
  const { kind, id, status, createdAt, lastUsed, end, deletion } = credential;
  return html`<tr>
    <th scope="row">
      ${nameOf({ kind, id })}<small class="key">${kind === 'password' ? '' : id}</small>
    </th>
    <td class="nowrap">${moment(createdAt, timeZone)}</td>
    <td>
      ${
        lastUsed === undefined
          ? html`<span class="missing">not known to be used</span>`
          : isUnknown(lastUsed)
            ? moment(lastUsed, timeZone)
            : html`${moment(lastUsed.at, timeZone)} ${lastUsed.service} ${lastUsed.region}`
      }
    </td>
    <td>${endInWords(end, status, timeZone)}</td>
    <td class="prose">${end.by}${end.eventId !== undefined && html`<br />event ${end.eventId}`}</td>
    <td class="prose">
      ${end.restsOn}
      ${
        deletion &&
        html`<br />deleted ${moment(deletion.at, timeZone)} by ${deletion.by}, event
          ${deletion.eventId}`
      }
    </td>
  </tr>`;
}

function endInWords(
  { is, at }: CertifiedCredential['end'],
  status: CertifiedCredential['status'],
  timeZone: string,
): Html {
  const now = status === 'deleted' ? ', deleted' : '';
  switch (is) {
    case 'ended':
      return html`${at !== undefined && moment(at, timeZone)}${now}`;
    case 'left':
      return html`<strong class="missing">it is enabled</strong>`;
    case 'with-the-user':
      return html`with the user`;
    case 'stays':
      return html`stays`;
    case 'not-known':
      return html`<span class="missing">off, nobody knows since when</span>${now}`;
  }
}

export function moment(at: string | { readonly unknown: string }, timeZone: string): Html {
  return isUnknown(at)
    ? html`<span class="missing">not known</span>: ${at.unknown}`
    : html`<time datetime="${at}">${timeIn(timeZone, at)}</time>`;
}
