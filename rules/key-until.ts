import type { LocalDate } from './model';
import type { WayIn } from './ways-in';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The moment from which a day is over everywhere on earth: noon in UTC of the day after it, as the last time zone is
 * twelve hours behind. ISO 8601 in whole seconds, as IAM's conditions have it.
 */
export function endOfDayEverywhere(date: LocalDate): string {
  const noonOfNext = new Date(Date.parse(`${date}T12:00:00Z`) + DAY_MS);
  return noonOfNext.toISOString().replace('.000Z', 'Z');
}

/** Somebody's ways in, of which `key` may have a last day. */
export interface OpenWays {
  readonly access: readonly WayIn[];
  /** The last day on which `key` is open; undefined where it has none, or is closed already. */
  readonly keyUntil?: LocalDate;
}

/**
 * What is open to somebody who was given these ways, where nobody has `key` after a day. `access` is empty where nothing
 * is: only `key` was given, and its day is over. Whoever has nothing else before it is told no day: a date shuts
 * nobody out.
 */
export function openWays(
  given: readonly WayIn[],
  keyUntil: LocalDate | undefined,
  now: Date,
): OpenWays {
  if (keyUntil === undefined || !given.includes('key')) return { access: given };
  const others = given.filter((way) => way !== 'key');
  if (now.getTime() > Date.parse(endOfDayEverywhere(keyUntil))) return { access: others };
  return others.length === 0 ? { access: given } : { access: given, keyUntil };
}
