import { definePolicy } from './core/define-policy';
import { keyturnRule } from './core/frameworks';
import { isCertain } from './core/not-yet-known';
import { iam, ssoadmin } from './core/resource-types';

/** What to use instead of a resource that is exclusive by its type. */
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
  [ssoadmin.customerManagedPolicyAttachmentsExclusive]:
    'aws.ssoadmin.CustomerManagedPolicyAttachment',
  [ssoadmin.managedPolicyAttachmentsExclusive]: 'aws.ssoadmin.ManagedPolicyAttachment',
};

/** The same of properties of a role, an empty list among them: it takes everything away. */
const insteadOnRole: Readonly<Record<string, string>> = {
  managedPolicyArns: 'aws.iam.RolePolicyAttachment',
  inlinePolicies: 'aws.iam.RolePolicy',
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
  types: [...Object.keys(instead), iam.role],
  check({ name, type, props }, report) {
    if (type in instead)
      return report(
        `${name} is an exclusive ${type.split(':').at(-1)}: use ${instead[type]} instead.`,
      );
    // That it is there is known, also where its value is not.
    const given = Object.keys(props).filter(
      (key) => key in insteadOnRole && !isCertain(() => props[key] === null),
    );
    for (const key of given)
      report(
        `${name} is a role with ${key}, which are exclusive: use ${insteadOnRole[key]} instead.`,
      );
  },
});
