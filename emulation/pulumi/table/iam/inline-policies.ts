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
import { unlessGone } from '../gone';
import { json } from '../inputs';
import { defineResource } from '../resource-type';

/** `owner:policy name`, the id of an inline policy. */
function parts(id: string): [owner: string, policy: string] {
  const [owner = '', policy = ''] = id.split(':');
  return [owner, policy];
}

const autoName = { property: 'name', maximumLength: 128 };

export const groupPolicy = defineResource({
  token: 'aws:iam/groupPolicy:GroupPolicy',
  inputs: z.strictObject({ group: z.string(), name: z.string(), policy: json }),
  computed: [],
  replaceOn: ['group', 'name'],
  autoName,
  async create({ group, name, policy }, aws) {
    await aws
      .client(IAMClient)
      .send(
        new PutGroupPolicyCommand({ GroupName: group, PolicyName: name, PolicyDocument: policy }),
      );
    return `${group}:${name}`;
  },
  async read(id, aws) {
    const [GroupName, PolicyName] = parts(id);
    const found = await unlessGone(
      aws.client(IAMClient).send(new GetGroupPolicyCommand({ GroupName, PolicyName })),
    );
    return found && inline('group', GroupName, PolicyName, found.PolicyDocument);
  },
  async update(_id, inputs, aws) {
    await this.create(inputs, aws);
  },
  async delete(id, aws) {
    const [GroupName, PolicyName] = parts(id);
    await unlessGone(
      aws.client(IAMClient).send(new DeleteGroupPolicyCommand({ GroupName, PolicyName })),
    );
  },
});

export const userPolicy = defineResource({
  token: 'aws:iam/userPolicy:UserPolicy',
  inputs: z.strictObject({ name: z.string(), policy: json, user: z.string() }),
  computed: [],
  replaceOn: ['name', 'user'],
  autoName,
  async create({ user, name, policy }, aws) {
    await aws
      .client(IAMClient)
      .send(new PutUserPolicyCommand({ UserName: user, PolicyName: name, PolicyDocument: policy }));
    return `${user}:${name}`;
  },
  async read(id, aws) {
    const [UserName, PolicyName] = parts(id);
    const found = await unlessGone(
      aws.client(IAMClient).send(new GetUserPolicyCommand({ UserName, PolicyName })),
    );
    return found && inline('user', UserName, PolicyName, found.PolicyDocument);
  },
  async update(_id, inputs, aws) {
    await this.create(inputs, aws);
  },
  async delete(id, aws) {
    const [UserName, PolicyName] = parts(id);
    await unlessGone(
      aws.client(IAMClient).send(new DeleteUserPolicyCommand({ UserName, PolicyName })),
    );
  },
});

export const rolePolicy = defineResource({
  token: 'aws:iam/rolePolicy:RolePolicy',
  inputs: z.strictObject({ name: z.string(), policy: json, role: z.string() }),
  computed: [],
  replaceOn: ['name', 'role'],
  autoName,
  async create({ role, name, policy }, aws) {
    await aws
      .client(IAMClient)
      .send(new PutRolePolicyCommand({ RoleName: role, PolicyName: name, PolicyDocument: policy }));
    return `${role}:${name}`;
  },
  async read(id, aws) {
    const [RoleName, PolicyName] = parts(id);
    const found = await unlessGone(
      aws.client(IAMClient).send(new GetRolePolicyCommand({ RoleName, PolicyName })),
    );
    return found && inline('role', RoleName, PolicyName, found.PolicyDocument);
  },
  async update(_id, inputs, aws) {
    await this.create(inputs, aws);
  },
  async delete(id, aws) {
    const [RoleName, PolicyName] = parts(id);
    await unlessGone(
      aws.client(IAMClient).send(new DeleteRolePolicyCommand({ RoleName, PolicyName })),
    );
  },
});

function inline(kind: string, owner: string, name: string, document: string | undefined) {
  return { [kind]: owner, name, policy: decodeURIComponent(document ?? '') };
}
