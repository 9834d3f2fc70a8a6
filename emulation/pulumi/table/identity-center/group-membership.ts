import {
  CreateGroupMembershipCommand,
  DeleteGroupMembershipCommand,
  DescribeGroupMembershipCommand,
  IdentitystoreClient,
} from '@aws-sdk/client-identitystore';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';

export const groupMembership = defineResource({
  token: 'aws:identitystore/groupMembership:GroupMembership',
  inputs: z.strictObject({
    groupId: z.string(),
    identityStoreId: z.string(),
    memberId: z.string(),
    ...regional,
  }),
  computed: ['membershipId'],
  replaceOn: ['groupId', 'identityStoreId', 'memberId', 'region'],

  async create({ identityStoreId, groupId: GroupId, memberId: UserId }, aws) {
    const { MembershipId } = await aws.client(IdentitystoreClient).send(
      new CreateGroupMembershipCommand({
        IdentityStoreId: identityStoreId,
        GroupId,
        MemberId: { UserId },
      }),
    );
    return `${identityStoreId}/${MembershipId}`;
  },

  async read(id, aws) {
    const answer = await unlessGone(
      aws.client(IdentitystoreClient).send(new DescribeGroupMembershipCommand(named(id))),
    );
    return (
      answer && {
        groupId: answer.GroupId,
        identityStoreId: answer.IdentityStoreId,
        memberId: answer.MemberId?.UserId,
        membershipId: answer.MembershipId,
      }
    );
  },

  async delete(id, aws) {
    await unlessGone(
      aws.client(IdentitystoreClient).send(new DeleteGroupMembershipCommand(named(id))),
    );
  },
});

function named(id: string) {
  const [IdentityStoreId = '', MembershipId = ''] = id.split('/');
  return { IdentityStoreId, MembershipId };
}
