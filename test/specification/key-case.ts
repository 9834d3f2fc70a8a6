import type { AccessKey, IamUser } from '../../rules/model';
import { dateIn, wholeDays } from './calendar';
import type { KeyCase, Message, Press, Reading, Rule, UserCase } from './history';
import { isExempt } from './tags';

/**
 * The other key, where it is enabled too, was made after this one (of two of the same second it is the one with the greater
 * id), and is its owner's: neither have they said that it is not, nor has anybody reported it.
 */
export function newerOf(one: KeyCase): AccessKey | undefined {
  const { key, user, reading, history } = one;
  const isDenied = ({ keyId, answer }: Message, id: string) =>
    keyId === id && answer?.said === 'not-mine' && answer.at <= reading.readAt;
  return user.keys.find(
    (other) =>
      other.status === 'Active' &&
      isAfter(other, key) &&
      !openPress({ ...one, key: other }) &&
      !history.messages.some((message) => isDenied(message, other.id)),
  );
}

function isAfter(one: AccessKey, other: AccessKey): boolean {
  const apart = one.createdAt.getTime() - other.createdAt.getTime();
  return apart === 0 ? one.id > other.id : apart > 0;
}

/** Somebody has pressed to have it disabled, and no run has come to the end of that yet. */
export const openPress = ({ key, reading: { readAt }, history }: KeyCase): Press | undefined =>
  history.presses.find(
    ({ keyId, at, endedAt }) => keyId === key.id && at <= readAt && !(endedAt && endedAt <= readAt),
  );

/** It has happened, and nobody has read of it. Of a press that came to no end that is not known. */
export function isNews(message: Message, { reading, history }: UserCase): boolean {
  const { id, plannedAt, deliveredAt, isWithdrawn } = message;
  const isOpen = history.presses.some(({ messageId, endedAt }) => messageId === id && !endedAt);
  return !deliveredAt && !isWithdrawn && plannedAt <= reading.now && !isOpen;
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
export const userIn = ({ key, user }: KeyCase, { users }: Reading): IamUser | undefined =>
  users.find(({ id, keys }) => id === user.id && keys.some((each) => each.id === key.id));

export const messages = ({ key, history }: KeyCase, kind: Message['kind']) =>
  history.messages.filter((each) => each.keyId === key.id && each.kind === kind);

export const graceOf = ({ reading: { settings } }: KeyCase, rule: Rule) =>
  rule === 'second-key' ? settings.secondKeyGraceDays : settings.clocks['access-key'].graceDays;

export const ageOf = ({ key, reading }: KeyCase) => wholeDays(key.createdAt, reading.now);
export const today = ({ reading }: UserCase) => dateIn(reading.settings.timeZone, reading.now);
export const clock = ({ reading }: UserCase) => reading.settings.clocks['access-key'];
