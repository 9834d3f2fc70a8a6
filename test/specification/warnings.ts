import type { LocalDate } from '../../rules/model';
import { readOn } from './calendar';
import { lastOf, plusDays, type KeyCase, type Rule } from './case';
import type { Message } from './history';
import { newerOf } from './key-case';
import { exemptUntil, isExempt } from './tags';
import { isForgottenBy } from './uses';
import { lastGivenBack } from './ways';

export const graceOf = ({ settings, clock }: KeyCase, rule: Rule) =>
  rule === 'second-key' ? settings.secondKeyGraceDays : clock.graceDays;

/**
 * From when on a rule's delivered warnings let it be disabled: on no day before one that any of them named, and not before
 * the grace after the first is over, also where that was made longer since.
 */
export function allowedOn(one: KeyCase, rule: Rule): LocalDate | undefined {
  const warnings = told(one, rule);
  const [first] = warnings.map((each) => one.dateOf(readOn(each))).toSorted();
  if (first === undefined) return undefined;
  const named = warnings.map((each) => each.named ?? first);
  return lastOf([plusDays(first, graceOf(one, rule)), ...named]);
}

/** The warnings of a rule that have arrived and that count: nothing since has taken back what they say. */
export function told(one: KeyCase, rule: Rule): readonly Message[] {
  const over = one.seen.findLast((then) => then !== one && isOver(then, rule))?.run ?? -1;
  return one
    .told(one.names[rule])
    .filter((each) => each.runsBefore >= over && isOfRound(one, each) && stands(one, rule, each));
}

/** Whether a run found that there was nothing to warn of any more. */
function isOver(then: KeyCase, rule: Rule): boolean {
  if (rule === 'unused') return then.settings.unused === 'report';
  if (rule === 'age') return then.mode !== 'disable';
  return rule === 'second-key' && then.isOn && newerOf(then) === undefined;
}

/** Told after the last date of an exemption, by today's tags or by those that an earlier run has read. */
const isOfRound = (one: KeyCase, { plannedAt }: Message) =>
  one.seen.every((then) => {
    const on = then.dateOf(plannedAt);
    const isStopped = then.mode === 'disable';
    return !isStopped || on > (exemptUntil(then) ?? '') || on > then.today;
  });

/** It is still of the same newer key, of the same idle time, or of the same closing. */
function stands(one: KeyCase, rule: Rule, { what, plannedAt, runsBefore }: Message): boolean {
  if (rule === 'second-key') return what === newerOf(one)?.key.id;
  if (rule === 'moved') return plannedAt > lastGivenBack(one);
  return rule === 'age' || (isForgottenBy(one, plannedAt) && runsBefore >= relievedIn(one));
}

/**
 * The last run that found a newer key off of which its owner had been told: nothing was said by it of this one's not being
 * used, and what had been said before counts no more.
 */
export function relievedIn(one: KeyCase): number {
  const isRelieved = (then: KeyCase, said: Message) =>
    said.deliveredAt! <= then.reading.readAt &&
    said.runsBefore <= then.run &&
    !isExempt(then) &&
    isOfRound(then, said) &&
    then.owner.keys.some(({ key }) => key.id === said.what) &&
    isOver(then, 'second-key');
  const reliefs = one
    .told('second-key')
    .map((said) => one.seen.find((then) => isRelieved(then, said))?.run ?? -1);
  return Math.max(-1, ...reliefs);
}
