import { AccountAssignment } from '@pulumi/aws/ssoadmin/accountAssignment';
import { CustomerManagedPolicyAttachment } from '@pulumi/aws/ssoadmin/customerManagedPolicyAttachment';
import { ManagedPolicyAttachment } from '@pulumi/aws/ssoadmin/managedPolicyAttachment';
import { PermissionSet } from '@pulumi/aws/ssoadmin/permissionSet';
import { PermissionsBoundaryAttachment } from '@pulumi/aws/ssoadmin/permissionsBoundaryAttachment';
import type * as pulumi from '@pulumi/pulumi';
import { parseArn } from '../../rules/arn';
import type { RolePermissionSet } from './args';
import type { CheckedArgs } from './check-args';
import { accountOf } from './demands';
import type { Directory } from './directory';
import type { Principal } from './groups';
import { inLanes } from './lanes';

interface Made {
  readonly set: RolePermissionSet;
  readonly permissionSetArn: pulumi.Output<string>;
  /** Behind which it is whole. */
  readonly last: pulumi.Resource;
}

/** Makes the permission sets, and gives each group those that stand for its roles, in the accounts of these. */
export function makePermissionSets(
  name: string,
  { permissionSets }: CheckedArgs,
  principals: readonly Principal[],
  { instanceArn }: pulumi.Output<Directory>,
  child: pulumi.CustomResourceOptions,
): void {
  const made = permissionSets.map((set) => makeSet(name, set, instanceArn, child));
  const assignments = principals.flatMap((principal) =>
    principal.group.roleArns.flatMap((roleArn) =>
      made
        .filter(({ set }) => set.roleArns.includes(roleArn))
        .map((each) => ({ ...principal, ...each, accountId: accountOf(roleArn) })),
    ),
  );
  inLanes(
    assignments,
    (
      { group, groupId, set, permissionSetArn, last, accountId },
      before: readonly pulumi.Resource[],
    ) =>
      new AccountAssignment(
        `${name}-assignment:${group.groupName}:${set.permissionSetName}:${accountId}`,
        {
          instanceArn,
          permissionSetArn,
          principalId: groupId,
          principalType: 'GROUP',
          targetId: accountId,
          targetType: 'AWS_ACCOUNT',
        },
        { ...child, dependsOn: [last, ...before] },
      ),
  );
}

/**
 * A permission set and its policies, one after the other: each change of one goes to all accounts that have it, of which
 * Identity Center does one at a time. The boundary goes first, so that nothing is allowed that it would not.
 */
function makeSet(
  name: string,
  set: RolePermissionSet,
  instanceArn: pulumi.Output<string>,
  child: pulumi.CustomResourceOptions,
): Made {
  const { permissionSetName, description, policyArns = [], permissionsBoundaryArn } = set;
  const sessionDuration = durationOf(set.sessionDuration ?? 3600);
  const own = `${name}-permission-set:${permissionSetName}`;
  const permissionSet = new PermissionSet(
    own,
    { instanceArn, name: permissionSetName, description, sessionDuration },
    child,
  );
  const of = { instanceArn, permissionSetArn: permissionSet.arn };
  let last: pulumi.Resource = permissionSet;
  if (permissionsBoundaryArn !== undefined)
    last = new PermissionsBoundaryAttachment(
      `${own}:boundary`,
      { ...of, permissionsBoundary: boundaryOf(permissionsBoundaryArn) },
      child,
    );
  for (const arn of policyArns) {
    const policy = policyOf(arn);
    const options = { ...child, dependsOn: [last] };
    last =
      policy.of === 'aws'
        ? new ManagedPolicyAttachment(
            `${own}:aws:${policy.name}`,
            { ...of, managedPolicyArn: arn },
            options,
          )
        : new CustomerManagedPolicyAttachment(
            `${own}:${policy.name}`,
            { ...of, customerManagedPolicyReference: { name: policy.name, path: policy.path } },
            options,
          );
  }
  return { set, permissionSetArn: permissionSet.arn, last };
}

function boundaryOf(arn: string) {
  const policy = policyOf(arn);
  const { name, path } = policy;
  return policy.of === 'aws'
    ? { managedPolicyArn: arn }
    : { customerManagedPolicyReference: { name, path } };
}

/** Of an account's own policy Identity Center is told the name and the path, by which each account has one. */
function policyOf(arn: string) {
  const { accountId, resource = '' } = parseArn(arn) ?? {};
  const [, path = '/', name = ''] = /^policy(\/(?:.*\/)?)([^/]+)$/.exec(resource) ?? [];
  return { of: accountId === 'aws' ? 'aws' : 'account', path, name } as const;
}

/** As ISO 8601 has it. */
function durationOf(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), (seconds % 3600) / 60];
  return `PT${hours}H${minutes === 0 ? '' : `${minutes}M`}`;
}
