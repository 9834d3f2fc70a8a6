import {
  paginateGetAccountAuthorizationDetails,
  type GetAccountAuthorizationDetailsResponse,
  type IAMClient,
  type PolicyDetail,
} from '@aws-sdk/client-iam';
import type { Account } from '../../../rules/model';
import type { AccountPolicies, PlacedPolicy } from '../../../rules/offboarding/account-policies';
import { decodedDocument } from '../../../rules/own-policies';
import { AccountError } from '../../account-error';
import { Calls, type Patience } from '../accounts/calls';
import { currentDocument } from './current-document';
import { detailsOf, ENTRIES_A_PAGE } from './read-users';

/** AWS's own managed policies name nobody. */
const filter = ['User', 'Group', 'Role', 'LocalManagedPolicy'] as const;

type Page = GetAccountAuthorizationDetailsResponse;
type Read = Extract<AccountPolicies, { outcome: 'read' }>;

/** Every policy of an account's IAM, and its users, a thousand of all together a call. Never throws for one that can't be read. */
export async function readPolicies(
  iam: IAMClient,
  account: Account,
  patience: Patience = {},
): Promise<AccountPolicies> {
  const calls = new Calls(account.id, patience);
  try {
    return await calls.make('iam:GetAccountAuthorizationDetails', async (options) => {
      const config = { client: iam, pageSize: ENTRIES_A_PAGE };
      const input = { Filter: [...filter] };
      const pages = paginateGetAccountAuthorizationDetails(config, input, options);
      const users: Read['users'][number][] = [];
      const policies: PlacedPolicy[] = [];
      const attachedToGroups = new Map<string, readonly string[]>();
      for await (const page of pages) {
        users.push(...usersOn(page));
        policies.push(...policiesOn(page));
        for (const { GroupName = '', AttachedManagedPolicies = [] } of page.GroupDetailList ?? [])
          attachedToGroups.set(GroupName, arnsOf(AttachedManagedPolicies));
      }
      return { outcome: 'read', account, users, policies, attachedToGroups };
    });
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return { outcome: 'unread', account, reason: error.message };
  }
}

function usersOn({ UserDetailList = [] }: Page): Read['users'] {
  return UserDetailList.map((user) => {
    const { id, name, arn, createdAt, tags } = detailsOf(user);
    const boundary = user.PermissionsBoundary?.PermissionsBoundaryArn;
    return {
      ...{ id, name, arn, createdAt, tags },
      groups: user.GroupList ?? [],
      attached: arnsOf(user.AttachedManagedPolicies),
      ...(boundary !== undefined && { boundary }),
    };
  });
}

function policiesOn(page: Page): readonly PlacedPolicy[] {
  return [
    ...(page.RoleDetailList ?? []).flatMap(
      ({ RoleName: name = '', RolePolicyList, AssumeRolePolicyDocument }) => [
        placed('role', name, 'trust', AssumeRolePolicyDocument),
        ...inline('role', name, RolePolicyList),
      ],
    ),
    ...(page.GroupDetailList ?? []).flatMap(({ GroupName = '', GroupPolicyList }) =>
      inline('group', GroupName, GroupPolicyList),
    ),
    ...(page.UserDetailList ?? []).flatMap(({ UserName = '', UserPolicyList }) =>
      inline('user', UserName, UserPolicyList),
    ),
    ...(page.Policies ?? []).map((policy) =>
      placed('account', policy.Arn ?? '', undefined, currentDocument(policy)),
    ),
  ];
}

function inline(
  holder: PlacedPolicy['holder'],
  name: string,
  list: readonly PolicyDetail[] = [],
): readonly PlacedPolicy[] {
  return list.map(({ PolicyName = '', PolicyDocument }) =>
    placed(holder, name, PolicyName, PolicyDocument),
  );
}

function placed(
  holder: PlacedPolicy['holder'],
  name: string,
  policy: string | undefined,
  text: string | undefined,
): PlacedPolicy {
  const document = text === undefined ? undefined : decodedDocument(text);
  return {
    ...{ holder, name },
    ...(policy !== undefined && { policy }),
    ...(document !== undefined && { document }),
  };
}

function arnsOf(attached: readonly { PolicyArn?: string }[] = []): readonly string[] {
  return attached.map(({ PolicyArn = '' }) => PolicyArn);
}
