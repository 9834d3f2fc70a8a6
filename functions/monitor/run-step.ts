import { DaySummary } from '../../rules/summary/compose-summary';
import type { Account } from '../../rules/model';
import type { RunsPort } from '../ports/runs';
import { handledByNewer, unreadAccount, type HandledAccount } from './handled-account';
import type { RunStep } from './read-event';
import { writeReport } from './report/write-report';
import { runAccount } from './run-account';
import type { Run, RunResult } from './run';
import { RunCounts } from './run-counts';
import { finishRun } from './run-day';

/** What the state machine goes on with. */
export type StepResult = RunResult | AccountsFound | AccountHandled;
interface AccountsFound {
  readonly accountIds: readonly string[];
}
interface AccountHandled {
  readonly accountId: string;
}
type Runs = RunsPort<HandledAccount>;

/** Their ids alone fit in what one state may hand to the next, 256 KiB. */
export const MOST_ACCOUNTS = 17_000;
/** A run can be looked into for so long. */
const KEPT_DAYS = 30;
const MS_A_DAY = 24 * 60 * 60 * 1000;

/** The list can't be handed on as it is: a run that must fail before it has done anything. */
export class TooManyAccountsError extends Error {
  override readonly name = 'TooManyAccountsError';
}

/** One step of a run that a state machine takes through its accounts. Each may be repeated. */
export async function runStep(run: Run, runs: Runs, step: RunStep): Promise<StepResult> {
  switch (step.step) {
    case 'list':
      return begin(run, runs, step.run, step.accounts);
    case 'account':
      return handleOne(run, runs, step.run, step.accountId);
    case 'account-failed':
      return noteFailure(run, runs, step);
    case 'finish':
      return finish(run, runs, step.run);
  }
}

async function begin(
  { ports }: Run,
  runs: Runs,
  name: string,
  listed: readonly Account[] | undefined,
): Promise<StepResult> {
  const accounts = listed ?? (await ports.accounts.list());
  if (accounts.length > MOST_ACCOUNTS)
    throw new TooManyAccountsError(
      `found ${accounts.length} accounts, expected at most ${MOST_ACCOUNTS}: leave some to another monitor`,
    );
  // The run's own time may be long past: somebody may catch up on a day.
  await runs.begin(name, accounts, new Date(Date.now() + KEPT_DAYS * MS_A_DAY));
  return { accountIds: accounts.map(({ id }) => id) };
}

async function handleOne(run: Run, runs: Runs, name: string, id: string): Promise<AccountHandled> {
  const account = await runs.find(name, id);
  // The function is this account's alone: its time limit is the only one.
  const notes = await runAccount({ ...run, hasTimeLeft: () => true }, account);
  await runs.keep(name, id, notes.handled());
  return { accountId: id };
}

async function noteFailure(
  run: Run,
  runs: Runs,
  { run: name, accountId, error }: Extract<RunStep, { step: 'account-failed' }>,
): Promise<AccountHandled> {
  const account = await runs.find(name, accountId);
  const reason = `not handled to its end: ${error}`;
  run.log.error('An account could not be handled to its end', { accountId, reason });
  await runs.keepIfNone(name, accountId, unreadAccount(account, reason, isRehearsed(run, account)));
  return { accountId };
}

/** Names every account with which the run began: one of which nothing came is unread. */
async function finish(run: Run, runs: Runs, name: string): Promise<RunResult> {
  const summary = new DaySummary(run.settings);
  const counts = new RunCounts();
  for await (const { account, handled } of runs.all(name)) {
    const reason = 'nothing came of its execution in the state machine';
    const known =
      handled === 'newer'
        ? handledByNewer(account, isRehearsed(run, account))
        : (handled ?? unreadAccount(account, reason, isRehearsed(run, account)));
    summary.add(known.outcome);
    counts.add(known);
  }
  return finishRun(run, summary, counts, (accounts) => writeReport(run, accounts));
}

function isRehearsed(run: Run, { id }: Account): boolean {
  return run.dryRun || run.dryRunAccounts.has(id);
}
