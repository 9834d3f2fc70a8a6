import type { Company } from '../company';
import { withOwnKeys } from '../truth/disowned';
import { dueCredentials } from '../truth/due';
import type { Sighted } from '../truth/sightings';
import { exemptionOn, isEngineer, type Look } from '../truth/tags';
import { fullRun, lookIn, settledUsers } from '../truth/today';
import type { PromiseCheck } from './promise-check';
import { newerKeyOf, standingWarnings } from '../truth/warnings';
import type { TrueUser } from '../world/user-history';
import { stoppables, type TrueCredential } from '../world/credentials';

/**
 * On the first good day with two enabled keys, of neither of which its owner has said that it is not theirs, their owner is told to finish the rotation, with the command. That
 * the older one is disabled two days later, and not before, is held by the first two promises.
 */
export const aSecondKeyStartsItsOwnClock: PromiseCheck = function* (company, today) {
  const run = fullRun(today);
  if (!run) return;
  for (const { id } of company.story.accounts) {
    const look = lookIn(company, run, id);
    const { possible, certain } = company.sightings.knownTo(run, id);
    // Of what a run of today has found it, or its owner, to be, it says nothing else until tomorrow.
    const isSettled = (key: TrueCredential) =>
      (possible.exemptOn(key.id) ?? '') >= look.date ||
      (possible.aloneAt(key.id) ?? 0) >= run.now.getTime();
    // Also what the circuit breaker holds is warned of.
    const held = new Set(dueCredentials(company, run, id).map(({ credential }) => credential.id));
    for (const user of settledUsers(company, run, id))
      if (isEngineer(user.tags) && exemptionOn(user.tags, look, company.story.rules) === undefined)
        for (const key of stoppables(user)) {
          if (held.has(key.id)) company.chronicle.count('held key asked for its warnings');
          const own = withOwnKeys(user, key, possible);
          // What is held on the day that a closing of `key` named is known to its owner by that day alone.
          const isOfClosing =
            held.has(key.id) &&
            standingWarnings(company, certain, user, key, 'closing', look).length > 0;
          if (!isSettled(key) && !isOfClosing) yield* untold(company, certain, own, key, look);
        }
  }
};

function* untold(
  company: Company,
  known: Sighted,
  user: TrueUser,
  key: TrueCredential,
  look: Look,
) {
  const newer = newerKeyOf(user, key);
  if (key.status === 'Inactive' || !newer) return;
  company.chronicle.count('day with two enabled keys');
  const warnings = standingWarnings(company, known, user, key, newer, look);
  if (warnings.length === 0)
    yield `${user.name} has two enabled keys, and was not told to finish the rotation`;
  for (const { shown } of warnings)
    if (shown.step === 'owner' && !finishes(shown.facts.text, key.id))
      yield `${user.name} was not told the command that ends the rotation of ${key.id}`;
}

/** It finds out by itself which key is stored, and asks before it deletes the other: so both have to be named. */
function finishes(text: string, keyId: string): boolean {
  return text.includes('```keyturn rotate --finish ') && text.includes(`…${keyId.slice(-4)}`);
}
