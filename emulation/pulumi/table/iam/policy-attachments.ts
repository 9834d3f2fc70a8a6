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
import { isGone, unlessGone } from '../gone';
import { defineResource } from '../resource-type';

/** `owner/policy ARN`, the id of an attachment and what `pulumi import` takes. An owner's name has no slash. */
function parts(id: string): [owner: string, policyArn: string] {
  const slash = id.indexOf('/');
  return [id.slice(0, slash), id.slice(slash + 1)];
}

export const groupPolicyAttachment = defineResource({
  token: 'aws:iam/groupPolicyAttachment:GroupPolicyAttachment',
  inputs: z.strictObject({ group: z.string(), policyArn: z.string() }),
  computed: [],
  replaceOn: ['group', 'policyArn'],
  deleteBeforeReplace: true,
  async create({ group, policyArn }, aws) {
    await aws
      .client(IAMClient)
      .send(new AttachGroupPolicyCommand({ GroupName: group, PolicyArn: policyArn }));
    return `${group}/${policyArn}`;
  },
  async read(id, aws) {
    const [group, policyArn] = parts(id);
    const client = aws.client(IAMClient);
    const pages = paginateListAttachedGroupPolicies({ client }, { GroupName: group });
    return (await hasPolicy(pages, policyArn)) ? { group, policyArn } : undefined;
  },
  async delete(id, aws) {
    const [GroupName, PolicyArn] = parts(id);
    await unlessGone(
      aws.client(IAMClient).send(new DetachGroupPolicyCommand({ GroupName, PolicyArn })),
    );
  },
});

export const userPolicyAttachment = defineResource({
  token: 'aws:iam/userPolicyAttachment:UserPolicyAttachment',
  inputs: z.strictObject({ policyArn: z.string(), user: z.string() }),
  computed: [],
  replaceOn: ['policyArn', 'user'],
  deleteBeforeReplace: true,
  async create({ user, policyArn }, aws) {
    await aws
      .client(IAMClient)
      .send(new AttachUserPolicyCommand({ UserName: user, PolicyArn: policyArn }));
    return `${user}/${policyArn}`;
  },
  async read(id, aws) {
    const [user, policyArn] = parts(id);
    const client = aws.client(IAMClient);
    const pages = paginateListAttachedUserPolicies({ client }, { UserName: user });
    return (await hasPolicy(pages, policyArn)) ? { user, policyArn } : undefined;
  },
  async delete(id, aws) {
    const [UserName, PolicyArn] = parts(id);
    await unlessGone(
      aws.client(IAMClient).send(new DetachUserPolicyCommand({ UserName, PolicyArn })),
    );
  },
});

export const rolePolicyAttachment = defineResource({
  token: 'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
  inputs: z.strictObject({ policyArn: z.string(), role: z.string() }),
  computed: [],
  replaceOn: ['policyArn', 'role'],
  deleteBeforeReplace: true,
  async create({ role, policyArn }, aws) {
    await aws
      .client(IAMClient)
      .send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn: policyArn }));
    return `${role}/${policyArn}`;
  },
  async read(id, aws) {
    const [role, policyArn] = parts(id);
    const client = aws.client(IAMClient);
    const pages = paginateListAttachedRolePolicies({ client }, { RoleName: role });
    return (await hasPolicy(pages, policyArn)) ? { role, policyArn } : undefined;
  },
  async delete(id, aws) {
    const [RoleName, PolicyArn] = parts(id);
    await unlessGone(
      aws.client(IAMClient).send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
    );
  },
});

/** False too where the owner itself is gone. */
async function hasPolicy(
  pages: AsyncIterable<{ readonly AttachedPolicies?: readonly AttachedPolicy[] }>,
  policyArn: string,
): Promise<boolean> {
  try {
    for await (const { AttachedPolicies = [] } of pages)
      if (AttachedPolicies.some(({ PolicyArn }) => PolicyArn === policyArn)) return true;
    return false;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}
