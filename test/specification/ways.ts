import type { IamUser } from '../../rules/model';
import { wholeDays } from './calendar';
import { dateIn, latestOf, plusDays, type UserCase } from './case';
import type { History, Message, Reading } from './history';
import { accessOf, lastDayOfKey } from './tags';

/** Who leaves their keys, and what shows that they may. */

/** The ways in that need no key. */
export const otherWays = (user: IamUser) => accessOf(user).filter((way) => way !== 'key');

/** `key` is closed, by name or by its date, to whoever has another way in: a date shuts nobody out. */
export function isKeyClosed(user: IamUser, reading: Reading): boolean {
  const isOpen = accessOf(user).includes('key') && !isOver(user, reading);
  return otherWays(user).length > 0 && !isOpen;
}

const isOver = (user: IamUser, { now, settings }: Reading) =>
  dateIn(settings.timeZone, now) > (lastDayOfKey(user) ?? '9999');

/** Another way was seen in use on enough days, or said to work; or `key` was closed by name without. Nobody signs in without a password. */
export function isProved(one: UserCase): boolean {
  const { user, reading, history } = one;
  const { moves, timeZone } = reading.settings;
  const forced = of(user, history.forced).at(-1);
  if (forced && forced > lastGivenBack(one)) return otherWays(user).length > 0;
  return otherWays(user).some((way) => {
    const uses = history.uses.filter((use) => use.userId === user.id && use.way === way);
    const days = uses.map(({ at, isSaid }) => (isSaid ? 'said' : dateIn(timeZone, at)));
    const isShown = days.includes('said') || new Set(days).size >= moves.provedDays;
    return isShown && !(way === 'sign-in' && user.password === undefined);
  });
}

/**
 * When `key` was last given back, by name or as a run found it open: what was told of its closing counts no more, nor that
 * it was forced. What was forced anew since those warnings does, and waits for two weeks for somebody to close `key`: once
 * a run has found that done, it is over with the next one that finds it open.
 */
export function lastGivenBack({ user, history }: UserCase): Date {
  let [last, lastClosed] = [new Date(0), new Date(0)];
  for (const [run, reading] of history.readings.entries()) {
    const { now, readAt, users } = reading;
    const known = (said: History['back']) => of(user, said).filter((at) => at <= readAt);
    last = latestOf([last, ...known(history.back)]);
    const forced = known(history.forced).at(-1);
    const warned = history.messages.filter(
      ({ kind, userName, plannedAt, deliveredAt, runsBefore }) =>
        kind === 'key-closing' &&
        userName === user.name &&
        (forced !== undefined || (deliveredAt && deliveredAt <= readAt)) &&
        runsBefore < run &&
        plannedAt > last,
    );
    const then = users.find(({ id }) => id === user.id);
    if (then && isKeyClosed(then, reading)) lastClosed = latestOf([lastClosed, now]);
    if (!then || isKeyClosed(then, reading)) continue;
    const isWaiting = forced !== undefined && lastClosed <= forced && wholeDays(forced, now) < 14;
    const isInVain = forced !== undefined && forced > last && !isWaiting;
    const isAnew = ({ what, plannedAt }: Message) =>
      what !== 'forced' && forced && plannedAt < forced;
    if (isInVain || !warned.every(isAnew)) last = now;
    else if (warned.length > 0 && forced) last = new Date(forced.getTime() - 1);
  }
  return latestOf([last, ...of(user, history.back)]);
}

const of = ({ id }: IamUser, said: History['back']) =>
  said.filter(({ userId }) => userId === id).map(({ at }) => at);

/** What of an engineer's ways in keeps a key that is closed, or will within 30 days, or leaves them none. */
export function findingsOfWays(one: UserCase) {
  const { user, reading } = one;
  const soon = plusDays(dateIn(reading.settings.timeZone, reading.now), 30);
  const isSoon = isKeyClosed(user, reading) || (lastDayOfKey(user) ?? '9999') <= soon;
  const isHeld = user.keys.some(({ status }) => status === 'Active');
  const hasOther = otherWays(user).length > 0;
  return {
    'no-way-in': !hasOther && isOver(user, reading),
    'not-proved': hasOther && isSoon && isHeld && !isProved(one),
  };
}
