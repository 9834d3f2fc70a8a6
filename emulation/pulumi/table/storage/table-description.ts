import type {
  ContinuousBackupsDescription,
  CreateTableCommandInput,
  StreamSpecification,
  TableDescription,
  TimeToLiveDescription,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { regional, tags } from '../inputs';
import type { Outputs } from '../resource-type';

/** On demand only: with provisioned capacity this table would have to know of autoscaling too. */
export const inputs = z.strictObject({
  attributes: z.array(z.strictObject({ name: z.string(), type: z.enum(['S', 'N', 'B']) })),
  billingMode: z.literal('PAY_PER_REQUEST'),
  deletionProtectionEnabled: z.boolean().default(false),
  hashKey: z.string(),
  name: z.string(),
  pointInTimeRecovery: z
    .strictObject({
      enabled: z.boolean(),
      recoveryPeriodInDays: z.number().int().optional(),
    })
    .optional(),
  rangeKey: z.string().optional(),
  ...regional,
  serverSideEncryption: z
    .strictObject({ enabled: z.boolean(), kmsKeyArn: z.string().optional() })
    .optional(),
  streamEnabled: z.boolean().default(false),
  streamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']).optional(),
  tableClass: z.enum(['STANDARD', 'STANDARD_INFREQUENT_ACCESS']).default('STANDARD'),
  tags,
  ttl: z
    .strictObject({ attributeName: z.string().optional(), enabled: z.boolean().default(false) })
    .optional(),
});
type Inputs = z.output<typeof inputs>;

export function keysOf({
  attributes,
  hashKey,
  rangeKey,
}: Inputs): Pick<CreateTableCommandInput, 'AttributeDefinitions' | 'KeySchema'> {
  return {
    AttributeDefinitions: attributes.map(({ name, type }) => ({
      AttributeName: name,
      AttributeType: type,
    })),
    KeySchema: [
      { AttributeName: hashKey, KeyType: 'HASH' },
      ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: 'RANGE' as const }]),
    ],
  };
}

export function streamOf({ streamEnabled, streamViewType }: Inputs): StreamSpecification {
  return {
    StreamEnabled: streamEnabled,
    ...(streamEnabled && { StreamViewType: streamViewType }),
  };
}

/** A table as the provider describes it, but for its tags. */
export function describedTable(
  found: TableDescription,
  backups: ContinuousBackupsDescription | undefined,
  timeToLive: TimeToLiveDescription | undefined,
): Outputs {
  const key = (type: 'HASH' | 'RANGE') =>
    found.KeySchema?.find(({ KeyType }) => KeyType === type)?.AttributeName;
  const recovery = backups?.PointInTimeRecoveryDescription;
  return {
    arn: found.TableArn,
    attributes: found.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => ({
      name: AttributeName,
      type: AttributeType,
    })),
    billingMode: found.BillingModeSummary?.BillingMode ?? 'PROVISIONED',
    deletionProtectionEnabled: found.DeletionProtectionEnabled ?? false,
    hashKey: key('HASH'),
    name: found.TableName,
    pointInTimeRecovery: {
      enabled: recovery?.PointInTimeRecoveryStatus === 'ENABLED',
      recoveryPeriodInDays: recovery?.RecoveryPeriodInDays,
    },
    rangeKey: key('RANGE'),
    serverSideEncryption: {
      enabled: found.SSEDescription?.Status === 'ENABLED',
      kmsKeyArn: found.SSEDescription?.KMSMasterKeyArn,
    },
    streamArn: found.LatestStreamArn ?? '',
    streamEnabled: found.StreamSpecification?.StreamEnabled ?? false,
    streamLabel: found.LatestStreamLabel ?? '',
    streamViewType: found.StreamSpecification?.StreamViewType,
    tableClass: found.TableClassSummary?.TableClass ?? 'STANDARD',
    ttl: {
      attributeName: timeToLive?.AttributeName,
      enabled: timeToLive?.TimeToLiveStatus === 'ENABLED',
    },
  };
}
