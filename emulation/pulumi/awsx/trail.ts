import { Trail } from '@pulumi/aws/cloudtrail/trail';
import { Bucket } from '@pulumi/aws/s3/bucket';
import { BucketPolicy } from '@pulumi/aws/s3/bucketPolicy';
import * as pulumi from '@pulumi/pulumi';
import type { Inputs } from '../check';

export const trailToken = 'awsx:cloudtrail:Trail';

/** What is handed on to the trail itself. */
const trailInputs = [
  'enableLogFileValidation',
  'enableLogging',
  'includeGlobalServiceEvents',
  'isMultiRegionTrail',
  'isOrganizationTrail',
  'kmsKeyId',
  'name',
  'region',
  's3KeyPrefix',
  'snsTopicName',
  'tags',
];

/** A trail with a bucket of its own, made of the same children as awsx makes it of. */
export class EmulatedTrail extends pulumi.ComponentResource {
  readonly bucket: Bucket;
  readonly trail: Trail;

  constructor(name: string, inputs: Inputs, opts: pulumi.ComponentResourceOptions) {
    super(trailToken, name, {}, opts);
    const { s3Bucket, ...own } = inputs;
    refuseUnknown(own, trailInputs);
    const { args = {}, ...rest } = (s3Bucket ?? {}) as { args?: Inputs };
    refuseUnknown(rest, [], 's3Bucket.');
    this.bucket = new Bucket(name, { forceDestroy: true, ...args }, { parent: this });
    const policy = new BucketPolicy(
      name,
      { bucket: this.bucket.bucket, policy: this.bucket.arn.apply(policyFor) },
      { parent: this, dependsOn: [this.bucket] },
    );
    this.trail = new Trail(
      name,
      { ...own, s3BucketName: this.bucket.bucket },
      { parent: this, dependsOn: [policy] },
    );
    this.registerOutputs();
  }
}

function refuseUnknown(inputs: Inputs, known: readonly string[], prefix = ''): void {
  const unknown = Object.keys(inputs).filter((key) => !known.includes(key));
  if (unknown.length === 0) return;
  const names = unknown.map((key) => prefix + key).join(', ');
  throw new Error(`${trailToken} refuses its inputs: ${names}: not known to the emulated provider`);
}

/** CloudTrail may look at the bucket's ACL and write what its owner can read. */
function policyFor(bucketArn: string) {
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AWSCloudTrailAclCheck',
        Effect: 'Allow',
        Principal,
        Action: ['s3:GetBucketAcl'],
        Resource: [bucketArn],
      },
      {
        Sid: 'AWSCloudTrailWrite',
        Effect: 'Allow',
        Principal,
        Action: ['s3:PutObject'],
        Resource: [`${bucketArn}/*`],
        Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ],
  });
}
