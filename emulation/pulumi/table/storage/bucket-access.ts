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
import { unlessGone } from '../gone';
import { json, regional } from '../inputs';
import { defineResource } from '../resource-type';

// Each is one setting of one bucket, and the bucket's name is its id.

export const bucketPolicy = defineResource({
  token: 'aws:s3/bucketPolicy:BucketPolicy',
  inputs: z.strictObject({ bucket: z.string(), policy: json, ...regional }),
  computed: [],
  replaceOn: ['bucket', 'region'],
  async create({ bucket, policy }, aws) {
    await aws.client(S3Client).send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy }));
    return bucket;
  },
  async read(id, aws) {
    const answer = await unlessGone(
      aws.client(S3Client).send(new GetBucketPolicyCommand({ Bucket: id })),
    );
    return answer?.Policy ? { bucket: id, policy: answer.Policy } : undefined;
  },
  async update(_id, inputs, aws) {
    await this.create(inputs, aws);
  },
  async delete(id, aws) {
    await unlessGone(aws.client(S3Client).send(new DeleteBucketPolicyCommand({ Bucket: id })));
  },
});

export const bucketPublicAccessBlock = defineResource({
  token: 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock',
  inputs: z.strictObject({
    blockPublicAcls: z.boolean().default(false),
    blockPublicPolicy: z.boolean().default(false),
    bucket: z.string(),
    ignorePublicAcls: z.boolean().default(false),
    ...regional,
    restrictPublicBuckets: z.boolean().default(false),
  }),
  computed: [],
  replaceOn: ['bucket', 'region'],
  async create(inputs, aws) {
    await aws.client(S3Client).send(
      new PutPublicAccessBlockCommand({
        Bucket: inputs.bucket,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: inputs.blockPublicAcls,
          BlockPublicPolicy: inputs.blockPublicPolicy,
          IgnorePublicAcls: inputs.ignorePublicAcls,
          RestrictPublicBuckets: inputs.restrictPublicBuckets,
        },
      }),
    );
    return inputs.bucket;
  },
  async read(id, aws) {
    const answer = await unlessGone(
      aws.client(S3Client).send(new GetPublicAccessBlockCommand({ Bucket: id })),
    );
    const found = answer?.PublicAccessBlockConfiguration;
    return (
      found && {
        blockPublicAcls: found.BlockPublicAcls,
        blockPublicPolicy: found.BlockPublicPolicy,
        bucket: id,
        ignorePublicAcls: found.IgnorePublicAcls,
        restrictPublicBuckets: found.RestrictPublicBuckets,
      }
    );
  },
  async update(_id, inputs, aws) {
    await this.create(inputs, aws);
  },
  async delete(id, aws) {
    await unlessGone(aws.client(S3Client).send(new DeletePublicAccessBlockCommand({ Bucket: id })));
  },
});

export const bucketOwnershipControls = defineResource({
  token: 'aws:s3/bucketOwnershipControls:BucketOwnershipControls',
  inputs: z.strictObject({
    bucket: z.string(),
    ...regional,
    rule: z.strictObject({
      objectOwnership: z.enum(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter']),
    }),
  }),
  computed: [],
  replaceOn: ['bucket', 'region'],
  async create({ bucket, rule }, aws) {
    await aws.client(S3Client).send(
      new PutBucketOwnershipControlsCommand({
        Bucket: bucket,
        OwnershipControls: {
          Rules: [{ ObjectOwnership: rule.objectOwnership }],
        },
      }),
    );
    return bucket;
  },
  async read(id, aws) {
    const answer = await unlessGone(
      aws.client(S3Client).send(new GetBucketOwnershipControlsCommand({ Bucket: id })),
    );
    const rule = answer?.OwnershipControls?.Rules?.[0];
    return rule && { bucket: id, rule: { objectOwnership: rule.ObjectOwnership } };
  },
  async update(_id, inputs, aws) {
    await this.create(inputs, aws);
  },
  async delete(id, aws) {
    await unlessGone(
      aws.client(S3Client).send(new DeleteBucketOwnershipControlsCommand({ Bucket: id })),
    );
  },
});
