import { ageInDays } from '../../../rules/calendar';
import { day, teamChannel } from '../cast';
import type { MadeKey } from '../company';
import { isOpenSince } from '../moves/moved';
import { nameOf, reaches, type Facts, type Switched } from './facts';
import { whyNotByMove } from './moves';

/** Promises 1, 6, 7, 9, 10, 11, 12, 15, 16: what is disabled was due, or somebody has reported it whose word that is. */
export function* disabledTooEarly(facts: Facts): Generator<string> {
  for (const { key, on, at } of facts.off) {
    if (facts.isDue(key, on, at) || facts.isReported(key, at)) continue;
    const why = whyNotByMove(facts, key, at, 'perhaps');
    if (why !== undefined)
      yield `${nameOf(key)} was disabled on ${on}, at ${ageInDays(key, at)} days: it was not due, and ${why}`;
  }
}

/** Promise 13: whoever presses how often, and whoever dies, a key that is off is left alone. */
export function* disabledTwice({ switched }: Facts): Generator<string> {
  for (const [key, changes] of Map.groupBy(switched, (each) => each.key)) {
    const isAgain = (each: Switched, i: number) =>
      each.isOurs && each.to === 'Inactive' && changes[i - 1]?.to === 'Inactive';
    if (changes.some(isAgain)) yield `${nameOf(key)} was switched off when it was off`;
  }
}

/** Promises 6 and 11: the audit role is used to read, and to switch off. */
export function* otherCalls({ fact, switched }: Facts): Generator<string> {
  const ours = fact.calls.filter(({ principal }) =>
    principal?.includes(':assumed-role/keyturn-audit/'),
  );
  for (const { service, action, principal } of ours)
    if (!/^(Get|List|Generate|Lookup)/.test(action) && action !== 'UpdateAccessKey')
      yield `${principal} called ${service}:${action}`;
  if (switched.some(({ isOurs, to }) => isOurs && to !== 'Inactive'))
    yield 'Keyturn has enabled or deleted a key';
}

/** Promise 2: a key that was due before this run is off. */
export function* missed(facts: Facts): Generator<string> {
  const now = day(facts.n);
  const isDue = (key: MadeKey) =>
    facts.isDue(key, facts.today, now) ||
    (!isOpenSince(facts.fact.moved, key.owner.name, now) &&
      whyNotByMove(facts, key, now, 'surely') === undefined);
  for (const key of facts.fact.keys)
    if (facts.fact.held.get(key.id) === 'Active' && isDue(key))
      yield `${nameOf(key)} is still enabled after a completed run, and was due`;
}

/** Promise 2: as often as a key was switched off, its owner and the team were told. */
export function* disabledSilently(facts: Facts, isComplete: boolean): Generator<string> {
  for (const [key, offs] of Map.groupBy(facts.off, (each) => each.key)) {
    const told = facts.about(key).filter(({ kind }) => kind === 'disabled');
    const byTeam = told.filter(({ to }) => to === teamChannel);
    const byOwner = told.filter((message) => reaches(message, key));
    for (const [who, count] of [
      ['the team', facts.distinct(byTeam)],
      ['its owner', facts.distinct(byOwner)],
    ] as const) {
      if (isComplete && count < offs.length)
        yield `${nameOf(key)} was disabled ${offs.length} times, ${who} was told ${count} times`;
      if (count > offs.length)
        yield `${who} was told ${count} times that ${nameOf(key)} was disabled, ${offs.length} times it was`;
    }
  }
}
