import type { Story } from '../story/story';
import type { PromiseCheck } from './promise-check';
import type { RunRecord } from '../world/run-record';

/**
 * The alarm looks at completed runs alone, so only a run that visited every account, read at least one and queued
 * its summary may count as completed, and such a run must.
 */
export const aMissingRunIsNoticed: PromiseCheck = function* ({ story }, { runs }) {
  for (const run of runs) {
    const why = incompleteness(run, story);
    if (run.result && why !== undefined) yield `a run counts as completed, though ${why}`;
    if (!run.result && why === undefined && run.failure === undefined)
      yield 'a run that completed does not count';
  }
};

function incompleteness({ isDead, summary, visits }: RunRecord, story: Story) {
  if (isDead) return 'it died';
  if (!summary) return 'it queued no summary';
  const named = summary.accountsRead.length + summary.accountsUnread.length;
  if (named < story.accounts.length)
    return `its summary names ${named} of ${story.accounts.length} accounts`;
  const finished = [...visits].filter(
    ([id, { finishedAt, reading }]) =>
      finishedAt !== undefined ||
      (story.dryRunAccounts.includes(id) && reading?.outcome === 'read'),
  );
  return finished.length === 0 ? 'it handled no account to its end' : undefined;
}
