import type { Decision } from '../../rules/decisions';
import type { AccountLedger } from '../../rules/ledger';
import type { Account } from '../../rules/model';
import { nameOf } from '../../rules/credentials';
import { keyIdOf, lastFour } from '../../rules/credentials/credential';
import { recordChanges } from '../../rules/plan/credential-records';
import { planDay } from '../../rules/plan-day';
import { forecastOf } from '../../rules/report/forecast';
import type { SshKeysAsked } from '../../rules/ssh-key-days';
import { countByAgeBand } from '../../rules/summary/age-bands';
import { findingsDue, findingsOfLedger, findingsOfReading } from '../../rules/summary/findings-due';
import { findingsOfInventory } from '../../rules/summary/findings-of-inventory';
import { countMoves } from '../../rules/summary/count-moves';
import { keyHealth } from '../../rules/summary/key-health';
import { unansweredIn } from '../../rules/summary/unanswered';
import {
  undeliveredBefore,
  undeliveredSentence,
  unfinishedBefore,
  unfinishedSentence,
} from '../../rules/summary/undelivered';
import { withoutKeyIds } from '../without-key-ids';
import { AccountNotes } from './account-notes';
import { carryOut } from './carry-out';
import { endNotices } from './end-notices';
import { rehearse } from './rehearse';
import type { PartTaker, ReadAccount } from './report/compose-part';
import { PartWriter } from './report/part-writer';
import type { Run } from './run';
import { forgetMoves, seeMoves } from './see-moves';
import { writeHomes } from './write-homes';

/**
 * Handles one account to its end. Never throws: an account that fails is reported, and holds no other.
 * @param parts of the daily report; by default they are left for another process
 */
export async function runAccount(
  run: Run,
  account: Account,
  parts: PartTaker = new PartWriter(run),
): Promise<AccountNotes> {
  const isDryRun = run.dryRun || run.dryRunAccounts.has(account.id);
  const notes = new AccountNotes(account, isDryRun);
  if (!run.hasTimeLeft()) {
    notes.unread('the run had no time left for it');
    return notes;
  }
  try {
    await handle(run, account, notes, parts);
  } catch (error) {
    const reason = withoutKeyIds(error instanceof Error ? error.message : String(error));
    run.log.error('An account could not be handled to its end', { accountId: account.id, reason });
    notes.unread(`not handled to its end: ${reason}`);
  }
  return notes;
}

async function handle(
  run: Run,
  account: Account,
  notes: AccountNotes,
  parts: PartTaker,
): Promise<void> {
  const { iam, ledger: ledgerPort } = run.ports;
  const loading = ledgerPort.load(account.id);
  const [loaded, reading] = await Promise.all([loading, iam.read(account, loading, run.now)]);
  noteUndelivered(run, loaded, notes, []);
  if (reading.outcome === 'unread') {
    run.log.error('An account could not be read', {
      accountId: account.id,
      reason: reading.reason,
    });
    return notes.unread(reading.reason);
  }
  const { inventory, fingerprints, sshKeysAsked } = reading;
  // Before the plan is made, which goes by it.
  const { ledger, ...seen } = await seeMoves(run, inventory, loaded, notes);
  const changes = recordChanges(inventory, fingerprints, ledger, run.now);
  // Before anything is done: a disabling is noted in the record of its key.
  await ledgerPort.putCredentials(account.id, changes.changed);
  const decisions = await act(run, reading, ledger, notes);
  const { disabledIds } = notes;
  notes.stands(keyHealth(inventory, ledger, run.settings, run.now, disabledIds));
  // After everything is done: until then the next run may need to know of them.
  await ledgerPort.forgetCredentials(account.id, changes.gone, changes.keptUntil);
  await forgetMoves(ledgerPort, ledger, changes);
  await endNotices(ledgerPort, ledger, changes.present, run.now);
  const world = { inventory, ledger };
  const forecast = once(() => forecastOf(world, run.settings, run.now, decisions));
  await Promise.all([
    finish(run, notes, sshKeysAsked),
    parts.take({ reading, ledger, forecast, ...seen }),
    writeHomes(run, notes, { ...world, forecast }),
  ]);
}

function once<Answer>(reckon: () => Answer): () => Answer {
  let answer: Answer | undefined;
  return () => (answer ??= reckon());
}

/** Whom it asked about is known from here on, and no sooner: by now the keys themselves are recorded. */
async function finish(
  { ports: { ledger }, now }: Run,
  { account, isDryRun }: AccountNotes,
  asked: SshKeysAsked | undefined,
): Promise<void> {
  if (!isDryRun) await ledger.finishAccount(account.id, now, asked);
  // A rehearsal finishes nothing, but the next one is to ask about others.
  else if (asked) await ledger.rememberSshKeysAsked(account.id, asked);
}

async function act(
  run: Run,
  { inventory, credentialReportAt }: ReadAccount,
  ledger: AccountLedger,
  notes: AccountNotes,
): Promise<readonly Decision[]> {
  const { settings, now } = run;
  const decisions = planDay(inventory, ledger, settings, now);
  const ofReading = findingsOfReading(credentialReportAt);
  for (const { sentence } of ofReading)
    run.log.error('An account was read without its credential report', {
      accountId: notes.account.id,
      reason: sentence,
    });
  const findings = findingsDue(decisions, ledger, settings, now, [
    ...ofReading,
    ...findingsOfInventory(inventory),
    ...findingsOfLedger(ledger),
  ]);
  notes.counted(countByAgeBand(inventory.users, settings, now));
  notes.found(findings);
  notes.moved(countMoves(inventory, ledger, settings, now));
  notes.unanswered(unansweredIn(inventory, ledger, settings, now));
  if (notes.isDryRun) await rehearse(run, decisions, notes);
  else await carryOut(run, decisions, notes);
  noteUndelivered(run, ledger, notes, decisions);
  for (const decision of decisions) run.log.debug('decision', { decision: inShort(decision) });
  const counts = Object.groupBy(decisions, (each) => each.do);
  run.log.info('An account was handled', {
    accountId: notes.account.id,
    users: inventory.users.length,
    dryRun: notes.isDryRun,
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
    ...(subject.credential && keyId === undefined && { credential: nameOf(subject.credential) }),
    do: decision.do,
    ...('why' in decision ? decision.why : {}),
  };
}

/** @param decisions what the run has carried out, and has said what came of it */
function noteUndelivered(
  { settings, now }: Run,
  ledger: AccountLedger,
  notes: AccountNotes,
  decisions: readonly Decision[],
): void {
  const undelivered = undeliveredBefore(ledger, now);
  const unfinished = unfinishedBefore(ledger, now, decisions);
  notes.undelivered([
    ...undelivered.map((record) => undeliveredSentence(record, settings)),
    ...unfinished.map((deed) => unfinishedSentence(deed, settings)),
  ]);
}
