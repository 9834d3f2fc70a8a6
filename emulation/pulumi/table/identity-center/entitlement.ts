import { z } from 'zod';
import {
  AccountAccessClient,
  AccountAccessError,
  type Principal,
} from '../../account-access-client';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';

/** Its id, and what `pulumi import` takes, is `ARN of the application,entitlement`. */
export const entitlement = defineResource({
  token: 'aws:accountaccess/entitlement:Entitlement',
  inputs: z.strictObject({
    applicationArn: z.string(),
    entitlement: z.strictObject({
      principalRole: z.strictObject({
        principal: z.strictObject({
          identityCenter: z.union([
            z.strictObject({ groupId: z.string() }),
            z.strictObject({ userId: z.string() }),
          ]) satisfies z.ZodType<Principal>,
        }),
        roleArn: z.string(),
      }),
    }),
    ...regional,
  }),
  computed: ['entitlementId'],
  replaceOn: ['applicationArn', 'entitlement', 'region'],

  async create({ applicationArn, entitlement }, aws) {
    const client = aws.client(AccountAccessClient);
    const id = await client.createEntitlement(applicationArn, entitlement.principalRole);
    return `${applicationArn},${id}`;
  },

  async read(id, aws) {
    const [applicationArn = '', entitlementId = ''] = id.split(',');
    const client = aws.client(AccountAccessClient);
    const found = await unlessGone(
      client.getEntitlement(applicationArn, entitlementId).catch(goneIfNotFound),
    );
    if (!found) return undefined;
    const { principal, roleArn } = found;
    return {
      applicationArn,
      entitlement: { principalRole: { principal, roleArn } },
      entitlementId,
    };
  },

  async delete(id, aws) {
    const [applicationArn = '', entitlementId = ''] = id.split(',');
    await unlessGone(
      aws.client(AccountAccessClient).deleteEntitlement(applicationArn, entitlementId),
    );
  },
});

/** AWS has no error of its own for it: the provider, too, goes by what the message says. */
function goneIfNotFound(error: unknown): undefined {
  const isNotFound =
    error instanceof AccountAccessError && error.message.includes('Entitlement not found');
  if (!isNotFound) throw error;
}
