import { document, type Cases, type Make } from './cases';

const region = 'eu-central-1';

async function bucketNamed(make: Make, bucket: string) {
  return (await make('aws:s3/bucket:Bucket', { bucket })).id;
}

export const storageCases: Cases = {
  'aws:cloudtrail/trail:Trail': async (make) => {
    const s3BucketName = await bucketNamed(make, 'keyturn-trail');
    const other = await bucketNamed(make, 'keyturn-other-trail');
    return {
      least: { s3BucketName },
      most: {
        enableLogFileValidation: true,
        enableLogging: true,
        eventSelectors: [{ includeManagementEvents: true, readWriteType: 'WriteOnly' }],
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: true,
        name: 'keyturn',
        region,
        s3BucketName,
        s3KeyPrefix: 'trail',
        tags: { team: 'platform' },
      },
      update: {
        enableLogging: false,
        eventSelectors: [{ includeManagementEvents: true, readWriteType: 'All' }],
        s3BucketName: other,
        tags: { cost: '1' },
      },
      replace: { name: 'keys', region: 'us-east-1' },
    };
  },

  'aws:dynamodb/table:Table': () => {
    const least = {
      attributes: [{ name: 'account', type: 'S' }],
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'account',
    };
    return {
      least,
      most: {
        ...least,
        attributes: [
          { name: 'account', type: 'S' },
          { name: 'item', type: 'S' },
        ],
        deletionProtectionEnabled: false,
        name: 'keyturn-ledger',
        pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
        rangeKey: 'item',
        region,
        serverSideEncryption: { enabled: true },
        streamEnabled: true,
        streamViewType: 'NEW_IMAGE',
        tableClass: 'STANDARD',
        tags: { team: 'platform' },
        ttl: { attributeName: 'expires', enabled: true },
      },
      update: {
        pointInTimeRecovery: { enabled: false },
        streamEnabled: false,
        streamViewType: undefined,
        tags: { cost: '1' },
        ttl: { enabled: false, attributeName: 'expires' },
      },
      replace: { hashKey: 'item', name: 'ledger', rangeKey: 'account', region: 'us-east-1' },
    };
  },

  'aws:secretsmanager/secret:Secret': () => ({
    least: {},
    most: {
      description: "Slack's token",
      kmsKeyId: 'alias/keyturn',
      name: 'keyturn/slack',
      policy: document('secretsmanager:GetSecretValue', { Principal: '*' }),
      recoveryWindowInDays: 7,
      region,
      tags: { team: 'platform' },
    },
    update: { description: 'A token', tags: undefined },
    replace: { name: 'keyturn/token', region: 'us-east-1' },
  }),

  'aws:secretsmanager/secretPolicy:SecretPolicy': async (make) => {
    const secretArn = (await make('aws:secretsmanager/secret:Secret', { name: 'one' })).id;
    const policy = document('secretsmanager:GetSecretValue', { Effect: 'Deny', Principal: '*' });
    return {
      least: { secretArn, policy },
      most: { secretArn, policy, blockPublicPolicy: true },
      update: { policy: document('secretsmanager:*', { Effect: 'Deny', Principal: '*' }) },
      replace: { region, secretArn: 'another' },
    };
  },

  'aws:secretsmanager/secretVersion:SecretVersion': async (make) => {
    const secretId = (await make('aws:secretsmanager/secret:Secret', { name: 'one' })).id;
    const other = (await make('aws:secretsmanager/secret:Secret', { name: 'two' })).id;
    return {
      least: { secretId, secretString: 'not-a-token' },
      most: { secretId, secretString: 'not-a-token-either', versionStages: ['AWSCURRENT'] },
      replace: { region, secretId: other, secretString: 'other', versionStages: ['next'] },
      remains: true,
    };
  },

  'aws:s3/bucket:Bucket': () => ({
    least: {},
    most: {
      bucket: 'keyturn-evidence',
      forceDestroy: true,
      region,
      tags: { team: 'platform' },
    },
    update: { tags: { cost: '1' } },
    replace: { bucket: 'keyturn-reports', objectLockEnabled: true, region: 'us-east-1' },
  }),

  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': async (make) => {
    const bucket = await bucketNamed(make, 'one');
    const rule = { id: 'old', status: 'Enabled', expiration: { days: 400 } };
    return {
      least: { bucket, rules: [rule] },
      most: {
        bucket,
        rules: [
          {
            ...rule,
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
            filter: { prefix: 'trail/' },
            noncurrentVersionExpiration: { noncurrentDays: 30 },
            transitions: [{ days: 30, storageClass: 'STANDARD_IA' }],
          },
        ],
      },
      update: { rules: [{ ...rule, expiration: { days: 500 } }] },
      replace: { bucket: 'two', region },
    };
  },

  'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration': async (make) => {
    // S3 takes it only of a bucket with versions, which this one has then.
    const { id: bucket } = await make('aws:s3/bucket:Bucket', {
      bucket: 'one',
      objectLockEnabled: true,
      forceDestroy: true,
    });
    const rule = { defaultRetention: { days: 30, mode: 'GOVERNANCE' } };
    return {
      least: { bucket, rule },
      most: { bucket, rule },
      update: { rule: { defaultRetention: { days: 60, mode: 'COMPLIANCE' } } },
      replace: { bucket: 'two', region },
    };
  },

  'aws:s3/bucketLogging:BucketLogging': async (make) => {
    const bucket = await bucketNamed(make, 'one');
    // It has logs in it at once.
    const target = await make('aws:s3/bucket:Bucket', { bucket: 'logs', forceDestroy: true });
    const targetBucket = target.id;
    const policy = document('s3:PutObject', {
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Resource: 'arn:aws:s3:::logs/*',
    });
    await make('aws:s3/bucketPolicy:BucketPolicy', { bucket: targetBucket, policy });
    const least = { bucket, targetBucket, targetPrefix: 'one/' };
    return {
      least,
      most: least,
      update: { targetPrefix: 'another/' },
      replace: { bucket: 'two', region },
    };
  },

  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': async (make) => {
    const bucket = await bucketNamed(make, 'one');
    const rule = { objectOwnership: 'BucketOwnerEnforced' };
    return {
      least: { bucket, rule },
      most: { bucket, rule },
      update: { rule: { objectOwnership: 'BucketOwnerPreferred' } },
      replace: { bucket: 'two', region },
    };
  },

  'aws:s3/bucketPolicy:BucketPolicy': async (make) => {
    const bucket = await bucketNamed(make, 'one');
    const allow = (action: string) => document(action, { Principal: '*' });
    return {
      least: { bucket, policy: allow('s3:PutObject') },
      most: { bucket, policy: allow('s3:PutObject') },
      update: { policy: allow('s3:GetObject') },
      replace: { bucket: 'two', region },
    };
  },

  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': async (make) => {
    const bucket = await bucketNamed(make, 'one');
    return {
      least: { bucket },
      most: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        bucket,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      update: { blockPublicAcls: false },
      replace: { bucket: 'two', region },
    };
  },

  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': async (
    make,
  ) => {
    const bucket = await bucketNamed(make, 'one');
    const rules = (sseAlgorithm: string) => [
      { applyServerSideEncryptionByDefault: { sseAlgorithm } },
    ];
    return {
      least: { bucket, rules: rules('AES256') },
      most: { bucket, rules: rules('aws:kms') },
      update: { rules: rules('AES256') },
      replace: { bucket: 'two', region },
    };
  },

  'aws:s3/bucketVersioning:BucketVersioning': async (make) => {
    const bucket = await bucketNamed(make, 'one');
    return {
      least: { bucket, versioningConfiguration: { status: 'Enabled' } },
      most: { bucket, versioningConfiguration: { status: 'Enabled' } },
      update: { versioningConfiguration: { status: 'Suspended' } },
      replace: { bucket: 'two', region },
      remains: true,
    };
  },
};
