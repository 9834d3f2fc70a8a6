import type { IamUser } from '../../rules/model';
import { wholeDays } from './calendar';
import { latestOf, plusDays, type UserCase } from './case';
import type { History, Message } from './history';
import { accessOf, lastDayOfKey } from './tags';

/** Who leaves their keys, and what shows that they may. */

/** The ways in that need no key. */
export const otherWays = (user: IamUser) => accessOf(user).filter((way) => way !== 'key');

/** `key` is closed, by name or by its date, to whoever has another way in: a date shuts nobody out. */
export function isKeyClosed(one: UserCase): boolean {
  const isOpen = accessOf(one.user).includes('key') && !isOver(one);
  return otherWays(one.user).length > 0 && !isOpen;
}

const isOver = ({ today, user }: UserCase) => today > (lastDayOfKey(user) ?? '9999');

/** Another way was seen in use on enough days, or said to work; or `key` was closed by name without. Nobody signs in without a password. */
export function isProved(one: UserCase): boolean {
  const { user, settings, history } = one;
  const forced = of(user, history.forced).at(-1);
  if (forced && forced > lastGivenBack(one)) return otherWays(user).length > 0;
  return otherWays(user).some((way) => {
    const uses = history.uses.filter((use) => use.userId === user.id && use.way === way);
    const days = uses.map(({ at, isSaid }) => (isSaid ? 'said' : one.dateOf(at)));
    const isShown = days.includes('said') || new Set(days).size >= settings.moves.provedDays;
    return isShown && !(way === 'sign-in' && user.password === undefined);
  });
}

/**
 * When `key` was last given back, by name or as a run found it open: what was told of its closing counts no more, nor that
 * it was forced; but what was forced since those warnings counts for one closing, which is to come within two weeks.
 */
export function lastGivenBack(one: UserCase): Date {
  const { user, history } = one;
  let [last, lastClosed] = [new Date(0), new Date(0)];
  for (const [run, reading] of history.readings.entries()) {
    const { now, readAt } = reading;
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
    const then = one.in(reading);
    if (then && isKeyClosed(then)) lastClosed = latestOf([lastClosed, now]);
    if (!then || isKeyClosed(then)) continue;
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
  const { user, today } = one;
  const soon = plusDays(today, 30);
  const isSoon = isKeyClosed(one) || (lastDayOfKey(user) ?? '9999') <= soon;
  const isHeld = user.keys.some(({ status }) => status === 'Active');
  const hasOther = otherWays(user).length > 0;
  return {
    'no-way-in': !hasOther && isOver(one),
    'not-proved': hasOther && isSoon && isHeld && !isProved(one),
  };
}
