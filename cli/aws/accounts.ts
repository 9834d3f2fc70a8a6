import { IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import type * as organizations from '@aws-sdk/client-organizations';
import type * as adapters from '../../functions/adapters/accounts/accounts';
import type { Account } from '../../rules/model';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import type { ReadingOptions } from '../reading/check-options';
import { refused, type Caller } from './caller';

/* eslint-disable @typescript-eslint/no-require-imports -- A client that only --organization needs. Not import(): that is
   Node's own loader, which knows no TypeScript. */
const load = {
  client: () => require('@aws-sdk/client-organizations') as typeof organizations,
  adapter: () => require('../../functions/adapters/accounts/accounts') as typeof adapters,
};
/* eslint-enable @typescript-eslint/no-require-imports */

/**
 * The accounts that the options name; the caller's own where they name none.
 * @throws CliError
 */
export async function accountsToRead(
  caller: Caller,
  { accounts, organization, exclude }: ReadingOptions,
): Promise<readonly Account[]> {
  if (accounts) return accounts;
  if (!organization) return [await ownAccount(caller)];
  const found = await accountsOfOrganization(caller, exclude);
  if (found.length > 0) return found;
  const left = exclude.length > 0 ? ' that --exclude does not leave out' : '';
  throw new CliError(
    exitCodes.noAnswer,
    `the organization has no active account${left}: there is nothing to read`,
  );
}

async function accountsOfOrganization(
  { client, partition, accountId }: Caller,
  exclude: readonly string[],
): Promise<readonly Account[]> {
  try {
    const organization = new (load.client().OrganizationsClient)(client);
    return await new (load.adapter().OrganizationAccounts)(organization, exclude).list();
  } catch (error) {
    throw refused(
      `AWS was asked for the accounts of the organization (organizations:ListAccounts, which account ${accountId} has only as the management account or a delegated administrator)`,
      error,
      { region: client.region, partition },
    );
  }
}

/** Named by its alias, where it has one and it may be read. */
async function ownAccount({ accountId, client }: Caller): Promise<Account> {
  try {
    const iam = new IAMClient(client);
    const { AccountAliases = [] } = await iam.send(new ListAccountAliasesCommand({}));
    return { id: accountId, name: AccountAliases[0] ?? accountId };
  } catch {
    return { id: accountId, name: accountId };
  }
}
