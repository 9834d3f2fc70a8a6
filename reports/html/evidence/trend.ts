import type { EvidenceHead } from '../../../rules/evidence/evidence';
import { html, type Html } from '../html';
import { rotationsInWords } from '../rotations';
import { trendChart } from '../trend-chart';

/** The enabled keys by age on each day, and how they were rotated. */
export function trend({ trend: of, period }: EvidenceHead): Html {
  return html`<section aria-labelledby="trend">
    <h2 id="trend">Trend</h2>
    ${of.days.length === 0 ? html`<p>There is no report of the period.</p>` : trendChart(of, period)}
    <h3>Rotations</h3>
    <p>${rotationsInWords(of.rotations)}</p>
  </section>`;
}
