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
  if (one.kind !== 'access-key') return undefined;
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

/**
 * A date on which a run has found it exempt is exempt to its end; or, for the first time after a reminder, that those of its
 * kind are not disabled: no warning of that date would count.
 */
export function isExemptToday(one: KeyCase): boolean {
  if (isExempt(one.user, one.reading)) return true;
  if (modeOf(one, one.reading) !== 'disable') return false;
  const reminders = messages(one, 'credential-reminder');
  return one.history.readings.some((past, run) => {
    const user = userIn(one, past);
    if (!user || dateIn(past.settings.timeZone, past.now) !== today(one)) return false;
    if (modeOf(one, past) === 'disable') return isExempt(user, past);
    const isOut = (each: Reading) => modeOf(one, each) !== 'disable';
    const firstOut = (from: number) =>
      one.history.readings.findIndex((each, i) => i > from && isOut(each));
    return reminders.some(({ runsBefore }) => firstOut(runsBefore) === run);
  });
}

/** Its owner, as a run has read them with this key. */
export const userIn = ({ key, user }: KeyCase, { users }: Reading): IamUser | undefined =>
  users.find((each) => each.id === user.id && heldBy(each).some(({ id }) => id === key.id));

export const sshKeysOf = ({ sshKeys = [] }: IamUser): readonly AccessKey[] =>
  'unknown' in sshKeys ? [] : sshKeys;

export const heldBy = (user: IamUser) => [...user.keys, ...sshKeysOf(user)];

export const messages = ({ key, history }: KeyCase, kind: Message['kind']) =>
  history.messages.filter((each) => each.keyId === key.id && each.kind === kind);

export const graceOf = (one: KeyCase, rule: Rule) =>
  rule === 'second-key' ? one.reading.settings.secondKeyGraceDays : clock(one).graceDays;

export const ageOf = ({ key, reading }: KeyCase) => wholeDays(key.createdAt, reading.now);
export const today = ({ reading }: UserCase) => dateIn(reading.settings.timeZone, reading.now);
export const clock = ({ kind, reading }: KeyCase) => reading.settings.clocks[kind];
export const modeOf = ({ kind }: KeyCase, { settings }: Reading) => settings.modes[kind];
