import { changes, type Change } from './changes';
import { typeOf, type Registered } from './registered';

/** What people, other accounts or the monitor's memory hang on: made anew, it is not what it was. */
export const precious: ReadonlySet<string> = new Set([
  // With it everybody's access goes at once, and the roles trust exactly this one.
  'aws:accountaccess/application:Application',
  'aws:cloudtrail/trail:Trail',
  // Replaced, all accounts of an organization would be without the audit role for a while.
  'aws:cloudformation/stackSet:StackSet',
  'aws:cloudformation/stackSetInstance:StackSetInstance',
  // The other accounts' rules name it.
  'aws:cloudwatch/eventBus:EventBus',
  'aws:cloudwatch/logGroup:LogGroup',
  'aws:dynamodb/table:Table',
  'aws:iam/group:Group',
  'aws:iam/role:Role',
  'aws:iam/user:User',
  // Who else has given it anything has given it to nobody.
  'aws:identitystore/group:Group',
  // What is encrypted with it goes with it.
  'aws:kms/key:Key',
  // Slack's app calls it, by an address that Lambda makes up.
  'aws:lambda/functionUrl:FunctionUrl',
  'aws:s3/bucket:Bucket',
  // Taken away, or made anew beside itself, it leaves reports that anybody may delete.
  'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration',
  'aws:secretsmanager/secret:Secret',
  // Who gets the alarms by e-mail would have to confirm it again.
  'aws:sns/topic:Topic',
  'aws:sns/topicSubscription:TopicSubscription',
  'aws:sqs/queue:Queue',
  // Its roles in the accounts would have other ARNs.
  'aws:ssoadmin/permissionSet:PermissionSet',
]);

/** What is as good made anew: nothing is in it, and who refers to it goes along. */
export const replaceable: ReadonlySet<string> = new Set([
  // AWS changes none: another role or group is another one.
  'aws:accountaccess/entitlement:Entitlement',
  'aws:cloudwatch/dashboard:Dashboard',
  'aws:cloudwatch/eventBusPolicy:EventBusPolicy',
  'aws:cloudwatch/eventRule:EventRule',
  'aws:cloudwatch/eventTarget:EventTarget',
  'aws:cloudwatch/metricAlarm:MetricAlarm',
  'aws:iam/accountPasswordPolicy:AccountPasswordPolicy',
  'aws:iam/groupPolicy:GroupPolicy',
  'aws:iam/groupPolicyAttachment:GroupPolicyAttachment',
  // That nobody is without their roles meanwhile is held in to-groups/.
  'aws:iam/policy:Policy',
  'aws:iam/rolePolicy:RolePolicy',
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
  'aws:iam/userGroupMembership:UserGroupMembership',
  'aws:identitystore/groupMembership:GroupMembership',
  'aws:kms/alias:Alias',
  'aws:lambda/eventSourceMapping:EventSourceMapping',
  'aws:lambda/function:Function',
  'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig',
  'aws:lambda/permission:Permission',
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
  'aws:s3/bucketLogging:BucketLogging',
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls',
  'aws:s3/bucketPolicy:BucketPolicy',
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock',
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
  'aws:s3/bucketVersioning:BucketVersioning',
  'aws:scheduler/schedule:Schedule',
  'aws:scheduler/scheduleGroup:ScheduleGroup',
  'aws:secretsmanager/secretPolicy:SecretPolicy',
  'aws:secretsmanager/secretVersion:SecretVersion',
  'aws:sfn/stateMachine:StateMachine',
  'aws:sns/topicPolicy:TopicPolicy',
  'aws:sqs/queuePolicy:QueuePolicy',
  'aws:ssoadmin/accountAssignment:AccountAssignment',
  'aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment',
  'aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment',
  'aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment',
]);

/**
 * What no upgrade may do to a company whose config stays as it is: replace, rename or delete one of these, or take
 * its protection away.
 */
export function surprises(
  before: readonly Registered[],
  after: readonly Registered[],
): readonly Change[] {
  return changes(before, after).filter(
    ({ kind, now }) => kind !== 'new' && kind !== 'updated' && precious.has(typeOf(now)),
  );
}
