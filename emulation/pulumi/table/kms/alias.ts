import {
  CreateAliasCommand,
  DeleteAliasCommand,
  KMSClient,
  UpdateAliasCommand,
  paginateListAliases,
} from '@aws-sdk/client-kms';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';

export const alias = defineResource({
  token: 'aws:kms/alias:Alias',
  inputs: z.strictObject({
    name: z.string().startsWith('alias/'),
    ...regional,
    targetKeyId: z.string(),
  }),
  computed: ['arn', 'targetKeyArn'],
  replaceOn: ['name', 'region'],
  autoName: { property: 'name', maximumLength: 256, finish: (name) => `alias/${name}` },

  async create({ name, targetKeyId }, aws) {
    await aws
      .client(KMSClient)
      .send(new CreateAliasCommand({ AliasName: name, TargetKeyId: targetKeyId }));
    return name;
  },

  async read(id, aws, { targetKeyId }) {
    for await (const { Aliases = [] } of paginateListAliases(
      { client: aws.client(KMSClient) },
      {},
    )) {
      const found = Aliases.find(({ AliasName }) => AliasName === id);
      if (!found) continue;
      const { AliasArn: arn = '', TargetKeyId = '' } = found;
      const targetKeyArn = arn.replace(id, `key/${TargetKeyId}`);
      // The program may name its key by its ARN.
      const asAsked = targetKeyId === targetKeyArn ? targetKeyArn : TargetKeyId;
      return { arn, name: id, targetKeyArn, targetKeyId: asAsked };
    }
    return undefined;
  },

  async update(id, { targetKeyId }, aws, old) {
    if (targetKeyId === old['targetKeyId']) return;
    await aws
      .client(KMSClient)
      .send(new UpdateAliasCommand({ AliasName: id, TargetKeyId: targetKeyId }));
  },

  async delete(id, aws) {
    await unlessGone(aws.client(KMSClient).send(new DeleteAliasCommand({ AliasName: id })));
  },
});
