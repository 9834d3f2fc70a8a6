import { readOn } from './calendar';
import { daysAfter, plusDays, tell, type KeyCase, type Rule, type Words } from './case';
import { clocks, isDue, newStage, warning } from './clocks';
import type { Message } from './history';
import { isExemptToday, newsOf, openPress } from './key-case';
import { canBeTold, isEngineer, isMachine } from './tags';
import { graceOf, told } from './warnings';

/** What a run owes one key. What is held back is disabled on no day that is known: its owner goes on being told what has not been told yet. */
export function dutyOfKey(one: KeyCase, by: Rule | undefined, isHeld: boolean): Words {
  const ofKeys = [...newsOfMaking(one), ...question(one), ...endOfPress(one)];
  const deeds = untoldDeeds(one, by !== undefined && !isHeld);
  const news = [...(one.kind === 'access-key' ? ofKeys : []), ...deeds];
  if (isReported(one)) return [...news, 'stop by reported, told as reported'];
  if (by === undefined) return [...news, ...reminders(one)];
  const later = isKept(one, by) ? warning(one, clocks.slice(clocks.indexOf(by) + 1)) : [];
  const ofAge = isHeld && by === 'age' ? warning(one, ['second-key', 'age']) : [];
  const cause = one.stoppedAt.length > 0 && by !== 'unused' ? 're-enabled' : by;
  const stop = isHeld ? 'hold back' : `stop by ${by}, told as ${cause}`;
  return [...news, ...later, ...ofAge, stop];
}

/** The rule by which it is to be disabled today. */
export function dueBy(one: KeyCase): Rule | undefined {
  if (isReported(one) || !isWatched(one) || isOnlyTold(one)) return undefined;
  const rules = ['age', 'second-key', 'unused', 'moved'] as const;
  return rules.find((rule) => isDue(one, rule));
}

/**
 * Of what something keeps for longer than it should those after it speak, too: silence must not be what keeps an old key.
 * Beside a newer key none does.
 */
const isKept = (one: KeyCase, rule: Rule) =>
  rule !== 'second-key' &&
  told(one, rule).every(({ named = one.today }) => one.today > plusDays(named, graceOf(one, rule)));

/** What is off is nobody's worry, and what is newer than the run is left to the runs of its own day. */
const isThere = ({ isOn, key, now }: KeyCase) => isOn && key.createdAt <= now;

const isWatched = (one: KeyCase) => isThere(one) && isSpokenOf(one) && !isExemptToday(one);

/** Of its kind not only a report is made, and it is an engineer's or a machine's. */
export const isSpokenOf = ({ mode, user }: KeyCase) =>
  mode !== 'report' && (isEngineer(user) || isMachine(user));

/** A machine's is never disabled, and none of a kind that is only reminded of: whoever owns it is told at the same ages. */
const isOnlyTold = ({ mode, user }: KeyCase) => mode === 'remind' || isMachine(user);

function reminders(one: KeyCase): Words {
  if (!isWatched(one)) return [];
  if (!isOnlyTold(one)) return warning(one, clocks);
  const { remindAt, stopAt } = one.clock;
  const stage = newStage([...remindAt, stopAt], one.age, one.told(one.names.old));
  return stage === undefined ? [] : tell(one.names.old, stage);
}

/** Reported, it goes at once, at any age, exempt or not. An owner has no word of a machine's key, nobody of one whose user has no type. */
function isReported(one: KeyCase): boolean {
  const press = openPress(one);
  if (!press || !one.isOn) return false;
  return isEngineer(one.user) || (isMachine(one.user) && press.by === 'responder');
}

/** What nobody goes on with: of a key that is off it is told, of one that is not CloudTrail says whether it was done. */
function endOfPress(one: KeyCase): Words {
  const press = openPress(one);
  if (!press || isReported(one)) return [];
  if (!one.isOn) return tell('key-disabled');
  return press.at < one.now ? ['abandon'] : [];
}

/** A key that was made after the first run is announced, whoever's it is. */
function newsOfMaking(one: KeyCase): Words {
  const first = one.history.readings[0]?.now ?? one.key.createdAt;
  const isNew = one.key.createdAt > first && one.messages('key-created').length === 0;
  return isNew || newsOf(one, 'key-created').length > 0 ? tell('key-created') : [];
}

/**
 * Whose a new key is, where people may answer: asked within three days of its making, and once more so many days after
 * that has arrived, or by a run within three days of that.
 */
function question(one: KeyCase): Words {
  const { user, now, key } = one;
  const { questions, timeZone } = one.settings;
  const asked = one.messages('key-question');
  const isAsked = isThere(one) && isEngineer(user) && canBeTold(user);
  if (!questions || !isAsked || asked.some(({ answer }) => answer)) return [];
  const nth = (n: number) => asked.find(({ what, isWithdrawn }) => what === n && !isWithdrawn);
  const [first, second] = [nth(1), nth(2)];
  const isNew = now.getTime() - key.createdAt.getTime() <= 3 * 24 * 3_600_000;
  if (!first?.deliveredAt) return first || isNew ? tell('key-question', 1) : [];
  const { againAfterDays } = questions;
  const after = (days: number) => daysAfter(readOn(first), againAfterDays + days, timeZone);
  const isTime = againAfterDays > 0 && after(0) <= now && (second ?? now <= after(3));
  return isTime && !second?.deliveredAt ? tell('key-question', 2) : [];
}

/** No key is disabled silently: of days before, and of today. What is disabled twice on a date by the rules is told once. */
function untoldDeeds(one: KeyCase, isStoppedAgain: boolean): Words {
  const isToldOnce = ({ plannedAt, what }: Message) =>
    isStoppedAgain && what !== 'reported' && one.dateOf(plannedAt) === one.today;
  const untold = newsOf(one, one.names.disabled).filter((each) => !isToldOnce(each));
  return untold.flatMap(({ kind }) => tell(kind));
}
