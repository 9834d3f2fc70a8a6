/** How a resource type of Pulumi's AWS provider is called in the provider of Terraform that it is built on. */
export interface TerraformType {
  readonly type: string;
  /** Properties whose names are not Pulumi's in snake case, at any depth. */
  readonly names?: Readonly<Record<string, string>>;
}

/**
 * Every type that the stacks register, in the order of Pulumi's names; but those of account access manager, which
 * Terraform's provider had not when Checkov was last told of its types (5.100.0).
 */
export const terraformTypes: Readonly<Record<string, TerraformType>> = {
  'aws:cloudformation/stackSet:StackSet': { type: 'aws_cloudformation_stack_set' },
  'aws:cloudformation/stackSetInstance:StackSetInstance': {
    type: 'aws_cloudformation_stack_set_instance',
  },
  'aws:cloudtrail/trail:Trail': { type: 'aws_cloudtrail' },
  'aws:cloudwatch/dashboard:Dashboard': { type: 'aws_cloudwatch_dashboard' },
  'aws:cloudwatch/eventBus:EventBus': { type: 'aws_cloudwatch_event_bus' },
  'aws:cloudwatch/eventBusPolicy:EventBusPolicy': { type: 'aws_cloudwatch_event_bus_policy' },
  'aws:cloudwatch/eventRule:EventRule': { type: 'aws_cloudwatch_event_rule' },
  'aws:cloudwatch/eventTarget:EventTarget': { type: 'aws_cloudwatch_event_target' },
  'aws:cloudwatch/logGroup:LogGroup': { type: 'aws_cloudwatch_log_group' },
  'aws:cloudwatch/metricAlarm:MetricAlarm': {
    type: 'aws_cloudwatch_metric_alarm',
    names: { name: 'alarm_name' },
  },
  'aws:dynamodb/table:Table': {
    type: 'aws_dynamodb_table',
    names: { attributes: 'attribute' },
  },
  'aws:iam/accountPasswordPolicy:AccountPasswordPolicy': {
    type: 'aws_iam_account_password_policy',
  },
  'aws:iam/group:Group': { type: 'aws_iam_group' },
  'aws:iam/groupPolicy:GroupPolicy': { type: 'aws_iam_group_policy' },
  'aws:iam/groupPolicyAttachment:GroupPolicyAttachment': {
    type: 'aws_iam_group_policy_attachment',
  },
  'aws:iam/role:Role': { type: 'aws_iam_role' },
  'aws:iam/rolePolicy:RolePolicy': { type: 'aws_iam_role_policy' },
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': { type: 'aws_iam_role_policy_attachment' },
  'aws:iam/user:User': { type: 'aws_iam_user' },
  'aws:iam/userGroupMembership:UserGroupMembership': { type: 'aws_iam_user_group_membership' },
  'aws:identitystore/group:Group': { type: 'aws_identitystore_group' },
  'aws:identitystore/groupMembership:GroupMembership': {
    type: 'aws_identitystore_group_membership',
  },
  'aws:kms/alias:Alias': { type: 'aws_kms_alias' },
  'aws:kms/key:Key': { type: 'aws_kms_key' },
  'aws:lambda/eventSourceMapping:EventSourceMapping': { type: 'aws_lambda_event_source_mapping' },
  'aws:lambda/function:Function': {
    type: 'aws_lambda_function',
    names: { name: 'function_name', code: 'filename' },
  },
  'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig': {
    type: 'aws_lambda_function_event_invoke_config',
  },
  'aws:lambda/functionUrl:FunctionUrl': { type: 'aws_lambda_function_url' },
  'aws:lambda/permission:Permission': {
    type: 'aws_lambda_permission',
    names: { function: 'function_name' },
  },
  'aws:s3/bucket:Bucket': { type: 'aws_s3_bucket' },
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': {
    type: 'aws_s3_bucket_lifecycle_configuration',
    names: { rules: 'rule' },
  },
  'aws:s3/bucketLogging:BucketLogging': { type: 'aws_s3_bucket_logging' },
  'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration': {
    type: 'aws_s3_bucket_object_lock_configuration',
  },
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': {
    type: 'aws_s3_bucket_ownership_controls',
  },
  'aws:s3/bucketPolicy:BucketPolicy': { type: 'aws_s3_bucket_policy' },
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': {
    type: 'aws_s3_bucket_public_access_block',
  },
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': {
    type: 'aws_s3_bucket_server_side_encryption_configuration',
    names: { rules: 'rule' },
  },
  'aws:s3/bucketVersioning:BucketVersioning': { type: 'aws_s3_bucket_versioning' },
  'aws:scheduler/schedule:Schedule': { type: 'aws_scheduler_schedule' },
  'aws:scheduler/scheduleGroup:ScheduleGroup': { type: 'aws_scheduler_schedule_group' },
  'aws:secretsmanager/secret:Secret': { type: 'aws_secretsmanager_secret' },
  'aws:secretsmanager/secretPolicy:SecretPolicy': { type: 'aws_secretsmanager_secret_policy' },
  'aws:secretsmanager/secretVersion:SecretVersion': { type: 'aws_secretsmanager_secret_version' },
  'aws:sfn/stateMachine:StateMachine': { type: 'aws_sfn_state_machine' },
  'aws:sns/topic:Topic': { type: 'aws_sns_topic' },
  'aws:sns/topicPolicy:TopicPolicy': { type: 'aws_sns_topic_policy' },
  'aws:sns/topicSubscription:TopicSubscription': {
    type: 'aws_sns_topic_subscription',
    names: { topic: 'topic_arn' },
  },
  'aws:sqs/queue:Queue': { type: 'aws_sqs_queue' },
  'aws:sqs/queuePolicy:QueuePolicy': { type: 'aws_sqs_queue_policy' },
  'aws:ssoadmin/accountAssignment:AccountAssignment': { type: 'aws_ssoadmin_account_assignment' },
  'aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment': {
    type: 'aws_ssoadmin_customer_managed_policy_attachment',
  },
  'aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment': {
    type: 'aws_ssoadmin_managed_policy_attachment',
  },
  'aws:ssoadmin/permissionSet:PermissionSet': { type: 'aws_ssoadmin_permission_set' },
  'aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment': {
    type: 'aws_ssoadmin_permissions_boundary_attachment',
  },
};
