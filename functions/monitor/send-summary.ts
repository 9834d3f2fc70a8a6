import type { DaySummary } from '../../rules/summary/compose-summary';
import { undeliveredBefore, undeliveredSentence } from '../../rules/summary/undelivered';
import { endNotices } from './end-notices';
import type { Accounts, Link } from './report/finish-report';
import type { Run } from './run';

/** The ledger's partition for what belongs to no account. */
export const ORGANIZATION = 'organization';

/**
 * Brings the run to the team's channel: its notices, then the day's summary, which names the earlier ones that
 * never arrived, each of them once. What it has found is remembered last: a summary that is lost is no excuse
 * for a week's silence.
 */
export async function sendSummary(
  run: Run,
  summary: DaySummary,
  writeReport: (accounts: Accounts) => Promise<Link | undefined>,
): Promise<void> {
  const { ledger, queue } = run.ports;
  await queue.put(summary.copies(run.now), run.now);
  const [organization, report] = await Promise.all([
    ledger.load(ORGANIZATION),
    writeReport(summary.accounts),
  ]);
  const missed = undeliveredBefore(organization, run.now);
  summary.addUndelivered(missed.map((record) => undeliveredSentence(record, run.settings)));
  const notice = { ...summary.compose(run.now, run.dryRun), ...(report && { report }) };
  if (!run.dryRun) await ledger.planNotice(ORGANIZATION, notice);
  await queue.put([notice], run.now);
  for (const { accountId, findings } of summary.reported)
    await ledger.reportedFindings(accountId, findings, run.now);
  if (run.dryRun) return;
  await endNotices(ledger, organization, new Set(), run.now);
  for (const { id } of missed)
    await ledger.withdrawNotice(ORGANIZATION, id, `named in ${notice.id}`);
}
