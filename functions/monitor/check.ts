import type { CheckAnswer, CheckLine } from '../../rules/checks/check-answer';
import type { CheckEvent } from '../../rules/checks/check-event';
import { lineOf } from '../../rules/checks/tried';
import { counted } from '../../rules/counted';
import type { Account } from '../../rules/model';
import { amongThem, checkAccounts } from '../checking/check-accounts';
import { inTime, noTime, type TimeLimit } from '../checking/in-time';
import { linesOf, notAsked, type Look } from '../checking/look';
import type { AuditRightsPort, TriedListing } from '../ports/audit-rights';

/** With what the monitor checks itself; none of it changes anything. */
export interface CheckPorts {
  readonly list: () => Promise<TriedListing>;
  /** Who lists the accounts; absent where the setting does. */
  readonly organization?: string;
  /** What it works with at home: ledger, queue, bucket. */
  readonly looks: readonly Look[];
  readonly rights: AuditRightsPort;
}

/** What a run needs: who the accounts are, what the monitor keeps, and the audit role of each account. */
export async function checkMonitor(
  { accounts: named }: CheckEvent,
  ports: CheckPorts,
  limit: TimeLimit,
): Promise<CheckAnswer['checks']> {
  const atHome = linesOf(ports.looks, limit);
  const { accounts, lines } = await listed(ports, limit);
  // Where nobody knows which they are, those that are named are tried for what they are; so they are in distributed runs,
  // in which the state machine has the list and the function's own is empty.
  const isKnown = accounts !== undefined && accounts.length > 0;
  const all = isKnown ? accounts : (named ?? []).map((id) => ({ id, name: id }));
  const { chosen, strangers } = amongThem(all, named);
  const ofAccounts = await checkAccounts(chosen, ports.rights, limit);
  return [...lines, ...(await atHome), ...strangers, ...ofAccounts];
}

async function listed(
  { list, organization }: CheckPorts,
  limit: TimeLimit,
): Promise<{ readonly accounts?: readonly Account[]; readonly lines: readonly CheckLine[] }> {
  const [listing = noTime] = await inTime([list], (ask) => ask(), limit);
  const id = organization ?? 'keyturn:accounts';
  if (listing === noTime) return { lines: [notAsked({ what: 'organization', id })] };
  if ('failed' in listing) return { lines: [lineOf('organization', id, listing.failed)] };
  const { accounts } = listing;
  if (organization === undefined) return { accounts, lines: [] };
  const found = counted(accounts.length, 'active account');
  return { accounts, lines: [lineOf('organization', id, { is: 'done', found })] };
}
