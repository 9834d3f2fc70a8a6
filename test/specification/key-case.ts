import type { AccessKey, IamUser } from '../../rules/model';
import { dateIn, wholeDays } from './calendar';
import type { History, Message, Press, Reading } from './history';
import { isExempt } from './tags';
import { idleSince } from './uses';

/** The rules that stop a key by and by, and what people want gone at once. */
export type Rule = 'age' | 'second-key' | 'unused' | 'moved';

/** One key, on the day of a reading. */
export interface KeyCase {
  readonly key: AccessKey;
  readonly user: IamUser;
  readonly reading: Reading;
  readonly history: History;
}

/**
 * The other key, where it is enabled too, was made after this one (of two of the same second it is the one with the greater
 * id), and is its owner's: neither have they said that it is not, nor has anybody reported it.
 */
export function newerOf({ key, user, reading, history }: KeyCase): AccessKey | undefined {
  const isDisowned = (id: string) =>
    openPress(id, reading, history) !== undefined ||
    history.messages.some(
      ({ keyId, answer }) =>
        keyId === id && answer?.said === 'not-mine' && answer.at <= reading.readAt,
    );
  return user.keys.find(
    (other) => other.status === 'Active' && isAfter(other, key) && !isDisowned(other.id),
  );
}

function isAfter(one: AccessKey, other: AccessKey): boolean {
  const apart = one.createdAt.getTime() - other.createdAt.getTime();
  return apart === 0 ? one.id > other.id : apart > 0;
}

/** Somebody has pressed to have it disabled, and no run has come to the end of that yet. */
export function openPress(
  id: string,
  { readAt }: Reading,
  { presses }: History,
): Press | undefined {
  return presses.find(
    ({ keyId, at, endedAt }) => keyId === id && at <= readAt && !(endedAt && endedAt <= readAt),
  );
}

/** It has happened, and nobody has read of it. Of a press that came to no end that is not known. */
export function isNews(
  { id, plannedAt, deliveredAt, isWithdrawn }: Message,
  { reading, history }: Pick<KeyCase, 'reading' | 'history'>,
): boolean {
  const isOpen = history.presses.some(({ messageId, endedAt }) => messageId === id && !endedAt);
  return !deliveredAt && !isWithdrawn && plannedAt <= reading.now && !isOpen;
}

export function isForgottenBy(one: KeyCase, at: Date): boolean {
  const since = idleSince(one.key, one.user, one.reading, one.history);
  return since !== undefined && wholeDays(since, at) >= one.reading.settings.unusedAge;
}

/** A date on which a run has found it exempt is exempt to its end. */
export function isExemptToday(one: KeyCase): boolean {
  const isToday = ({ now, settings }: Reading) => dateIn(settings.timeZone, now) === today(one);
  return [...one.history.readings, one.reading].filter(isToday).some((reading) => {
    const user = userIn(one, reading);
    return user !== undefined && isExempt(user, reading);
  });
}

/** Its owner, as a run has read them with this key. */
export function userIn({ key, user }: KeyCase, { users }: Reading): IamUser | undefined {
  return users.find(({ id, keys }) => id === user.id && keys.some((each) => each.id === key.id));
}

export function messages({ key, history }: KeyCase, kind: Message['kind']): readonly Message[] {
  return history.messages.filter((each) => each.keyId === key.id && each.kind === kind);
}

export function graceOf({ reading: { settings } }: KeyCase, rule: Rule): number {
  const { secondKeyGraceDays, clocks } = settings;
  return rule === 'second-key' ? secondKeyGraceDays : clocks['access-key'].graceDays;
}

export const ageOf = ({ key, reading }: KeyCase) => wholeDays(key.createdAt, reading.now);
export const today = ({ reading }: KeyCase) => dateIn(reading.settings.timeZone, reading.now);
export const clock = ({ reading }: KeyCase) => reading.settings.clocks['access-key'];
