import {
  paginateGetAccountAuthorizationDetails,
  type IAMClient,
  type Tag,
  type UserDetail,
} from '@aws-sdk/client-iam';
import pMap from 'p-map';
import { AccountError } from '../../functions/account-error';
import { Calls } from '../../functions/adapters/accounts/calls';
import { AuditRole } from '../../functions/adapters/accounts/audit-role';
import { iamClients } from '../../functions/adapters/iam/clients';
import type { CredentialReportRow } from '../../functions/adapters/iam/credential-report';
import {
  fetchCredentialReport,
  requestCredentialReport,
} from '../../functions/adapters/iam/fetch-credential-report';
import { listServiceCredentials } from '../../functions/adapters/iam/list-service-credentials';
import { listSshKeys } from '../../functions/adapters/iam/lists-of-user';
import { unlessRefused } from '../../functions/adapters/iam/read-users';
import { SshKeyListing } from '../../functions/adapters/iam/ssh-key-listing';
import { rowOfUser, type UserDetails } from '../../functions/adapters/iam/whom-to-ask';
import { emptyLedger } from '../../rules/ledger';
import {
  isUnknown,
  type RootCredentials,
  type ServiceCredential,
  type SshKey,
  type Unknown,
} from '../../rules/model';
import { withHint, type Caller } from '../aws/caller';
import { hintFor } from '../aws/hints';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { readPasswordPolicy, type PasswordPolicy } from './password-policy';

/** An IAM user with all that their adoption depends on. */
export interface FoundUser {
  readonly name: string;
  /** Begins and ends with a slash. */
  readonly path: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Their row; absent where the credential report does not know the user yet, or there is none. */
  readonly credentialReport?: CredentialReportRow;
  readonly groups: readonly string[];
  /** Managed policies that are attached to the user, not to a group. */
  readonly policyArns: readonly string[];
  readonly inlinePolicies: readonly string[];
  /** Of all services. */
  readonly serviceCredentials: readonly ServiceCredential[] | Unknown;
  readonly sshKeys: readonly SshKey[] | Unknown;
  /** The ARN of the permissions boundary. */
  readonly boundary?: string;
}

export interface FoundGroup {
  readonly name: string;
  /** Begins and ends with a slash. */
  readonly path: string;
}

export interface FoundAccount {
  /** Sorted by name. */
  readonly users: readonly FoundUser[];
  readonly groups: readonly FoundGroup[];
  /** When the credential report was made: up to four hours ago. Why there is none. */
  readonly credentialReportAt: Date | Unknown;
  /** Undefined where the account has none of its own. */
  readonly passwordPolicy?: PasswordPolicy | Unknown;
  readonly root: RootCredentials | Unknown;
}

/** IAM's own limit. */
const ENTRIES_A_PAGE = 1000;
/** Users who are asked about at a time. */
const USERS_AT_A_TIME = 10;

/**
 * Reads the caller's own account, and changes nothing in it.
 * @throws CliError where AWS does not let them
 */
export async function readAccount({
  accountId,
  partition,
  client: { region, profile, credentials },
}: Caller): Promise<FoundAccount> {
  const roles = { credentialsOf: () => credentials() };
  const iam = iamClients(new AuditRole(roles, '', region, profile)).in(accountId);
  const calls = new Calls(accountId);
  try {
    const [{ details, groups }, request, passwordPolicy, serviceCredentials] = await Promise.all([
      listUsersAndGroups(iam, calls),
      requestCredentialReport(iam, calls),
      readPasswordPolicy(iam, calls),
      unlessRefused(listServiceCredentials(iam, calls)),
    ]);
    const sshKeys = new SshKeyListing(
      (userName) => listSshKeys(iam, calls, userName),
      emptyLedger(accountId),
      { ofAll: true },
      new Date(),
    );
    const [{ rows, root, generatedAt: credentialReportAt }, keys] = await Promise.all([
      fetchCredentialReport(iam, calls, request),
      pMap(details, (each) => sshKeys.of(detailsOf(each)), { concurrency: USERS_AT_A_TIME }),
    ]);
    const users = details.map((each, i): FoundUser => ({
      ...userOf(each, rows),
      serviceCredentials: isUnknown(serviceCredentials)
        ? serviceCredentials
        : (serviceCredentials.get(each.UserName ?? '') ?? []),
      // Who is gone by now has none.
      sshKeys: keys[i] ?? [],
    }));
    users.sort((a, b) => (a.name < b.name ? -1 : 1));
    return { users, groups, credentialReportAt, passwordPolicy, root };
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    const hint = hintFor(error, { region, partition, operation: error.operation });
    const text = `the account ${accountId} could not be read: ${error.message}`;
    throw new CliError(exitCodes.noAnswer, withHint(text, hint), { cause: error });
  } finally {
    calls.end();
  }
}

async function listUsersAndGroups(
  iam: IAMClient,
  calls: Calls,
): Promise<{ readonly details: readonly UserDetail[]; readonly groups: readonly FoundGroup[] }> {
  const [details, groups]: [UserDetail[], FoundGroup[]] = [[], []];
  await calls.make('iam:GetAccountAuthorizationDetails', async (options) => {
    const config = { client: iam, pageSize: ENTRIES_A_PAGE };
    const input = { Filter: ['User' as const, 'Group' as const] };
    for await (const page of paginateGetAccountAuthorizationDetails(config, input, options)) {
      details.push(...(page.UserDetailList ?? []));
      groups.push(
        ...(page.GroupDetailList ?? []).map(({ GroupName: name = '', Path: path = '/' }) => ({
          name,
          path,
        })),
      );
    }
  });
  return { details, groups };
}

function detailsOf(details: UserDetail): UserDetails {
  const { UserName: name = '', UserId: id = '', Arn: arn = '' } = details;
  const createdAt = details.CreateDate ?? new Date(NaN);
  return { name, id, arn, createdAt, tags: tagsOf(details.Tags) };
}

function userOf(
  details: UserDetail,
  rows: ReadonlyMap<string, CredentialReportRow>,
): Omit<FoundUser, 'serviceCredentials' | 'sshKeys'> {
  const known = detailsOf(details);
  return {
    name: known.name,
    path: details.Path ?? '/',
    tags: known.tags,
    credentialReport: rowOfUser(known, rows),
    groups: details.GroupList ?? [],
    policyArns: (details.AttachedManagedPolicies ?? []).map(({ PolicyArn = '' }) => PolicyArn),
    inlinePolicies: (details.UserPolicyList ?? []).map(({ PolicyName = '' }) => PolicyName),
    boundary: details.PermissionsBoundary?.PermissionsBoundaryArn,
  };
}

function tagsOf(tags: readonly Tag[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
