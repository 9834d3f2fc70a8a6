import type { EvidenceHead } from '../../../rules/evidence/evidence';
import { html, type Html } from '../html';

/** The few numbers of the population. */
export function totals({ totals: of, controls, cloudTrail }: EvidenceHead): Html {
  const figures: [string, number, ('late' | 'due')?][] = [
    ['Keys in the period', of.keys],
    ['Made in it', of.made],
    ['Gone at its end', of.gone],
    ['Warnings', of.warnings],
    ['Warnings not arrived', of.undelivered, 'due'],
    ['Disabled by Keyturn', of.disabledByKeyturn],
  ];
  const failed = controls.filter(({ verdict }) => verdict === 'exceptions').length;
  return html`<dl class="figures">
      ${figures.map(
        ([name, value, band]) =>
          html`<div${value > 0 && band !== undefined && html` class="${band}"`}>
            <dt>${name}</dt>
            <dd>${value.toLocaleString('en')}</dd>
          </div>`,
      )}
    </dl>
    ${
      of.unseen > 0 &&
      html`<p>
        ${of.unseen.toLocaleString('en')} of the keys no report has: what is known of them is what
        people were told${cloudTrail && ', or what CloudTrail has'}.
      </p>`
    }
    ${failed > 0 && html`<p>${failed} of ${controls.length} controls have exceptions.</p>`}`;
}
