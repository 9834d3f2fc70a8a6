import {
  AssociateKmsKeyCommand,
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DisassociateKmsKeyCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags } from '../tags';

/** The provider's number for "kept for ever", which CloudWatch Logs has no number for. */
const FOR_EVER = 0;

export const logGroup = defineResource({
  token: 'aws:cloudwatch/logGroup:LogGroup',
  inputs: z.strictObject({
    kmsKeyId: z.string().optional(),
    name: z.string(),
    ...regional,
    retentionInDays: z.number().int().default(FOR_EVER),
    skipDestroy: z.boolean().default(false),
    tags,
  }),
  computed: ['arn', 'tagsAll'],
  replaceOn: ['name', 'region'],
  autoName: { property: 'name', maximumLength: 512 },
  unreadable: ['skipDestroy'],

  async create({ kmsKeyId, name, retentionInDays, tags }, aws) {
    const logs = aws.client(CloudWatchLogsClient);
    await logs.send(
      new CreateLogGroupCommand({
        logGroupName: name,
        kmsKeyId,
        tags,
      }),
    );
    if (retentionInDays !== FOR_EVER)
      await logs.send(new PutRetentionPolicyCommand({ logGroupName: name, retentionInDays }));
    return name;
  },

  async read(id, aws) {
    const logs = aws.client(CloudWatchLogsClient);
    const { logGroups } = await logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: id, limit: 50 }),
    );
    const found = logGroups?.find(({ logGroupName }) => logGroupName === id);
    if (!found) return undefined;
    // Its own ARN ends with `:*`, which is not how policies and tags name it.
    const arn = (found.arn ?? '').replace(/:\*$/, '');
    const { tags } = await logs.send(new ListTagsForResourceCommand({ resourceArn: arn }));
    return {
      arn,
      kmsKeyId: found.kmsKeyId || undefined,
      name: found.logGroupName,
      retentionInDays: found.retentionInDays ?? FOR_EVER,
      tags: tags ?? {},
    };
  },

  async update(id, { kmsKeyId, retentionInDays, tags }, aws, old) {
    const logs = aws.client(CloudWatchLogsClient);
    const resourceArn = String(old['arn']);
    await (retentionInDays === FOR_EVER
      ? logs.send(new DeleteRetentionPolicyCommand({ logGroupName: id }))
      : logs.send(new PutRetentionPolicyCommand({ logGroupName: id, retentionInDays })));
    if (kmsKeyId !== old['kmsKeyId'])
      await (kmsKeyId === undefined
        ? logs.send(new DisassociateKmsKeyCommand({ logGroupName: id }))
        : logs.send(new AssociateKmsKeyCommand({ logGroupName: id, kmsKeyId })));
    await changeTags(old['tags'], tags, {
      set: (tags) => logs.send(new TagResourceCommand({ resourceArn, tags })),
      remove: (tagKeys) => logs.send(new UntagResourceCommand({ resourceArn, tagKeys })),
    });
  },

  async delete(id, aws, { skipDestroy }) {
    if (skipDestroy) return;
    await unlessGone(
      aws.client(CloudWatchLogsClient).send(new DeleteLogGroupCommand({ logGroupName: id })),
    );
  },
});
