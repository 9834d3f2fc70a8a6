/**
 * The types of resources that the policies look at, as the engine writes them. The pack does without
 * `@pulumi/aws` itself, which would be most of its size and of its start-up time.
 */
export const iam = {
  accessKey: 'aws:iam/accessKey:AccessKey',
  accountPasswordPolicy: 'aws:iam/accountPasswordPolicy:AccountPasswordPolicy',
  group: 'aws:iam/group:Group',
  groupMembership: 'aws:iam/groupMembership:GroupMembership',
  groupPoliciesExclusive: 'aws:iam/groupPoliciesExclusive:GroupPoliciesExclusive',
  groupPolicy: 'aws:iam/groupPolicy:GroupPolicy',
  groupPolicyAttachment: 'aws:iam/groupPolicyAttachment:GroupPolicyAttachment',
  groupPolicyAttachmentsExclusive:
    'aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive',
  policy: 'aws:iam/policy:Policy',
  policyAttachment: 'aws:iam/policyAttachment:PolicyAttachment',
  role: 'aws:iam/role:Role',
  rolePoliciesExclusive: 'aws:iam/rolePoliciesExclusive:RolePoliciesExclusive',
  rolePolicy: 'aws:iam/rolePolicy:RolePolicy',
  rolePolicyAttachment: 'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
  rolePolicyAttachmentsExclusive:
    'aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive',
  serviceSpecificCredential: 'aws:iam/serviceSpecificCredential:ServiceSpecificCredential',
  signingCertificate: 'aws:iam/signingCertificate:SigningCertificate',
  sshKey: 'aws:iam/sshKey:SshKey',
  user: 'aws:iam/user:User',
  userGroupMembership: 'aws:iam/userGroupMembership:UserGroupMembership',
  userLoginProfile: 'aws:iam/userLoginProfile:UserLoginProfile',
  userPoliciesExclusive: 'aws:iam/userPoliciesExclusive:UserPoliciesExclusive',
  userPolicy: 'aws:iam/userPolicy:UserPolicy',
  userPolicyAttachment: 'aws:iam/userPolicyAttachment:UserPolicyAttachment',
  userPolicyAttachmentsExclusive:
    'aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive',
} as const;

/** Of IAM Identity Center. */
export const ssoadmin = {
  customerManagedPolicyAttachment:
    'aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment',
  customerManagedPolicyAttachmentsExclusive:
    'aws:ssoadmin/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive',
  managedPolicyAttachment: 'aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment',
  managedPolicyAttachmentsExclusive:
    'aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive',
  permissionSetInlinePolicy: 'aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy',
} as const;

/** Of account access manager. */
export const accountaccess = {
  entitlement: 'aws:accountaccess/entitlement:Entitlement',
} as const;
