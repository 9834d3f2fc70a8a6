import { accountRead } from '../../rules/accounts-read';
import type { CredentialRef } from '../../rules/credentials/credential';
import type { Decision } from '../../rules/decisions';
import { emptyLedger } from '../../rules/ledger';
import type { LocalDate } from '../../rules/model';
import { isWarning } from '../../rules/notices';
import { playRuns } from '../../rules/report/forecast';
import { withTypes } from '../../rules/report/subject';
import type { UserType } from '../../rules/tags';
import type { Read } from '../reading/read';
import { runOn } from '../reading/schedule';
import type { MonitorSettings } from '../reading/monitor-settings';
import type { Plan, PlannedDecision } from './plan-document';

/**
 * What the run of a date decides. Between today and then every run is played: each message arrives, and nobody acts.
 * @param today and `on` dates of the settings' time zone
 */
export function composePlan(
  { now, readings, ledgers }: Read,
  monitor: MonitorSettings,
  keyturnVersion: string,
  { today, on, untaggedAs }: { today: LocalDate; on: LocalDate; untaggedAs?: UserType },
): Plan {
  const decisions = readings.flatMap((reading) => {
    if (reading.outcome === 'unread') return [];
    const { id } = reading.inventory.account;
    const inventory = withTypes(reading.inventory, untaggedAs);
    const world = { inventory, ledger: ledgers?.get(id) ?? emptyLedger(id) };
    for (const run of playRuns(world, monitor.settings, runOn(today, monitor)))
      if (run.on >= on) return run.decisions;
    return [];
  });
  return {
    format: 'keyturn-plan/1',
    keyturnVersion,
    generatedAt: now.toISOString(),
    on,
    runAt: runOn(on, monitor).toISOString(),
    timeZone: monitor.settings.timeZone,
    ledgerRead: ledgers !== undefined,
    ...(untaggedAs === undefined ? {} : { untaggedAs }),
    accounts: readings.map(accountRead),
    decisions: decisions.map(inShort),
  };
}

function inShort(decision: Decision): PlannedDecision {
  const { account, userName, credential } = decision.subject;
  const notice = 'notice' in decision ? decision.notice : undefined;
  return {
    accountId: account.id,
    userName,
    ...named(credential),
    do: decision.do,
    ...(notice ? { notice: notice.kind } : {}),
    ...(notice && isWarning(notice) ? { stopsOn: notice.stopsOn } : {}),
    ...reasonOf(decision),
  };
}

function named(ref: CredentialRef | undefined): Pick<PlannedDecision, 'keyId' | 'credential'> {
  if (!ref || ref.kind === 'password') return {};
  const { kind, id } = ref;
  return kind === 'access-key' ? { keyId: id } : { credential: { kind, id } };
}

function reasonOf(decision: Decision): Pick<PlannedDecision, 'code' | 'why'> {
  if ('why' in decision) return { code: decision.why.code, why: decision.why.text };
  switch (decision.do) {
    case 'report':
      return { code: decision.finding.kind, why: decision.finding.text };
    case 'remember-exemption':
      return { why: `the exemption that holds on ${decision.on} is remembered` };
    case 'remember-alone':
      return { why: 'no second key is enabled any more: warnings of one count no longer' };
    case 'remember-closed':
      return {
        why: '`key` is closed since that was forced: opened again, it has to be forced anew',
      };
    case 'remember-open':
      return { why: '`key` is open to them again: warnings of its closing count no longer' };
  }
}
