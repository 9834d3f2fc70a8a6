import type { LocalDate } from '../../rules/model';
import { dateIn, daysAfter, firstRunAtAge, plusDays, readOn } from './calendar';
import type { KeyCase, Message, Rule, Words } from './history';
import * as of from './key-case';
import { isNews, newerOf, openPress, today } from './key-case';
import { canBeTold, isEngineer, isMachine } from './tags';
import { isForgottenBy, usesKnownUntil } from './uses';
import { allowedOn, kindOf, lastNamed, lastOf, relievedIn, told } from './warnings';
import { isKeyClosed, isProved, lastGivenBack } from './ways';

/** What today's run owes one access key. */
export interface KeyDuty {
  /** The messages that must go out, and no others. */
  readonly tell: Words;
  /** The rule by which it is to be disabled, and what its owner reads as the reason. */
  readonly stop?: { readonly by: Rule | 'reported'; readonly toldAs: string };
  /** What goes out beside that where it is held back. */
  readonly held?: Words;
}

export function dutyOf(one: KeyCase): KeyDuty {
  const { key, user, reading, history } = one;
  const [before, ofToday] = untoldDeeds(one);
  const news = [...newsOfMaking(one), ...question(one), ...endOfPress(one), ...before];
  const tell = [...news, ...ofToday];
  if (isReported(one)) return { tell, stop: { by: 'reported', toldAs: 'reported' } };
  // What is off is nobody's worry, and what is newer than the run is left to the runs of its own day.
  if (key.status === 'Inactive' || key.createdAt > reading.now) return { tell };
  const mode = of.modeOf(one, reading);
  const isAnybodys = isMachine(user) || isEngineer(user);
  if (mode === 'report' || !isAnybodys || of.isExemptToday(one)) return { tell };
  if (mode === 'remind' || isMachine(user)) return { tell: [...tell, ...onlyTold(one)] };
  const by = rules.find((rule) => isDue(one, rule));
  if (by === undefined) return { tell: [...tell, ...warning(one, clocks)] };
  const wasStopped = history.stopped.some(({ keyId }) => keyId === key.id);
  return {
    tell: [...news, ...(isKept(one, by) ? warning(one, clocks.slice(clocks.indexOf(by) + 1)) : [])],
    stop: { by, toldAs: wasStopped && by !== 'unused' ? 're-enabled' : by },
    held: [...ofToday, ...(by === 'age' ? warning(one, ['second-key', 'age']) : [])],
  };
}

const rules: readonly Rule[] = ['age', 'second-key', 'unused', 'moved'];
/** One clock speaks at a time, the first of these that has anything to say. */
const clocks: readonly Rule[] = ['moved', 'second-key', 'unused', 'age'];
/**
 * Of what something keeps for longer than it should those after it speak, too: silence must not be what keeps an old key.
 * Beside a newer key none does.
 */
const isKept = (one: KeyCase, rule: Rule) =>
  rule !== 'second-key' &&
  today(one) > plusDays(lastNamed(one, rule) ?? '9999-01-01', of.graceOf(one, rule));

/** Reported, it goes at once, at any age, exempt or not. An owner has no word of a machine's key, nobody of one whose user has no type. */
function isReported(one: KeyCase): boolean {
  const press = openPress(one);
  if (!press || one.key.status === 'Inactive') return false;
  return isEngineer(one.user) || (isMachine(one.user) && press.by === 'responder');
}

/** What nobody goes on with: of a key that is off it is told, of one that is not CloudTrail says whether it was done. */
function endOfPress(one: KeyCase): Words {
  const press = openPress(one);
  if (!press || isReported(one)) return [];
  if (one.key.status === 'Inactive') return ['tell key-disabled'];
  return press.at < one.reading.now ? ['abandon'] : [];
}

/** Its reason holds, and what its owner has read lets it be. */
const isDue = (one: KeyCase, rule: Rule) =>
  (allowedOn(one, rule) ?? '9999') <= today(one) && applies(one, rule);

function applies(one: KeyCase, rule: Rule): boolean {
  const { user, reading } = one;
  if (rule === 'age') return of.ageOf(one) >= of.clock(one).stopAt;
  if (one.kind !== 'access-key') return false;
  if (rule === 'second-key') return newerOf(one) !== undefined;
  if (rule === 'moved') return isKeyClosed(user, reading) && isProved(one);
  return isForgotten(one) && newerOf(one) === undefined;
}

/** Nobody has used it for long enough, and the company has such keys disabled. */
const isForgotten = (one: KeyCase) =>
  one.reading.settings.unused !== 'report' &&
  relievedIn(one) !== one.history.readings.length &&
  isForgottenBy(one, usesKnownUntil(one.reading));

/** What is told once. Of the ages it is the last that it has reached; those before are not made up for. */
function warning(one: KeyCase, some: readonly Rule[]): Words {
  const rule = some.find((each) => speaks(one, each));
  if (rule === undefined || isLeftToNext(one, rule)) return [];
  const stage = of.clock(one).remindAt.findLast((age) => age <= of.ageOf(one)) ?? Infinity;
  const isSaid = ({ what }: Message) => rule !== 'age' || Number(what) >= stage;
  if ((rule === 'age' && stage === Infinity) || told(one, rule).some(isSaid)) return [];
  const what = { age: ` ${stage}`, 'second-key': ` ${newerOf(one)?.id}`, unused: '', moved: '' };
  return [`tell ${kindOf(one, rule)}${what[rule]}, stops on ${stopDay(one, rule)}`];
}

/** Beside a newer key nothing else is told; and what its age stops no later is told of its age alone, which no use puts off. */
function speaks(one: KeyCase, rule: Rule): boolean {
  if (rule === 'age') return true;
  if (rule === 'second-key' || !applies(one, rule)) return applies(one, rule);
  const ownDay = allowedOn(one, rule) ?? dayByGrace(one, rule);
  return newerOf(one) === undefined && (dayToCome(one) ?? '9999') > ownDay;
}

/** It is not told of a time at which there was no newer key yet, or at which `key` was open. */
function isLeftToNext(one: KeyCase, rule: Rule): boolean {
  const { reading, history } = one;
  if (rule === 'moved') return lastGivenBack(one) >= reading.now;
  const newer = newerOf(one)?.createdAt ?? reading.now;
  const relieved = history.readings[relievedIn(one)]?.now ?? new Date(0);
  return rule === 'second-key' && (newer > reading.now || relieved >= reading.now);
}

/** A machine's is never disabled, and none of a kind that is only reminded of: whoever owns it is told at the same ages. */
function onlyTold(one: KeyCase): Words {
  const { remindAt, stopAt } = of.clock(one);
  const stage = [...remindAt, stopAt].findLast((age) => age <= of.ageOf(one)) ?? 0;
  const kind = one.kind === 'access-key' ? 'machine-key-old' : 'credential-old';
  const said = of.messages(one, kind).filter(({ deliveredAt }) => deliveredAt);
  const isSaid = said.some(({ what }) => Number(what) >= stage);
  return stage === 0 || isSaid ? [] : [`tell ${kind} ${stage}`];
}

/** A key that was made after the first run is announced, whoever's it is. */
function newsOfMaking(one: KeyCase): Words {
  if (one.kind !== 'access-key') return [];
  const first = one.history.readings[0]?.now ?? one.key.createdAt;
  const [said] = of.messages(one, 'key-created');
  return (said ? isNews(said, one) : one.key.createdAt > first) ? ['tell key-created'] : [];
}

/**
 * Whose a new key is, where people may answer: asked within three days of its making, and once more so many days after
 * that has arrived, or by a run within three days of that.
 */
function question(one: KeyCase): Words {
  const { key, user, reading } = one;
  const { now, settings } = reading;
  const { questions, timeZone } = settings;
  if (!questions || key.status === 'Inactive' || key.createdAt > now) return [];
  if (one.kind !== 'access-key') return [];
  const asked = of.messages(one, 'key-question');
  if (!isEngineer(user) || !canBeTold(user) || asked.some(({ answer }) => answer)) return [];
  const nth = (n: number) => asked.find(({ what, isWithdrawn }) => what === n && !isWithdrawn);
  const [first, second] = [nth(1), nth(2)];
  const isNew = now.getTime() - key.createdAt.getTime() <= 3 * 24 * 3_600_000;
  if (!first?.deliveredAt) return first || isNew ? ['tell key-question 1'] : [];
  const { againAfterDays } = questions;
  const after = (days: number) => daysAfter(readOn(first), againAfterDays + days, timeZone);
  const isTime = againAfterDays > 0 && after(0) <= now && (second ?? now <= after(3));
  return isTime && !second?.deliveredAt ? ['tell key-question 2'] : [];
}

/** No key is disabled silently: of days before, and of today. What is disabled twice on a date by the rules is told once. */
function untoldDeeds(one: KeyCase): readonly [Words, Words] {
  const deed = one.kind === 'access-key' ? 'key-disabled' : 'credential-disabled';
  const untold = of.messages(one, deed).filter((each) => isNews(each, one));
  const isOfToday = ({ plannedAt, what }: Message) =>
    what !== 'reported' && dateIn(one.reading.settings.timeZone, plannedAt) === today(one);
  const tell = (some: readonly Message[]) => some.map(({ kind }) => `tell ${kind}`);
  return [tell(untold.filter((each) => !isOfToday(each))), tell(untold.filter(isOfToday))];
}

/** A day to come that was named stays; else the first on which it can be due, and not before the grace is over. */
function stopDay(one: KeyCase, rule: Rule): LocalDate | undefined {
  const { now, settings } = one.reading;
  const byGrace = dayByGrace(one, rule);
  const ofAge = isDue(one, 'age') ? today(one) : dayToCome(one);
  if (rule === 'second-key') return [ofAge ?? byGrace, byGrace].toSorted()[0];
  if (rule !== 'age') return byGrace;
  const old = firstRunAtAge(one.key.createdAt, of.clock(one).stopAt, now, settings.timeZone);
  return lastOf([old, ofAge ?? byGrace]);
}

const dayByGrace = (one: KeyCase, rule: Rule) => plusDays(today(one), of.graceOf(one, rule));

/** The day to come that its owner was told of for its age. */
function dayToCome(one: KeyCase): LocalDate | undefined {
  const day = allowedOn(one, 'age');
  return day !== undefined && day > today(one) ? day : undefined;
}
