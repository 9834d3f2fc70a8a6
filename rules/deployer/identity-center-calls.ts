import { callsOf } from './calls';

/** A changed permission set goes to the accounts that have it by a call of its own. */
const provision = ['ProvisionPermissionSet', 'DescribePermissionSetProvisioningStatus'];

/** Resources of IAM Identity Center and of account access manager, by their type in Pulumi. */
export const identityCenterCalls = {
  'aws:accountaccess/application:Application': callsOf('account-access', {
    area: 'AccountAccess',
    create: ['CreateApplication'],
    read: ['GetApplication', 'ListTagsForResource'],
    delete: ['DeleteApplication'],
    tag: ['TagResource', 'UntagResource'],
  }),
  'aws:accountaccess/entitlement:Entitlement': callsOf('account-access', {
    area: 'AccountAccess',
    create: ['CreateEntitlement'],
    read: ['GetEntitlement'],
    delete: ['DeleteEntitlement'],
  }),
  'aws:identitystore/group:Group': callsOf('identitystore', {
    area: 'IdentityStore',
    create: ['CreateGroup'],
    read: ['DescribeGroup'],
    update: ['UpdateGroup'],
    delete: ['DeleteGroup'],
  }),
  'aws:identitystore/groupMembership:GroupMembership': callsOf('identitystore', {
    area: 'IdentityStore',
    create: ['CreateGroupMembership'],
    read: ['DescribeGroupMembership'],
    delete: ['DeleteGroupMembership'],
  }),
  'aws:ssoadmin/accountAssignment:AccountAssignment': callsOf('sso', {
    area: 'PermissionSets',
    create: ['CreateAccountAssignment', 'DescribeAccountAssignmentCreationStatus'],
    read: ['ListAccountAssignments'],
    delete: ['DeleteAccountAssignment', 'DescribeAccountAssignmentDeletionStatus'],
  }),
  'aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment': callsOf('sso', {
    area: 'PermissionSets',
    create: ['AttachCustomerManagedPolicyReferenceToPermissionSet', ...provision],
    read: ['ListCustomerManagedPolicyReferencesInPermissionSet'],
    delete: ['DetachCustomerManagedPolicyReferenceFromPermissionSet'],
  }),
  'aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment': callsOf('sso', {
    area: 'PermissionSets',
    create: ['AttachManagedPolicyToPermissionSet', ...provision],
    read: ['ListManagedPoliciesInPermissionSet'],
    delete: ['DetachManagedPolicyFromPermissionSet'],
  }),
  'aws:ssoadmin/permissionSet:PermissionSet': callsOf('sso', {
    area: 'PermissionSets',
    create: ['CreatePermissionSet'],
    read: ['DescribePermissionSet', 'ListTagsForResource'],
    update: ['UpdatePermissionSet', ...provision],
    delete: ['DeletePermissionSet'],
    tag: ['TagResource', 'UntagResource'],
  }),
  'aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment': callsOf('sso', {
    area: 'PermissionSets',
    create: ['PutPermissionsBoundaryToPermissionSet', ...provision],
    read: ['GetPermissionsBoundaryForPermissionSet'],
    delete: ['DeletePermissionsBoundaryFromPermissionSet'],
  }),
} as const;
