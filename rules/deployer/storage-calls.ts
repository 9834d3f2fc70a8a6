import { callsOf } from './calls';

/** Resources that keep data, and the trail, by their type in Pulumi. */
export const storageCalls = {
  'aws:cloudtrail/trail:Trail': callsOf('cloudtrail', {
    area: 'Trails',
    create: ['CreateTrail', 'StartLogging'],
    read: ['DescribeTrails', 'GetTrailStatus', 'ListTags'],
    // No StopLogging: nothing in a stack file turns it off.
    update: ['UpdateTrail'],
    delete: ['DeleteTrail'],
    tag: ['AddTags', 'RemoveTags'],
  }),
  'aws:dynamodb/table:Table': callsOf('dynamodb', {
    area: 'Tables',
    create: ['CreateTable', 'UpdateTimeToLive', 'UpdateContinuousBackups'],
    read: [
      'DescribeTable',
      'DescribeTimeToLive',
      'DescribeContinuousBackups',
      'ListTagsOfResource',
    ],
    update: ['UpdateTable'],
    delete: ['DeleteTable'],
    tag: ['TagResource', 'UntagResource'],
  }),
  // The provider reads all of a bucket, whatever the program says of it.
  'aws:s3/bucket:Bucket': callsOf('s3', {
    area: 'Buckets',
    create: ['CreateBucket'],
    read: [
      'GetAccelerateConfiguration',
      'GetBucketAcl',
      'GetBucketCORS',
      'GetBucketLogging',
      'GetBucketObjectLockConfiguration',
      'GetBucketPolicy',
      'GetBucketRequestPayment',
      'GetBucketTagging',
      'GetBucketVersioning',
      'GetBucketWebsite',
      'GetEncryptionConfiguration',
      'GetLifecycleConfiguration',
      'GetReplicationConfiguration',
      'ListBucket',
    ],
    delete: ['DeleteBucket'],
    tag: ['PutBucketTagging'],
  }),
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': callsOf('s3', {
    area: 'Buckets',
    create: ['PutLifecycleConfiguration'],
    read: ['GetLifecycleConfiguration'],
    delete: ['PutLifecycleConfiguration'],
  }),
  'aws:s3/bucketLogging:BucketLogging': callsOf('s3', {
    area: 'Buckets',
    create: ['PutBucketLogging'],
    read: ['GetBucketLogging'],
    delete: ['PutBucketLogging'],
  }),
  // What is taken away is its rule: Object Lock itself stays.
  'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration': callsOf('s3', {
    area: 'Buckets',
    create: ['PutBucketObjectLockConfiguration'],
    read: ['GetBucketObjectLockConfiguration'],
    delete: ['PutBucketObjectLockConfiguration'],
  }),
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': callsOf('s3', {
    area: 'Buckets',
    create: ['PutBucketOwnershipControls'],
    read: ['GetBucketOwnershipControls'],
    delete: ['PutBucketOwnershipControls'],
  }),
  'aws:s3/bucketPolicy:BucketPolicy': callsOf('s3', {
    area: 'Buckets',
    create: ['PutBucketPolicy'],
    read: ['GetBucketPolicy'],
    delete: ['DeleteBucketPolicy'],
  }),
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': callsOf('s3', {
    area: 'Buckets',
    create: ['PutBucketPublicAccessBlock'],
    read: ['GetBucketPublicAccessBlock'],
    delete: ['PutBucketPublicAccessBlock'],
  }),
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': callsOf(
    's3',
    {
      area: 'Buckets',
      create: ['PutEncryptionConfiguration'],
      read: ['GetEncryptionConfiguration'],
      delete: ['PutEncryptionConfiguration'],
    },
  ),
  'aws:s3/bucketVersioning:BucketVersioning': callsOf('s3', {
    area: 'Buckets',
    create: ['PutBucketVersioning'],
    read: ['GetBucketVersioning'],
    delete: ['PutBucketVersioning'],
  }),
  'aws:secretsmanager/secret:Secret': callsOf('secretsmanager', {
    area: 'Secrets',
    create: ['CreateSecret'],
    read: ['DescribeSecret', 'GetResourcePolicy'],
    update: ['UpdateSecret'],
    delete: ['DeleteSecret'],
    tag: ['TagResource', 'UntagResource'],
  }),
  'aws:secretsmanager/secretPolicy:SecretPolicy': callsOf('secretsmanager', {
    area: 'Secrets',
    create: ['PutResourcePolicy'],
    read: ['GetResourcePolicy'],
    delete: ['DeleteResourcePolicy'],
  }),
  // The old version stays, and goes with its secret.
  'aws:secretsmanager/secretVersion:SecretVersion': callsOf('secretsmanager', {
    area: 'Secrets',
    create: ['PutSecretValue'],
    read: ['GetSecretValue'],
    delete: [],
  }),
} as const;
