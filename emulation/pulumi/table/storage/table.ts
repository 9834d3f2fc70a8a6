import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import type { z } from 'zod';
import type { Aws } from '../../aws';
import { unlessGone } from '../gone';
import { defineResource } from '../resource-type';
import { changeTags, tagList, tagsFrom } from '../tags';
import { describedTable, inputs, keysOf, streamOf } from './table-description';

type Inputs = z.output<typeof inputs>;

export const table = defineResource({
  token: 'aws:dynamodb/table:Table',
  inputs,
  computed: ['arn', 'streamArn', 'streamLabel', 'tagsAll'],
  replaceOn: ['hashKey', 'name', 'rangeKey', 'region'],
  filledByAws: [
    'pointInTimeRecovery',
    'pointInTimeRecovery.recoveryPeriodInDays',
    'serverSideEncryption',
    'serverSideEncryption.kmsKeyArn',
    'ttl',
  ],
  autoName: { property: 'name', maximumLength: 255 },

  async create(inputs, aws) {
    const client = aws.client(DynamoDBClient);
    const { serverSideEncryption: encryption } = inputs;
    await client.send(
      new CreateTableCommand({
        ...keysOf(inputs),
        TableName: inputs.name,
        BillingMode: inputs.billingMode,
        DeletionProtectionEnabled: inputs.deletionProtectionEnabled,
        SSESpecification: encryption && {
          Enabled: encryption.enabled,
          ...(encryption.enabled && { SSEType: 'KMS', KMSMasterKeyId: encryption.kmsKeyArn }),
        },
        StreamSpecification: inputs.streamEnabled ? streamOf(inputs) : undefined,
        TableClass: inputs.tableClass,
        Tags: tagList(inputs.tags),
      }),
    );
    await waitUntilTableExists({ client, maxWaitTime: 60 }, { TableName: inputs.name });
    await protect(aws, inputs, {});
    return inputs.name;
  },

  async read(id, aws) {
    const dynamodb = aws.client(DynamoDBClient);
    const TableName = id;
    const answer = await unlessGone(dynamodb.send(new DescribeTableCommand({ TableName })));
    if (!answer?.Table) return undefined;
    const ResourceArn = answer.Table.TableArn;
    const [backups, timeToLive, tags] = await Promise.all([
      dynamodb.send(new DescribeContinuousBackupsCommand({ TableName })),
      dynamodb.send(new DescribeTimeToLiveCommand({ TableName })),
      dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn })),
    ]);
    return {
      ...describedTable(
        answer.Table,
        backups.ContinuousBackupsDescription,
        timeToLive.TimeToLiveDescription,
      ),
      tags: tagsFrom(tags.Tags),
    };
  },

  async update(id, inputs, aws, old) {
    const dynamodb = aws.client(DynamoDBClient);
    const ResourceArn = String(old['arn']);
    const { serverSideEncryption: encryption } = inputs;
    if (inputs.billingMode !== old['billingMode'])
      await dynamodb.send(
        new UpdateTableCommand({
          ...keysOf(inputs),
          TableName: id,
          BillingMode: inputs.billingMode,
        }),
      );
    if (inputs.deletionProtectionEnabled !== old['deletionProtectionEnabled'])
      await dynamodb.send(
        new UpdateTableCommand({
          TableName: id,
          DeletionProtectionEnabled: inputs.deletionProtectionEnabled,
        }),
      );
    if (encryption && encryption.enabled !== encryptionOf(old))
      await dynamodb.send(
        new UpdateTableCommand({
          TableName: id,
          SSESpecification: encryption.enabled
            ? { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: encryption.kmsKeyArn }
            : { Enabled: false },
        }),
      );
    if (inputs.streamEnabled !== old['streamEnabled'])
      await dynamodb.send(
        new UpdateTableCommand({ TableName: id, StreamSpecification: streamOf(inputs) }),
      );
    await protect(aws, inputs, old);
    await changeTags(old['tags'], inputs.tags, {
      set: (set) => dynamodb.send(new TagResourceCommand({ ResourceArn, Tags: tagList(set) })),
      remove: (TagKeys) => dynamodb.send(new UntagResourceCommand({ ResourceArn, TagKeys })),
    });
  },

  async delete(id, aws) {
    const client = aws.client(DynamoDBClient);
    await unlessGone(client.send(new DeleteTableCommand({ TableName: id })));
    await waitUntilTableNotExists({ client, maxWaitTime: 60 }, { TableName: id });
  },
});

function encryptionOf(old: Readonly<Record<string, unknown>>): boolean {
  return (old['serverSideEncryption'] as { enabled?: boolean } | undefined)?.enabled ?? false;
}

/** What a table gets only after it is there. */
async function protect(
  aws: Aws,
  { name, pointInTimeRecovery, ttl }: Inputs,
  old: Readonly<Record<string, unknown>>,
): Promise<void> {
  const dynamodb = aws.client(DynamoDBClient);
  if (pointInTimeRecovery)
    await dynamodb.send(
      new UpdateContinuousBackupsCommand({
        TableName: name,
        PointInTimeRecoverySpecification: {
          PointInTimeRecoveryEnabled: pointInTimeRecovery.enabled,
          RecoveryPeriodInDays: pointInTimeRecovery.recoveryPeriodInDays,
        },
      }),
    );
  const before = old['ttl'] as Inputs['ttl'];
  if (
    ttl &&
    (ttl.enabled !== (before?.enabled ?? false) || ttl.attributeName !== before?.attributeName)
  )
    await dynamodb.send(
      new UpdateTimeToLiveCommand({
        TableName: name,
        TimeToLiveSpecification: { AttributeName: ttl.attributeName, Enabled: ttl.enabled },
      }),
    );
}
