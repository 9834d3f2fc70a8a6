import type { LocalDate } from '../../rules/model';
import { wholeDays } from './calendar';
import { daysAfter, lastOf, plusDays, tell, type KeyCase, type Rule, type Words } from './case';
import type { Message } from './history';
import { newerOf } from './key-case';
import { isForgottenBy, usesKnownUntil } from './uses';
import { allowedOn, graceOf, relievedIn, told } from './warnings';
import { isKeyClosed, isProved, lastGivenBack } from './ways';

/** One clock speaks at a time, the first of these that has anything to say. */
export const clocks: readonly Rule[] = ['moved', 'second-key', 'unused', 'age'];

/** Its reason holds, and what its owner has read lets it be. */
export const isDue = (one: KeyCase, rule: Rule) =>
  (allowedOn(one, rule) ?? '9999') <= one.today && applies(one, rule);

function applies(one: KeyCase, rule: Rule): boolean {
  if (rule === 'age') return isOld(one);
  if (one.kind !== 'access-key') return false;
  if (rule === 'second-key') return newerOf(one) !== undefined;
  if (rule === 'moved') return isKeyClosed(one) && isProved(one);
  return isForgotten(one) && newerOf(one) === undefined;
}

export const isOld = ({ age, clock }: KeyCase) => age >= clock.stopAt;

/** Nobody has used it for long enough, and the company has such keys disabled. */
const isForgotten = (one: KeyCase) =>
  one.settings.unused !== 'report' &&
  relievedIn(one) !== one.run &&
  isForgottenBy(one, usesKnownUntil(one));

/** What the first clock that speaks has to tell, once; by age each of its ages. */
export function warning(one: KeyCase, some: readonly Rule[]): Words {
  const rule = some.find((each) => speaks(one, each));
  if (rule === undefined || isLeftToNext(one, rule)) return [];
  const said = told(one, rule);
  const stage = newStage(one.clock.remindAt, one.age, said);
  if (rule === 'age' ? stage === undefined : said.length > 0) return [];
  const what = rule === 'age' ? stage : newerOf(one)?.key.id;
  return tell(one.names[rule], what, stopDay(one, rule));
}

/** Of the ages it is the last that it has reached, told once; those before are not made up for. */
export function newStage(ages: readonly number[], age: number, said: readonly Message[]) {
  const stage = ages.findLast((each) => each <= age);
  return said.some(({ what }) => Number(what) >= (stage ?? 0)) ? undefined : stage;
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
  if (rule === 'moved') return lastGivenBack(one) >= one.now;
  const newer = newerOf(one)?.key.createdAt ?? one.now;
  const relieved = one.history.readings[relievedIn(one)]?.now ?? new Date(0);
  return rule === 'second-key' && (newer > one.now || relieved >= one.now);
}

/** A day to come that was named stays; else the first on which it can be due, and not before the grace is over; beside a newer key the day of its age, where that comes before. */
function stopDay(one: KeyCase, rule: Rule): LocalDate | undefined {
  const byGrace = dayByGrace(one, rule);
  const ofAge = isDue(one, 'age') ? one.today : dayToCome(one);
  if (rule === 'second-key') return [ofAge ?? byGrace, byGrace].toSorted()[0];
  if (rule !== 'age') return byGrace;
  return lastOf([oldOn(one), ofAge ?? byGrace]);
}

/** The date of the first daily run, from this one on, that finds it old enough. */
function oldOn(one: KeyCase): LocalDate {
  for (let ahead = 0; ; ahead++) {
    const then = daysAfter(one.now, ahead, one.settings.timeZone);
    if (wholeDays(one.key.createdAt, then) >= one.clock.stopAt) return one.dateOf(then);
  }
}

const dayByGrace = (one: KeyCase, rule: Rule) => plusDays(one.today, graceOf(one, rule));

/** The day to come that its owner was told of for its age. */
function dayToCome(one: KeyCase): LocalDate | undefined {
  const day = allowedOn(one, 'age');
  return day !== undefined && day > one.today ? day : undefined;
}
