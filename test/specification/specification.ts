import { dutyOf, type KeyDuty } from './access-key';
import { dateIn, wholeDays } from './calendar';
import type { History, KeyCase, Reading, UserCase, Words } from './history';
import { heldBy, isNews, sshKeysOf } from './key-case';
import { hasBadExemption, hasBadTags, isEngineer, isExempt, isMachine } from './tags';
import { hasUnused } from './uses';
import { findingsOfWays, otherWays } from './ways';

/**
 * What the rules want of one run over one account, reckoned anew each day from the whole history, and written from the
 * design and the documentation: nothing of it is taken from `rules/` but the shapes of what is read and told.
 *
 * It speaks of access keys by age, second key, not being used, their owner's having another way in and having been enabled
 * again, of keys that a press was to disable, of machines' keys, of news and the question whose a key is, of SSH keys as a
 * company has it done with them, of ways in, console passwords, tags, exemptions, MFA and the circuit breaker. It does not
 * speak of credentials with an end of their own, of what IAM refuses to show, of copies for the team, and of runs that die,
 * come at once or are for an older day.
 */

/** Of each user and each key by name: what must be done today. What is not named must not be done. */
export type Duties = ReadonlyMap<string, Words>;

export function dutiesOf(reading: Reading, history: History): Duties {
  const users = reading.users.map((user) => ({ user, reading, history }));
  const cases = users.flatMap((one): readonly KeyCase[] => [
    ...one.user.keys.map((key) => ({ ...one, key, kind: 'access-key' as const })),
    ...sshKeysOf(one.user).map((key) => ({ ...one, key, kind: 'ssh-key' as const })),
  ]);
  const keys = cases.map((one) => ({ id: one.key.id, duty: dutyOf(one) }));
  const isHeld = holdsBreaker(reading, keys.filter(({ duty }) => isByRule(duty)).length);
  return new Map([
    ...users.map((one) => [one.user.name, dutiesOfUser(one)] as const),
    ...keys.map(({ id, duty }) => [id, inWords(duty, isHeld)] as const),
  ]);
}

/** What people want gone is of one key alone, and is never held back. */
const isByRule = ({ stop }: KeyDuty) => stop !== undefined && stop.by !== 'reported';

/** What is held back is disabled on no day that is known: its owner goes on being told what has not been told yet. */
function inWords(duty: KeyDuty, isHeld: boolean): Words {
  const { tell, held = [], stop } = duty;
  if (isHeld && isByRule(duty)) return [...tell, ...held, 'hold back'];
  return stop ? [...tell, `stop by ${stop.by}, told as ${stop.toldAs}`] : tell;
}

/** More than so many keys of an account, and more than such a part of its engineers' enabled ones: none is disabled by a rule. */
function holdsBreaker({ users, settings, now }: Reading, stops: number): boolean {
  const { keys, percent, releasedThrough = '' } = settings.circuitBreaker;
  const isCounted = settings.modes['ssh-key'] === 'disable';
  const engineers = users.filter(isEngineer).flatMap(isCounted ? heldBy : ({ keys }) => keys);
  const enabled = engineers.filter(({ status }) => status === 'Active').length;
  const isReleased = dateIn(settings.timeZone, now) <= releasedThrough;
  return stops > keys && stops * 100 > percent * enabled && !isReleased;
}

function dutiesOfUser(one: UserCase): Words {
  const { user, reading } = one;
  const found = {
    'invalid-tags': hasBadTags(user),
    'invalid-exemption': hasBadExemption(user, reading),
    'no-mfa': user.hasMfa === false && isEngineer(user),
    unused: hasUnused(one),
    'old-ssh-key': hasOldSshKey(one),
    ...findingsOfWays(one),
  };
  const finds = Object.entries(found).flatMap(([what, is]) => (is ? [`find ${what}`] : []));
  return [...finds, ...passwordReminder(one), ...news(one), ...newWays(one), ...lostPresses(one)];
}

/** Where nobody is reminded of it. */
function hasOldSshKey({ user, reading }: UserCase): boolean {
  const { modes, clocks } = reading.settings;
  const isReminded = modes['ssh-key'] !== 'report' && (isEngineer(user) || isMachine(user));
  const isOld = ({ status, createdAt }: KeyCase['key']) =>
    status === 'Active' && wholeDays(createdAt, reading.now) >= clocks['ssh-key'].stopAt;
  return !isReminded && !isExempt(user, reading) && sshKeysOf(user).some(isOld);
}

/** News is of what has happened, whatever became of the key since. Of keys that are there it is told with them. */
function news(one: UserCase): Words {
  const { name } = one.user;
  const ofKeys = ['key-created', 'key-disabled', 'credential-disabled'];
  const ofUsers = ['key-reenabled', 'login-profile-changed', 'mfa-deactivated'];
  const isGone = (keyId: string | undefined) => heldBy(one.user).every(({ id }) => id !== keyId);
  return one.history.messages
    .filter((each) => each.userName === name && isNews(each, one))
    .filter(({ kind, keyId }) => (ofKeys.includes(kind) ? isGone(keyId) : ofUsers.includes(kind)))
    .map(({ kind }) => `tell ${kind}`);
}

/** An engineer is told once of each way in that needs no key. */
function newWays({ user, history }: UserCase): Words {
  const told = history.messages.filter((m) => m.userName === user.name && m.deliveredAt);
  const isTold = (way: string) => told.some((m) => m.kind === 'way-opened' && m.what === way);
  return otherWays(user).flatMap((way) => (isTold(way) ? [] : [`tell way-opened ${way}`]));
}

/** Of a key that is gone CloudTrail says whether it was disabled. */
function lostPresses({ user, reading, history }: UserCase): Words {
  return history.presses.flatMap(({ keyId, userName, at, endedAt }) => {
    const isOpen = userName === user.name && !endedAt && at < reading.now;
    return isOpen && user.keys.every(({ id }) => id !== keyId) ? ['abandon'] : [];
  });
}

/** IAM's own password policy ends it: an engineer is reminded, exempt or not. */
function passwordReminder({ user, reading, history }: UserCase): Words {
  const { password, name } = user;
  if (!isEngineer(user) || !password || 'unknown' in password) return [];
  const { changedAt } = password;
  if ('unknown' in changedAt || changedAt > reading.now) return [];
  const age = wholeDays(changedAt, reading.now);
  const stage = reading.settings.clocks.password.remindAt.findLast((days) => days <= age);
  const isTold = history.messages
    .filter(({ kind, userName }) => kind === 'password-reminder' && userName === name)
    .filter(({ plannedAt, deliveredAt }) => deliveredAt && plannedAt > changedAt)
    .some(({ what }) => Number(what) >= (stage ?? 0));
  return stage === undefined || isTold ? [] : [`tell password-reminder ${stage}`];
}
