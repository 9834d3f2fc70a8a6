import { addDays, dateIn, laterDate } from '../calendar';
import type { LocalDate } from '../model';
import { isKeyOpen, newWaysOf, type UserTags } from '../read-tags';
import type { Settings } from '../settings';
import type { NewWay } from '../ways-in';

/**
 * That an engineer's keys stop since they have another way in, as far as their own tags say it: what is proved, and what
 * was told of it, only the monitor knows.
 */
export interface OwnClosing {
  /** `to-come`: `key` is open to them until `keyUntil`. `closed`: it is not any more. */
  readonly is: 'to-come' | 'closed';
  /** Those that are open to them and need no key. */
  readonly ways: readonly NewWay[];
  /** The last day of `key`, where it has one. */
  readonly keyUntil?: LocalDate;
  /**
   * The date of the first run that may disable their keys for it; whoever was told late has longer. Undefined where only
   * Keyturn's message to them names the day.
   */
  readonly stopsOn?: LocalDate;
}

/** Undefined where `key` is open to them without an end. */
export function ownClosing(
  tags: UserTags,
  { timeZone, clocks }: Settings,
  now: Date,
): OwnClosing | undefined {
  const { type, access, keyUntil, exemptUntil } = tags;
  const ways = newWaysOf(tags);
  if (type !== 'engineer' || ways.length === 0) return undefined;
  const is = isKeyOpen(tags, dateIn(timeZone, now)) ? 'to-come' : 'closed';
  const isByDate = access.includes('key');
  if (isByDate && keyUntil === undefined) return undefined;
  if (!isByDate || keyUntil === undefined) return { is, ways };
  // What was told before or within an exemption counts no more after it.
  const last = laterDate(keyUntil, exemptUntil ?? keyUntil);
  const stopsOn = addDays(last, 1 + clocks['access-key'].graceDays);
  return { is, ways, keyUntil, stopsOn };
}
