import {
  CreateGroupCommand,
  DeleteGroupCommand,
  DescribeGroupCommand,
  IdentitystoreClient,
  UpdateGroupCommand,
} from '@aws-sdk/client-identitystore';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';

export const identityStoreGroup = defineResource({
  token: 'aws:identitystore/group:Group',
  inputs: z.strictObject({
    description: z.string().optional(),
    displayName: z.string(),
    identityStoreId: z.string(),
    ...regional,
  }),
  computed: ['arn', 'externalIds', 'groupId'],
  replaceOn: ['displayName', 'identityStoreId', 'region'],
  deleteBeforeReplace: true,

  async create({ identityStoreId, displayName, description }, aws) {
    const { GroupId } = await aws.client(IdentitystoreClient).send(
      new CreateGroupCommand({
        IdentityStoreId: identityStoreId,
        DisplayName: displayName,
        Description: description,
      }),
    );
    return `${identityStoreId}/${GroupId}`;
  },

  async read(id, aws) {
    const answer = await unlessGone(
      aws.client(IdentitystoreClient).send(new DescribeGroupCommand(named(id))),
    );
    return (
      answer && {
        arn: `arn:${aws.partition}:identitystore:::group/${answer.GroupId}`,
        description: answer.Description ?? undefined,
        displayName: answer.DisplayName,
        externalIds: [],
        groupId: answer.GroupId,
        identityStoreId: answer.IdentityStoreId,
      }
    );
  },

  async update(id, { description }, aws) {
    const Operations = [{ AttributePath: 'description', AttributeValue: description }];
    await aws
      .client(IdentitystoreClient)
      .send(new UpdateGroupCommand({ ...named(id), Operations }));
  },

  async delete(id, aws) {
    await unlessGone(aws.client(IdentitystoreClient).send(new DeleteGroupCommand(named(id))));
  },
});

function named(id: string) {
  const [IdentityStoreId = '', GroupId = ''] = id.split('/');
  return { IdentityStoreId, GroupId };
}
