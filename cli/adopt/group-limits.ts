import { iamQuotas } from '../../rules/iam-quotas';
import { openWays } from '../../rules/key-until';
import type { UserType } from '../../rules/tags';
import { withoutCase } from '../../rules/without-case';
import { accessGroupsOf, groupUsers, type GroupNaming } from '../../stacks/config/groups';
import type { CompanyAccess } from '../../stacks/config/ways-in-checks';
import type { FoundUser } from './read-account';
import { taggedAccess } from './tagged-access';

/** The groups that somebody who is adopted joins: nobody has roles yet. */
export function joinedBy(
  { name: userName, policyArns, tags }: FoundUser,
  type: UserType,
  { naming, ways }: { readonly naming: GroupNaming; readonly ways: CompanyAccess },
): readonly string[] {
  const isEngineer = type === 'engineer';
  const { access = ways.access } = taggedAccess(tags);
  const open = openWays(access, ways.keyUntil, ways.now);
  const engineers = isEngineer ? [{ userName, roles: [], ...open }] : [];
  const machineUsers = isEngineer ? [] : [{ userName, policyArns }];
  const groups = groupUsers({ engineers, machineUsers, roleSets: {} }, naming);
  const everybodys = isEngineer ? [{ name: naming.groupName }] : [];
  return [...everybodys, ...accessGroupsOf(groups), ...groups.ofMachines].map(({ name }) => name);
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
