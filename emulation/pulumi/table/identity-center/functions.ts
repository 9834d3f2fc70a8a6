import {
  DescribeGroupCommand,
  DescribeUserCommand,
  GetGroupIdCommand,
  GetUserIdCommand,
  IdentitystoreClient,
} from '@aws-sdk/client-identitystore';
import { paginateListInstances, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { z } from 'zod';
import { regional } from '../inputs';
import { defineFunction } from '../resource-type';

const byName = z.strictObject({
  alternateIdentifier: z.strictObject({
    uniqueAttribute: z.strictObject({ attributePath: z.string(), attributeValue: z.string() }),
  }),
  identityStoreId: z.string(),
  ...regional,
});

function lookedUp({ alternateIdentifier, identityStoreId }: z.output<typeof byName>) {
  const { attributePath: AttributePath, attributeValue: AttributeValue } =
    alternateIdentifier.uniqueAttribute;
  return {
    IdentityStoreId: identityStoreId,
    AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
  };
}

/** As the provider tells why. */
async function reading<Answer>(what: string, store: string, answer: Promise<Answer>) {
  try {
    return await answer;
  } catch (error) {
    const { name, message } = error as Error;
    throw new Error(`reading IdentityStore ${what} (${store}): ${name}: ${message}`, {
      cause: error,
    });
  }
}

export const getInstances = defineFunction({
  token: 'aws:ssoadmin/getInstances:getInstances',
  args: z.strictObject({ id: z.string().optional(), ...regional }),
  async call({ region }, aws) {
    const there = aws.inRegion(region);
    const found = [];
    for await (const { Instances = [] } of paginateListInstances(
      { client: there.client(SSOAdminClient) },
      {},
    ))
      found.push(...Instances);
    return {
      arns: found.map(({ InstanceArn }) => InstanceArn),
      id: there.region,
      identityStoreIds: found.map(({ IdentityStoreId }) => IdentityStoreId),
      region: there.region,
    };
  },
});

export const getUser = defineFunction({
  token: 'aws:identitystore/getUser:getUser',
  args: byName,
  async call(args, aws) {
    const { identityStoreId, region, alternateIdentifier } = args;
    const there = aws.inRegion(region);
    const client = there.client(IdentitystoreClient);
    const asked = client.send(new GetUserIdCommand(lookedUp(args)));
    const { UserId } = await reading('User', identityStoreId, asked);
    const found = await client.send(
      new DescribeUserCommand({ IdentityStoreId: identityStoreId, UserId }),
    );
    return {
      alternateIdentifier,
      displayName: found.DisplayName,
      id: UserId,
      identityStoreId,
      region: there.region,
      userId: UserId,
      userName: found.UserName,
      userStatus: found.UserStatus,
    };
  },
});

export const getGroup = defineFunction({
  token: 'aws:identitystore/getGroup:getGroup',
  args: byName,
  async call(args, aws) {
    const { identityStoreId, region, alternateIdentifier } = args;
    const there = aws.inRegion(region);
    const client = there.client(IdentitystoreClient);
    const asked = client.send(new GetGroupIdCommand(lookedUp(args)));
    const { GroupId } = await reading('Group', identityStoreId, asked);
    const found = await client.send(
      new DescribeGroupCommand({ IdentityStoreId: identityStoreId, GroupId }),
    );
    return {
      alternateIdentifier,
      description: found.Description ?? '',
      displayName: found.DisplayName,
      externalIds: [],
      groupId: GroupId,
      id: GroupId,
      identityStoreId,
      region: there.region,
    };
  },
});
