import {
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { z } from 'zod';
import { json, regional } from '../inputs';
import { defineSubResource } from '../sub-resource';

// Each is one setting of one bucket, and the bucket's name is its id.

export const bucketPolicy = defineSubResource({
  token: 'aws:s3/bucketPolicy:BucketPolicy',
  inputs: z.strictObject({ bucket: z.string(), policy: json, ...regional }),
  key: ['bucket'],
  client: () => S3Client,
  put: (s3, { bucket: Bucket, policy: Policy }) =>
    s3.send(new PutBucketPolicyCommand({ Bucket, Policy })),
  async get(s3, { bucket: Bucket }) {
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    return Policy ? { policy: Policy } : undefined;
  },
  remove: (s3, { bucket: Bucket }) => s3.send(new DeleteBucketPolicyCommand({ Bucket })),
});

export const bucketPublicAccessBlock = defineSubResource({
  token: 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock',
  inputs: z.strictObject({
    blockPublicAcls: z.boolean().default(false),
    blockPublicPolicy: z.boolean().default(false),
    bucket: z.string(),
    ignorePublicAcls: z.boolean().default(false),
    ...regional,
    restrictPublicBuckets: z.boolean().default(false),
  }),
  key: ['bucket'],
  client: () => S3Client,
  put: (s3, inputs) =>
    s3.send(
      new PutPublicAccessBlockCommand({
        Bucket: inputs.bucket,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: inputs.blockPublicAcls,
          BlockPublicPolicy: inputs.blockPublicPolicy,
          IgnorePublicAcls: inputs.ignorePublicAcls,
          RestrictPublicBuckets: inputs.restrictPublicBuckets,
        },
      }),
    ),
  async get(s3, { bucket: Bucket }) {
    const answer = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    const found = answer.PublicAccessBlockConfiguration;
    return (
      found && {
        blockPublicAcls: found.BlockPublicAcls,
        blockPublicPolicy: found.BlockPublicPolicy,
        ignorePublicAcls: found.IgnorePublicAcls,
        restrictPublicBuckets: found.RestrictPublicBuckets,
      }
    );
  },
  remove: (s3, { bucket: Bucket }) => s3.send(new DeletePublicAccessBlockCommand({ Bucket })),
});

export const bucketOwnershipControls = defineSubResource({
  token: 'aws:s3/bucketOwnershipControls:BucketOwnershipControls',
  inputs: z.strictObject({
    bucket: z.string(),
    ...regional,
    rule: z.strictObject({
      objectOwnership: z.enum(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter']),
    }),
  }),
  key: ['bucket'],
  client: () => S3Client,
  put: (s3, { bucket: Bucket, rule: { objectOwnership: ObjectOwnership } }) =>
    s3.send(
      new PutBucketOwnershipControlsCommand({
        Bucket,
        OwnershipControls: { Rules: [{ ObjectOwnership }] },
      }),
    ),
  async get(s3, { bucket: Bucket }) {
    const answer = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    const rule = answer.OwnershipControls?.Rules?.[0];
    return rule && { rule: { objectOwnership: rule.ObjectOwnership } };
  },
  remove: (s3, { bucket: Bucket }) => s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket })),
});
