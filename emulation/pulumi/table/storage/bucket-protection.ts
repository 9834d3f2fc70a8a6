import {
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
  S3Client,
  type BucketVersioningStatus,
} from '@aws-sdk/client-s3';
import { z } from 'zod';
import { regional } from '../inputs';
import { defineSubResource } from '../sub-resource';

// Each is one setting of one bucket, and the bucket's name is its id.

export const bucketVersioning = defineSubResource({
  token: 'aws:s3/bucketVersioning:BucketVersioning',
  inputs: z.strictObject({
    bucket: z.string(),
    ...regional,
    versioningConfiguration: z.strictObject({ status: z.enum(['Enabled', 'Suspended']) }),
  }),
  key: ['bucket'],
  client: () => S3Client,
  put: (s3, { bucket, versioningConfiguration: { status } }) => setVersioning(s3, bucket, status),
  async get(s3, { bucket: Bucket }) {
    const { Status: status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
    return status && { versioningConfiguration: { status } };
  },
  /** A bucket that had versioning can only suspend it. */
  remove: (s3, { bucket }) => setVersioning(s3, bucket, 'Suspended'),
});

function setVersioning(s3: S3Client, Bucket: string, Status: BucketVersioningStatus) {
  return s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
}

export const bucketEncryption = defineSubResource({
  token: 'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
  inputs: z.strictObject({
    bucket: z.string(),
    ...regional,
    rules: z.array(
      z.strictObject({
        applyServerSideEncryptionByDefault: z.strictObject({
          kmsMasterKeyId: z.string().optional(),
          sseAlgorithm: z.enum(['AES256', 'aws:kms', 'aws:kms:dsse']),
        }),
        bucketKeyEnabled: z.boolean().default(false),
      }),
    ),
  }),
  key: ['bucket'],
  client: () => S3Client,
  put: (s3, { bucket, rules }) =>
    s3.send(
      new PutBucketEncryptionCommand({
        Bucket: bucket,
        ServerSideEncryptionConfiguration: {
          Rules: rules.map(({ applyServerSideEncryptionByDefault: wanted, bucketKeyEnabled }) => ({
            ApplyServerSideEncryptionByDefault: {
              KMSMasterKeyID: wanted.kmsMasterKeyId,
              SSEAlgorithm: wanted.sseAlgorithm,
            },
            BucketKeyEnabled: bucketKeyEnabled,
          })),
        },
      }),
    ),
  async get(s3, { bucket: Bucket }) {
    const answer = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    const rules = answer.ServerSideEncryptionConfiguration?.Rules;
    return (
      rules && {
        rules: rules.map(({ ApplyServerSideEncryptionByDefault: found, BucketKeyEnabled }) => ({
          applyServerSideEncryptionByDefault: {
            kmsMasterKeyId: found?.KMSMasterKeyID || undefined,
            sseAlgorithm: found?.SSEAlgorithm,
          },
          bucketKeyEnabled: BucketKeyEnabled ?? false,
        })),
      }
    );
  },
  remove: (s3, { bucket: Bucket }) => s3.send(new DeleteBucketEncryptionCommand({ Bucket })),
});
