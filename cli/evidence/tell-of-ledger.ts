import { dateIn } from '../../rules/calendar';
import type { AccountHistory } from '../../rules/evidence/account-history';
import { deedsOf, undeliveredOf } from '../../rules/report/deeds';
import { awsNow, type Caller } from '../aws/caller';
import { readLedgers } from '../aws/read-ledgers';

/**
 * What the monitor's ledger knows of an account: also what came after the last report.
 * @throws CliError
 */
export async function tellOfLedger(
  history: AccountHistory,
  caller: Caller,
  table: string,
  timeZone: string,
): Promise<void> {
  const { account } = history;
  const ledger = (await readLedgers(caller, table, [account])).get(account.id);
  if (!ledger) return;
  const now = awsNow(caller);
  const [from, to] = ['0000-01-01', dateIn(timeZone, now)];
  history.tell(
    deedsOf(ledger, timeZone, from, to),
    undeliveredOf(ledger, timeZone, from, now),
    'ledger',
  );
}
