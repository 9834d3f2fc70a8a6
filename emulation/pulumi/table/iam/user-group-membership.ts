import {
  AddUserToGroupCommand,
  IAMClient,
  ListGroupsForUserCommand,
  RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import { z } from 'zod';
import type { Aws } from '../../aws';
import { unlessGone } from '../gone';
import { defineResource } from '../resource-type';

/** Not exclusive: other groups of the user are none of its business. */
export const userGroupMembership = defineResource({
  token: 'aws:iam/userGroupMembership:UserGroupMembership',
  inputs: z.strictObject({ groups: z.array(z.string()), user: z.string() }),
  computed: [],
  replaceOn: ['user'],

  /** The id is what `pulumi import` takes; it stays as it is when the groups change. */
  async create({ user, groups }, aws) {
    await join(aws, user, groups);
    return [user, ...groups].join('/');
  },

  async read(id, aws, known) {
    const [user = '', ...groupsOfId] = id.split('/');
    const answer = await unlessGone(
      aws.client(IAMClient).send(new ListGroupsForUserCommand({ UserName: user })),
    );
    if (!answer) return undefined;
    const joined = new Set(answer.Groups?.map(({ GroupName }) => GroupName));
    const groups = (known.groups ?? groupsOfId).filter((group) => joined.has(group));
    return groups.length > 0 ? { user, groups } : undefined;
  },

  async update(_id, { user, groups }, aws, old) {
    const before = (old['groups'] ?? []) as string[];
    // In this order, as the provider does it: for a moment the user is in neither group.
    await leave(
      aws,
      user,
      before.filter((group) => !groups.includes(group)),
    );
    await join(
      aws,
      user,
      groups.filter((group) => !before.includes(group)),
    );
  },

  async delete(id, aws, known) {
    const [user = '', ...groupsOfId] = id.split('/');
    await leave(aws, user, known.groups ?? groupsOfId);
  },
});

async function join(aws: Aws, UserName: string, groups: readonly string[]): Promise<void> {
  for (const GroupName of groups)
    await aws.client(IAMClient).send(new AddUserToGroupCommand({ UserName, GroupName }));
}

async function leave(aws: Aws, UserName: string, groups: readonly string[]): Promise<void> {
  for (const GroupName of groups)
    await unlessGone(
      aws.client(IAMClient).send(new RemoveUserFromGroupCommand({ UserName, GroupName })),
    );
}
