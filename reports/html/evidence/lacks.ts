import type { EvidenceHead } from '../../../rules/evidence/evidence';
import { html, type Html } from '../html';

/** What the period lacks, before anything else: whoever reads on knows what it rests on. */
export function lacks({ lacks: found, days }: EvidenceHead): Html {
  const of = (weight: EvidenceHead['lacks'][number]['weight']) =>
    found.filter((each) => each.weight === weight).map(({ text }) => text);
  const [broken, missing, notes] = [of('broken'), of('missing'), of('note')];
  const read = days.filter(({ is }) => is === 'report').length;
  return html`<section aria-labelledby="lacks">
    <h2 id="lacks">What this evidence lacks</h2>
    ${
      broken.length > 0 &&
      html`<div class="warning">
        <p><strong>The chain of daily reports is broken.</strong></p>
        ${list(broken)}
      </div>`
    }
    <p>
      Of ${days.length} days there is a report of
      ${read}.${missing.length === 0 && ' Every account was read on each of them.'}
    </p>
    ${missing.length > 0 && list(missing)}
    ${
      notes.length > 0 &&
      html`<h3>To be known</h3>
        ${list(notes)}`
    }
  </section>`;
}

function list(texts: readonly string[]): Html {
  return html`<ul class="breaches">
    ${texts.map((text) => html`<li>${text}</li>`)}
  </ul>`;
}
