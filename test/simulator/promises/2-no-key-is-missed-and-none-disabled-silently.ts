import type { Company } from '../company';
import { addresseeOf } from '../../../rules/notices';
import { breakerLimit, unsettledCredentials } from '../truth/breaker';
import { dueCredentials } from '../truth/due';
import { finishedAccounts, fullRun, type Today } from '../truth/today';
import { saysOf } from '../truth/kinds';
import type { PromiseCheck } from './promise-check';
import { DAY } from '../world/calendar';
import type { RunRecord } from '../world/run-record';

/** Of runs at the same time one may tell before the other has set it to Inactive once more. */
const ANOTHER_RUN = DAY;

/**
 * A credential past its day is off after the next run that finished its account; the ledger knew of each disabling
 * before it was done; and by the evening of a day without faults everybody concerned was told.
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
  for (const { id, at } of company.chronicle.disablings) {
    if (at > run.startedAt) continue;
    const told = company.chronicle.about(id).filter(({ facts }) => saysOf(facts) === 'is disabled');
    const since = told.filter((shown) => shown.at >= at - ANOTHER_RUN);
    const toTeam = since.some(({ step }) => step !== 'owner');
    // What goes to the team's channel anyway is told there once.
    const toOwner = since.some(
      ({ step, facts, notice, recipient }) =>
        step === 'owner' || facts.isPassedOn || addresseeOf(notice) === recipient,
    );
    if (!toTeam) yield `${id} was disabled, and the team was not told`;
    else if (!toOwner) yield `${id} was disabled, and its owner was not told`;
  }
}
