import type { DaySummary } from '../../rules/summary/compose-summary';
import { undeliveredBefore, undeliveredSentence } from '../../rules/summary/undelivered';
import type { Run } from './run';

/** The ledger's partition for what belongs to no account. */
export const ORGANIZATION = 'organization';

/** Queues the day's summary, and names the earlier ones that never arrived, each of them once. */
export async function sendSummary(run: Run, summary: DaySummary): Promise<void> {
  const { ledger, queue } = run.ports;
  const missed = undeliveredBefore(await ledger.load(ORGANIZATION), run.now);
  summary.addUndelivered(missed.map((record) => undeliveredSentence(record, run.settings)));
  const notice = summary.compose(run.now, run.dryRun);
  if (!run.dryRun) await ledger.planNotice(ORGANIZATION, notice);
  await queue.put([notice], run.now);
  if (run.dryRun) return;
  for (const { id } of missed)
    await ledger.withdrawNotice(ORGANIZATION, id, `named in ${notice.id}`);
}
