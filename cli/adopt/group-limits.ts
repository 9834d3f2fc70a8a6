import { iamQuotas } from '../../rules/iam-quotas';
import type { UserType } from '../../rules/tags';
import { withoutCase } from '../../rules/without-case';
import { groupUsers, type GroupNaming } from '../../stacks/config/groups';
import type { FoundUser } from './read-account';

/** The groups that somebody who is adopted joins: nobody has roles yet. */
export function joinedBy(
  { name: userName, policyArns }: FoundUser,
  type: UserType,
  naming: GroupNaming,
): readonly string[] {
  if (type === 'engineer') return [naming.groupName];
  const machineUsers = [{ userName, policyArns }];
  const { ofMachines } = groupUsers({ engineers: [], machineUsers, roleSets: {} }, naming);
  return ofMachines.map(({ name }) => name);
}

/** What IAM would refuse of a user's groups in the middle of a deployment; undefined where it takes them. */
export function groupObstacle(
  { groups, policyArns }: FoundUser,
  type: UserType,
  joined: readonly string[],
): string | undefined {
  const { groupsOfUser, managedPoliciesOfGroup } = iamQuotas;
  const all = new Set([...groups, ...joined].map((group) => withoutCase(group)));
  if (all.size > groupsOfUser)
    return `is in ${groups.length} groups and would join ${joined.join(' and ')}, and IAM takes ${groupsOfUser} groups a user: take them out of some`;
  if (type === 'machine' && policyArns.length > managedPoliciesOfGroup)
    return `has ${policyArns.length} managed policies, which a group would give, and IAM attaches ${managedPoliciesOfGroup} to a group: make one of several`;
  return undefined;
}
