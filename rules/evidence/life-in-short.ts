import type { EvidenceEvent, EvidenceKey } from './evidence';

/** A key's life as a line of a table has it. */
export interface LifeInShort {
  readonly made: EvidenceEvent | undefined;
  /** When the first warning arrived. */
  readonly warnedAt: string | undefined;
  readonly warningsArrived: number;
  readonly warningsNotArrived: number;
  readonly disabled: EvidenceEvent | undefined;
  readonly deleted: EvidenceEvent | undefined;
}

export function lifeInShort({ events }: EvidenceKey): LifeInShort {
  const warnings = events.filter(({ what }) => what === 'warned');
  const arrived = warnings.filter((each) => each.arrived === true);
  return {
    made: events.find(({ what }) => what === 'made'),
    warnedAt: arrived[0]?.at,
    warningsArrived: arrived.length,
    warningsNotArrived: warnings.length - arrived.length,
    disabled: events.findLast(({ what }) => what === 'disabled'),
    deleted: events.findLast(({ what }) => what === 'deleted'),
  };
}

/** `2026-07-03T08:00:00.000Z`, or `between 2026-07-03… and 2026-07-04…`. */
export function whenOf({ at, between }: EvidenceEvent): string {
  return at ?? (between ? `between ${between[0]} and ${between[1]}` : '');
}
