import { iam } from './core/resource-types';
import { iamNoExclusiveAttachment } from './iam-no-exclusive-attachment';
import { describePolicy } from './testing/policy-cases';
import { bucket, resource } from './testing/resources';
import { unknown } from './testing/run-policy';

const made = (type: string) => resource(type, 'x', {});

describePolicy(iamNoExclusiveAttachment, {
  passes: [],
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
