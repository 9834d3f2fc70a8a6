import {
  grantsToRoles,
  howDocumentDoes,
  howRoleDoes,
  policiesNamed,
  rolesOf,
} from './core/administrators-in-stack';
import { listSetting, type Settings } from './core/config';
import { definePolicy, type Report, type Resource, type StackResource } from './core/define-policy';
import { checkReadable } from './core/document-check';
import { cis } from './core/frameworks';
import { administrators, isAdministratorPolicyOfAws } from './core/judging/administrator';
import { isLike } from './core/judging/like';
import { documentProblem, listOf, readStatements, textOf } from './core/judging/policy-document';
import { checkAll, checkEach, unlessUnknown } from './core/not-yet-known';
import { accountaccess, iam, ssoadmin } from './core/resource-types';

const settings: Settings = {
  administrators: {
    type: 'array',
    items: { type: 'string' },
    default: [],
    description:
      'Names in the program, with * for any text, of entitlements and of policies of permission sets that are for administrators on purpose.',
  },
};

export const iamNoAdminByIdentityCenter = definePolicy({
  name: 'iam-no-admin-by-identity-center',
  displayName: 'No administrators by IAM Identity Center alone',
  description:
    'No permission set and no entitlement makes administrators, but those that are said to be for them: IAM sees no MFA there.',
  level: 'mandatory',
  severity: 'critical',
  framework: cis(
    { '5.0.0': '1.15', '7.0.0': '2.14' },
    'Ensure IAM policies that allow full "*:*" administrative privileges are not attached',
  ),
  remediationSteps:
    "Name the actions and resources that are needed. What is for administrators give to a group of their own, with short sessions and MFA at each sign-in, and name it in this policy's config (administrators).",
  types: [
    ssoadmin.permissionSetInlinePolicy,
    ssoadmin.managedPolicyAttachment,
    ssoadmin.managedPolicyAttachmentsExclusive,
    ssoadmin.customerManagedPolicyAttachment,
    ssoadmin.customerManagedPolicyAttachmentsExclusive,
    accountaccess.entitlement,
  ],
  seenInTheEnd: [iam.policy, iam.role, ...grantsToRoles],
  settings,
  check(resource, report) {
    if (isOnPurpose(resource)) return;
    if (resource.type === ssoadmin.permissionSetInlinePolicy) checkInline(resource, report);
    else checkAttached(resource, report);
  },
  checkInTheEnd(resource, report) {
    if (isOnPurpose(resource)) return;
    if (resource.type === accountaccess.entitlement) checkEntitlement(resource, report);
    else checkCustomerManaged(resource, report);
  },
});

const instead =
  "Name what is needed; or, if it is for administrators on purpose, name it in this policy's config (administrators).";

function isOnPurpose({ name, config }: Resource): boolean {
  return listSetting(settings, config, 'administrators').some((each) => isLike(name, each));
}

function checkInline({ name, props }: Resource, report: Report): void {
  checkAll(
    () => checkReadable(() => props['inlinePolicy'], report),
    () =>
      documentProblem(() => {
        const found = administrators(readStatements(props['inlinePolicy']));
        if (found)
          report(
            `Statement ${found.statement.label} of ${name} makes administrators of whoever gets the permission set (it allows ${found.action}). ${instead}`,
          );
      }),
  );
}

function checkAttached({ name, props }: Resource, report: Report): void {
  const arns = listOf(props['managedPolicyArns'] ?? props['managedPolicyArn'] ?? []);
  checkEach(arns, (each) => {
    const arn = textOf(each, 'the policy ARN');
    if (isAdministratorPolicyOfAws(arn)) sayAttached(name, arn, "it is AWS's own for them", report);
  });
}

function sayAttached(name: string, policy: string, how: string, report: Report): void {
  report(
    `${name} attaches ${policy}, which makes administrators (${how}), to a permission set. ${instead}`,
  );
}

/** By name and path alone: the policy is one of each account in which the permission set is. */
function checkCustomerManaged(resource: StackResource, report: Report): void {
  const keys = ['customerManagedPolicyReference', 'customerManagedPolicyReferences'];
  const referred = keys.flatMap((key) => {
    const found: Resource[] = [];
    unlessUnknown(() => {
      for (const each of listOf(resource.props[key] ?? [])) {
        const { name, path = '/' } = each as Record<string, string | undefined>;
        found.push(...policiesNamed(String(path), String(name), resource.stack()));
      }
    });
    return [...found, ...resource.dependenciesOf(key).filter(({ type }) => type === iam.policy)];
  });
  for (const policy of new Map(referred.map((each) => [each.urn, each])).values()) {
    const how = howDocumentDoes(() => policy.props['policy']);
    if (how !== undefined) sayAttached(resource.name, policy.name, how, report);
  }
}

function checkEntitlement(resource: StackResource, report: Report): void {
  const roleArn = () => {
    const { principalRole } = resource.props['entitlement'] as Entitled;
    return principalRole?.roleArn;
  };
  for (const role of rolesOf(resource, 'entitlement', roleArn)) {
    const found = howRoleDoes(role);
    if (found)
      report(
        `${resource.name} lets people of IAM Identity Center into the role ${role.name}, which makes administrators (${found.by.name}: ${found.how}). ${instead}`,
      );
  }
}

interface Entitled {
  readonly principalRole?: { readonly roleArn?: unknown };
}
