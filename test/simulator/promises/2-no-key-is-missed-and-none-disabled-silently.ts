import type { Company } from '../company';
import { addresseeOf } from '../../../rules/notices';
import { breakerLimit, unsettledCredentials } from '../truth/breaker';
import { dueCredentials } from '../truth/due';
import { isInDoubt } from '../truth/left-open';
import { finishedAccounts, fullRun, type Today } from '../truth/today';
import { saysOf } from '../truth/kinds';
import type { PromiseCheck } from './promise-check';
import { DAY } from '../world/calendar';
import type { RunRecord } from '../world/run-record';

/** Of runs at the same time one may tell before the other has set it to Inactive once more. */
const ANOTHER_RUN = DAY;

/**
 * A credential past its day is off after the next run that finished its account; the ledger knew of each disabling
 * before it was done; and by the evening of a day without faults everybody concerned was told, once it can be seen.
 */
export const noKeyIsMissedAndNoneDisabledSilently: PromiseCheck = function* (company, today) {
  for (const run of today.runs)
    for (const accountId of finishedAccounts(run)) yield* missed(company, run, accountId);
  yield* silent(company, today);
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

/** Of what nobody can see it, each day's summary says at least that it may have been disabled. */
function* unnamed({ summary }: RunRecord, id: string) {
  const isNamed = (line: string) =>
    line.includes(`…${id.slice(-4)}`) && line.includes('may have been disabled');
  if (!summary?.undelivered.some(isNamed))
    yield `${id} was disabled and can't be seen, and the summary does not say that it may be`;
}
