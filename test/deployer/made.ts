import type { Registered } from '../../stacks/testing/run-stack';

type ArnOf = (resource: Registered, home: Home) => string;

interface Home {
  readonly accountId: string;
  readonly region: string;
}

const text = ({ inputs }: Registered, key: string): string => String(inputs[key]);
const iam =
  (kind: string, key: string): ArnOf =>
  (resource, { accountId }) =>
    // What is in a group's or a role's ARN besides is its path, which a lookup by name finds.
    `arn:aws:iam::${accountId}:${kind}/${text(resource, key)}`;
const own: ArnOf = ({ arn }) => arn;
const bucket: ArnOf = (resource) => `arn:aws:s3:::${text(resource, 'bucket')}`;
const lambda =
  (key: string): ArnOf =>
  (resource, { accountId, region }) =>
    `arn:aws:lambda:${region}:${accountId}:function:${text(resource, key)}`;
const queue: ArnOf = (resource, { accountId, region }) =>
  `arn:aws:sqs:${region}:${accountId}:${text(resource, 'queueUrl').split('/').at(-1)}`;
const permissionSet: ArnOf = (resource) => text(resource, 'permissionSetArn');
const stackSet: ArnOf = (_, { accountId, region }) =>
  `arn:aws:cloudformation:${region}:${accountId}:stackset/keyturn-audit-role:3f2504e0`;

/** Where it is not the resource's own ARN: by what IAM judges the calls of a type. */
const others: Readonly<Record<string, ArnOf>> = {
  'aws:accountaccess/entitlement:Entitlement': (resource) => text(resource, 'applicationArn'),
  'aws:cloudformation/stackSet:StackSet': stackSet,
  'aws:cloudformation/stackSetInstance:StackSetInstance': stackSet,
  'aws:cloudwatch/dashboard:Dashboard': (resource, { accountId }) =>
    `arn:aws:cloudwatch::${accountId}:dashboard/${text(resource, 'dashboardName')}`,
  'aws:cloudwatch/eventBusPolicy:EventBusPolicy': (resource, { accountId, region }) =>
    `arn:aws:events:${region}:${accountId}:event-bus/${text(resource, 'eventBusName')}`,
  'aws:cloudwatch/eventTarget:EventTarget': (resource, { accountId, region }) => {
    const bus = resource.inputs['eventBusName'];
    const path = bus === undefined ? '' : `${text(resource, 'eventBusName')}/`;
    return `arn:aws:events:${region}:${accountId}:rule/${path}${text(resource, 'rule')}`;
  },
  'aws:cloudwatch/metricAlarm:MetricAlarm': (resource, { accountId, region }) =>
    `arn:aws:cloudwatch:${region}:${accountId}:alarm:${text(resource, 'name')}`,
  'aws:iam/accountPasswordPolicy:AccountPasswordPolicy': () => '*',
  'aws:iam/groupPolicy:GroupPolicy': iam('group', 'group'),
  'aws:iam/groupPolicyAttachment:GroupPolicyAttachment': iam('group', 'group'),
  'aws:iam/rolePolicy:RolePolicy': iam('role', 'role'),
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': iam('role', 'role'),
  'aws:iam/userGroupMembership:UserGroupMembership': ({ inputs }, { accountId }) =>
    `arn:aws:iam::${accountId}:group/${String((inputs['groups'] as unknown[])[0])}`,
  'aws:identitystore/group:Group': () => 'arn:aws:identitystore:::group/3f2504e0',
  'aws:identitystore/groupMembership:GroupMembership': () =>
    'arn:aws:identitystore:::membership/3f2504e0',
  'aws:kms/key:Key': (_, { accountId, region }) =>
    `arn:aws:kms:${region}:${accountId}:key/3f2504e0`,
  'aws:lambda/eventSourceMapping:EventSourceMapping': (_, { accountId, region }) =>
    `arn:aws:lambda:${region}:${accountId}:event-source-mapping:3f2504e0`,
  'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig': lambda('functionName'),
  'aws:lambda/functionUrl:FunctionUrl': lambda('functionName'),
  'aws:lambda/permission:Permission': lambda('function'),
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': bucket,
  'aws:s3/bucketLogging:BucketLogging': bucket,
  'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration': bucket,
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': bucket,
  'aws:s3/bucketPolicy:BucketPolicy': bucket,
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': bucket,
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': bucket,
  'aws:s3/bucketVersioning:BucketVersioning': bucket,
  'aws:scheduler/schedule:Schedule': (resource, { accountId, region }) =>
    `arn:aws:scheduler:${region}:${accountId}:schedule/${text(resource, 'groupName')}/${text(resource, 'name')}`,
  // The suffix is AWS's.
  'aws:secretsmanager/secret:Secret': ({ arn }) => `${arn}-AbCdEf`,
  'aws:secretsmanager/secretPolicy:SecretPolicy': (resource) =>
    `${text(resource, 'secretArn')}-AbCdEf`,
  'aws:secretsmanager/secretVersion:SecretVersion': (resource, { accountId, region }) =>
    `arn:aws:secretsmanager:${region}:${accountId}:secret:${text(resource, 'secretId').replace(/-id$/, '-0123abc')}-AbCdEf`,
  'aws:sns/topicPolicy:TopicPolicy': (resource) => text(resource, 'arn'),
  'aws:sns/topicSubscription:TopicSubscription': (resource) => text(resource, 'topic'),
  'aws:sqs/queuePolicy:QueuePolicy': queue,
  'aws:ssoadmin/accountAssignment:AccountAssignment': (resource) =>
    `arn:aws:sso:::account/${text(resource, 'targetId')}`,
  'aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment': permissionSet,
  'aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment': permissionSet,
  'aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment': permissionSet,
};

/** What IAM judges the calls about each AWS resource by. */
export function judgedBy(
  resources: readonly Registered[],
  accountId: string,
): readonly { readonly type: string; readonly name: string; readonly arn: string }[] {
  const underPaths = new Map(
    resources
      .filter(({ arn }) => /^arn:aws:iam:/.test(arn))
      .map(({ arn }) => [arn.replace(/\/.*\//, '/'), arn] as const),
  );
  return resources
    .filter(({ type }) => type.startsWith('aws:'))
    .map((resource) => {
      const { type, name, provider } = resource;
      const region = provider === 'key-events' ? 'us-east-1' : 'eu-central-1';
      const arn = (others[type] ?? own)(resource, { accountId, region });
      return { type, name, arn: underPaths.get(arn) ?? arn };
    });
}
