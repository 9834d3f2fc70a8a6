import type { EvidenceEvent, EvidenceHead, EvidenceKey } from '../../../rules/evidence/evidence';
import { whenOf } from '../../../rules/evidence/life-in-short';
import { html, type Html } from '../html';
import { listTable } from '../list-table';
import { count } from '../words';
import { endInWords, exemptionInWords } from './exceptions';

const columns = ['When', 'What', 'By', 'Arrived', 'Known from'];

/** The sample, each key's whole life on a page of its own on paper. */
export function sample({ sample: taken, totals }: EvidenceHead): Html {
  if (!taken) return html``;
  return html`<section aria-labelledby="sample" class="wide">
    <h2 id="sample">Sample</h2>
    <p class="lead">
      ${count(taken.keys.length, 'key')} of ${totals.keys.toLocaleString('en')}: those of the lowest
      SHA-256 of “${taken.seed}/” and the key’s id. With the same seed anybody takes the same ones,
      by this program or by sha256sum.
    </p>
    ${taken.keys.map(life)}
  </section>`;
}

function life(key: EvidenceKey, i: number): Html {
  const facts: [string, string | undefined][] = [
    ['User', `${key.userName} in ${key.account} (${key.accountId})`],
    ['Type', key.type ?? 'none'],
    ['Made', key.createdAt ?? 'not known'],
    ['Seen', seenInWords(key)],
    ['At the end', endInWords(key)],
    ['Oldest', key.oldestEnabled === undefined ? undefined : `${key.oldestEnabled} days, enabled`],
    ['Replaced', key.replacedBy && `by ${key.replacedBy.keyId}, made ${key.replacedBy.at}`],
    ['Exempt', key.exemptions.map(exemptionInWords).join('; ') || undefined],
  ];
  return html`<article class="life">
    <h3>${i + 1}. <span class="key">${key.keyId}</span></h3>
    <dl class="facts">
      ${facts.map(
        ([name, value]) =>
          value !== undefined &&
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    ${listTable(`Events of ${key.keyId}`, columns, key.events.map(eventRow))}
  </article>`;
}

function seenInWords({ seen, knownFrom: known }: EvidenceKey): string {
  if (seen) return `in reports from ${seen.from} to ${seen.to}`;
  return known === 'cloudtrail' ? 'in no report: CloudTrail has it' : 'in no report';
}

/** With CloudTrail's id of the call, also where a report or the ledger tells of it. */
function knownFrom({ source, eventId }: EvidenceEvent): string {
  if (eventId === undefined) return source;
  return source === 'cloudtrail' ? `CloudTrail ${eventId}` : `${source}, CloudTrail ${eventId}`;
}

function eventRow(event: EvidenceEvent): Html {
  return html`<tr>
    <td>${whenOf(event)}</td>
    <td class="prose">${event.what}: ${event.text}</td>
    <td>${event.by}</td>
    <td>
      ${
        event.arrived !== undefined &&
        (event.arrived ? 'yes' : html`<span class="missing">no</span>`)
      }
    </td>
    <td>${knownFrom(event)}</td>
  </tr>`;
}
