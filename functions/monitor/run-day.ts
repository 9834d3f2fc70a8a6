import pMap from 'p-map';
import { counted } from '../../rules/counted';
import { DaySummary } from '../../rules/summary/compose-summary';
import { DailyReport } from './report/daily-report';
import type { Accounts, Link } from './report/finish-report';
import { runAccount } from './run-account';
import type { Run, RunResult } from './run';
import { RunCounts } from './run-counts';
import { sendSummary } from './send-summary';

/** Not one account could be read: a run that must count as failed. */
export class NothingReadError extends Error {
  override readonly name = 'NothingReadError';
}

/**
 * One run over all accounts: each on its own, then the summary in the channel.
 * @throws NothingReadError after the summary, where there is no account that could be read
 */
export async function runDay(run: Run): Promise<RunResult> {
  const accounts = await run.ports.accounts.list();
  const summary = new DaySummary(run.settings);
  const counts = new RunCounts();
  const day = new DailyReport(run);
  await pMap(
    accounts,
    async (account) => {
      const handled = (await runAccount(run, account, day)).handled();
      summary.add(handled.outcome);
      counts.add(handled);
    },
    { concurrency: run.concurrency },
  );
  return finishRun(run, summary, counts, (all) => day.finish(all));
}

/**
 * The end of a run: the summary in the channel.
 * @param report writes it, or what is left of it
 * @throws NothingReadError after the summary, where there is no account that could be read
 */
export async function finishRun(
  run: Run,
  summary: DaySummary,
  counts: RunCounts,
  report: (accounts: Accounts) => Promise<Link | undefined>,
): Promise<RunResult> {
  await sendSummary(run, summary, report);
  const result = counts.result();
  if (result.accountsRead === 0)
    throw new NothingReadError(
      `none of ${counted(result.accountsUnread, 'account')} could be read`,
    );
  return result;
}
