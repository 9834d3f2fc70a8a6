import {
  GetObjectLockConfigurationCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
  type ObjectLockRetentionMode,
} from '@aws-sdk/client-s3';
import { z } from 'zod';
import { regional } from '../inputs';
import { defineSubResource } from '../sub-resource';

const mode = z.enum(['GOVERNANCE', 'COMPLIANCE']);

/** What is taken away is the rule: Object Lock itself stays, as it does on S3. */
export const bucketLock = defineSubResource({
  token: 'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration',
  inputs: z.strictObject({
    bucket: z.string(),
    ...regional,
    rule: z.strictObject({
      defaultRetention: z.strictObject({ days: z.number().int(), mode }),
    }),
  }),
  key: ['bucket'],
  client: () => S3Client,
  put: (s3, { bucket, rule: { defaultRetention } }) =>
    put(s3, bucket, { Days: defaultRetention.days, Mode: defaultRetention.mode }),
  async get(s3, { bucket: Bucket }) {
    const { ObjectLockConfiguration: found } = await s3.send(
      new GetObjectLockConfigurationCommand({ Bucket }),
    );
    const { Days: days, Mode } = found?.Rule?.DefaultRetention ?? {};
    return days === undefined
      ? undefined
      : { rule: { defaultRetention: { days, mode: mode.parse(Mode) } } };
  },
  remove: (s3, { bucket }) => put(s3, bucket),
});

function put(
  s3: S3Client,
  Bucket: string,
  DefaultRetention?: { readonly Days: number; readonly Mode: ObjectLockRetentionMode },
) {
  const Rule = DefaultRetention && { DefaultRetention };
  return s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket,
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', ...(Rule && { Rule }) },
    }),
  );
}
