import { callsOf } from './calls';

/** Resources of IAM, by their type in Pulumi. */
export const iamCalls = {
  'aws:iam/accountPasswordPolicy:AccountPasswordPolicy': callsOf('iam', {
    area: 'PasswordPolicy',
    create: ['UpdateAccountPasswordPolicy'],
    read: ['GetAccountPasswordPolicy'],
    delete: ['DeleteAccountPasswordPolicy'],
  }),
  'aws:iam/group:Group': callsOf('iam', {
    area: 'Groups',
    create: ['CreateGroup'],
    read: ['GetGroup'],
    // Another path.
    update: ['UpdateGroup'],
    delete: ['DeleteGroup'],
  }),
  'aws:iam/groupPolicy:GroupPolicy': callsOf('iam', {
    area: 'Groups',
    create: ['PutGroupPolicy'],
    read: ['GetGroupPolicy'],
    delete: ['DeleteGroupPolicy'],
  }),
  // Who is in no group of Keyturn's can be put into none, nor taken out of any.
  'aws:iam/userGroupMembership:UserGroupMembership': callsOf('iam', {
    area: 'Groups',
    create: ['AddUserToGroup'],
    read: [],
    delete: ['RemoveUserFromGroup'],
  }),
  // AttachGroupPolicy is granted for each group with its own policies alone.
  'aws:iam/groupPolicyAttachment:GroupPolicyAttachment': callsOf('iam', {
    area: 'Groups',
    create: [],
    read: ['ListAttachedGroupPolicies'],
    delete: ['DetachGroupPolicy'],
  }),
  'aws:iam/policy:Policy': callsOf('iam', {
    area: 'Policies',
    create: ['CreatePolicy'],
    read: ['GetPolicy', 'GetPolicyVersion'],
    update: ['CreatePolicyVersion', 'ListPolicyVersions', 'DeletePolicyVersion'],
    delete: ['DeletePolicy'],
    tag: ['TagPolicy', 'UntagPolicy'],
  }),
  'aws:iam/role:Role': callsOf('iam', {
    area: 'Roles',
    create: ['CreateRole'],
    // Policies that are there beside the stack's are read too.
    read: ['GetRole', 'ListRolePolicies', 'GetRolePolicy', 'ListAttachedRolePolicies'],
    update: ['UpdateAssumeRolePolicy', 'UpdateRole', 'UpdateRoleDescription'],
    delete: ['ListInstanceProfilesForRole', 'DeleteRole'],
    tag: ['TagRole', 'UntagRole'],
  }),
  'aws:iam/rolePolicy:RolePolicy': callsOf('iam', {
    area: 'Roles',
    create: ['PutRolePolicy'],
    read: ['GetRolePolicy'],
    delete: ['DeleteRolePolicy'],
  }),
  // AttachRolePolicy is granted for each role with its own policies alone.
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': callsOf('iam', {
    area: 'Roles',
    create: [],
    read: ['ListAttachedRolePolicies'],
    delete: ['DetachRolePolicy'],
  }),
  'aws:iam/user:User': callsOf('iam', {
    area: 'Users',
    create: ['CreateUser', 'TagUser'],
    // The groups are read by the memberships.
    read: ['GetUser', 'ListGroupsForUser'],
    update: ['UpdateUser', 'UntagUser'],
    // forceDestroy: what users made for themselves goes with them, and what others have attached to them.
    delete: [
      'DeleteUser',
      'ListUserPolicies',
      'DeleteUserPolicy',
      'ListAttachedUserPolicies',
      'DetachUserPolicy',
      'ListAccessKeys',
      'DeleteAccessKey',
      'ListMFADevices',
      'ListVirtualMFADevices',
      'DeactivateMFADevice',
      'DeleteVirtualMFADevice',
      'DeleteLoginProfile',
      'ListSSHPublicKeys',
      'DeleteSSHPublicKey',
      'ListSigningCertificates',
      'DeleteSigningCertificate',
      'ListServiceSpecificCredentials',
      'DeleteServiceSpecificCredential',
    ],
  }),
} as const;
