import { asList, type Counterparts } from './counterpart';

export const iam: Counterparts = {
  'aws:iam/group:Group': { type: 'AWS::IAM::Group', properties: { name: 'GroupName' } },
  'aws:iam/groupPolicy:GroupPolicy': {
    type: 'AWS::IAM::GroupPolicy',
    properties: { group: 'GroupName', name: 'PolicyName', policy: 'PolicyDocument' },
  },
  'aws:iam/groupPolicyAttachment:GroupPolicyAttachment': {
    type: 'AWS::IAM::Group',
    partOf: 'group',
    properties: { policyArn: 'ManagedPolicyArns[]' },
  },
  'aws:iam/policy:Policy': {
    type: 'AWS::IAM::ManagedPolicy',
    properties: { name: 'ManagedPolicyName', policy: 'PolicyDocument' },
  },
  'aws:iam/role:Role': {
    type: 'AWS::IAM::Role',
    properties: { name: 'RoleName', assumeRolePolicy: 'AssumeRolePolicyDocument' },
  },
  'aws:iam/rolePolicy:RolePolicy': {
    type: 'AWS::IAM::RolePolicy',
    properties: { role: 'RoleName', name: 'PolicyName', policy: 'PolicyDocument' },
  },
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': {
    type: 'AWS::IAM::Role',
    partOf: 'role',
    properties: { policyArn: 'ManagedPolicyArns[]' },
  },
  'aws:iam/user:User': {
    type: 'AWS::IAM::User',
    properties: {
      name: 'UserName',
      forceDestroy: {
        nowhere: "The provider's: whether it deletes a user's own keys and devices.",
      },
    },
  },
  'aws:iam/userGroupMembership:UserGroupMembership': {
    type: 'AWS::IAM::User',
    partOf: 'user',
  },
};

export const identityCenter: Counterparts = {
  'aws:accountaccess/application:Application': { type: 'AWS::AccountAccess::Application' },
  'aws:accountaccess/entitlement:Entitlement': { type: 'AWS::AccountAccess::Entitlement' },
  'aws:identitystore/group:Group': { type: 'AWS::IdentityStore::Group' },
  'aws:identitystore/groupMembership:GroupMembership': {
    type: 'AWS::IdentityStore::GroupMembership',
    properties: { memberId: 'MemberId.UserId' },
  },
  'aws:ssoadmin/accountAssignment:AccountAssignment': { type: 'AWS::SSO::Assignment' },
  'aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment': {
    type: 'AWS::SSO::PermissionSet',
    partOf: 'permissionSetArn',
    properties: { customerManagedPolicyReference: 'CustomerManagedPolicyReferences[]' },
  },
  'aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment': {
    type: 'AWS::SSO::PermissionSet',
    partOf: 'permissionSetArn',
    properties: { managedPolicyArn: 'ManagedPolicies[]' },
  },
  'aws:ssoadmin/permissionSet:PermissionSet': { type: 'AWS::SSO::PermissionSet' },
  'aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment': {
    type: 'AWS::SSO::PermissionSet',
    partOf: 'permissionSetArn',
  },
};

export const organization: Counterparts = {
  'aws:cloudformation/stackSet:StackSet': {
    type: 'AWS::CloudFormation::StackSet',
    properties: { name: 'StackSetName' },
  },
  'aws:cloudformation/stackSetInstance:StackSetInstance': {
    type: 'AWS::CloudFormation::StackSet',
    partOf: 'stackSetName',
    under: 'StackInstancesGroup[]',
    properties: {
      callAs: '/CallAs',
      operationPreferences: '/OperationPreferences',
      stackSetInstanceRegion: 'Regions[]',
    },
  },
};

export const keys: Counterparts = {
  'aws:kms/alias:Alias': { type: 'AWS::KMS::Alias', properties: { name: 'AliasName' } },
  'aws:kms/key:Key': {
    type: 'AWS::KMS::Key',
    properties: { deletionWindowInDays: 'PendingWindowInDays', policy: 'KeyPolicy' },
  },
  'aws:secretsmanager/secret:Secret': { type: 'AWS::SecretsManager::Secret' },
  'aws:secretsmanager/secretPolicy:SecretPolicy': {
    type: 'AWS::SecretsManager::ResourcePolicy',
    properties: { secretArn: 'SecretId', policy: 'ResourcePolicy' },
  },
  'aws:secretsmanager/secretVersion:SecretVersion': {
    type: 'AWS::SecretsManager::Secret',
    partOf: 'secretId',
  },
};

export const alarms: Counterparts = {
  'aws:cloudwatch/dashboard:Dashboard': { type: 'AWS::CloudWatch::Dashboard' },
  'aws:cloudwatch/logGroup:LogGroup': {
    type: 'AWS::Logs::LogGroup',
    properties: { name: 'LogGroupName' },
  },
  'aws:cloudwatch/metricAlarm:MetricAlarm': {
    type: 'AWS::CloudWatch::Alarm',
    properties: {
      name: 'AlarmName',
      okActions: 'OKActions',
      dimensions: { to: 'Dimensions', as: asList('Name', 'Value') },
    },
  },
};
