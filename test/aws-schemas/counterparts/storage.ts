import type { Counterparts } from './counterpart';

const keySchema = (KeyType: string) => (AttributeName: string) => [{ AttributeName, KeyType }];

const bucket: Counterparts = {
  'aws:s3/bucket:Bucket': {
    type: 'AWS::S3::Bucket',
    properties: {
      bucket: 'BucketName',
      forceDestroy: { nowhere: "The provider's: whether it empties a bucket to delete it." },
    },
  },
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': {
    type: 'AWS::S3::Bucket',
    partOf: 'bucket',
    under: 'LifecycleConfiguration',
    properties: {
      'rules.expiration': '',
      'rules.expiration.days': 'ExpirationInDays',
      'rules.filter': '',
    },
  },
  'aws:s3/bucketLogging:BucketLogging': {
    type: 'AWS::S3::Bucket',
    partOf: 'bucket',
    under: 'LoggingConfiguration',
    properties: { targetBucket: 'DestinationBucketName', targetPrefix: 'LogFilePrefix' },
  },
  'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration': {
    type: 'AWS::S3::Bucket',
    partOf: 'bucket',
    under: 'ObjectLockConfiguration',
  },
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': {
    type: 'AWS::S3::Bucket',
    partOf: 'bucket',
    under: 'OwnershipControls',
    properties: { rule: 'Rules[]' },
  },
  'aws:s3/bucketPolicy:BucketPolicy': {
    type: 'AWS::S3::BucketPolicy',
    properties: { policy: 'PolicyDocument' },
  },
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': {
    type: 'AWS::S3::Bucket',
    partOf: 'bucket',
    under: 'PublicAccessBlockConfiguration',
  },
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': {
    type: 'AWS::S3::Bucket',
    partOf: 'bucket',
    under: 'BucketEncryption',
    properties: {
      rules: 'ServerSideEncryptionConfiguration',
      'rules.applyServerSideEncryptionByDefault': 'ServerSideEncryptionByDefault',
      'rules.applyServerSideEncryptionByDefault.sseAlgorithm': 'SSEAlgorithm',
      'rules.applyServerSideEncryptionByDefault.kmsMasterKeyId': 'KMSMasterKeyID',
    },
  },
  'aws:s3/bucketVersioning:BucketVersioning': { type: 'AWS::S3::Bucket', partOf: 'bucket' },
};

export const storage: Counterparts = {
  ...bucket,
  'aws:dynamodb/table:Table': {
    type: 'AWS::DynamoDB::Table',
    properties: {
      name: 'TableName',
      attributes: 'AttributeDefinitions',
      'attributes.name': 'AttributeName',
      'attributes.type': 'AttributeType',
      hashKey: { to: 'KeySchema', as: keySchema('HASH') },
      rangeKey: { to: 'KeySchema', as: keySchema('RANGE') },
      pointInTimeRecovery: 'PointInTimeRecoverySpecification',
      'pointInTimeRecovery.enabled': 'PointInTimeRecoveryEnabled',
      serverSideEncryption: 'SSESpecification',
      'serverSideEncryption.enabled': 'SSEEnabled',
      'serverSideEncryption.kmsKeyArn': {
        to: '',
        // The provider says the type wherever it has a key.
        as: (KMSMasterKeyId: string) => ({ KMSMasterKeyId, SSEType: 'KMS' }),
      },
      ttl: 'TimeToLiveSpecification',
    },
  },
  // A component of awsx's, which makes a bucket of its own for it.
  'awsx:cloudtrail:Trail': {
    type: 'AWS::CloudTrail::Trail',
    properties: {
      s3Bucket: '',
      's3Bucket.args': '',
      's3Bucket.args.forceDestroy': {
        nowhere: 'Whether awsx empties the bucket that it makes, to delete it.',
      },
    },
    filledIn: {
      properties: { S3BucketName: 'made-by-awsx', IsLogging: true },
      why: "The bucket that awsx makes, and the provider's default.",
    },
  },
};
