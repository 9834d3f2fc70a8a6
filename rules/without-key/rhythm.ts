import type { SignedCall } from '../notices';
import { programOf } from '../notices/program';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MINUTES = 24 * 60;

/** People sleep: whoever calls for two days without so long a pause is none. */
const LONGEST_PAUSE_MS = 5 * HOUR_MS;
const WITHOUT_PAUSE_MS = 48 * HOUR_MS;

/** After so long a pause whoever calls has begun anew. */
const NEW_START_MS = 30 * MINUTE_MS;
/** What begins on so many days at the same time, give or take, is a schedule. */
const FEWEST_DAYS = 5;
const MINUTES_OFF = 2;

export type Rhythm =
  | { readonly is: 'round-the-clock'; readonly hours: number }
  /** @prop at HH:MM in UTC */
  | { readonly is: 'by-the-clock'; readonly at: string; readonly days: number };

/** The rhythm of no person; undefined where a person's would look the same. Of some of the calls alone it is seen less. */
export function machinesRhythm(calls: readonly SignedCall[]): Rhythm | undefined {
  const awake = longestAwake(calls);
  if (awake >= WITHOUT_PAUSE_MS)
    return { is: 'round-the-clock', hours: Math.floor(awake / HOUR_MS) };
  return groupsOf(calls)
    .map(atTheSameTime)
    .find((found) => found !== undefined);
}

/** A schedule shows beside a person's calls only where they are told from each other. */
function groupsOf(calls: readonly SignedCall[]): readonly (readonly SignedCall[])[] {
  const programOfCall = ({ userAgent = '' }: SignedCall) => programOf(userAgent);
  const keys = [
    (call: SignedCall) => [programOfCall(call)],
    (call: SignedCall) => [programOfCall(call), call.address],
    (call: SignedCall) => [programOfCall(call), call.address, call.source],
  ];
  return keys.flatMap((key) => [
    ...Map.groupBy(calls, (call) => JSON.stringify(key(call))).values(),
  ]);
}

/** Milliseconds of the longest stretch of calls without a pause in which people sleep. */
function longestAwake(calls: readonly SignedCall[]): number {
  const times = calls.map(({ at }) => at.getTime()).sort((a, b) => a - b);
  let longest = 0;
  let [from = 0] = times;
  let before = from;
  for (const time of times) {
    if (time - before > LONGEST_PAUSE_MS) from = time;
    before = time;
    longest = Math.max(longest, time - from);
  }
  return longest;
}

/** A time of day at which it begins on half of its days and more. */
function atTheSameTime(calls: readonly SignedCall[]): Rhythm | undefined {
  const starts = startsOf(calls);
  const daysAt = new Map<number, Set<number>>();
  for (const start of starts)
    for (let off = -MINUTES_OFF; off <= MINUTES_OFF; off++) {
      const minute = (start + off) % DAY_MINUTES;
      const days = daysAt.get(minute) ?? new Set();
      daysAt.set(minute, days.add(dayOf(start + off)));
    }
  const [minute, days] = [...daysAt].reduce(
    (most, each) => (each[1].size > most[1].size ? each : most),
    [0, new Set<number>()],
  );
  if (days.size < FEWEST_DAYS || days.size * 2 < new Set(starts.map(dayOf)).size) return undefined;
  const at = [Math.floor(minute / 60), minute % 60]
    .map((number) => String(number).padStart(2, '0'))
    .join(':');
  return { is: 'by-the-clock', at, days: days.size };
}

/** The minutes, since 1970, in which whoever calls began anew. */
function startsOf(calls: readonly SignedCall[]): readonly number[] {
  const times = calls.map(({ at }) => at.getTime()).sort((a, b) => a - b);
  return times
    .filter((time, i) => time - (times[i - 1] ?? -Infinity) >= NEW_START_MS)
    .map((time) => Math.floor(time / MINUTE_MS));
}

function dayOf(minute: number): number {
  return Math.floor(minute / DAY_MINUTES);
}
