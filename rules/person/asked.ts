import { addDays, dateIn, earliest, latest, startOf } from '../calendar';
import type { NewWay } from '../ways-in';
import type { MoveRecord } from './move-record';

/** Somebody of whom CloudTrail is asked how they come. */
export interface MovingPerson {
  readonly userId: string;
  readonly userName: string;
  /** Their user name in IAM Identity Center; absent where they have none. */
  readonly identityCenterName?: string;
  /** The ways that are open to them, but that with keys. */
  readonly ways: readonly NewWay[];
  /** From when on their uses are not known yet. */
  readonly since: Date;
}

/** From an instant to another one. */
export interface Span {
  readonly since: Date;
  readonly until: Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Of somebody whom no run has asked about, or not for long: who uses a way is seen again soon. */
const FURTHEST_MS = 7 * DAY_MS;
/** CloudTrail shows a call some minutes later: what is younger than this is asked for again. */
const LATE_MS = 60 * 60 * 1000;

/** From when on somebody's uses are to be asked for. */
export function askedSince(
  record: MoveRecord | undefined,
  lastReadAt: Date | undefined,
  now: Date,
): Date {
  const furthest = new Date(now.getTime() - FURTHEST_MS);
  // Whoever has no record was not on the way when the account was last read.
  const since = record?.askedUntil ?? lastReadAt ?? furthest;
  return latest(furthest, since);
}

/** Until when nothing is left to be asked for, where everything was read as far as `readUntil`. */
export function askedUntil(readUntil: Date, now: Date): Date {
  return earliest(readUntil, new Date(now.getTime() - LATE_MS));
}

/** A span a calendar date, the oldest first: who is seen on a date need not be looked for on it again. */
export function spansOf(people: readonly MovingPerson[], now: Date, timeZone: string): Span[] {
  const spans: Span[] = [];
  const first = Math.min(...people.map(({ since }) => since.getTime()));
  // Of nobody it is no instant, and not before now.
  for (let since = new Date(first); since < now;) {
    const next = startOf(addDays(dateIn(timeZone, since), 1), timeZone);
    const until = earliest(now, next);
    spans.push({ since, until });
    since = until;
  }
  return spans;
}
