import { GetBucketLoggingCommand, PutBucketLoggingCommand, S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';

/** A setting of one bucket, whose name is its id. */
export const bucketLogging = defineResource({
  token: 'aws:s3/bucketLogging:BucketLogging',
  inputs: z.strictObject({
    bucket: z.string(),
    ...regional,
    targetBucket: z.string(),
    targetPrefix: z.string(),
  }),
  computed: [],
  replaceOn: ['bucket', 'region'],
  async create({ bucket, targetBucket, targetPrefix }, aws) {
    const LoggingEnabled = { TargetBucket: targetBucket, TargetPrefix: targetPrefix };
    await aws
      .client(S3Client)
      .send(
        new PutBucketLoggingCommand({ Bucket: bucket, BucketLoggingStatus: { LoggingEnabled } }),
      );
    return bucket;
  },
  async read(id, aws) {
    const answer = await unlessGone(
      aws.client(S3Client).send(new GetBucketLoggingCommand({ Bucket: id })),
    );
    const found = answer?.LoggingEnabled;
    return (
      found && { bucket: id, targetBucket: found.TargetBucket, targetPrefix: found.TargetPrefix }
    );
  },
  async update(_id, inputs, aws) {
    await this.create(inputs, aws);
  },
  async delete(id, aws) {
    await unlessGone(
      aws
        .client(S3Client)
        .send(new PutBucketLoggingCommand({ Bucket: id, BucketLoggingStatus: {} })),
    );
  },
});
