import type { Need } from '../../rules/deployer/needs';
import { grantRoles } from '../../rules/policies';
import {
  accessGroupNames,
  accessGroupsOf,
  hasIamUser,
  type DeclaredGroup,
} from '../../stacks/config/groups';
import type { Account } from './account';

/** As stacks/identity.ts makes it. */
export function identityNeeds(account: Account): readonly Need[] {
  const { groups } = account.wanted.plan.users;
  return [
    ...account.make(['aws:iam/accountPasswordPolicy:AccountPasswordPolicy'], []),
    ...userNeeds(account),
    ...groupNeeds(account),
    ...groups.ofRoles.flatMap((group) => managedPolicyNeeds(account, group)),
    ...groups.ofMachines.flatMap(({ name, arns }) => attachNeeds(account, name, arns)),
  ];
}

/** Each declared user by name, so that no other is touched; or all under the paths of those declared. */
function userNeeds(account: Account): readonly Need[] {
  const { plan, roomForNew } = account.wanted;
  const declared = [...plan.users.engineers.filter(hasIamUser), ...plan.users.machineUsers];
  const resources = declared.map(({ path = '/', userName }) =>
    account.iam(`user${path}${roomForNew ? '*' : userName}`),
  );
  if (roomForNew && declared.length === 0) resources.push(account.iam('user/*'));
  if (resources.length === 0) return [];
  const needs = account.make(['aws:iam/user:User'], [...new Set(resources)]);
  const device = 'iam:DeleteVirtualMFADevice';
  return [
    ...needs.map((need) => ({ ...need, actions: need.actions.filter((each) => each !== device) })),
    // People call their devices as they like. One in use must be deactivated first, which is the user's statement.
    { area: 'MfaDevices', actions: [device], resources: [account.iam('mfa/*')] },
  ];
}

function groupNeeds(account: Account): readonly Need[] {
  const { plan, roomForNew } = account.wanted;
  const { groupName, groups } = plan.config;
  const { ofRoles, ofMachines } = plan.users.groups;
  const arnOf = (name: string) => groupArn(account, name);
  const ofMachinesToCome = roomForNew ? [arnOf(`${groups.machinePrefix}*`)] : [];
  const withDocument = [
    arnOf(groupName),
    ...accessGroupsOf(plan.users.groups).map(({ name }) => arnOf(name)),
    ...ofRoles.filter((group) => !isManaged(group)).map(({ name }) => arnOf(name)),
    ...(roomForNew ? namesToCome(plan.config).map(arnOf) : []),
  ];
  const all = new Set([
    ...withDocument,
    ...[...ofRoles, ...ofMachines].map(({ name }) => arnOf(name)),
    ...ofMachinesToCome,
  ]);
  return [
    ...account.make(
      ['aws:iam/group:Group', 'aws:iam/userGroupMembership:UserGroupMembership'],
      [...all],
    ),
    ...account.make(['aws:iam/groupPolicy:GroupPolicy'], [...new Set(withDocument)]),
  ];
}

/** Of groups of engineers: those of roles, by their prefix, and those of ways in that it does not cover. */
function namesToCome({ groupName, groups }: Account['wanted']['plan']['config']): string[] {
  const prefix = groups.rolePrefix ?? `${groupName}-`;
  const ofWaysIn = Object.values(accessGroupNames(groupName));
  return [`${prefix}*`, ...ofWaysIn.filter((name) => !name.startsWith(prefix))];
}

/** Roles that are too many for a policy in the group. */
function managedPolicyNeeds(account: Account, group: DeclaredGroup): readonly Need[] {
  if (!isManaged(group)) return [];
  const arn = account.iam(`policy/${group.name}-assume-roles-*`);
  return [
    ...account.make(['aws:iam/policy:Policy'], [arn]),
    ...attachNeeds(account, group.name, [arn]),
  ];
}

function attachNeeds(
  account: Account,
  groupName: string,
  policyArns: readonly string[],
): readonly Need[] {
  const arn = groupArn(account, groupName);
  return [
    ...account.make(['aws:iam/groupPolicyAttachment:GroupPolicyAttachment'], [arn]),
    ...account.attach('iam:AttachGroupPolicy', arn, policyArns),
  ];
}

function isManaged({ arns }: DeclaredGroup): boolean {
  return grantRoles(arns).managed.length > 0;
}

function groupArn(account: Account, name: string): string {
  return account.iam(`group${account.wanted.plan.config.groups.path ?? '/'}${name}`);
}
