import {
  paginateGetAccountAuthorizationDetails,
  type AttachedPolicy,
  type GetAccountAuthorizationDetailsResponse,
  type IAMClient,
  type PolicyDetail,
} from '@aws-sdk/client-iam';
import type { GroupsAndRoles, HeldPolicy } from '../../../rules/groups-and-roles';
import { decodedDocument } from '../../../rules/own-policies';
import { AccountError, type AccountErrorCode } from '../../account-error';
import type { Calls } from '../accounts/calls';
import { currentDocument } from './current-document';
import { detailsOf, ENTRIES_A_PAGE, listUsers, type Listed } from './read-users';

/** What it is asked for. AWS's own managed policies are known by name, and each comes with all its versions. */
const filter = ['User', 'Group', 'Role', 'LocalManagedPolicy'] as const;

/** What may be since more than users was asked for. */
const isOfFilter: ReadonlySet<AccountErrorCode> = new Set(['access-denied', 'unexpected']);

type Lists = Required<
  Pick<
    GetAccountAuthorizationDetailsResponse,
    'UserDetailList' | 'GroupDetailList' | 'RoleDetailList' | 'Policies'
  >
>;

/**
 * Every user of the account with their tags, every group, every role and the account's own managed policies, a
 * thousand of all together a call. Where that is refused, or breaks off, the users are listed alone.
 * @throws AccountError where these can't be listed either, or would fare no better
 */
export async function listAll(iam: IAMClient, calls: Calls): Promise<Listed> {
  let hasAnswered = false;
  try {
    const lists = await readPages(iam, calls, () => (hasAnswered = true));
    return { users: lists.UserDetailList.map(detailsOf), groupsAndRoles: inOneShape(lists) };
  } catch (error) {
    if (!(error instanceof AccountError) || error.isOfCredentials) throw error;
    if (!hasAnswered && !isOfFilter.has(error.code)) throw error;
    return {
      ...(await listUsers(iam, calls)),
      groupsAndRoles: { unknown: `${error.code} at ${error.operation}` },
    };
  }
}

async function readPages(iam: IAMClient, calls: Calls, onPage: () => void): Promise<Lists> {
  return calls.make('iam:GetAccountAuthorizationDetails', async (options) => {
    const config = { client: iam, pageSize: ENTRIES_A_PAGE };
    const all: Lists = {
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: [],
      Policies: [],
    };
    const pages = paginateGetAccountAuthorizationDetails(config, { Filter: [...filter] }, options);
    for await (const page of pages) {
      onPage();
      all.UserDetailList.push(...(page.UserDetailList ?? []));
      all.GroupDetailList.push(...(page.GroupDetailList ?? []));
      all.RoleDetailList.push(...(page.RoleDetailList ?? []));
      all.Policies.push(...(page.Policies ?? []));
    }
    return all;
  });
}

function inOneShape(lists: Lists): GroupsAndRoles {
  const documents = new Map(
    lists.Policies.map((policy) => [policy.Arn ?? '', currentDocument(policy)]),
  );
  const held = (inline: readonly PolicyDetail[] = [], attached: readonly AttachedPolicy[] = []) => [
    ...attached.map(({ PolicyArn: name = '' }) => policyOf(name, documents.get(name))),
    ...inline.map(({ PolicyName = '', PolicyDocument }) => policyOf(PolicyName, PolicyDocument)),
  ];
  return {
    users: lists.UserDetailList.map((user) => ({
      name: user.UserName ?? '',
      groups: user.GroupList ?? [],
      policies: held(user.UserPolicyList, user.AttachedManagedPolicies),
    })),
    groups: lists.GroupDetailList.map((group) => ({
      name: group.GroupName ?? '',
      policies: held(group.GroupPolicyList, group.AttachedManagedPolicies),
    })),
    roles: lists.RoleDetailList.map((role) => ({
      name: role.RoleName ?? '',
      document: decodedDocument(role.AssumeRolePolicyDocument ?? '') ?? '',
    })),
  };
}

function policyOf(name: string, text: string | undefined): HeldPolicy {
  const document = text === undefined ? undefined : decodedDocument(text);
  return document === undefined ? { name } : { name, document };
}
