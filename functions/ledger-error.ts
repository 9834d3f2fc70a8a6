import { withoutKeyIds } from './without-key-ids';

/** A record of the ledger that can't be read, or that should be there and is not. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';

  /** @param item the item's sort key; the message shows it without whole key ids. */
  constructor(accountId: string, item: string, problem: string, options?: ErrorOptions) {
    super(`ledger of account ${accountId}, item ${withoutKeyIds(item)}: ${problem}`, options);
  }
}
