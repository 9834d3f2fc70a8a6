import * as pulumi from '@pulumi/pulumi';
import { organizationIdPattern } from '../../rules/formats';
import { checkedIfGiven, each, inputError, matching, type Check } from '../check';
import { accountId, roleArn } from '../formats';
import type { KeyMonitorArgs } from './args';

/** Which accounts are watched: those of a list, or those of an organization. */
export type WatchedAccounts =
  | { readonly list: readonly { readonly id: string; readonly name: string }[] }
  | {
      readonly organization: {
        readonly id: string;
        readonly exclude: readonly string[];
        readonly roleArn?: string;
      };
    };

const organizationId = matching(organizationIdPattern, "an organization's id (o-…)");

/** @throws InputPropertyError */
export function watchedAccounts(args: KeyMonitorArgs): pulumi.Output<WatchedAccounts> {
  const list = checkedIfGiven('accounts', args.accounts, accountList);
  const id = checkedIfGiven('organizationId', args.organizationId, organizationId);
  const exclude = checkedIfGiven('excludedAccountIds', args.excludedAccountIds, each(accountId));
  const lister = checkedIfGiven('organizationRoleArn', args.organizationRoleArn, roleArn);
  if (list && id)
    throw inputError('accounts', 'expected either this or organizationId, found both');
  if (id)
    return pulumi.all([id, exclude, lister]).apply(([known, excluded, roleArn]) => ({
      organization: { id: known, exclude: excluded ?? [], roleArn },
    }));
  if (!list) throw inputError('accounts', 'expected this or organizationId, found neither');
  if (exclude) throw inputError('excludedAccountIds', 'expected only with organizationId');
  if (lister) throw inputError('organizationRoleArn', 'expected only with organizationId');
  return list.apply((known) => ({ list: known.map(({ id, name }) => ({ id, name })) }));
}

/** The variable KEYTURN_ACCOUNTS. */
export function accountsVariable(accounts: WatchedAccounts): string {
  if ('list' in accounts) return JSON.stringify(accounts);
  const { exclude, roleArn } = accounts.organization;
  return JSON.stringify({ organization: { exclude, roleArn } });
}

/** As accountsVariable, without a list: it is too long for a variable, and handed over in another way. */
export function variableWithoutList(accounts: WatchedAccounts): string {
  return accountsVariable('list' in accounts ? { list: [] } : accounts);
}

/** What fits in a function's environment beside all that does not grow with a company. */
const MOST_BYTES = 3000;

/**
 * As accountsVariable; of a list that is too long nothing but that the bus, or the function's role, lets in its accounts
 * alone.
 * @param others the function's other variables that are lists
 */
export function variableIfRoom(
  accounts: WatchedAccounts,
  others: readonly (string | undefined)[] = [],
): string {
  const variable = accountsVariable(accounts);
  const hasRoom = Buffer.byteLength([variable, ...others].join('')) <= MOST_BYTES;
  return hasRoom ? variable : JSON.stringify({ organization: { exclude: [] } });
}

export function idsOf(accounts: WatchedAccounts): readonly string[] | undefined {
  return 'list' in accounts ? accounts.list.map(({ id }) => id) : undefined;
}

const accountList: Check<{ id: string; name: string }[]> = (accounts) => {
  if (accounts.length === 0) return 'expected at least one account, found none';
  const twice = accounts.find(({ id }, i) => accounts.findIndex((other) => other.id === id) < i);
  if (twice) return `expected each account once, found ${twice.id} twice`;
  return each<{ id: string; name: string }>(
    ({ id, name }) => accountId(id) ?? (name === '' ? 'expected a name, found none' : undefined),
  )(accounts);
};
