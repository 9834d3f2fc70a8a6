/** Actions that nothing in the emulated life uses, and who does: files of terraform-provider-aws's internal/service. */
export const byTheProviderAlone: readonly { actions: readonly string[]; source: string }[] = [
  {
    actions: ['iam:ListRolePolicies'],
    source: 'iam/role.go, resourceRoleRead: it reads all inline policies of a role',
  },
  {
    actions: ['iam:UpdateRoleDescription'],
    source: 'iam/role.go, resourceRoleUpdate: a call of its own for the description',
  },
  {
    actions: ['iam:ListInstanceProfilesForRole'],
    source: 'iam/role.go, deleteRoleInstanceProfiles: whenever a role is deleted',
  },
  {
    actions: [
      'iam:DeleteUserPolicy',
      'iam:DetachUserPolicy',
      'iam:DeleteAccessKey',
      'iam:DeactivateMFADevice',
      'iam:DeleteVirtualMFADevice',
      'iam:DeleteSSHPublicKey',
      'iam:DeleteSigningCertificate',
    ],
    source: 'iam/user.go, resourceUserDelete with force_destroy: of users who have such things',
  },
  {
    actions: ['iam:DeleteServiceSpecificCredential', 'iam:ListVirtualMFADevices'],
    source: 'iam/user.go, resourceUserDelete with force_destroy',
  },
  {
    actions: ['cloudtrail:DescribeTrails'],
    source: 'cloudtrail/trail.go, findTrailByARN: the emulated provider uses GetTrail',
  },
  {
    actions: [
      's3:GetAccelerateConfiguration',
      's3:GetBucketAcl',
      's3:GetBucketCORS',
      's3:GetBucketRequestPayment',
      's3:GetBucketWebsite',
      's3:GetReplicationConfiguration',
    ],
    source: 's3/bucket.go, resourceBucketRead: it reads all of a bucket',
  },
  {
    actions: ['lambda:ListVersionsByFunction'],
    source: 'lambda/function.go, resourceFunctionRead',
  },
  {
    actions: ['states:ListStateMachineVersions'],
    source: 'sfn/state_machine.go, resourceStateMachineRead',
  },
  {
    actions: ['states:ValidateStateMachineDefinition'],
    source:
      'sfn/state_machine.go, stateMachineDefinitionValidate: before it plans a new definition',
  },
  {
    actions: ['logs:AssociateKmsKey', 'logs:DisassociateKmsKey'],
    source: 'logs/group.go, resourceGroupUpdate: where its key is another one, or none any more',
  },
  {
    actions: ['sns:ListSubscriptionsByTopic'],
    source: 'its issue 42116: from 5.94 on a subscription is read by it',
  },
  {
    actions: [
      'cloudformation:DescribeStackSetOperation',
      'cloudformation:ListStackSetOperationResults',
    ],
    source:
      'cloudformation/stack_set_instance.go, waitStackSetOperationSucceeded: it waits, and asks why it failed',
  },
  {
    actions: ['cloudformation:TagResource', 'cloudformation:UntagResource'],
    source:
      'Service Authorization Reference: permissions that CreateStackSet and UpdateStackSet with tags ask for',
  },
];

/** Calls of the emulated provider that the real one does not make. */
export const byTheEmulationAlone: readonly { action: string; why: string }[] = [
  { action: 'cloudtrail:GetTrail', why: 'the provider uses DescribeTrails' },
  {
    action: 'cloudtrail:GetEventSelectors',
    why: 'the provider asks where a trail has selectors of its own, which none of ours has',
  },
  {
    action: 'sns:SetSubscriptionAttributes',
    why: 'the provider calls it where an attribute changes, and nothing in a stack file changes one',
  },
];
