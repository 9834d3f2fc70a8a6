import { GetBucketLoggingCommand, PutBucketLoggingCommand, S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { regional } from '../inputs';
import { defineSubResource } from '../sub-resource';

/** A setting of one bucket, whose name is its id. */
export const bucketLogging = defineSubResource({
  token: 'aws:s3/bucketLogging:BucketLogging',
  inputs: z.strictObject({
    bucket: z.string(),
    ...regional,
    targetBucket: z.string(),
    targetPrefix: z.string(),
  }),
  key: ['bucket'],
  client: () => S3Client,
  put(s3, { bucket: Bucket, targetBucket, targetPrefix }) {
    const LoggingEnabled = { TargetBucket: targetBucket, TargetPrefix: targetPrefix };
    return s3.send(
      new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: { LoggingEnabled } }),
    );
  },
  async get(s3, { bucket: Bucket }) {
    const { LoggingEnabled: found } = await s3.send(new GetBucketLoggingCommand({ Bucket }));
    return found && { targetBucket: found.TargetBucket, targetPrefix: found.TargetPrefix };
  },
  remove: (s3, { bucket: Bucket }) =>
    s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} })),
});
