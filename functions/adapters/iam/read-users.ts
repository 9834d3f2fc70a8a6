import {
  GetAccessKeyLastUsedCommand,
  paginateGetAccountAuthorizationDetails,
  type IAMClient,
  type Tag,
  type UserDetail,
} from '@aws-sdk/client-iam';
import { AccountError } from '../../account-error';
import type { GroupsAndRoles } from '../../../rules/groups-and-roles';
import type { KeyUse, Unknown } from '../../../rules/model';
import { inlinePolicy } from '../../../rules/own-policies';
import type { Calls } from '../accounts/calls';
import type { UserDetails } from './whom-to-ask';

/** IAM's own limit, for what is on a page together. */
export const ENTRIES_A_PAGE = 1000;

/** Every user of an account, and what else was asked for with them. */
export interface Listed {
  readonly users: readonly UserDetails[];
  readonly groupsAndRoles?: GroupsAndRoles | Unknown;
}

/** Every user of the account with their tags: one call for a thousand of them. */
export async function listUsers(iam: IAMClient, calls: Calls): Promise<Listed> {
  return calls.make('iam:GetAccountAuthorizationDetails', async (options) => {
    const config = { client: iam, pageSize: ENTRIES_A_PAGE };
    const users: UserDetails[] = [];
    const pages = paginateGetAccountAuthorizationDetails(config, { Filter: ['User'] }, options);
    for await (const { UserDetailList = [] } of pages) users.push(...UserDetailList.map(detailsOf));
    return { users };
  });
}

/** A user as GetAccountAuthorizationDetails has them. */
export function detailsOf(user: UserDetail): UserDetails {
  const { Arn = '', UserName = '', UserId = '', CreateDate, Tags } = user;
  const { AttachedManagedPolicies: attached = [], UserPolicyList: inline = [] } = user;
  return {
    arn: Arn,
    name: UserName,
    id: UserId,
    createdAt: CreateDate ?? new Date(NaN),
    tags: tagsOf(Tags),
    ownPolicies: [
      ...attached.map(({ PolicyArn = '' }) => ({ name: PolicyArn })),
      ...inline.map(({ PolicyName = '', PolicyDocument = '' }) =>
        inlinePolicy(PolicyName, PolicyDocument),
      ),
    ],
  };
}

/** When the key was last used; undefined where it never was, or is gone. */
export async function askLastUsed(
  iam: IAMClient,
  calls: Calls,
  keyId: string,
): Promise<KeyUse | undefined> {
  return unlessGone(lastUseOf(iam, calls, keyId));
}

/**
 * The key's last use; undefined where it never was used.
 * @throws AccountError also where the key is gone
 */
export async function lastUseOf(
  iam: IAMClient,
  calls: Calls,
  keyId: string,
): Promise<KeyUse | undefined> {
  return calls.make('iam:GetAccessKeyLastUsed', async (options) => {
    const command = new GetAccessKeyLastUsedCommand({ AccessKeyId: keyId });
    const { AccessKeyLastUsed: used } = await iam.send(command, options);
    if (!used?.LastUsedDate) return undefined;
    return { at: used.LastUsedDate, service: said(used.ServiceName), region: said(used.Region) };
  });
}

/** Absence is an answer, not a failure. */
export async function unlessGone<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AccountError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** What is refused, or has no answer, is not known: no reason to leave the account unread. */
export async function unlessRefused<Answer>(answer: Promise<Answer>): Promise<Answer | Unknown> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return { unknown: `${error.code} at ${error.operation}` };
  }
}

export function tagsOf(tags: readonly Tag[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

function said(text: string | undefined): string | undefined {
  return text === 'N/A' ? undefined : text;
}
