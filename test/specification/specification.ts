import { dueBy, dutyOfKey, isSpokenOf } from './access-key';
import { wholeDays } from './calendar';
import { dateIn, known, tell, UserCase, type Duties, type KeyCase, type Words } from './case';
import { isOld, newStage } from './clocks';
import type { History, Reading } from './history';
import { newsOf, openPresses } from './key-case';
import { hasBadExemption, hasBadTags, isEngineer, isExempt } from './tags';
import { hasUnused } from './uses';
import { findingsOfWays, otherWays } from './ways';

/**
 * What the rules want of one run over one account, reckoned anew each day from the whole history, and written from the
 * design and the documentation: nothing of it is taken from `rules/` but the shapes of what is read and told. What it
 * speaks of and what not is in docs/reliability.md.
 */
export function dutiesOf(reading: Reading, history: History): Duties {
  const users = reading.users.map((user) => new UserCase(user, reading, history));
  const keys = users.flatMap(({ credentials }) => credentials);
  const due = new Map(keys.map((one) => [one, dueBy(one)]));
  const isHeld = holdsBreaker(due, reading);
  return new Map([
    ...users.map((one) => [one.user.name, dutyOfUser(one)] as const),
    ...keys.map((one) => [one.key.id, dutyOfKey(one, due.get(one), isHeld)] as const),
  ]);
}

/**
 * More than so many keys of an account, and more than such a part of its engineers' enabled ones: none is disabled by a rule.
 * What people want gone is of one key alone, and is never held back.
 */
function holdsBreaker(due: ReadonlyMap<KeyCase, string | undefined>, { settings, now }: Reading) {
  const { keys, percent, releasedThrough = '' } = settings.circuitBreaker;
  const stops = [...due.values()].filter((rule) => rule !== undefined).length;
  const isCounted = (one: KeyCase) => isEngineer(one.user) && one.isOn && one.mode === 'disable';
  const enabled = [...due.keys()].filter(isCounted).length;
  const isReleased = dateIn(settings.timeZone, now) <= releasedThrough;
  return stops > keys && stops * 100 > percent * enabled && !isReleased;
}

function dutyOfUser(one: UserCase): Words {
  const { user } = one;
  const found = {
    'invalid-tags': hasBadTags(user),
    'invalid-exemption': hasBadExemption(one),
    'no-mfa': user.hasMfa === false && isEngineer(user),
    unused: hasUnused(one),
    'old-ssh-key': hasOldSshKey(one),
    ...findingsOfWays(one),
  };
  const finds = Object.entries(found).flatMap(([what, is]) => (is ? [`find ${what}`] : []));
  return [...finds, ...passwordReminder(one), ...news(one), ...newWays(one), ...lostPresses(one)];
}

/** An SSH key that is enabled and past its age is found where nobody is reminded of it. */
function hasOldSshKey(one: UserCase): boolean {
  const isFound = (key: KeyCase) => key.isOn && isOld(key) && !isSpokenOf(key);
  const sshKeys = one.credentials.filter(({ kind }) => kind === 'ssh-key');
  return !isExempt(one) && sshKeys.some(isFound);
}

/** News is of what has happened, whatever became of the key since. Of keys that are there it is told with them. */
function news(one: UserCase): Words {
  const ofUsers = ['key-reenabled', 'login-profile-changed', 'mfa-deactivated'] as const;
  const ofKeys = ['key-created', 'key-disabled', 'credential-disabled'] as const;
  const ofGone = ofKeys.flatMap((kind) => newsOf(one, kind)).filter(({ keyId }) => !one.has(keyId));
  return [...ofUsers.flatMap((kind) => newsOf(one, kind)), ...ofGone].flatMap(({ kind }) =>
    tell(kind),
  );
}

/** An engineer is told once of each way in that needs no key. */
function newWays(one: UserCase): Words {
  const told = one.told('way-opened').map(({ what }) => what);
  const untold = otherWays(one.user).filter((way) => !told.includes(way));
  return untold.flatMap((way) => tell('way-opened', way));
}

/** Of a key that is gone CloudTrail says whether it was disabled. */
const lostPresses = (one: UserCase): Words =>
  openPresses(one).flatMap(({ keyId, at }) => (at < one.now && !one.has(keyId) ? ['abandon'] : []));

/** IAM's own password policy ends it: an engineer is reminded, exempt or not. */
function passwordReminder(one: UserCase): Words {
  const changedAt = known(known(one.user.password)?.changedAt);
  if (!isEngineer(one.user) || !changedAt) return [];
  const said = one.told('password-reminder').filter(({ plannedAt }) => plannedAt > changedAt);
  const age = wholeDays(changedAt, one.now);
  const stage = newStage(one.settings.clocks.password.remindAt, age, said);
  return stage === undefined ? [] : tell('password-reminder', stage);
}
