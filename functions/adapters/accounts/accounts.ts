import { paginateListAccounts, type OrganizationsClient } from '@aws-sdk/client-organizations';
import type { Account } from '../../../rules/model';
import type { AccountsPort } from '../../ports/accounts';

/** The accounts as the setting lists them. */
export class ListedAccounts implements AccountsPort {
  constructor(private readonly accounts: readonly Account[]) {}

  async list(): Promise<readonly Account[]> {
    return Promise.resolve(this.accounts);
  }
}

/** The active accounts of an organization. */
export class OrganizationAccounts implements AccountsPort {
  /** @param exclude ids of accounts that are left out */
  constructor(
    private readonly organizations: OrganizationsClient,
    private readonly exclude: readonly string[],
  ) {}

  async list(): Promise<readonly Account[]> {
    const accounts: Account[] = [];
    for await (const { Accounts = [] } of paginateListAccounts({ client: this.organizations }, {}))
      for (const { Id = '', Name = Id, State, Status } of Accounts)
        // `State` follows on `Status`, which AWS has withdrawn; older endpoints know only the latter.
        if ((State ?? Status) === 'ACTIVE' && !this.exclude.includes(Id))
          accounts.push({ id: Id, name: Name });
    return accounts;
  }
}
