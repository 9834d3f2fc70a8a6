import type { TriedListing } from '../../ports/audit-rights';
import type { AccountsPort } from '../../ports/accounts';
import { triedWithout } from './tried-call';

/** Who the accounts are, or what kept them from being listed. */
export async function tryListing(accounts: AccountsPort): Promise<TriedListing> {
  try {
    return { accounts: await accounts.list() };
  } catch (error) {
    return { failed: triedWithout(error) };
  }
}
