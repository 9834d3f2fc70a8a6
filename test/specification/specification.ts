import type { IamUser } from '../../rules/model';
import { dutyOf, type KeyDuty } from './access-key';
import { dateIn, wholeDays } from './calendar';
import type { History, Reading } from './history';
import { hasBadExemption, hasBadTags, isEngineer, isExempt } from './tags';
import { idleSince, lastUse, latestOf } from './uses';

/**
 * What the rules want of one run over one account, reckoned anew each day from the whole history, and written from the
 * design and the documentation: nothing of it is taken from `rules/` but the shapes of what is read and told.
 *
 * It speaks of access keys by age, second key, not being used and having been enabled again, of machines' keys, of news
 * of new keys and the question whose they are, of console passwords, tags, exemptions, MFA and the circuit breaker. It does
 * not speak of keys that are closed or reported, of other kinds of credentials, of what IAM refuses to show, of news that
 * events bring, of copies for the team, and of runs that die, come at once or are for an older day.
 */

/** Of each user and each key by name: what must be done today. What is not named must not be done. */
export type Duties = ReadonlyMap<string, readonly string[]>;

export function dutiesOf(reading: Reading, history: History): Duties {
  const keys = reading.users.flatMap((user) =>
    user.keys.map((key) => ({ id: key.id, duty: dutyOf({ key, user, reading, history }) })),
  );
  const isHeld = holdsBreaker(reading, keys.filter(({ duty }) => duty.stop).length);
  return new Map([
    ...reading.users.map((user) => [user.name, dutiesOfUser(user, reading, history)] as const),
    ...keys.map(({ id, duty }) => [id, inWords(duty, isHeld)] as const),
  ]);
}

/** What is held back is disabled on no day that is known: its owner goes on being told what has not been told yet. */
function inWords({ tell, warn, stop }: KeyDuty, isHeld: boolean): readonly string[] {
  const told = [...tell, ...(stop && !isHeld ? [] : warn)].map((what) => `tell ${what}`);
  if (!stop) return told;
  return [...told, isHeld ? 'hold back' : `stop by ${stop.by}, told as ${stop.toldAs}`];
}

/** More than so many keys of an account, and more than such a part of its engineers' enabled ones: none is disabled. */
function holdsBreaker({ users, settings, now }: Reading, stops: number): boolean {
  const { keys, percent, releasedThrough } = settings.circuitBreaker;
  const enabled = users
    .filter(isEngineer)
    .flatMap((user) => user.keys.filter(({ status }) => status === 'Active')).length;
  const isReleased =
    releasedThrough !== undefined && dateIn(settings.timeZone, now) <= releasedThrough;
  return stops > keys && stops * 100 > percent * enabled && !isReleased;
}

function dutiesOfUser(user: IamUser, reading: Reading, history: History): readonly string[] {
  const isUnused = unusedKeys(user, reading, history) || isPasswordUnused(user, reading);
  const found = {
    'invalid-tags': hasBadTags(user),
    'invalid-exemption': hasBadExemption(user, reading),
    'no-mfa': user.hasMfa === false && isEngineer(user),
    unused: isUnused,
  };
  return [
    ...Object.entries(found).flatMap(([what, is]) => (is ? [`find ${what}`] : [])),
    ...passwordReminder(user, reading, history),
    ...newsOfGoneKeys(user, history),
  ];
}

/** News is of what has happened, whatever became of the key since. */
function newsOfGoneKeys({ name, keys }: IamUser, { messages }: History): readonly string[] {
  return messages.flatMap(({ notice, deliveredAt }) => {
    const isNews = notice.kind === 'key-created' || notice.kind === 'key-disabled';
    if (!isNews || deliveredAt || notice.owner.userName !== name) return [];
    return keys.some(({ id }) => id === notice.key.id) ? [] : [`tell ${notice.kind}`];
  });
}

/** IAM's own password policy ends it: an engineer is reminded, exempt or not. */
function passwordReminder(user: IamUser, reading: Reading, history: History): readonly string[] {
  const { password, id } = user;
  if (!isEngineer(user) || !password || 'unknown' in password) return [];
  const { changedAt } = password;
  const { now, settings } = reading;
  if ('unknown' in changedAt || changedAt > now) return [];
  const stage = settings.clocks.password.remindAt.findLast(
    (age) => age <= wholeDays(changedAt, now),
  );
  if (stage === undefined) return [];
  const isTold = history.messages.some(
    ({ notice, plannedAt, deliveredAt }) =>
      notice.kind === 'password-reminder' &&
      notice.id.split('/')[1] === id &&
      plannedAt > changedAt &&
      notice.stage >= stage &&
      deliveredAt,
  );
  return isTold ? [] : [`tell password-reminder ${stage}`];
}

function unusedKeys(user: IamUser, reading: Reading, history: History): boolean {
  if (isExempt(user, reading)) return false;
  return user.keys.some((key) => {
    const since = idleSince(key, user, reading, history);
    return key.status === 'Active' && since !== undefined && isIdle(since, reading);
  });
}

function isPasswordUnused({ password, createdAt }: IamUser, reading: Reading): boolean {
  if (!password || 'unknown' in password || 'unknown' in password.changedAt) return false;
  const { lastUsedAt, changedAt } = password;
  if (lastUsedAt && 'unknown' in lastUsedAt) return false;
  return isIdle(
    latestOf([createdAt, changedAt, ...(lastUsedAt ? [lastUse(lastUsedAt)] : [])]),
    reading,
  );
}

/** It is reckoned until the credential report was made. */
function isIdle(since: Date, { now, usesAsOf, settings }: Reading): boolean {
  return wholeDays(since, usesAsOf < now ? usesAsOf : now) >= settings.unusedAge;
}
