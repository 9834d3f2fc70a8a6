import type { IamUser, LocalDate } from '../../rules/model';
import { dateIn, isDate, plusDays } from './calendar';
import type { Reading } from './history';

/** What the tags of a user say, on the day on which they are read. */

/** IAM does not tell tags apart by the case of their keys; values it does. */
export const tagOf = ({ tags }: IamUser, name: string): string | undefined =>
  Object.entries(tags).find(([key]) => key.toLowerCase() === name)?.[1];

export const isEngineer = (user: IamUser) => tagOf(user, 'type') === 'engineer';
export const isMachine = (user: IamUser) => tagOf(user, 'type') === 'machine';

/** Whether it names a person. */
export const canBeTold = (user: IamUser) =>
  /^[UW][A-Z0-9]{8,}$/.test(tagOf(user, 'slack-id') ?? '');

/** An engineer has to be told, a machine's messages may go to the channel alone. */
export function hasBadTags(user: IamUser): boolean {
  if (isMachine(user)) return !/^[UWCG][A-Z0-9]{8,}$/.test(tagOf(user, 'slack-id') ?? 'C0NOBODY01');
  const until = tagOf(user, 'key-until');
  const isBad = !isAccess(tagOf(user, 'access')) || (until !== undefined && !isDate(until));
  return !isEngineer(user) || !canBeTold(user) || isBad;
}

/** Ways in, each once, joined by `+`; who has no such tag has `key`. */
function isAccess(access = 'key'): boolean {
  const ways = access.split('+');
  const isKnown = ways.every((way) => ['key', 'sign-in', 'identity-center'].includes(way));
  return isKnown && new Set(ways).size === ways.length;
}

/** The ways that are open to an engineer. A tag that can't be read closes nothing, and machines have keys. */
export function accessOf(user: IamUser): readonly string[] {
  const access = isEngineer(user) ? tagOf(user, 'access') : undefined;
  return access !== undefined && isAccess(access) ? access.split('+') : ['key'];
}

/** The last day of `key`, where it has one. */
export function lastDayOfKey(user: IamUser): LocalDate | undefined {
  const until = tagOf(user, 'key-until');
  return isEngineer(user) && until !== undefined && isDate(until) ? until : undefined;
}

/** The last day of an exemption that is a date, and not farther ahead of the day on which it is seen than it may be. */
export function exemptUntil(user: IamUser, reading: Reading): LocalDate | undefined {
  const { now, readAt, settings } = reading;
  const until = tagOf(user, 'key-exempt-until') ?? '';
  const seenOn = dateIn(settings.timeZone, readAt > now ? readAt : now);
  const isNear = until <= plusDays(seenOn, settings.maximumExemptionDays);
  return isDate(until) && isNear ? until : undefined;
}

/** Also where somebody wrote why, or who allowed it, and no date. */
export function hasBadExemption(user: IamUser, reading: Reading): boolean {
  const says = ['key-exempt-reason', 'key-exempt-by'].some((name) => tagOf(user, name)?.trim());
  const isMeant = says || tagOf(user, 'key-exempt-until') !== undefined;
  return isMeant && exemptUntil(user, reading) === undefined;
}

/** Up to and including its day. */
export const isExempt = (user: IamUser, reading: Reading) =>
  dateIn(reading.settings.timeZone, reading.now) <= (exemptUntil(user, reading) ?? '');
