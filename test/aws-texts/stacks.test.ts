import assert from 'node:assert/strict';
import path from 'node:path';
import { runStack, type Registered } from '../../stacks/testing/run-stack';
import { organizationStacks, TestProject } from '../../stacks/testing/project';
import { projectOf, registeredBy, withEveryKey } from '../settings/stacks/companies';
import { extremes } from './extremes';
import { takes, type Takes } from './models';

const documented =
  (pattern: RegExp): Takes =>
  (text) =>
    pattern.test(text);

const ofPermissionSet = { instanceArn: takes('sso-admin', 'InstanceArn') };

/** What AWS takes for each text of our resources: by its models or, where they say nothing, by its documentation. */
const texts: Readonly<Record<string, Readonly<Record<string, Takes>>>> = {
  'cloudformation/stackSet:StackSet': {
    name: documented(/^[A-Za-z][A-Za-z0-9-]{0,127}$/),
    description: takes('cloudformation', 'Description'),
    templateBody: documented(/^[\x20-\xff]{1,51200}$/),
  },
  'cloudformation/stackSetInstance:StackSetInstance': {
    stackSetName: documented(/^[A-Za-z][A-Za-z0-9-]{0,127}$/),
  },
  'cloudwatch/dashboard:Dashboard': {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
    dashboardName: documented(/^[A-Za-z0-9_-]{1,255}$/),
    dashboardBody: takes('cloudwatch', 'DashboardBody'),
  },
  'cloudwatch/eventBus:EventBus': {
    name: takes('events', 'EventBusName'),
    description: takes('events', 'EventBusDescription'),
  },
  'cloudwatch/eventBusPolicy:EventBusPolicy': { eventBusName: takes('events', 'EventBusName') },
  'cloudwatch/eventRule:EventRule': {
    name: takes('events', 'RuleName'),
    description: takes('events', 'RuleDescription'),
    eventBusName: takes('events', 'EventBusNameOrArn'),
    eventPattern: takes('events', 'EventPattern'),
  },
  'cloudwatch/eventTarget:EventTarget': {
    rule: takes('events', 'RuleName'),
    eventBusName: takes('events', 'EventBusNameOrArn'),
    arn: takes('events', 'TargetArn'),
    roleArn: takes('events', 'RoleArn'),
  },
  'cloudwatch/logGroup:LogGroup': {
    name: takes('logs', 'LogGroupName'),
    kmsKeyId: takes('logs', 'KmsKeyId'),
  },
  'cloudwatch/metricAlarm:MetricAlarm': {
    name: takes('cloudwatch', 'AlarmName'),
    alarmDescription: takes('cloudwatch', 'AlarmDescription'),
    metricName: takes('cloudwatch', 'MetricName'),
    namespace: takes('cloudwatch', 'Namespace'),
  },
  'dynamodb/table:Table': { name: documented(/^[\w.-]{3,255}$/) },
  'accountaccess/entitlement:Entitlement': {
    applicationArn: takes('account-access', 'ApplicationArn'),
  },
  'iam/accountPasswordPolicy:AccountPasswordPolicy': {},
  'iam/group:Group': { name: takes('iam', 'groupNameType'), path: takes('iam', 'pathType') },
  'iam/groupPolicy:GroupPolicy': {
    group: takes('iam', 'groupNameType'),
    name: takes('iam', 'policyNameType'),
    policy: takes('iam', 'policyDocumentType'),
  },
  'iam/policy:Policy': {
    name: takes('iam', 'policyNameType'),
    path: takes('iam', 'policyPathType'),
    description: takes('iam', 'policyDescriptionType'),
    policy: takes('iam', 'policyDocumentType'),
  },
  'iam/role:Role': {
    name: takes('iam', 'roleNameType'),
    path: takes('iam', 'pathType'),
    description: takes('iam', 'roleDescriptionType'),
    assumeRolePolicy: takes('iam', 'policyDocumentType'),
    permissionsBoundary: takes('iam', 'arnType'),
  },
  'iam/rolePolicy:RolePolicy': {
    role: takes('iam', 'roleNameType'),
    name: takes('iam', 'policyNameType'),
    policy: takes('iam', 'policyDocumentType'),
  },
  'iam/rolePolicyAttachment:RolePolicyAttachment': {
    role: takes('iam', 'roleNameType'),
    policyArn: takes('iam', 'arnType'),
  },
  'iam/groupPolicyAttachment:GroupPolicyAttachment': {
    group: takes('iam', 'groupNameType'),
    policyArn: takes('iam', 'arnType'),
  },
  'iam/user:User': { name: takes('iam', 'userNameType'), path: takes('iam', 'pathType') },
  'iam/userGroupMembership:UserGroupMembership': { user: takes('iam', 'existingUserNameType') },
  'iam/userPolicy:UserPolicy': {
    user: takes('iam', 'existingUserNameType'),
    name: takes('iam', 'policyNameType'),
    policy: takes('iam', 'policyDocumentType'),
  },
  'iam/userPolicyAttachment:UserPolicyAttachment': {
    user: takes('iam', 'existingUserNameType'),
    policyArn: takes('iam', 'arnType'),
  },
  'identitystore/group:Group': {
    identityStoreId: takes('identitystore', 'IdentityStoreId'),
    displayName: takes('identitystore', 'GroupDisplayName'),
    description: takes('identitystore', 'SensitiveStringType'),
  },
  'identitystore/groupMembership:GroupMembership': {
    identityStoreId: takes('identitystore', 'IdentityStoreId'),
  },
  'kms/alias:Alias': {
    name: takes('kms', 'AliasNameType'),
    targetKeyId: takes('kms', 'KeyIdType'),
  },
  'kms/key:Key': { description: takes('kms', 'DescriptionType') },
  'lambda/eventSourceMapping:EventSourceMapping': { functionName: takes('lambda', 'FunctionName') },
  'lambda/function:Function': {
    name: takes('lambda', 'FunctionName'),
    description: takes('lambda', 'Description'),
    handler: takes('lambda', 'Handler'),
    role: takes('lambda', 'RoleArn'),
    kmsKeyArn: takes('lambda', 'KMSKeyArn'),
  },
  'lambda/functionEventInvokeConfig:FunctionEventInvokeConfig': {
    functionName: takes('lambda', 'FunctionName'),
  },
  'lambda/functionUrl:FunctionUrl': { functionName: takes('lambda', 'FunctionName') },
  'lambda/permission:Permission': {
    action: takes('lambda', 'Action'),
    function: takes('lambda', 'FunctionName'),
    principal: takes('lambda', 'Principal'),
    sourceAccount: takes('lambda', 'SourceOwner'),
    sourceArn: takes('lambda', 'Arn'),
  },
  'scheduler/schedule:Schedule': {
    name: takes('scheduler', 'Name'),
    groupName: takes('scheduler', 'ScheduleGroupName'),
    description: takes('scheduler', 'Description'),
    scheduleExpression: takes('scheduler', 'ScheduleExpression'),
    scheduleExpressionTimezone: takes('scheduler', 'ScheduleExpressionTimezone'),
    kmsKeyArn: takes('scheduler', 'KmsKeyArn'),
  },
  'scheduler/scheduleGroup:ScheduleGroup': { name: takes('scheduler', 'ScheduleGroupName') },
  'secretsmanager/secret:Secret': {
    name: documented(/^[\w/+=.@-]{1,512}$/),
    description: takes('secretsmanager', 'DescriptionType'),
    kmsKeyId: takes('secretsmanager', 'KmsKeyIdType'),
  },
  'secretsmanager/secretPolicy:SecretPolicy': {
    secretArn: takes('secretsmanager', 'SecretIdType'),
  },
  'secretsmanager/secretVersion:SecretVersion': {
    secretString: takes('secretsmanager', 'SecretStringType'),
  },
  'sfn/stateMachine:StateMachine': {
    name: documented(/^[\w-]{1,80}$/),
    definition: takes('stepfunctions', 'Definition'),
    roleArn: takes('stepfunctions', 'Arn'),
  },
  'ssoadmin/accountAssignment:AccountAssignment': {
    ...ofPermissionSet,
    principalType: documented(/^GROUP$/),
    targetId: takes('sso-admin', 'TargetId'),
    targetType: documented(/^AWS_ACCOUNT$/),
  },
  'ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment': ofPermissionSet,
  'ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment': {
    ...ofPermissionSet,
    managedPolicyArn: takes('sso-admin', 'ManagedPolicyArn'),
  },
  'ssoadmin/permissionSet:PermissionSet': {
    instanceArn: takes('sso-admin', 'InstanceArn'),
    name: takes('sso-admin', 'PermissionSetName'),
    description: takes('sso-admin', 'PermissionSetDescription'),
    sessionDuration: takes('sso-admin', 'Duration'),
  },
  'ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment': ofPermissionSet,
  'sns/topic:Topic': {
    name: documented(/^[\w-]{1,256}$/),
    displayName: documented(/^[\x20-\x7e]{1,100}$/),
    kmsMasterKeyId: takes('kms', 'KeyIdType'),
  },
  'sns/topicSubscription:TopicSubscription': {
    endpoint: documented(/^[\x21-\x7e]{1,64}@[\x21-\x7e]{1,255}$/),
  },
  'sqs/queue:Queue': {
    name: documented(/^[\w-]{1,75}(\.fifo)?$/),
    kmsMasterKeyId: takes('kms', 'KeyIdType'),
  },
  // Pulumi makes up the rest of its name.
  's3/bucketLogging:BucketLogging': {
    targetBucket: documented(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
    targetPrefix: documented(/^[\x20-\x7e]{0,800}$/),
  },
  's3/bucket:Bucket': { bucket: documented(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/) },
};

/** Properties with words of AWS's own, names, ids and ARNs of other resources of ours, and what is not one text. */
const others =
  /^(callAs|permissionModel|stackSetInstanceRegion|comparisonOperator|statistic|treatMissingData|billingMode|hashKey|rangeKey|runtime|protocol|type|topic|arn|policy|authorizationType|functionUrlAuthType|queueUrl|redrivePolicy|bucket|eventSourceArn|secretId|groupId|memberId|principalId|permissionSetArn)$/;

/** The texts that AWS would not take, and those of which nobody knows. */
function complaints(resources: readonly Registered[]): readonly string[] {
  return resources
    .filter(({ type }) => type.startsWith('aws:'))
    .flatMap(({ type, name, inputs }) => {
      const known = texts[type.replace('aws:', '')] ?? {};
      const tag = takes('iam', 'tagValueType');
      const tags = Object.entries((inputs['tags'] ?? {}) as Record<string, string>);
      return [
        ...Object.entries(inputs).flatMap(([property, value]) => {
          if (typeof value !== 'string') return [];
          const does = known[property];
          if (does) return does(value) ? [] : [`${type} ${name}: ${property}: ${value}`];
          return others.test(property) ? [] : [`${type}: nobody knows of ${property}`];
        }),
        ...tags.flatMap(([key, value]) =>
          takes('iam', 'tagKeyType')(key) && tag(value) ? [] : [`${name}: ${key}=${value}`],
        ),
        // What has no name of its own gets its name in the program, and eight signs more.
        ...(known['name'] && inputs['name'] === undefined && !known['name'](`${name}-0123abc`)
          ? [`${type} ${name} would have a bad name`]
          : []),
      ];
    });
}

describe('every text that our stacks give to AWS is one that AWS takes', () => {
  const root = path.join(__dirname, '..', '..');
  for (const stack of ['identity', 'production', 'monitor'])
    it(`in the stack ${stack}`, async () => {
      const { resources } = await runStack(root, stack);
      assert.deepEqual(complaints(resources), []);
    });

  it('in an organization', async () => {
    const project = new TestProject(organizationStacks);
    try {
      const { resources } = await runStack(project.folder, 'management');
      assert.deepEqual(complaints(resources), []);
    } finally {
      project.remove();
    }
  });

  for (const [name, company] of Object.entries(withEveryKey))
    for (const stack of Object.keys(company.stacks))
      it(`with every key, in the stack ${stack} of the company ${name}`, async () => {
        const project = projectOf(company);
        try {
          assert.deepEqual(complaints(await registeredBy(project, company, stack)), []);
        } finally {
          project.remove();
        }
      });

  it('as long and as odd as the checks let them be', async () => {
    const project = new TestProject(extremes.stacks, extremes.engineers);
    try {
      const { resources } = await runStack(project.folder, 'everything');
      assert.deepEqual(complaints(resources), []);
    } finally {
      project.remove();
    }
  });
});
