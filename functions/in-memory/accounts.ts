import type { Account } from '../../rules/model';
import type { AccountsPort } from '../ports/accounts';

/** A fixed list of accounts. */
export class InMemoryAccounts implements AccountsPort {
  constructor(private readonly accounts: readonly Account[]) {}

  async list(): Promise<readonly Account[]> {
    return Promise.resolve(this.accounts);
  }
}
