import { isUnknown } from '../model';
import type { Report } from './report';

/** What could not be seen besides whether somebody keeps a rule, and why: a sentence each. */
export function notSeen({ accounts, keys }: Pick<Report, 'accounts' | 'keys'>): readonly string[] {
  return [...reportNotSeen(accounts), ...lastUseNotSeen(keys)];
}

/** Of which accounts there was no credential report. */
export function reportNotSeen(accounts: Report['accounts']): readonly string[] {
  return accounts.flatMap((account) =>
    account.outcome === 'read' && isUnknown(account.credentialReportAt)
      ? [`${account.name} has no credential report: ${account.credentialReportAt.unknown}`]
      : [],
  );
}

/** Of how many keys it could not be seen when they were last used: a sentence a reason. */
export function lastUseNotSeen(keys: Report['keys']): readonly string[] {
  const reasons = keys.flatMap(({ lastUsed }) => (isUnknown(lastUsed) ? [lastUsed.unknown] : []));
  return [...Map.groupBy(reasons, (reason) => reason)].map(
    ([reason, { length }]) =>
      `when ${length === 1 ? '1 key was' : `${length} keys were`} last used could not be seen: ${reason}`,
  );
}
