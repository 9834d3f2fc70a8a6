import { breakerLimit } from '../truth/breaker';
import { dueCredentials } from '../truth/due';
import { unfinishedFor, wantedBy } from '../truth/presses';
import { finishedAccounts } from '../truth/today';
import type { PromiseCheck } from './promise-check';

/** No run goes beyond the circuit breaker's limit in an account; where it holds, the channel and an alarm say so. */
export const noRunDisablesTooMany: PromiseCheck = function* (company, { runs, disablings }) {
  for (const run of runs) {
    // What somebody has pressed for is of one key each.
    const mine = disablings.filter((each) => each.run === run && !wantedBy(company, each));
    for (const [accountId, { length }] of Map.groupBy(mine, (each) => each.accountId)) {
      const limit = breakerLimit(company, run, accountId);
      if (length > limit)
        yield `a run disabled ${length} credentials in ${accountId}; the limit is ${limit}`;
      if (limit === Infinity && length > 5)
        company.chronicle.count('disabled beyond the limit, released');
    }
    const { result, summary } = run;
    if (!result || !summary) continue;
    let held = 0;
    for (const accountId of finishedAccounts(run)) {
      const due = dueCredentials(company, run, accountId).filter(
        ({ credential: { id } }) => !unfinishedFor(company, run, accountId, id),
      ).length;
      if (due <= breakerLimit(company, run, accountId)) continue;
      held += due;
      company.chronicle.count('circuit breaker held an account');
      const name = company.story.accounts.find(({ id }) => id === accountId)?.name ?? accountId;
      if (!summary.heldBack.some((line) => line.startsWith(`${name}:`)))
        yield `${due} credentials of ${name} are held back, and the summary does not say so`;
    }
    if (result.keysHeldBack < held)
      yield `${held} credentials are held back, and no alarm would tell`;
  }
};
