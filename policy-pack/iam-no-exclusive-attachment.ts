import { definePolicy } from './core/define-policy';
import { keyturnRule } from './core/frameworks';
import { iam } from './core/resource-types';

const instead: Readonly<Record<string, string>> = {
  [iam.policyAttachment]:
    'aws.iam.GroupPolicyAttachment, aws.iam.RolePolicyAttachment or aws.iam.UserPolicyAttachment',
  [iam.groupMembership]: 'aws.iam.UserGroupMembership',
  [iam.groupPoliciesExclusive]: 'aws.iam.GroupPolicy',
  [iam.groupPolicyAttachmentsExclusive]: 'aws.iam.GroupPolicyAttachment',
  [iam.rolePoliciesExclusive]: 'aws.iam.RolePolicy',
  [iam.rolePolicyAttachmentsExclusive]: 'aws.iam.RolePolicyAttachment',
  [iam.userPoliciesExclusive]: 'aws.iam.UserPolicy',
  [iam.userPolicyAttachmentsExclusive]: 'aws.iam.UserPolicyAttachment',
};

export const iamNoExclusiveAttachment = definePolicy({
  name: 'iam-no-exclusive-attachment',
  displayName: 'No exclusive attachments',
  description:
    'An exclusive attachment or membership takes away, without a word, what other stacks and the console have attached.',
  level: 'mandatory',
  severity: 'high',
  framework: keyturnRule(2),
  remediationSteps:
    'Attach one policy to one group, role or user with GroupPolicyAttachment, RolePolicyAttachment or UserPolicyAttachment, and add users to groups with UserGroupMembership.',
  types: Object.keys(instead),
  check({ name, type }, report) {
    report(`${name} is an exclusive ${type.split(':').at(-1)}: use ${instead[type]} instead.`);
  },
});
