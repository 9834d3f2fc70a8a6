import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  S3Client,
  type LifecycleRule,
  type TransitionStorageClass,
} from '@aws-sdk/client-s3';
import { z } from 'zod';
import { regional } from '../inputs';
import { defineSubResource } from '../sub-resource';

const rule = z.strictObject({
  abortIncompleteMultipartUpload: z
    .strictObject({ daysAfterInitiation: z.number().int() })
    .optional(),
  expiration: z.strictObject({ days: z.number().int() }).optional(),
  filter: z.strictObject({ prefix: z.string().default('') }).optional(),
  id: z.string(),
  noncurrentVersionExpiration: z.strictObject({ noncurrentDays: z.number().int() }).optional(),
  status: z.enum(['Enabled', 'Disabled']),
  transitions: z
    .array(z.strictObject({ days: z.number().int(), storageClass: z.string() }))
    .optional(),
});

export const bucketLifecycle = defineSubResource({
  token: 'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
  inputs: z.strictObject({ bucket: z.string(), ...regional, rules: z.array(rule) }),
  key: ['bucket'],
  client: () => S3Client,
  put: (s3, { bucket, rules }) =>
    s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket: bucket,
        LifecycleConfiguration: { Rules: rules.map(ruleTo) },
      }),
    ),
  async get(s3, { bucket: Bucket }) {
    const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    return Rules && { rules: Rules.map(ruleFrom) };
  },
  remove: (s3, { bucket: Bucket }) => s3.send(new DeleteBucketLifecycleCommand({ Bucket })),
});

function ruleTo(wanted: z.output<typeof rule>): LifecycleRule {
  const { abortIncompleteMultipartUpload: abort, expiration, noncurrentVersionExpiration } = wanted;
  return {
    AbortIncompleteMultipartUpload: abort && { DaysAfterInitiation: abort.daysAfterInitiation },
    Expiration: expiration && { Days: expiration.days },
    // S3 takes an older form where there is no filter.
    ...(wanted.filter ? { Filter: { Prefix: wanted.filter.prefix } } : { Prefix: '' }),
    ID: wanted.id,
    NoncurrentVersionExpiration: noncurrentVersionExpiration && {
      NoncurrentDays: noncurrentVersionExpiration.noncurrentDays,
    },
    Status: wanted.status,
    Transitions: wanted.transitions?.map(({ days, storageClass }) => ({
      Days: days,
      StorageClass: storageClass as TransitionStorageClass,
    })),
  };
}

function ruleFrom(found: LifecycleRule) {
  const { AbortIncompleteMultipartUpload: abort, NoncurrentVersionExpiration: old } = found;
  return {
    abortIncompleteMultipartUpload: abort?.DaysAfterInitiation
      ? { daysAfterInitiation: abort.DaysAfterInitiation }
      : undefined,
    expiration: found.Expiration?.Days ? { days: found.Expiration.Days } : undefined,
    filter: found.Filter && { prefix: found.Filter.Prefix ?? '' },
    id: found.ID,
    noncurrentVersionExpiration: old?.NoncurrentDays
      ? { noncurrentDays: old.NoncurrentDays }
      : undefined,
    status: found.Status,
    transitions: found.Transitions?.map(({ Days, StorageClass }) => ({
      days: Days,
      storageClass: StorageClass,
    })),
  };
}
