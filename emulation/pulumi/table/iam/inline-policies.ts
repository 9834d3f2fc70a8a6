import {
  DeleteGroupPolicyCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  GetGroupPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { z } from 'zod';
import { json } from '../inputs';
import { defineSubResource } from '../sub-resource';

// The id of each is `owner:policy name`.

const separator = ':';
const autoName = { property: 'name', maximumLength: 128 };

export const groupPolicy = defineSubResource({
  token: 'aws:iam/groupPolicy:GroupPolicy',
  inputs: z.strictObject({ group: z.string(), name: z.string(), policy: json }),
  key: ['group', 'name'],
  separator,
  autoName,
  client: () => IAMClient,
  put: (iam, { group: GroupName, name: PolicyName, policy: PolicyDocument }) =>
    iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName, PolicyDocument })),
  get: async (iam, { group: GroupName, name: PolicyName }) =>
    documentIn(await iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName }))),
  remove: (iam, { group: GroupName, name: PolicyName }) =>
    iam.send(new DeleteGroupPolicyCommand({ GroupName, PolicyName })),
});

export const userPolicy = defineSubResource({
  token: 'aws:iam/userPolicy:UserPolicy',
  inputs: z.strictObject({ name: z.string(), policy: json, user: z.string() }),
  key: ['user', 'name'],
  separator,
  autoName,
  client: () => IAMClient,
  put: (iam, { user: UserName, name: PolicyName, policy: PolicyDocument }) =>
    iam.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument })),
  get: async (iam, { user: UserName, name: PolicyName }) =>
    documentIn(await iam.send(new GetUserPolicyCommand({ UserName, PolicyName }))),
  remove: (iam, { user: UserName, name: PolicyName }) =>
    iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName })),
});

export const rolePolicy = defineSubResource({
  token: 'aws:iam/rolePolicy:RolePolicy',
  inputs: z.strictObject({ name: z.string(), policy: json, role: z.string() }),
  key: ['role', 'name'],
  separator,
  autoName,
  client: () => IAMClient,
  put: (iam, { role: RoleName, name: PolicyName, policy: PolicyDocument }) =>
    iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument })),
  get: async (iam, { role: RoleName, name: PolicyName }) =>
    documentIn(await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))),
  remove: (iam, { role: RoleName, name: PolicyName }) =>
    iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })),
});

function documentIn({ PolicyDocument = '' }: { readonly PolicyDocument?: string }) {
  return { policy: decodeURIComponent(PolicyDocument) };
}
