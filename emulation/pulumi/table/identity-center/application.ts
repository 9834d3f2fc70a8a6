import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { AccountAccessClient } from '../../account-access-client';
import { unlessGone } from '../gone';
import { regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { tagChanges } from '../tags';

const PAUSE_MS = 50;

export const accountAccessApplication = defineResource({
  token: 'aws:accountaccess/application:Application',
  inputs: z.strictObject({
    identitySource: z.strictObject({
      identityCenter: z.strictObject({ instanceArn: z.string() }),
    }),
    ...regional,
    tags,
  }),
  computed: ['arn', 'tagsAll', 'tenantId'],
  replaceOn: ['identitySource', 'region'],
  // An instance has one.
  deleteBeforeReplace: true,

  async create({ identitySource, tags }, aws) {
    const client = aws.client(AccountAccessClient);
    const arn = await client.createApplication(identitySource.identityCenter.instanceArn, tags);
    while ((await client.getApplication(arn)).status === 'CREATE_IN_PROGRESS')
      await pause(PAUSE_MS);
    return arn;
  },

  async read(id, aws) {
    const found = await unlessGone(aws.client(AccountAccessClient).getApplication(id));
    if (!found) return undefined;
    const { identitySource, tenantId, tags = {} } = found;
    const { instanceArn } = identitySource.identityCenter;
    return { arn: id, identitySource: { identityCenter: { instanceArn } }, tags, tenantId };
  },

  async update(id, { tags }, aws, old) {
    const client = aws.client(AccountAccessClient);
    const { set, removed } = tagChanges(old['tags'], tags);
    if (removed.length > 0) await client.untagResource(id, removed);
    if (Object.keys(set).length > 0) await client.tagResource(id, set);
  },

  async delete(id, aws) {
    const client = aws.client(AccountAccessClient);
    await client.deleteApplication(id);
    while (await unlessGone(client.getApplication(id))) await pause(PAUSE_MS);
  },
});
