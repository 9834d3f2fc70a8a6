import pMap from 'p-map';
import { DaySummary } from '../../rules/summary/compose-summary';
import type { AccountReport } from './account-report';
import { runAccount } from './run-account';
import type { Run, RunResult } from './run';
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
  const counts = new Counts();
  await pMap(
    accounts,
    async (account) => {
      const report = await runAccount(run, account);
      summary.add(report.outcome());
      counts.add(report);
    },
    { concurrency: run.concurrency },
  );
  await sendSummary(run, summary);
  const result = counts.result();
  if (result.accountsRead === 0)
    throw new NothingReadError(`none of ${accounts.length} accounts could be read`);
  return result;
}

/** Sums over accounts: the reports themselves are let go, so that memory does not grow with the accounts. */
class Counts {
  #read = 0;
  #unread = 0;
  #disabled = 0;
  #heldBack = 0;
  #undelivered = 0;

  add(report: AccountReport): void {
    const { unread, undelivered } = report.outcome();
    if (unread === undefined) this.#read += 1;
    else this.#unread += 1;
    this.#disabled += report.keysDisabled;
    this.#heldBack += report.keysHeldBack;
    this.#undelivered += undelivered.length;
  }

  result(): RunResult {
    return {
      accountsRead: this.#read,
      accountsUnread: this.#unread,
      keysDisabled: this.#disabled,
      keysHeldBack: this.#heldBack,
      noticesUndelivered: this.#undelivered,
    };
  }
}
