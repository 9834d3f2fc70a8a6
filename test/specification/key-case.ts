import type { AccessKey, IamUser } from '../../rules/model';
import { dateIn, wholeDays } from './calendar';
import type { History, Message, Reading } from './history';
import { isExempt } from './tags';
import { idleSince } from './uses';

/** The rules that stop a key. */
export type Rule = 'age' | 'second-key' | 'unused';

/** One key, on the day of a reading. */
export interface KeyCase {
  readonly key: AccessKey;
  readonly user: IamUser;
  readonly reading: Reading;
  readonly history: History;
}

/**
 * The other key, where it is enabled too, was made after this one (of two of the same second it is the one with the greater
 * id), and its owner has not said that it is not theirs.
 */
export function newerOf({ key, user, reading, history }: KeyCase): AccessKey | undefined {
  return user.keys.find(
    ({ id, status, createdAt }) =>
      status === 'Active' &&
      isAfter({ id, createdAt }, key) &&
      createdAt <= reading.now &&
      !history.messages.some(
        ({ notice, answer }) =>
          notice.kind === 'key-question' &&
          notice.key.id === id &&
          answer?.said === 'not-mine' &&
          answer.at <= reading.now,
      ),
  );
}

function isAfter(one: Pick<AccessKey, 'id' | 'createdAt'>, other: AccessKey): boolean {
  const apart = one.createdAt.getTime() - other.createdAt.getTime();
  return apart === 0 ? one.id > other.id : apart > 0;
}

export function isForgottenBy(one: KeyCase, at: Date): boolean {
  const since = idleSince(one.key, one.user, one.reading, one.history);
  return since !== undefined && wholeDays(since, at) >= one.reading.settings.unusedAge;
}

/** A date on which a run has found it exempt is exempt to its end. */
export function isExemptToday(one: KeyCase): boolean {
  const { user, reading, history } = one;
  const { timeZone } = reading.settings;
  return (
    isExempt(user, reading) ||
    history.readings.some(
      (past) => dateIn(timeZone, past.now) === today(one) && isExemptIn(one, past),
    )
  );
}

function isExemptIn(one: KeyCase, past: Reading): boolean {
  const user = userIn(one, past);
  return user !== undefined && isExempt(user, past);
}

/** Its owner, as a run has read them with this key. */
export function userIn({ key, user }: KeyCase, { users }: Reading): IamUser | undefined {
  return users.find(({ id, keys }) => id === user.id && keys.some((each) => each.id === key.id));
}

export function messages({ key, history }: KeyCase): readonly Message[] {
  return history.messages.filter(({ notice }) => 'key' in notice && notice.key.id === key.id);
}

export function graceOf(one: KeyCase, rule: Rule): number {
  return rule === 'second-key' ? one.reading.settings.secondKeyGraceDays : clock(one).graceDays;
}

export const ageOf = ({ key, reading }: KeyCase) => wholeDays(key.createdAt, reading.now);

export const today = ({ reading }: KeyCase) => dateIn(reading.settings.timeZone, reading.now);

export const clock = ({ reading }: KeyCase) => reading.settings.clocks['access-key'];
