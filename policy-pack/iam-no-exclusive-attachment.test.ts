import assert from 'node:assert/strict';
import { iam as awsIam, ssoadmin as awsSsoadmin } from '@pulumi/aws';
import { iam, ssoadmin } from './core/resource-types';
import { iamNoExclusiveAttachment } from './iam-no-exclusive-attachment';
import { describePolicy } from './testing/policy-cases';
import { bucket, resource } from './testing/resources';
import { runPolicy, unknown } from './testing/run-policy';

const made = (type: string) => resource(type, 'x', {});

describePolicy(iamNoExclusiveAttachment, {
  passes: [
    [
      'a role that leaves its policies to others',
      resource(iam.role, 'deploy', { name: 'deploy', assumeRolePolicy: '{}', path: '/' }),
    ],
    ['a role with no value for them', resource(iam.role, 'deploy', { managedPolicyArns: null })],
  ],
  refuses: [
    [
      'PolicyAttachment',
      made(iam.policyAttachment),
      /PolicyAttachment: use aws\.iam\.GroupPolicyAtt/,
    ],
    ['GroupMembership', made(iam.groupMembership), /use aws\.iam\.UserGroupMembership instead/],
    ['UserPoliciesExclusive', made(iam.userPoliciesExclusive), /use aws\.iam\.UserPolicy instead/],
    ['GroupPoliciesExclusive', made(iam.groupPoliciesExclusive), /use aws\.iam\.GroupPolicy inst/],
    ['RolePoliciesExclusive', made(iam.rolePoliciesExclusive), /use aws\.iam\.RolePolicy instead/],
    [
      'UserPolicyAttachmentsExclusive',
      made(iam.userPolicyAttachmentsExclusive),
      /use aws\.iam\.UserPolicyAttachment instead/,
    ],
    [
      'GroupPolicyAttachmentsExclusive',
      made(iam.groupPolicyAttachmentsExclusive),
      /use aws\.iam\.GroupPolicyAttachment instead/,
    ],
    [
      'RolePolicyAttachmentsExclusive',
      made(iam.rolePolicyAttachmentsExclusive),
      /use aws\.iam\.RolePolicyAttachment instead/,
    ],
    [
      'ManagedPolicyAttachmentsExclusive',
      made(ssoadmin.managedPolicyAttachmentsExclusive),
      /use aws\.ssoadmin\.ManagedPolicyAttachment instead/,
    ],
    [
      'CustomerManagedPolicyAttachmentsExclusive',
      made(ssoadmin.customerManagedPolicyAttachmentsExclusive),
      /use aws\.ssoadmin\.CustomerManagedPolicyAttachment instead/,
    ],
    [
      "a role's managedPolicyArns",
      resource(iam.role, 'deploy', { managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnly'] }),
      /deploy is a role with managedPolicyArns, .*use aws\.iam\.RolePolicyAttachment instead/,
    ],
    [
      'an empty list of them, which takes all away',
      resource(iam.role, 'deploy', { managedPolicyArns: [] }),
      /managedPolicyArns/,
    ],
    [
      "a role's inlinePolicies, not known yet",
      resource(iam.role, 'deploy', { inlinePolicies: unknown }),
      /inlinePolicies, which are exclusive: use aws\.iam\.RolePolicy instead/,
    ],
    [
      'one of which nothing is known yet',
      resource(iam.policyAttachment, 'x', { policyArn: unknown, users: unknown }),
      /PolicyAttachment/,
    ],
  ],
  notApplicable: [
    ['another resource', bucket],
    ['UserPolicyAttachment', made(iam.userPolicyAttachment)],
    ['GroupPolicyAttachment', made(iam.groupPolicyAttachment)],
    ['RolePolicyAttachment', made('aws:iam/rolePolicyAttachment:RolePolicyAttachment')],
    ['UserGroupMembership', made('aws:iam/userGroupMembership:UserGroupMembership')],
  ],
  // What makes it wrong is its type alone.
  unknown: [],
  bad: made(iam.policyAttachment),
});

it('iam-no-exclusive-attachment knows all that @pulumi/aws calls exclusive', async () => {
  const classes = Object.entries({ ...awsIam, ...awsSsoadmin }).filter(([name]) =>
    name.endsWith('Exclusive'),
  );
  assert.ok(classes.length >= 8);
  for (const [name, { __pulumiType: type }] of classes as unknown as [
    string,
    { __pulumiType: string },
  ][]) {
    const { violations } = await runPolicy(iamNoExclusiveAttachment, [made(type)]);
    assert.equal(violations.length, 1, name);
  }
});
