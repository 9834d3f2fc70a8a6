import {
  CreateGroupCommand,
  DeleteGroupCommand,
  GetGroupCommand,
  IAMClient,
  UpdateGroupCommand,
} from '@aws-sdk/client-iam';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { defineResource } from '../resource-type';

export const group = defineResource({
  token: 'aws:iam/group:Group',
  inputs: z.strictObject({ name: z.string(), path: z.string().default('/') }),
  computed: ['arn', 'uniqueId'],
  // As with users: the name is the id.
  replaceOn: ['name'],
  autoName: { property: 'name', maximumLength: 128 },

  async create({ name, path }, aws) {
    await aws.client(IAMClient).send(new CreateGroupCommand({ GroupName: name, Path: path }));
    return name;
  },

  async read(id, aws) {
    const iam = aws.client(IAMClient);
    const answer = await unlessGone(iam.send(new GetGroupCommand({ GroupName: id })));
    if (!answer?.Group) return undefined;
    const { Arn, GroupName, Path, GroupId } = answer.Group;
    return { arn: Arn, name: GroupName, path: Path, uniqueId: GroupId };
  },

  async update(id, { path }, aws) {
    await aws.client(IAMClient).send(new UpdateGroupCommand({ GroupName: id, NewPath: path }));
  },

  async delete(id, aws) {
    await unlessGone(aws.client(IAMClient).send(new DeleteGroupCommand({ GroupName: id })));
  },
});
