import type { Account } from '../../rules/model';

/** What the steps of one distributed run leave for each other. Every write is idempotent. */
export interface RunsPort<Handled> {
  /** Notes which accounts the run has, before any of them is handled: none can be forgotten after that. */
  begin(run: string, accounts: readonly Account[], expiresAt: Date): Promise<void>;
  /** @throws LedgerError where the run has no such account. */
  find(run: string, accountId: string): Promise<Account>;
  /** What came of an account; a later attempt's takes the place of an earlier one's. */
  keep(run: string, accountId: string, handled: Handled): Promise<void>;
  /** As keep, but only where nothing is kept yet. */
  keepIfNone(run: string, accountId: string, handled: Handled): Promise<void>;
  /** Every account of the run; without `handled` where nothing came of it, `newer` where a newer version kept it. */
  all(
    run: string,
  ): AsyncIterable<{ readonly account: Account; readonly handled?: Handled | 'newer' }>;
}
