import type { Control, EvidenceHead } from '../../../rules/evidence/evidence';
import { html, type Html } from '../html';
import { listTable } from '../list-table';

const columns = [
  'Standard',
  'Number',
  'Control',
  'Result',
  'Exceptions',
  'Looked at',
  'How tested',
];

const verdicts: Readonly<Record<Control['verdict'], Html>> = {
  pass: html`<span class="verdict young">pass</span>`,
  exceptions: html`<span class="verdict late">exceptions</span>`,
  incomplete: html`<span class="verdict">no exception seen, not all seen</span>`,
  'not tested': html`<span class="verdict">not tested</span>`,
};

/** The controls by number, each with how it was tested. */
export function controls({ controls: tested }: EvidenceHead): Html {
  return html`<section aria-labelledby="controls" class="wide">
    <h2 id="controls">Controls</h2>
    <p class="lead">
      In the words of this program, by the numbers of the standards. What an exemption allowed is an
      exception too: whether it may stand, the auditor judges.
    </p>
    ${listTable('Controls', columns, tested.map(row))}
  </section>`;
}

function row({ standard, number, title, verdict, exceptions, exempt, looks, howTested }: Control) {
  return html`<tr>
    <th scope="row">${standard}</th>
    <td class="nowrap">${number}</td>
    <td class="prose">${title}</td>
    <td>${verdicts[verdict]}</td>
    <td class="number">
      ${exceptions.toLocaleString('en')}${exempt > 0 && `, ${exempt} of them exempt`}
    </td>
    <td class="number">${looks.toLocaleString('en')}</td>
    <td class="prose">${howTested}</td>
  </tr>`;
}
