import type { Account } from '../../rules/model';
import { LedgerError } from '../ledger-error';
import type { RunsPort } from '../ports/runs';

/** Distributed runs in this process's memory. */
export class InMemoryRuns<Handled> implements RunsPort<Handled> {
  readonly #runs = new Map<string, Map<string, { account: Account; handled?: Handled }>>();

  async begin(run: string, accounts: readonly Account[]): Promise<void> {
    const items = accounts.map((account) => [account.id, { account }] as const);
    this.#runs.set(run, new Map([...this.#of(run), ...items]));
    return Promise.resolve();
  }

  async find(run: string, accountId: string): Promise<Account> {
    return Promise.resolve(this.#item(run, accountId).account);
  }

  async keep(run: string, accountId: string, handled: Handled): Promise<void> {
    const { account } = this.#item(run, accountId);
    this.#of(run).set(accountId, { account, handled });
    return Promise.resolve();
  }

  async keepIfNone(run: string, accountId: string, handled: Handled): Promise<void> {
    if (this.#item(run, accountId).handled === undefined) await this.keep(run, accountId, handled);
  }

  async *all(run: string) {
    yield* await Promise.resolve([...this.#of(run).values()]);
  }

  #of(run: string) {
    return this.#runs.get(run) ?? new Map<string, { account: Account; handled?: Handled }>();
  }

  #item(run: string, accountId: string) {
    const item = this.#of(run).get(accountId);
    if (!item)
      throw new LedgerError(`run#${run}`, `account#${accountId}`, 'the run has no such account');
    return item;
  }
}
