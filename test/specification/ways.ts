import type { IamUser } from '../../rules/model';
import { dateIn, plusDays, wholeDays } from './calendar';
import type { History, Reading } from './history';
import { accessOf, lastDayOfKey } from './tags';
import { latestOf } from './uses';

/** Who leaves their keys, and what shows that they may. */

/** The ways in that need no key. */
export function otherWays(user: IamUser): readonly string[] {
  return accessOf(user).filter((way) => way !== 'key');
}

/** By name or by its date, to whoever has another way in: a date shuts nobody out. */
export function isKeyClosed(user: IamUser, reading: Reading): boolean {
  const isOpen = accessOf(user).includes('key') && !isOver(user, reading);
  return otherWays(user).length > 0 && !isOpen;
}

function isOver(user: IamUser, { now, settings }: Reading): boolean {
  return dateIn(settings.timeZone, now) > (lastDayOfKey(user) ?? '9999');
}

/** Another way was seen in use on enough days, or said to work; or `key` was closed by name without. Nobody signs in without a password. */
export function isProved(user: IamUser, { settings }: Reading, history: History): boolean {
  const { moves, timeZone } = settings;
  const forced = of(user, history.forced).at(-1);
  if (forced && forced > lastGivenBack(user, history)) return otherWays(user).length > 0;
  return otherWays(user).some((way) => {
    const uses = history.uses.filter((use) => use.userId === user.id && use.way === way);
    const days = uses.map(({ at, isSaid }) => (isSaid ? 'said' : dateIn(timeZone, at)));
    const isShown = days.includes('said') || new Set(days).size >= moves.provedDays;
    return isShown && !(way === 'sign-in' && user.password === undefined);
  });
}

/**
 * When `key` was last given back, which takes away what was told of its closing, and that it was forced: by name, or as a
 * run found it open. What was forced since the warnings, and without having been warned of, waits for two weeks.
 */
export function lastGivenBack(user: IamUser, history: History): Date {
  let last = new Date(0);
  for (const [run, reading] of history.readings.entries()) {
    const { now, readAt, users } = reading;
    const before = (at: Date) => at <= readAt;
    last = latestOf([last, ...of(user, history.back).filter(before)]);
    const forced = of(user, history.forced).filter(before).at(-1);
    const warned = history.messages.filter(
      ({ kind, userName, plannedAt, deliveredAt, runsBefore }) =>
        kind === 'key-closing' &&
        userName === user.name &&
        (forced !== undefined || (deliveredAt && deliveredAt <= readAt)) &&
        runsBefore < run &&
        plannedAt > last,
    );
    const then = users.find(({ id }) => id === user.id);
    const isOpen = then !== undefined && !isKeyClosed(then, reading);
    const isInVain = forced !== undefined && forced > last && wholeDays(forced, now) >= 14;
    const isAnew = ({ what, plannedAt }: (typeof warned)[number]) =>
      what !== 'forced' && forced && plannedAt < forced;
    if (isOpen && (isInVain || !warned.every(isAnew))) last = now;
    else if (isOpen && warned.length > 0 && forced) last = new Date(forced.getTime() - 1);
  }
  return latestOf([last, ...of(user, history.back)]);
}

function of({ id }: IamUser, said: History['back']): readonly Date[] {
  return said.filter(({ userId }) => userId === id).map(({ at }) => at);
}

/** What of an engineer's ways in keeps a key that is closed, or will within 30 days, or leaves them none. */
export function findingsOfWays(user: IamUser, reading: Reading, history: History) {
  const soon = plusDays(dateIn(reading.settings.timeZone, reading.now), 30);
  const isSoon = isKeyClosed(user, reading) || (lastDayOfKey(user) ?? '9999') <= soon;
  const isHeld = user.keys.some(({ status }) => status === 'Active');
  const hasOther = otherWays(user).length > 0;
  return {
    'no-way-in': !hasOther && isOver(user, reading),
    'not-proved': hasOther && isSoon && isHeld && !isProved(user, reading, history),
  };
}
