import type { Company } from '../company';
import { whyNotBy } from '../truth/allowed';
import { exemptionOn, isEngineer } from '../truth/tags';
import { wantedBy, whyKept } from '../truth/presses';
import { lookOf } from '../truth/today';
import type { PromiseCheck } from './promise-check';
import { causes } from '../truth/warnings';
import { HOUR, localDate } from '../world/calendar';
import { isOn, stoppables } from '../world/credentials';
import type { Disabling } from '../world/chronicle';
import type { Shown } from '../world/shown';

/**
 * A credential is disabled only when it is as old as its kind is disabled at (or the older of two keys that are its owner's, or a key that
 * nobody has used for as long as the company says, by what IAM itself said at the last look, or one whose owner may come
 * with another way in alone, which is proved), its owner is an engineer and not exempt, and a warning that named the day, by the rule by which it is due, was shown so many days
 * before; or when somebody who may has pressed for it, which a run may have to finish. All that must hold of what the last look at it was shown, without which nothing is disabled. And nobody is told
 * of a day that is over.
 */
export const noKeyIsDisabledEarly: PromiseCheck = function* (company, { disablings, shown }) {
  for (const message of shown) yield* toldTooLate(company, message);
  for (const disabling of disablings) {
    const { lastLook } = disabling;
    const press = wantedBy(company, disabling);
    const why = press ? whyKept(company, press, lastLook) : whyNotAllowed(company, disabling);
    const fault = disabling.wasOn ? why : 'it was off or gone';
    if (fault !== undefined) yield `${disabling.id} was disabled, though ${fault}`;
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

function whyNotAllowed(company: Company, disabling: Disabling): string | undefined {
  const { id, run, accountId, lastLook } = disabling;
  if (!lastLook) return 'nobody looked again';
  if (!run) return 'nobody who may has pressed for it';
  const { user, at: lookedAt } = lastLook;
  if (company.story.dryRunAccounts.includes(accountId)) return 'its account is only rehearsed';
  const look = lookOf(company, run, lookedAt);
  const credential = stoppables(user).find((each) => each.id === id);
  if (!credential || !isOn(credential, lookedAt)) return 'it was off or gone';
  if (!isEngineer(user.tags)) return `its owner's type is ${user.tags['type']}`;
  const until = exemptionOn(user.tags, look, company.story.rules);
  if (until !== undefined) return `it is exempt until ${until}`;
  const looked = { disabling, run, user, credential };
  const whys = causes.map((rule) => [rule, whyNotBy(rule, company, looked)] as const);
  if (whys.some(([, why]) => why === undefined)) return undefined;
  return whys.map(([rule, why]) => `${rule}: ${why}`).join('; ');
}
