import type { IamUser } from '../../rules/model';
import { dutyOf, type KeyDuty } from './access-key';
import { dateIn, wholeDays } from './calendar';
import type { History, Reading } from './history';
import { isNews } from './key-case';
import { hasBadExemption, hasBadTags, isEngineer, isExempt } from './tags';
import { idleSince, lastUse, latestOf } from './uses';
import { findingsOfWays, otherWays } from './ways';

/**
 * What the rules want of one run over one account, reckoned anew each day from the whole history, and written from the
 * design and the documentation: nothing of it is taken from `rules/` but the shapes of what is read and told.
 *
 * It speaks of access keys by age, second key, not being used, their owner's having another way in and having been enabled
 * again, of keys that a press was to disable, of machines' keys, of news and the question whose a key is, of ways in, console
 * passwords, tags, exemptions, MFA and the circuit breaker. It does not speak of other kinds of credentials, of what IAM
 * refuses to show, of copies for the team, and of runs that die, come at once or are for an older day.
 */

/** Of each user and each key by name: what must be done today. What is not named must not be done. */
export type Duties = ReadonlyMap<string, readonly string[]>;

export function dutiesOf(reading: Reading, history: History): Duties {
  const keys = reading.users.flatMap((user) =>
    user.keys.map((key) => ({ id: key.id, duty: dutyOf({ key, user, reading, history }) })),
  );
  const isHeld = holdsBreaker(reading, keys.filter(({ duty }) => isByRule(duty)).length);
  return new Map([
    ...reading.users.map((user) => [user.name, dutiesOfUser(user, reading, history)] as const),
    ...keys.map(({ id, duty }) => [id, inWords(duty, isHeld)] as const),
  ]);
}

const isByRule = ({ stop }: KeyDuty) => stop !== undefined && stop.by !== 'reported';

/** What is held back is disabled on no day that is known: its owner goes on being told what has not been told yet. */
function inWords(duty: KeyDuty, isHeld: boolean): readonly string[] {
  const { tell, held = [], stop } = duty;
  if (isHeld && isByRule(duty)) return [...tell, ...held, 'hold back'];
  return stop ? [...tell, `stop by ${stop.by}, told as ${stop.toldAs}`] : tell;
}

/** More than so many keys of an account, and more than such a part of its engineers' enabled ones: none is disabled by a rule. */
function holdsBreaker({ users, settings, now }: Reading, stops: number): boolean {
  const { keys, percent, releasedThrough = '' } = settings.circuitBreaker;
  const engineers = users.filter(isEngineer).flatMap((user) => user.keys);
  const enabled = engineers.filter(({ status }) => status === 'Active').length;
  const isReleased = dateIn(settings.timeZone, now) <= releasedThrough;
  return stops > keys && stops * 100 > percent * enabled && !isReleased;
}

function dutiesOfUser(user: IamUser, reading: Reading, history: History): readonly string[] {
  const found = {
    'invalid-tags': hasBadTags(user),
    'invalid-exemption': hasBadExemption(user, reading),
    'no-mfa': user.hasMfa === false && isEngineer(user),
    unused: unusedKeys(user, reading, history) || isPasswordUnused(user, reading),
    ...findingsOfWays(user, reading, history),
  };
  return [
    ...Object.entries(found).flatMap(([what, is]) => (is ? [`find ${what}`] : [])),
    ...passwordReminder(user, reading, history),
    ...newsOf(user, reading, history),
    ...newWays(user, history),
    ...pressesOfGone(user, reading, history),
  ];
}

/** News is of what has happened, whatever became of the key since. Of keys that are there it is told with them. */
function newsOf({ name, keys }: IamUser, reading: Reading, history: History): readonly string[] {
  const ofKeys = ['key-created', 'key-disabled'];
  const ofUsers = ['key-reenabled', 'login-profile-changed', 'mfa-deactivated'];
  const isThere = (keyId: string | undefined) => keys.some(({ id }) => id === keyId);
  return history.messages
    .filter((each) => each.userName === name && isNews(each, { reading, history }))
    .filter(
      ({ kind, keyId }) => ofUsers.includes(kind) || (ofKeys.includes(kind) && !isThere(keyId)),
    )
    .map(({ kind }) => `tell ${kind}`);
}

/** An engineer is told once of each way in that needs no key. */
function newWays(user: IamUser, { messages }: History): readonly string[] {
  const told = messages.filter(
    ({ userName, deliveredAt }) => userName === user.name && deliveredAt,
  );
  const isTold = (way: string) =>
    told.some((each) => each.kind === 'way-opened' && each.what === way);
  return otherWays(user).flatMap((way) => (isTold(way) ? [] : [`tell way-opened ${way}`]));
}

/** Of a key that is gone CloudTrail says whether it was disabled. */
function pressesOfGone({ name, keys }: IamUser, { now }: Reading, history: History) {
  return history.presses.flatMap(({ keyId, userName, at, endedAt }) => {
    const isThere = keys.some(({ id }) => id === keyId);
    return userName === name && !endedAt && at < now && !isThere ? ['abandon'] : [];
  });
}

/** IAM's own password policy ends it: an engineer is reminded, exempt or not. */
function passwordReminder(user: IamUser, reading: Reading, history: History): readonly string[] {
  const { password, name } = user;
  if (!isEngineer(user) || !password || 'unknown' in password) return [];
  const { changedAt } = password;
  const { now, settings } = reading;
  if ('unknown' in changedAt || changedAt > now) return [];
  const { remindAt } = settings.clocks.password;
  const stage = remindAt.findLast((age) => age <= wholeDays(changedAt, now));
  if (stage === undefined) return [];
  const isTold = history.messages.some(
    ({ kind, userName, what, plannedAt, deliveredAt }) =>
      kind === 'password-reminder' &&
      userName === name &&
      plannedAt > changedAt &&
      Number(what) >= stage &&
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
  const used = lastUsedAt ? [lastUse(lastUsedAt)] : [];
  return isIdle(latestOf([createdAt, changedAt, ...used]), reading);
}

/** It is reckoned until the credential report was made. */
function isIdle(since: Date, { now, usesAsOf, settings }: Reading): boolean {
  return wholeDays(since, usesAsOf < now ? usesAsOf : now) >= settings.unusedAge;
}
