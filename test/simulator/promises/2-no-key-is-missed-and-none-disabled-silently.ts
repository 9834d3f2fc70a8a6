import type { Company } from '../company';
import { addresseeOf } from '../../../rules/notices';
import { breakerLimit, unsettledCredentials } from '../truth/breaker';
import { dueCredentials } from '../truth/due';
import { isInDoubt } from '../truth/left-open';
import { finishedAccounts, fullRun, type Today } from '../truth/today';
import { saysOf } from '../truth/kinds';
import { withOwnKeys } from '../truth/disowned';
import { keysOfLeavers } from '../truth/leavers';
import { lookIn } from '../truth/today';
import { newerKeyOf, standingWarnings } from '../truth/warnings';
import type { PromiseCheck } from './promise-check';
import { DAY } from '../world/calendar';
import type { RunRecord } from '../world/run-record';

/** Of runs at the same time one may tell before the other has set it to Inactive once more. */
const ANOTHER_RUN = DAY;

/**
 * A credential past its day is off after the next run that finished its account; the ledger knew of each disabling
 * before it was done; whoever has another way in that is proved, and to whom `key` is closed, is told that theirs stops; and by the evening of a day without faults everybody concerned was told, once it can be seen.
 */
export const noKeyIsMissedAndNoneDisabledSilently: PromiseCheck = function* (company, today) {
  for (const run of today.runs)
    for (const accountId of finishedAccounts(run)) yield* missed(company, run, accountId);
  yield* silent(company, today);
  yield* untoldLeavers(company, today);
  for (const { id, at, isBegun } of today.disablings)
    if (!isBegun)
      yield `${id} was disabled at ${new Date(at).toISOString()}, unknown to the ledger`;
};

function* missed(company: Company, run: RunRecord, accountId: string) {
  const due = dueCredentials(company, run, accountId);
  const failed = run.visits.get(accountId)?.failedUsers;
  const most = due.length + unsettledCredentials(company, run, accountId);
  if (most > breakerLimit(company, run, accountId)) return;
  for (const { user, credential } of due)
    if (!failed?.has(user.name))
      yield `${credential.id} of ${user.name} is past its day and enabled`;
}

function* silent(company: Company, today: Today) {
  const run = fullRun(today);
  if (!run) return;
  for (const disabling of company.chronicle.disablings) {
    const { id, at } = disabling;
    if (at > run.startedAt) continue;
    const told = company.chronicle.about(id).filter(({ facts }) => saysOf(facts) === 'is disabled');
    const since = told.filter((shown) => shown.at >= at - ANOTHER_RUN);
    const toTeam = since.some(({ step }) => step !== 'owner');
    // What goes to the team's channel anyway is told there once.
    const toOwner = since.some(
      ({ step, facts, notice, recipient }) =>
        step === 'owner' || facts.isPassedOn || addresseeOf(notice) === recipient,
    );
    if (!toTeam && isInDoubt(company, run, disabling)) yield* unnamed(run, id);
    else if (!toTeam) yield `${id} was disabled, and the team was not told`;
    else if (!toOwner) yield `${id} was disabled, and its owner was not told`;
  }
}

function* untoldLeavers(company: Company, today: Today) {
  const run = fullRun(today);
  if (!run) return;
  for (const { id } of company.story.accounts) {
    const look = lookIn(company, run, id);
    const { possible, certain } = company.sightings.knownTo(run, id);
    for (const { user, key } of keysOfLeavers(company, run, id)) {
      // Of what a run of today has found it to be, or its owner, it says nothing else until tomorrow.
      const isSettled =
        (possible.exemptOn(key.id) ?? '') < look.date &&
        (possible.openAt(user.id) ?? 0) < run.now.getTime();
      if (!isSettled || newerKeyOf(withOwnKeys(user, key, certain), key)) continue;
      company.chronicle.count('key of a leaver asked for its warnings');
      // Where its age, or that nobody uses it, stops it no later its owner is told of that alone.
      const isTold = ([undefined, 'unused', 'closing'] as const).some(
        (about) => standingWarnings(company, certain, user, key, about, look).length > 0,
      );
      if (!isTold)
        yield `\`key\` is closed to ${user.name}, whose other way in is proved, and nobody told them that ${key.id} stops`;
    }
  }
}

/** Of what nobody can see it, each day's summary says at least that it may have been disabled. */
function* unnamed({ summary }: RunRecord, id: string) {
  const isNamed = (line: string) =>
    line.includes(`…${id.slice(-4)}`) && line.includes('may have been disabled');
  if (!summary?.undelivered.some(isNamed))
    yield `${id} was disabled and can't be seen, and the summary does not say that it may be`;
}
