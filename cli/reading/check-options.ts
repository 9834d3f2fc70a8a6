import type { Account } from '../../rules/model';
import { badUse } from '../cli-error';

/** What both audit and plan take: which accounts are read, as whom, and by which numbers. */
export interface ReadingOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly accounts?: readonly Account[];
  readonly organization?: true;
  readonly exclude: readonly string[];
  readonly roleName?: string;
  readonly externalId?: string;
  readonly config?: string;
  readonly ledger?: string;
  readonly ledgerProfile?: string;
  readonly untaggedAs?: 'engineer' | 'machine';
}

/** @throws CliError where options need each other. */
export function checkReadingOptions(options: ReadingOptions): void {
  const { accounts, organization, roleName, externalId, exclude, ledger, ledgerProfile } = options;
  const isAcross = accounts !== undefined || organization !== undefined;
  if (isAcross && roleName === undefined)
    throw badUse(
      `${accounts ? '--accounts' : '--organization'} needs --role-name, the role to assume in the accounts (such as OrganizationAccountAccessRole); found none`,
    );
  if (!isAcross && (roleName ?? externalId) !== undefined)
    throw badUse(
      `${roleName === undefined ? '--external-id' : '--role-name'} goes with --accounts or --organization; found neither`,
    );
  if (exclude.length > 0 && !organization)
    throw badUse('--exclude goes with --organization; found none');
  if (ledgerProfile !== undefined && ledger === undefined)
    throw badUse('--ledger-profile goes with --ledger; found none');
}
