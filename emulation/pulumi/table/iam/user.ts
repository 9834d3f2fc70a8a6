import {
  CreateUserCommand,
  DeleteUserCommand,
  GetUserCommand,
  IAMClient,
  TagUserCommand,
  UntagUserCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags, tagList, tagsFrom } from '../tags';
import { deleteOwnThings, leaveGroups } from './user-own-things';

export const user = defineResource({
  token: 'aws:iam/user:User',
  inputs: z.strictObject({
    forceDestroy: z.boolean().default(false),
    name: z.string(),
    path: z.string().default('/'),
    tags,
  }),
  computed: ['arn', 'tagsAll', 'uniqueId'],
  // IAM renames a user in place, but the name is the id, which an update can't change under Pulumi.
  replaceOn: ['name'],
  autoName: { property: 'name', maximumLength: 64 },
  unreadable: ['forceDestroy'],

  async create({ name, path, tags }, aws) {
    await aws.client(IAMClient).send(
      new CreateUserCommand({
        UserName: name,
        Path: path,
        Tags: tagList(tags),
      }),
    );
    return name;
  },

  async read(id, aws) {
    const iam = aws.client(IAMClient);
    const answer = await unlessGone(iam.send(new GetUserCommand({ UserName: id })));
    if (!answer?.User) return undefined;
    const { Arn, UserName, Path, Tags, UserId } = answer.User;
    return {
      arn: Arn,
      name: UserName,
      path: Path,
      tags: tagsFrom(Tags),
      uniqueId: UserId,
    };
  },

  async update(id, { path, tags }, aws, old) {
    const iam = aws.client(IAMClient);
    const UserName = id;
    if (path !== old['path']) await iam.send(new UpdateUserCommand({ UserName, NewPath: path }));
    await changeTags(old['tags'], tags, {
      set: (set) => iam.send(new TagUserCommand({ UserName, Tags: tagList(set) })),
      remove: (TagKeys) => iam.send(new UntagUserCommand({ UserName, TagKeys })),
    });
  },

  async delete(id, aws, { forceDestroy }) {
    const iam = aws.client(IAMClient);
    await leaveGroups(iam, id);
    if (forceDestroy) await deleteOwnThings(iam, id);
    await unlessGone(iam.send(new DeleteUserCommand({ UserName: id })));
  },
});
