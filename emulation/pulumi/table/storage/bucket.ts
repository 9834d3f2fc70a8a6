import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectsCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  PutBucketTaggingCommand,
  S3Client,
  type BucketLocationConstraint,
} from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { Aws } from '../../aws';
import { unlessGone } from '../gone';
import { regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { tagList, tagsFrom } from '../tags';

export const bucket = defineResource({
  token: 'aws:s3/bucket:Bucket',
  inputs: z.strictObject({
    bucket: z.string(),
    forceDestroy: z.boolean().default(false),
    objectLockEnabled: z.boolean().optional(),
    ...regional,
    tags,
  }),
  computed: [
    'arn',
    'bucketDomainName',
    'bucketRegion',
    'bucketRegionalDomainName',
    'hostedZoneId',
    'tagsAll',
    'websiteDomain',
    'websiteEndpoint',
  ],
  replaceOn: ['bucket', 'objectLockEnabled', 'region'],
  autoName: { property: 'bucket', maximumLength: 63, finish: (name) => name.toLowerCase() },
  unreadable: ['forceDestroy', 'objectLockEnabled'],

  async create({ bucket, objectLockEnabled, tags }, aws) {
    const Constraint = aws.region as BucketLocationConstraint;
    await aws.client(S3Client).send(
      new CreateBucketCommand({
        Bucket: bucket,
        ObjectLockEnabledForBucket: objectLockEnabled,
        // us-east-1 is S3's own default and may not be named.
        ...(aws.region !== 'us-east-1' && {
          CreateBucketConfiguration: { LocationConstraint: Constraint },
        }),
      }),
    );
    await setTags(aws, bucket, tags);
    return bucket;
  },

  async read(id, aws) {
    const s3 = aws.client(S3Client);
    if (!(await unlessGone(s3.send(new HeadBucketCommand({ Bucket: id }))))) return undefined;
    const tagging = await unlessGone(s3.send(new GetBucketTaggingCommand({ Bucket: id })));
    return {
      arn: `arn:${aws.partition}:s3:::${id}`,
      bucket: id,
      bucketDomainName: `${id}.s3.amazonaws.com`,
      bucketRegion: aws.region,
      bucketRegionalDomainName: `${id}.s3.${aws.region}.amazonaws.com`,
      hostedZoneId: 'Z3AQBSTGFYJSTF',
      tags: tagsFrom(tagging?.TagSet),
      websiteDomain: '',
      websiteEndpoint: '',
    };
  },

  async update(id, { tags }, aws) {
    await setTags(aws, id, tags);
  },

  async delete(id, aws, { forceDestroy }) {
    if (forceDestroy) await unlessGone(empty(aws, id));
    await unlessGone(aws.client(S3Client).send(new DeleteBucketCommand({ Bucket: id })));
  },
});

async function setTags(
  aws: Aws,
  Bucket: string,
  tags: Readonly<Record<string, string>> = {},
): Promise<void> {
  const TagSet = tagList(tags);
  const s3 = aws.client(S3Client);
  if (TagSet.length > 0)
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
  else await unlessGone(s3.send(new DeleteBucketTaggingCommand({ Bucket })));
}

async function empty(aws: Aws, Bucket: string): Promise<void> {
  const s3 = aws.client(S3Client);
  for (;;) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const Objects = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(
      ({ Key, VersionId }) => ({ Key, VersionId }),
    );
    if (Objects.length === 0) return;
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  }
}
