import {
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';

// Each is one setting of one bucket, and the bucket's name is its id.

export const bucketVersioning = defineResource({
  token: 'aws:s3/bucketVersioning:BucketVersioning',
  inputs: z.strictObject({
    bucket: z.string(),
    ...regional,
    versioningConfiguration: z.strictObject({ status: z.enum(['Enabled', 'Suspended']) }),
  }),
  computed: [],
  replaceOn: ['bucket', 'region'],
  async create({ bucket, versioningConfiguration: { status } }, aws) {
    await aws.client(S3Client).send(
      new PutBucketVersioningCommand({
        Bucket: bucket,
        VersioningConfiguration: { Status: status },
      }),
    );
    return bucket;
  },
  async read(id, aws) {
    const answer = await unlessGone(
      aws.client(S3Client).send(new GetBucketVersioningCommand({ Bucket: id })),
    );
    return answer?.Status
      ? { bucket: id, versioningConfiguration: { status: answer.Status } }
      : undefined;
  },
  async update(_id, inputs, aws) {
    await this.create(inputs, aws);
  },
  /** A bucket that had versioning can only suspend it. */
  async delete(id, aws) {
    await unlessGone(
      aws.client(S3Client).send(
        new PutBucketVersioningCommand({
          Bucket: id,
          VersioningConfiguration: { Status: 'Suspended' },
        }),
      ),
    );
  },
});

export const bucketEncryption = defineResource({
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
  computed: [],
  replaceOn: ['bucket', 'region'],
  async create({ bucket, rules }, aws) {
    await aws.client(S3Client).send(
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
    );
    return bucket;
  },
  async read(id, aws) {
    const answer = await unlessGone(
      aws.client(S3Client).send(new GetBucketEncryptionCommand({ Bucket: id })),
    );
    const rules = answer?.ServerSideEncryptionConfiguration?.Rules;
    return (
      rules && {
        bucket: id,
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
  async update(_id, inputs, aws) {
    await this.create(inputs, aws);
  },
  async delete(id, aws) {
    await unlessGone(aws.client(S3Client).send(new DeleteBucketEncryptionCommand({ Bucket: id })));
  },
});
