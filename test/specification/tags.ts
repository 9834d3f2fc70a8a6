import type { IamUser, LocalDate } from '../../rules/model';
import { dateIn, isDate, plusDays } from './calendar';
import type { Reading } from './history';

/** What the tags of a user say, on the day on which they are read. */

/** IAM does not tell tags apart by the case of their keys; values it does. */
export function tagOf({ tags }: IamUser, name: string): string | undefined {
  const found = Object.entries(tags).find(([key]) => key.toLowerCase() === name);
  return found?.[1];
}

export function isEngineer(user: IamUser): boolean {
  return tagOf(user, 'type') === 'engineer';
}

export function isMachine(user: IamUser): boolean {
  return tagOf(user, 'type') === 'machine';
}

/** Whether it names a person. */
export function canBeTold(user: IamUser): boolean {
  return /^[UW][A-Z0-9]{8,}$/.test(tagOf(user, 'slack-id') ?? '');
}

/** An engineer has to be told, a machine's messages may go to the channel alone. */
export function hasBadTags(user: IamUser): boolean {
  if (isMachine(user)) return !/^[UWCG][A-Z0-9]{8,}$/.test(tagOf(user, 'slack-id') ?? 'C0NOBODY01');
  return !isEngineer(user) || !canBeTold(user);
}

/** The last day of an exemption that is a date, and not farther ahead of the day on which it is seen than it may be. */
export function exemptUntil(
  user: IamUser,
  { now, readAt, settings }: Reading,
): LocalDate | undefined {
  const until = tagOf(user, 'key-exempt-until');
  if (until === undefined || !isDate(until)) return undefined;
  const seenOn = dateIn(settings.timeZone, readAt > now ? readAt : now);
  return until <= plusDays(seenOn, settings.maximumExemptionDays) ? until : undefined;
}

/** Also where somebody wrote why, or who allowed it, and no date. */
export function hasBadExemption(user: IamUser, reading: Reading): boolean {
  const says = (name: string) => (tagOf(user, name) ?? '').trim() !== '';
  const isMeant =
    tagOf(user, 'key-exempt-until') !== undefined ||
    says('key-exempt-reason') ||
    says('key-exempt-by');
  return isMeant && exemptUntil(user, reading) === undefined;
}

/** Up to and including its day. */
export function isExempt(user: IamUser, reading: Reading): boolean {
  const until = exemptUntil(user, reading);
  return until !== undefined && dateIn(reading.settings.timeZone, reading.now) <= until;
}
