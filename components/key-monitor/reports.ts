import { Bucket } from '@pulumi/aws/s3/bucket';
import { BucketLifecycleConfiguration } from '@pulumi/aws/s3/bucketLifecycleConfiguration';
import { BucketLogging } from '@pulumi/aws/s3/bucketLogging';
import { BucketObjectLockConfiguration } from '@pulumi/aws/s3/bucketObjectLockConfiguration';
import { BucketOwnershipControls } from '@pulumi/aws/s3/bucketOwnershipControls';
import { BucketPolicy } from '@pulumi/aws/s3/bucketPolicy';
import { BucketPublicAccessBlock } from '@pulumi/aws/s3/bucketPublicAccessBlock';
import { BucketServerSideEncryptionConfiguration } from '@pulumi/aws/s3/bucketServerSideEncryptionConfiguration';
import { BucketVersioning } from '@pulumi/aws/s3/bucketVersioning';
import { reportsBucketPolicy } from '../../rules/policies';
import type { Parts } from './parts';

/** What a run leaves for its own end is of no use after it. */
const PART_DAYS = 7;
/** Longer no upload of ours takes: its invocation has ended. */
const UNFINISHED_DAYS = 1;
/** A report that was overwritten or deleted can be had back for so long. */
const OLD_VERSION_DAYS = 30;

/** The bucket of the daily reports: private, versioned, encrypted, over TLS only. It keeps what auditors ask for. */
export function makeReports({ name, args, keys, child }: Parts): Bucket {
  const prefix = `${name}-reports`;
  const own = { ...child, protect: args.deletionProtection };
  const bucket = new Bucket(prefix, { forceDestroy: false }, own);
  new BucketPublicAccessBlock(
    `${prefix}-private`,
    {
      bucket: bucket.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    child,
  );
  // No access control lists: whoever puts an object there, the bucket's account has it.
  new BucketOwnershipControls(
    `${prefix}-ownership`,
    { bucket: bucket.bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } },
    child,
  );
  if (args.accessLogBucket)
    new BucketLogging(
      `${prefix}-access-logs`,
      {
        bucket: bucket.bucket,
        targetBucket: args.accessLogBucket,
        targetPrefix: `${prefix}/`,
      },
      child,
    );
  const versions = new BucketVersioning(
    `${prefix}-versions`,
    { bucket: bucket.bucket, versioningConfiguration: { status: 'Enabled' } },
    child,
  );
  if (args.reportObjectLock) {
    const { days, mode } = args.reportObjectLock;
    // The bucket's own objectLockEnabled would replace a bucket that is there already. S3 takes it only of one with versions.
    new BucketObjectLockConfiguration(
      `${prefix}-lock`,
      {
        bucket: bucket.bucket,
        rule: { defaultRetention: { days, mode: mode.apply((name) => name.toUpperCase()) } },
      },
      { ...child, dependsOn: [versions] },
    );
  }
  new BucketServerSideEncryptionConfiguration(
    `${prefix}-encryption`,
    {
      bucket: bucket.bucket,
      rules: [
        {
          applyServerSideEncryptionByDefault: keys.all
            ? { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keys.all }
            : { sseAlgorithm: 'AES256' },
          bucketKeyEnabled: keys.all !== undefined,
        },
      ],
    },
    child,
  );
  const kept = {
    status: 'Enabled',
    noncurrentVersionExpiration: { noncurrentDays: OLD_VERSION_DAYS },
  };
  new BucketLifecycleConfiguration(
    `${prefix}-lifecycle`,
    {
      bucket: bucket.bucket,
      rules: [
        {
          ...kept,
          id: 'reports',
          filter: { prefix: 'reports/' },
          expiration: { days: args.reportRetentionDays },
        },
        { ...kept, id: 'parts', filter: { prefix: 'parts/' }, expiration: { days: PART_DAYS } },
        {
          id: 'unfinished',
          status: 'Enabled',
          filter: { prefix: '' },
          abortIncompleteMultipartUpload: { daysAfterInitiation: UNFINISHED_DAYS },
        },
      ],
    },
    child,
  );
  new BucketPolicy(
    `${prefix}-policy`,
    {
      bucket: bucket.bucket,
      policy: bucket.arn.apply((arn) => JSON.stringify(reportsBucketPolicy(arn))),
    },
    child,
  );
  return bucket;
}
