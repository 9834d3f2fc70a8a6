import type { Account } from '../../rules/model';
import { isSameName } from '../../rules/without-case';
import { awsNow, findCaller } from '../aws/caller';
import { CliError } from '../cli-error';
import { MoveLedger } from './move-ledger';
import type { PersonOptions } from './read-person';

/**
 * Has the ledger know that `key` was given back, so that what was forced or warned of before counts no more, also where it
 * is closed again before a run of the monitor has found it open. Going back needs nothing of that: answers why the ledger could
 * not be told, if so.
 */
export async function tellLedgerOfBack(
  userName: string,
  account: Pick<Account, 'id'>,
  options: PersonOptions,
): Promise<string | undefined> {
  try {
    const { profile, ledgerProfile = profile, region } = options;
    const caller = await findCaller({ profile: ledgerProfile, region });
    const ledger = new MoveLedger(caller, options.ledger);
    const { moves } = await ledger.load(account.id);
    const own = [...moves.values()].filter((move) => isSameName(move.userName, userName));
    for (const mover of own) await ledger.recordOpen(account.id, mover, awsNow(caller));
    return undefined;
  } catch (error) {
    if (error instanceof CliError) return error.message;
    throw error;
  }
}
