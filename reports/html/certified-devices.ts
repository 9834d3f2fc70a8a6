import type { CertifiedDevice } from '../../rules/offboarding/certificate';
import { moment } from './certified-credentials';
import { html, type Html } from './html';
import { listTable } from './list-table';

const kinds: Readonly<Record<CertifiedDevice['kind'], string>> = {
  virtual: 'Virtual MFA device',
  'passkey-or-security-key': 'Passkey or security key',
  'hardware-token': 'Hardware token',
};

/** Which MFA devices there were, and how each ended. */
export function devicesSection(all: readonly CertifiedDevice[], timeZone: string): Html {
  const columns = ['Device', 'Enabled', 'Ended', 'By', 'Rests on'];
  return html`<section aria-labelledby="mfa-devices" class="wide">
    <h2 id="mfa-devices">Which MFA devices there were</h2>
    ${
      all.length === 0
        ? html`<p>None is known.</p>`
        : listTable(
            'MFA devices and their ends',
            columns,
            all.map((each) => deviceRow(each, timeZone)),
          )
    }
  </section>`;
}

function deviceRow(device: CertifiedDevice, timeZone: string): Html {
  const { kind, serialNumber, enabledAt, end, deletion } = device;
  return html`<tr>
    <th scope="row">${kinds[kind]}<small class="key">${serialNumber}</small></th>
    <td class="nowrap">
      ${
        enabledAt === undefined
          ? html`<span class="missing">not known</span>`
          : moment(enabledAt, timeZone)
      }
    </td>
    <td>${endInWords(device, timeZone)}</td>
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

function endInWords({ status, end }: CertifiedDevice, timeZone: string): Html {
  const now = status === 'deleted' ? ', deleted' : '';
  if (end.is === 'left') return html`<strong class="missing">it is enabled</strong>`;
  if (end.at !== undefined) return html`${moment(end.at, timeZone)}${now}`;
  return status === 'unseen'
    ? html`<span class="missing">not seen</span>`
    : html`<span class="missing">off, nobody knows since when</span>`;
}
