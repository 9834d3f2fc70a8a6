import type { IamUser, LocalDate } from '../../rules/model';
import { isDate, plusDays, type UserCase } from './case';

/** What the tags of a user say, on the day on which they are read. */

/** IAM does not tell tags apart by the case of their keys; values it does. */
const tagOf = ({ tags }: IamUser, name: string): string | undefined =>
  Object.entries(tags).find(([key]) => key.toLowerCase() === name)?.[1];

export const isEngineer = (user: IamUser) => tagOf(user, 'type') === 'engineer';
export const isMachine = (user: IamUser) => tagOf(user, 'type') === 'machine';

/** By a `slack-id` that is a person's, not a channel's. */
export const canBeTold = (user: IamUser) =>
  /^[UW][A-Z0-9]{8,}$/.test(tagOf(user, 'slack-id') ?? '');

/** An engineer has to be told, a machine's messages may go to the channel alone. */
export function hasBadTags(user: IamUser): boolean {
  if (isMachine(user)) return !/^[UWCG][A-Z0-9]{8,}$/.test(tagOf(user, 'slack-id') ?? 'C0NOBODY01');
  const isRead = waysIn(user) !== undefined && tagOf(user, 'key-until') === lastDayOfKey(user);
  return !isEngineer(user) || !canBeTold(user) || !isRead;
}

/** Ways in, each once, joined by `+`; who has no such tag has `key`. */
function waysIn(user: IamUser): readonly string[] | undefined {
  const ways = (tagOf(user, 'access') ?? 'key').split('+');
  const isKnown = ways.every((way) => ['key', 'sign-in', 'identity-center'].includes(way));
  return isKnown && new Set(ways).size === ways.length ? ways : undefined;
}

/** The ways that are open to an engineer. A tag that can't be read closes nothing, and machines have keys. */
export const accessOf = (user: IamUser) => (isEngineer(user) && waysIn(user)) || ['key'];

/** The last day of `key`, where it has one. */
export function lastDayOfKey(user: IamUser): LocalDate | undefined {
  const until = tagOf(user, 'key-until') ?? '';
  return isEngineer(user) && isDate(until) ? until : undefined;
}

/** The last day of an exemption that is a date, and not farther ahead of the day on which it is seen than it may be. */
export function exemptUntil(one: UserCase): LocalDate | undefined {
  const { now, readAt, settings } = one.reading;
  const until = tagOf(one.user, 'key-exempt-until') ?? '';
  const seenOn = one.dateOf(readAt > now ? readAt : now);
  const isNear = until <= plusDays(seenOn, settings.maximumExemptionDays);
  return isDate(until) && isNear ? until : undefined;
}

/** Up to and including its day. */
export const isExempt = (one: UserCase) => one.today <= (exemptUntil(one) ?? '');

/** Also where somebody wrote why, or who allowed it, and no date. */
export function hasBadExemption(one: UserCase): boolean {
  const says = ['key-exempt-reason', 'key-exempt-by'].some((name) => tagOf(one.user, name)?.trim());
  const isMeant = says || tagOf(one.user, 'key-exempt-until') !== undefined;
  return isMeant && exemptUntil(one) === undefined;
}
