import { expiringNotices } from '../../rules/plan/expiring-notices';
import type { AccountLedger } from '../../rules/ledger';
import type { NoticeRecordsPort } from '../ports/ledger';

/** Gives the records of notices that no plan needs any more an end. */
export async function endNotices(
  port: Pick<NoticeRecordsPort, 'setExpiry'>,
  ledger: AccountLedger,
  present: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  const { end, at, keep } = expiringNotices(ledger, present, now);
  await port.setExpiry(ledger.accountId, keep, undefined);
  await port.setExpiry(ledger.accountId, end, at);
}
