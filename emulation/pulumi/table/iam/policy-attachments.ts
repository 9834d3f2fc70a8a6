import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  IAMClient,
  paginateListAttachedGroupPolicies,
  paginateListAttachedRolePolicies,
  paginateListAttachedUserPolicies,
  type AttachedPolicy,
} from '@aws-sdk/client-iam';
import { z } from 'zod';
import type { Outputs } from '../resource-type';
import { defineSubResource } from '../sub-resource';

// The id of each, and what `pulumi import` takes, is `owner/policy ARN`. An owner's name has no slash.

export const groupPolicyAttachment = defineSubResource({
  token: 'aws:iam/groupPolicyAttachment:GroupPolicyAttachment',
  inputs: z.strictObject({ group: z.string(), policyArn: z.string() }),
  key: ['group', 'policyArn'],
  deleteBeforeReplace: true,
  client: () => IAMClient,
  put: (iam, { group: GroupName, policyArn: PolicyArn }) =>
    iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn })),
  get: (client, { group: GroupName, policyArn }) =>
    attached(paginateListAttachedGroupPolicies({ client }, { GroupName }), policyArn),
  remove: (iam, { group: GroupName, policyArn: PolicyArn }) =>
    iam.send(new DetachGroupPolicyCommand({ GroupName, PolicyArn })),
});

export const userPolicyAttachment = defineSubResource({
  token: 'aws:iam/userPolicyAttachment:UserPolicyAttachment',
  inputs: z.strictObject({ policyArn: z.string(), user: z.string() }),
  key: ['user', 'policyArn'],
  deleteBeforeReplace: true,
  client: () => IAMClient,
  put: (iam, { user: UserName, policyArn: PolicyArn }) =>
    iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn })),
  get: (client, { user: UserName, policyArn }) =>
    attached(paginateListAttachedUserPolicies({ client }, { UserName }), policyArn),
  remove: (iam, { user: UserName, policyArn: PolicyArn }) =>
    iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn })),
});

export const rolePolicyAttachment = defineSubResource({
  token: 'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
  inputs: z.strictObject({ policyArn: z.string(), role: z.string() }),
  key: ['role', 'policyArn'],
  deleteBeforeReplace: true,
  client: () => IAMClient,
  put: (iam, { role: RoleName, policyArn: PolicyArn }) =>
    iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
  get: (client, { role: RoleName, policyArn }) =>
    attached(paginateListAttachedRolePolicies({ client }, { RoleName }), policyArn),
  remove: (iam, { role: RoleName, policyArn: PolicyArn }) =>
    iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
});

/** There is nothing to tell of an attachment but that it is there. */
async function attached(
  pages: AsyncIterable<{ readonly AttachedPolicies?: readonly AttachedPolicy[] }>,
  policyArn: string,
): Promise<Outputs | undefined> {
  for await (const { AttachedPolicies = [] } of pages)
    if (AttachedPolicies.some(({ PolicyArn }) => PolicyArn === policyArn)) return {};
  return undefined;
}
