import type { LocalDate } from '../../rules/model';
import { dateIn, daysAfter, firstRunAtAge, plusDays, readOn } from './calendar';
import type { Message } from './history';
import * as of from './key-case';
import { isNews, newerOf, openPress, today, type KeyCase, type Rule } from './key-case';
import { canBeTold, isEngineer, isMachine } from './tags';
import { allowedOn, kinds, lastNamed, relievedIn, told } from './warnings';
import { isKeyClosed, isProved, lastGivenBack } from './ways';

/** What today's run owes one access key. */
export interface KeyDuty {
  /** The messages that must go out, and no others. */
  readonly tell: readonly string[];
  /** The rule by which it is to be disabled, and what its owner reads as the reason. */
  readonly stop?: {
    readonly by: Rule | 'reported';
    readonly toldAs: Rule | 'reported' | 're-enabled';
  };
  /** What goes out beside that where it is held back. */
  readonly held?: readonly string[];
}

export function dutyOf(one: KeyCase): KeyDuty {
  const { key, user, reading, history } = one;
  const [before, ofToday] = untoldDeeds(one);
  const news = [...newsOfMaking(one), ...question(one), ...endOfPress(one), ...before];
  const tell = [...news, ...ofToday];
  if (isReported(one)) return { tell, stop: { by: 'reported', toldAs: 'reported' } };
  // What is off is nobody's worry, and what is newer than the run is left to the runs of its own day.
  if (key.status === 'Inactive' || key.createdAt > reading.now) return { tell };
  if (of.isExemptToday(one)) return { tell };
  if (isMachine(user)) return { tell: [...tell, ...machineOld(one)] };
  if (!isEngineer(user)) return { tell };
  const by = (['age', 'second-key', 'unused', 'moved'] as const).find((rule) => isDue(one, rule));
  if (by === undefined) return { tell: [...tell, ...warning(one, clocks)] };
  const wasStopped = history.stopped.some(({ keyId }) => keyId === key.id);
  return {
    tell: [...news, ...(isKept(one, by) ? warning(one, besides[by]) : [])],
    stop: { by, toldAs: wasStopped && by !== 'unused' ? 're-enabled' : by },
    held: [...ofToday, ...(by === 'age' ? warning(one, ['second-key', 'age']) : [])],
  };
}

/** One clock speaks at a time, the first of these that has anything to say. */
const clocks: readonly Rule[] = ['moved', 'second-key', 'unused', 'age'];
const besides: Readonly<Record<Rule, readonly Rule[]>> = {
  moved: ['second-key', 'unused', 'age'],
  unused: ['age'],
  'second-key': [],
  age: [],
};

/** Whoever's it is not any more: an owner has no word of a machine's key, and nobody of one whose user has no type. */
function isReported({ key, user, reading, history }: KeyCase): boolean {
  const press = openPress(key.id, reading, history);
  if (!press || key.status === 'Inactive') return false;
  return isEngineer(user) || (isMachine(user) && press.by === 'responder');
}

/** A press that is not gone on with: of a key that is off it is told, of one that is not CloudTrail says whether it was done. */
function endOfPress(one: KeyCase): readonly string[] {
  const { key, reading, history } = one;
  const press = openPress(key.id, reading, history);
  if (!press || isReported(one)) return [];
  if (key.status === 'Inactive') return ['tell key-disabled'];
  return press.at < reading.now ? ['abandon'] : [];
}

/** Its reason holds, and what its owner has read lets it be. */
function isDue(one: KeyCase, rule: Rule): boolean {
  const allowed = allowedOn(one, rule);
  return allowed !== undefined && allowed <= today(one) && applies(one, rule);
}

function applies(one: KeyCase, rule: Rule): boolean {
  const { user, reading, history } = one;
  switch (rule) {
    case 'age':
      return of.ageOf(one) >= of.clock(one).stopAt;
    case 'second-key':
      return newerOf(one) !== undefined;
    case 'unused':
      return isForgotten(one) && newerOf(one) === undefined;
    case 'moved':
      return isKeyClosed(user, reading) && isProved(user, reading, history);
  }
}

/** Something keeps it for longer than it should: silence must not be what keeps an old key. */
function isKept(one: KeyCase, rule: Rule): boolean {
  const day = lastNamed(one, rule);
  return day !== undefined && today(one) > plusDays(day, of.graceOf(one, rule));
}

function warning(one: KeyCase, some: readonly Rule[]): readonly string[] {
  const rule = some.find((each) => speaks(one, each));
  if (rule === undefined || isLeftToNext(one, rule)) return [];
  const stage = of.clock(one).remindAt.findLast((age) => age <= of.ageOf(one)) ?? Infinity;
  const isSaid = ({ what }: Message) => rule !== 'age' || Number(what) >= stage;
  if ((rule === 'age' && stage === Infinity) || told(one, rule).some(isSaid)) return [];
  const what = { age: ` ${stage}`, 'second-key': ` ${newerOf(one)?.id}`, unused: '', moved: '' };
  return [`tell ${kinds[rule]}${what[rule]}, stops on ${stopDay(one, rule)}`];
}

/** Beside a newer key nothing else is told; and what its age stops no later is told of its age alone, which no use puts off. */
function speaks(one: KeyCase, rule: Rule): boolean {
  if (rule === 'age') return true;
  if (rule === 'second-key' || !applies(one, rule)) return applies(one, rule);
  const ofAge = dayToCome(one);
  const ownDay = allowedOn(one, rule) ?? plusDays(today(one), of.graceOf(one, rule));
  return newerOf(one) === undefined && !(ofAge !== undefined && ofAge <= ownDay);
}

/** Not by the time of a run at which there was no newer key yet, or at which `key` was open. */
function isLeftToNext(one: KeyCase, rule: Rule): boolean {
  const { reading, history, user } = one;
  if (rule === 'moved') return lastGivenBack(user, history) >= reading.now;
  const relieved = history.readings[relievedIn(one)]?.now ?? new Date(0);
  const newer = newerOf(one)?.createdAt ?? new Date(0);
  return rule === 'second-key' && (newer > reading.now || relieved >= reading.now);
}

/** A machine's key is never disabled: whoever owns it is told at the same ages. */
function machineOld(one: KeyCase): readonly string[] {
  const { remindAt, stopAt } = of.clock(one);
  const stage = [...remindAt, stopAt].findLast((age) => age <= of.ageOf(one)) ?? 0;
  const said = of.messages(one, 'machine-key-old').filter(({ deliveredAt }) => deliveredAt);
  const isSaid = said.some(({ what }) => Number(what) >= stage);
  return stage === 0 || isSaid ? [] : [`tell machine-key-old ${stage}`];
}

/** A key that was made after the first run is announced, whoever's it is. */
function newsOfMaking(one: KeyCase): readonly string[] {
  const { readings } = one.history;
  const isNew = readings[0] !== undefined && one.key.createdAt > readings[0].now;
  const [said] = of.messages(one, 'key-created');
  return (said ? isNews(said, one) : isNew) ? ['tell key-created'] : [];
}

/**
 * Whose a new key is, where people may answer: asked within three days of its making, and once more so many days after
 * that has arrived, or within three days of that.
 */
function question(one: KeyCase): readonly string[] {
  const { key, user, reading } = one;
  const { questions, timeZone } = reading.settings;
  if (!questions || key.status === 'Inactive' || key.createdAt > reading.now) return [];
  if (!isEngineer(user) || !canBeTold(user)) return [];
  const asked = of.messages(one, 'key-question');
  if (asked.some(({ answer }) => answer)) return [];
  const nth = (n: number) => asked.find(({ what, isWithdrawn }) => what === n && !isWithdrawn);
  const isSoon = (since: Date) => reading.now <= new Date(since.getTime() + 3 * 24 * 3_600_000);
  const [first, second] = [nth(1), nth(2)];
  if (!first?.deliveredAt) return first || isSoon(key.createdAt) ? ['tell key-question 1'] : [];
  if (second?.deliveredAt || questions.againAfterDays === 0) return [];
  const after = (days: number) =>
    daysAfter(readOn(first), questions.againAfterDays + days, timeZone);
  const isTime = after(0) <= reading.now && (second || reading.now <= after(3));
  return isTime ? ['tell key-question 2'] : [];
}

/** No key is disabled silently: of days before, and of today. What is disabled twice on a date by the rules is told once. */
function untoldDeeds(one: KeyCase): readonly [readonly string[], readonly string[]] {
  const { timeZone } = one.reading.settings;
  const untold = of.messages(one, 'key-disabled').filter((each) => isNews(each, one));
  const isOfToday = ({ plannedAt, what }: Message) =>
    what !== 'reported' && dateIn(timeZone, plannedAt) === today(one);
  const tell = (some: readonly Message[]) => some.map(({ kind }) => `tell ${kind}`);
  return [tell(untold.filter((each) => !isOfToday(each))), tell(untold.filter(isOfToday))];
}

/** A day to come that was named stays; else the first on which it can be due, and not before the grace is over. */
function stopDay(one: KeyCase, rule: Rule): LocalDate {
  const { key, reading } = one;
  const byGrace = plusDays(today(one), of.graceOf(one, rule));
  const ofAge = isDue(one, 'age') ? today(one) : dayToCome(one);
  if (rule === 'second-key') return ofAge !== undefined && ofAge < byGrace ? ofAge : byGrace;
  if (rule !== 'age') return byGrace;
  const { timeZone } = reading.settings;
  const old = firstRunAtAge(key.createdAt, of.clock(one).stopAt, reading.now, timeZone);
  return [old, ofAge ?? byGrace].toSorted().at(-1) ?? old;
}

/** That its owner was told of for its age. */
function dayToCome(one: KeyCase): LocalDate | undefined {
  const day = allowedOn(one, 'age');
  return day !== undefined && day > today(one) ? day : undefined;
}

/** Nobody has used it for long enough, and the company has such keys disabled. */
function isForgotten(one: KeyCase): boolean {
  const { now, usesAsOf, settings } = one.reading;
  if (settings.unused === 'report' || relievedIn(one) === one.history.readings.length) return false;
  return of.isForgottenBy(one, usesAsOf < now ? usesAsOf : now);
}
