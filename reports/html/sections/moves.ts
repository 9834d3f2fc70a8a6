import type { Report, ReportMove } from '../../../rules/report/report';
import { html, type Html } from '../html';
import { listTable } from '../list-table';
import { accountNames, count, timeIn } from '../words';

const columns = [
  'User',
  'Account',
  'Step',
  'Open to them',
  'Last used',
  'Missing for the next step',
];

/** How far those have come who leave their keys; nothing where nobody does. */
export function moves({ moves: found, ...report }: Report): Html {
  if (found === undefined) return html``;
  const { people, notRead } = found;
  const done = people.filter(({ step }) => step === 'closed').length;
  const nameOf = accountNames(report);
  const rows = people.map((move) => row(move, nameOf, report.timeZone));
  return html`<section aria-labelledby="moves" class="wide">
    <h2 id="moves">Moves</h2>
    <p>
      ${count(people.length, 'person', 'people')} on the way from keys to another way in, ${done} of
      them done.
    </p>
    ${
      notRead.length > 0 &&
      html`<p class="missing">
        Not all of CloudTrail could be read, so uses of the last days may be missing:
        ${notRead.join('; ')}.
      </p>`
    }
    ${listTable('People on the way from keys to another way in', columns, rows)}
  </section>`;
}

function row(move: ReportMove, nameOf: (id: string) => string, timeZone: string): Html {
  const { accountId, userName, step, missing, proof, ways } = move;
  const open = ways.flatMap(({ way, isOpen }) => (isOpen ? [way] : []));
  return html`<tr>
    <th scope="row">${userName}</th>
    <td>${nameOf(accountId)}</td>
    <td class="nowrap">${step}${proof && ` (${proof})`}</td>
    <td>${open.join(', ')}</td>
    <td class="prose">${lastUses(move, timeZone).join('; ')}</td>
    <td class="prose">${missing}</td>
  </tr>`;
}

/** Of a key the service, of other ways the program; and from where. */
function lastUses({ ways, lastKeyUse }: ReportMove, timeZone: string): readonly string[] {
  return ways.flatMap(({ way, lastUsed }) => {
    if (!lastUsed) return [];
    const {
      service,
      address = lastUsed.address,
      program = lastUsed.program,
    } = way === 'key' && lastKeyUse ? lastKeyUse : { ...lastUsed, service: undefined };
    const how = [service, program, address && `from ${address}`].filter((each) => each);
    return `${way} ${timeIn(timeZone, lastUsed.at)}${how.length > 0 ? `: ${how.join(' ')}` : ''}`;
  });
}
