import type { Forced, SaidOrDone, WayUse } from '../../../rules/person/move-record';
import type { Mover, SeenAgain, SeenMove } from '../../../rules/person/seen-move';
import { storedVersions } from '../../../rules/stored-versions';
import type { NewWay } from '../../../rules/ways-in';
import { expiryField } from './items';
import { moveFields } from './move-items';
import { isRecorded, noEarlier, type Change } from './update';

/** Of what a newer version wrote nothing is changed. */
const isOurs = noEarlier('v');
const v = storedVersions.move;

/** The days, which runs that overlap may both add to. Whether it could be, says the answer. */
export function seen({ userName, ways }: SeenMove): Change {
  const days: Record<string, readonly string[]> = {};
  // DynamoDB has no empty sets.
  for (const [way, { days: seenOn }] of entriesOf(ways))
    if (seenOn.length > 0) days[moveFields[way].days] = seenOn;
  return {
    set: { userName, v },
    add: days,
    remove: [expiryField],
    onlyIf: [isOurs],
  };
}

/** The rest of it, each change for itself: a run of an older day may be right about one and late about another. */
export function seenBesides({ ways, askedUntil }: SeenMove): readonly Change[] {
  return [
    ...entriesOf(ways).flatMap(([way, { forget, last }]) => [
      { set: lastUse(way, last), onlyIf: [noEarlier(moveFields[way].lastAt)] },
      ...(forget.length > 0 ? [{ takeAway: { [moveFields[way].days]: forget } }] : []),
    ]),
    ...(askedUntil
      ? [{ set: { askedUntil: askedUntil.toISOString() }, onlyIf: [noEarlier('askedUntil')] }]
      : []),
  ];
}

export function said({ userName }: Mover, way: NewWay, what: SaidOrDone): Change {
  const { said: field, saidAt } = moveFields[way];
  return {
    set: { userName, v, [field]: stored(what), [saidAt]: what.at.toISOString() },
    onlyIf: [isOurs, noEarlier(saidAt)],
  };
}

export function forced({ userName }: Mover, what: Forced): Change {
  const { reason } = what;
  return {
    set: { userName, v, forced: { ...stored(what), reason }, forcedAt: what.at.toISOString() },
    onlyIf: [isOurs, noEarlier('forcedAt')],
  };
}

export const openAt = lastSeen('lastOpenAt');
export const closedAt = lastSeen('lastClosedAt');

/** Of runs that overlap the latest counts. */
function lastSeen(field: 'lastOpenAt' | 'lastClosedAt') {
  return (at: Date): Change => ({
    set: { [field]: at.toISOString(), v },
    onlyIf: [isRecorded, isOurs, noEarlier(field)],
  });
}

/** Each run finds again that somebody is gone: the first one counts. */
export function goneBy(at: Date): Change {
  return {
    set: { [expiryField]: Math.floor(at.getTime() / 1000) },
    onlyIf: [isRecorded, `attribute_not_exists(#${expiryField})`],
  };
}

function lastUse(way: NewWay, { at, address, program, eventId }: WayUse): Record<string, unknown> {
  const { last, lastAt } = moveFields[way];
  return {
    [last]: { at: at.toISOString(), address, program, eventId },
    [lastAt]: at.toISOString(),
  };
}

function stored({ at, by }: SaidOrDone): object {
  return { at: at.toISOString(), by };
}

function entriesOf(ways: SeenMove['ways']): [NewWay, SeenAgain][] {
  return Object.entries(ways) as [NewWay, SeenAgain][];
}
