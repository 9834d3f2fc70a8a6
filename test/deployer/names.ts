/** IAM's prefixes of services, by the SDK's names of them. */
export const prefixes: Readonly<Record<string, string>> = {
  CloudFormation: 'cloudformation',
  CloudTrail: 'cloudtrail',
  CloudWatch: 'cloudwatch',
  'CloudWatch Logs': 'logs',
  DynamoDB: 'dynamodb',
  EventBridge: 'events',
  IAM: 'iam',
  KMS: 'kms',
  Lambda: 'lambda',
  S3: 's3',
  SFN: 'states',
  SNS: 'sns',
  SQS: 'sqs',
  STS: 'sts',
  Scheduler: 'scheduler',
  'Secrets Manager': 'secretsmanager',
};

/** Where the action is not called as the API is. */
const otherNames: Readonly<Record<string, string>> = {
  // As the SDK's client for documents calls it.
  'dynamodb:Get': 'dynamodb:GetItem',
  'lambda:Invoke': 'lambda:InvokeFunction',
  's3:DeleteBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:DeleteBucketLifecycle': 's3:PutLifecycleConfiguration',
  's3:DeleteBucketOwnershipControls': 's3:PutBucketOwnershipControls',
  's3:DeleteBucketTagging': 's3:PutBucketTagging',
  's3:DeletePublicAccessBlock': 's3:PutBucketPublicAccessBlock',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
  's3:GetObjectLockConfiguration': 's3:GetBucketObjectLockConfiguration',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3:HeadBucket': 's3:ListBucket',
  's3:PutBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:PutBucketLifecycleConfiguration': 's3:PutLifecycleConfiguration',
  's3:PutObjectLockConfiguration': 's3:PutBucketObjectLockConfiguration',
  's3:PutPublicAccessBlock': 's3:PutBucketPublicAccessBlock',
};

/** IAM's action of an API's operation. */
export function actionOf(prefix: string, operation: string): string {
  const called = `${prefix}:${operation}`;
  return otherNames[called] ?? called;
}
