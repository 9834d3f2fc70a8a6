import type { KeyCase, UserCase } from './case';
import type { Message } from './history';
import { isExempt } from './tags';

/**
 * The other key, where it is enabled too, was made after this one (of two of the same second it is the one with the greater
 * id), and is its owner's: neither have they said that it is not, nor has anybody reported it.
 */
export function newerOf(one: KeyCase): KeyCase | undefined {
  const made = ({ key }: KeyCase) => `${key.createdAt.toISOString()} ${key.id}`;
  const isDenied = ({ answer }: Message) =>
    answer?.said === 'not-mine' && answer.at <= one.reading.readAt;
  return one.owner.keys
    .filter((other) => other.kind === one.kind && other.isOn && made(other) > made(one))
    .find((other) => !openPress(other) && !other.messages('key-question').some(isDenied));
}

/** Somebody has pressed to have it disabled, and no run has come to the end of that yet. */
export const openPress = (one: KeyCase) =>
  openPresses(one).find(({ keyId }) => keyId === one.key.id);

export const openPresses = ({ user, reading: { readAt }, history }: UserCase) =>
  history.presses
    .filter(({ userName, at }) => userName === user.name && at <= readAt)
    .filter(({ endedAt }) => !endedAt || endedAt > readAt);

/** It has happened, and nobody has read of it. Of a press that came to no end that is not known. */
export const newsOf = (one: UserCase, kind: Message['kind']) =>
  one
    .messages(kind)
    .filter(({ deliveredAt, isWithdrawn }) => !deliveredAt && !isWithdrawn)
    .filter(({ plannedAt }) => plannedAt <= one.now)
    .filter(({ id }) => openPresses(one).every(({ messageId }) => messageId !== id));

/**
 * A date on which a run has found it exempt is exempt to its end; or, for the first time after a reminder, that those of its
 * kind are not disabled: no warning of that date would count.
 */
export function isExemptToday(one: KeyCase): boolean {
  const reminders = one.messages('credential-reminder');
  const isFirstOut = (then: KeyCase) =>
    reminders.some(
      ({ runsBefore }) =>
        one.seen.find(({ run, mode }) => run > runsBefore && mode !== 'disable') === then,
    );
  const isFound = (then: KeyCase) =>
    then.today === one.today && (then.mode === 'disable' ? isExempt(then) : isFirstOut(then));
  return isExempt(one) || (one.mode === 'disable' && one.seen.some(isFound));
}
