import type { PromiseCheck } from '../truth/today';
import type { RunRecord } from '../world/chronicle';

/**
 * The alarm looks at completed runs alone, so only a run that visited every account, read at least one and queued
 * its summary may count as completed, and such a run must.
 */
export const aMissingRunIsNoticed: PromiseCheck = function* ({ story }, { runs }) {
  for (const run of runs) {
    const why = incompleteness(run, story.accounts.length);
    if (run.result && why !== undefined) yield `a run counts as completed, though ${why}`;
    if (!run.result && why === undefined && run.failure === undefined)
      yield 'a run that completed does not count';
  }
};

function incompleteness({ isDead, summary, visits }: RunRecord, accounts: number) {
  if (isDead) return 'it died';
  if (!summary) return 'it queued no summary';
  const named = summary.accountsRead.length + summary.accountsUnread.length;
  if (named < accounts) return `its summary names ${named} of ${accounts} accounts`;
  const finished = [...visits.values()].filter(({ finishedAt }) => finishedAt !== undefined);
  return finished.length === 0 ? 'it handled no account to its end' : undefined;
}
