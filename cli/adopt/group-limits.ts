import { iamQuotas } from '../../rules/iam-quotas';
import type { WayIn } from '../../rules/ways-in';
import type { UserType } from '../../rules/tags';
import { withoutCase } from '../../rules/without-case';
import { groupUsers, type GroupNaming } from '../../stacks/config/groups';
import type { FoundUser } from './read-account';

/** The groups that somebody who is adopted joins: nobody has roles yet. */
export function joinedBy(
  { name: userName, policyArns }: FoundUser,
  type: UserType,
  { naming, access }: { readonly naming: GroupNaming; readonly access: readonly WayIn[] },
): readonly string[] {
  const isEngineer = type === 'engineer';
  const engineers = isEngineer ? [{ userName, roles: [], access }] : [];
  const machineUsers = isEngineer ? [] : [{ userName, policyArns }];
  const { ofMachines, signIn, keyless } = groupUsers(
    { engineers, machineUsers, roleSets: {} },
    naming,
  );
  const everybodys = isEngineer ? [{ name: naming.groupName }] : [];
  return [...everybodys, signIn, keyless, ...ofMachines].flatMap((group) => group?.name ?? []);
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
