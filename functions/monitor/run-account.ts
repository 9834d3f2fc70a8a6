import { keyChanges } from '../../rules/key-records';
import type { Decision } from '../../rules/decisions';
import type { AccountLedger } from '../../rules/ledger';
import type { Account } from '../../rules/model';
import { keyIdOf, lastFour } from '../../rules/credentials/credential';
import { keysOutOfSight } from '../../rules/plan/unseen-keys';
import { planDay } from '../../rules/plan-day';
import { countByAgeBand } from '../../rules/summary/age-bands';
import { findingsDue, findingsOfLedger, findingsOfReading } from '../../rules/summary/findings-due';
import { undeliveredBefore, undeliveredSentence } from '../../rules/summary/undelivered';
import { withoutKeyIds } from '../without-key-ids';
import { AccountReport } from './account-report';
import { carryOut } from './carry-out';
import { endNotices } from './end-notices';
import { rehearse } from './rehearse';
import type { PartTaker, ReadAccount } from './report/compose-part';
import { PartWriter } from './report/part-writer';
import type { Run } from './run';

/**
 * Handles one account to its end. Never throws: an account that fails is reported, and holds no other.
 * @param parts of the run's report; by default they are left for another process
 */
export async function runAccount(
  run: Run,
  account: Account,
  parts: PartTaker = new PartWriter(run),
): Promise<AccountReport> {
  const isDryRun = run.dryRun || run.dryRunAccounts.has(account.id);
  const report = new AccountReport(account, isDryRun);
  if (!run.hasTimeLeft()) {
    report.unread('the run had no time left for it');
    return report;
  }
  try {
    await handle(run, account, report, parts);
  } catch (error) {
    const reason = withoutKeyIds(error instanceof Error ? error.message : String(error));
    run.log.error('An account could not be handled to its end', { accountId: account.id, reason });
    report.unread(`not handled to its end: ${reason}`);
  }
  return report;
}

async function handle(
  run: Run,
  account: Account,
  report: AccountReport,
  parts: PartTaker,
): Promise<void> {
  const { iam, ledger: ledgerPort } = run.ports;
  const loading = ledgerPort.load(account.id);
  const [ledger, reading] = await Promise.all([loading, iam.read(account, loading, run.now)]);
  reportUndelivered(run, ledger, report);
  if (reading.outcome === 'unread') {
    run.log.error('An account could not be read', {
      accountId: account.id,
      reason: reading.reason,
    });
    return report.unread(reading.reason);
  }
  const { inventory, fingerprints } = reading;
  const { changed, gone, keptUntil } = keyChanges(inventory, fingerprints, ledger, run.now);
  // Before anything is done: a disabling is noted in the record of its key.
  await ledgerPort.putKeys(account.id, changed);
  const decisions = await act(run, reading, ledger, report);
  // After everything is done: until then the next run may need to know of them.
  await ledgerPort.forgetKeys(account.id, gone, keptUntil);
  const ids = inventory.users.flatMap(({ id, keys }) => [id, ...keys.map((key) => key.id)]);
  const outOfSight = keysOutOfSight(inventory.users, ledger);
  await endNotices(run, ledger, new Set([...ids, ...outOfSight]));
  await Promise.all([
    report.isDryRun ? undefined : ledgerPort.finishAccount(account.id, run.now),
    parts.take({ reading, ledger, decisions }),
  ]);
}

async function act(
  run: Run,
  { inventory, credentialReportAt }: ReadAccount,
  ledger: AccountLedger,
  report: AccountReport,
): Promise<readonly Decision[]> {
  const { settings, now } = run;
  const decisions = planDay(inventory, ledger, settings, now);
  const ofReading = findingsOfReading(credentialReportAt);
  for (const { sentence } of ofReading)
    run.log.error('An account was read without its credential report', {
      accountId: report.account.id,
      reason: sentence,
    });
  const findings = findingsDue(decisions, ledger, settings, now, [
    ...ofReading,
    ...findingsOfLedger(ledger),
  ]);
  report.counted(countByAgeBand(inventory.users, settings, now));
  report.found(findings);
  if (report.isDryRun) await rehearse(run, decisions, report);
  else await carryOut(run, decisions, report);
  for (const decision of decisions) run.log.debug('decision', { decision: inShort(decision) });
  const counts = Object.groupBy(decisions, (each) => each.do);
  run.log.info('An account was handled', {
    accountId: report.account.id,
    users: inventory.users.length,
    dryRun: report.isDryRun,
    decisions: Object.fromEntries(
      Object.entries(counts).map(([what, list]) => [what, list.length]),
    ),
  });
  return decisions;
}

/** A decision and why it was made, for whoever asks why nothing happened. */
function inShort(decision: Decision): Record<string, unknown> {
  const { subject } = decision;
  const keyId = keyIdOf(subject.credential);
  return {
    account: subject.account.id,
    user: subject.userName,
    key: keyId && lastFour(keyId),
    do: decision.do,
    ...('why' in decision ? decision.why : {}),
  };
}

function reportUndelivered({ settings, now }: Run, ledger: AccountLedger, report: AccountReport) {
  const records = undeliveredBefore(ledger, now);
  report.undelivered(records.map((record) => undeliveredSentence(record, settings)));
}
