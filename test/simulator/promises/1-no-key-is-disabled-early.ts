import type { Company } from '../company';
import { exemptionOn, isEngineer } from '../truth/tags';
import { lookOf, visibleStates } from '../truth/today';
import type { PromiseCheck } from './promise-check';
import { standingWarnings, whyNotDue } from '../truth/warnings';
import { HOUR, localDate } from '../world/calendar';
import type { Disabling, LastLook, Shown } from '../world/chronicle';

/**
 * A key is disabled only when it is 91 days old (or the older of two), its owner is an engineer and not exempt,
 * and a warning that named the day, by the rule by which it is due, was shown so many days before. All that must hold of
 * what the last look was shown; without one, of one of the states of the last moments, which may not have been seen. And
 * nobody is told of a day that is over.
 */
export const noKeyIsDisabledEarly: PromiseCheck = function* (company, { disablings, shown }) {
  for (const message of shown) yield* toldTooLate(company, message);
  for (const disabling of disablings) {
    const looks = looksBefore(company, disabling);
    const faults = looks.map((look) => whyNotAllowed(company, disabling, look));
    if (faults.length > 0 && faults.every((fault) => fault !== undefined))
      yield `${disabling.keyId} was disabled, though ${[...new Set(faults)].join('; or, a moment before, ')}`;
  }
};

/** What was told in time to its owner, the team may read later. */
function* toldTooLate({ chronicle, story: { timeZone } }: Company, message: Shown) {
  const { at, facts, notice, recipient } = message;
  // The night after a run belongs to its day.
  const today = localDate(timeZone, at - 6 * HOUR);
  if (facts.day === undefined || facts.day >= today) return;
  const isKnown = chronicle
    .of(notice)
    .some((before) => before.at < at && before.step === 'owner' && before.facts.day === facts.day);
  if (!isKnown)
    yield `${recipient} was told on ${today} of ${facts.day}: ${facts.text.split('\n')[0]}`;
}

function looksBefore({ aws }: Company, { keyId, at, lastLook }: Disabling): readonly LastLook[] {
  if (lastLook) return [lastLook];
  return visibleStates(aws.ownerOf(keyId), at).map((user) => ({ at, user }));
}

function whyNotAllowed(
  company: Company,
  disabling: Disabling,
  { user, at: lookedAt }: LastLook,
): string | undefined {
  const { keyId, run, accountId, at } = disabling;
  if (company.story.dryRunAccounts.includes(accountId)) return 'its account is only rehearsed';
  const look = lookOf(company, run, lookedAt);
  const key = user.keys.find(({ id }) => id === keyId);
  if (!key || key.status === 'Inactive') return 'it was off or gone';
  if (!isEngineer(user.tags)) return `its owner's type is ${user.tags['type']}`;
  const until = exemptionOn(user.tags, look, company.story.rules);
  if (until !== undefined) return `it is exempt until ${until}`;
  const { certain } = company.sightings.knownTo(run, accountId);
  const given: Parameters<typeof whyNotDue>[5] = (newer) =>
    standingWarnings(company, certain, user, key, newer, look).filter(({ shown }) => shown.at < at);
  const byAge = whyNotDue('age', company, user, key, run.now, given);
  if (byAge === undefined) return undefined;
  const bySecondKey = whyNotDue('second-key', company, user, key, run.now, given);
  return bySecondKey && `by its age: ${byAge}; by a second key: ${bySecondKey}`;
}
