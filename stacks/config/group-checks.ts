import type { z } from 'zod';
import { iamQuotas, longestGroupName } from '../../rules/iam-quotas';
import { grantRoles } from '../../rules/policies';
import { withoutCase } from '../../rules/without-case';
import { locateIn } from './check';
import type { groupsSchema } from './group-keys';
import {
  accessGroupsOf,
  type DeclaredGroup,
  type DeclaredGroups,
  type GroupNaming,
} from './groups';
import { describeValue, formatPath, type Problem } from './problem';
import type { StackFile } from './project-folder';
import { suggest } from './suggest';
import type { YamlFile } from './yaml-file';

type GroupKind = 'ofRoles' | 'ofMachines';

/** The config that names the groups, and what it is read from. */
export interface NamingConfig extends GroupNaming {
  readonly groups: GroupNaming['groups'] & Pick<z.infer<typeof groupsSchema>, 'most'>;
}

/** What IAM would refuse of the groups in the middle of a deployment. */
export function checkGroups(
  file: YamlFile,
  groups: DeclaredGroups,
  naming: NamingConfig,
): Problem[] {
  return [
    ...groups.ofRoles.flatMap((group) => checkRoom(file, group)),
    ...checkNames(file, groups, naming),
    ...checkCount(file, groups, naming),
  ];
}

/** Names that are given to role sets which engineers.yaml does not have. */
export function checkGivenNames(
  stackFile: Pick<StackFile, 'locate'>,
  roleSets: Readonly<Record<string, unknown>>,
  { groups: { names } }: NamingConfig,
): Problem[] {
  const known = Object.keys(roleSets);
  return Object.keys(names)
    .filter((set) => !known.includes(set))
    .map((set) => ({
      ...stackFile.locate(['keyturn:groups', 'names', set], 'key'),
      found: describeValue(set),
      expected: `a role set of engineers.yaml${suggest(set, known)}`,
    }));
}

/** Where a group comes from: its role set, or what its first member may do. */
function originOf(
  { roleSet, members: [first = ''] }: DeclaredGroup,
  kind: GroupKind,
): readonly string[] {
  if (roleSet !== undefined) return ['roleSets', roleSet];
  return kind === 'ofRoles' ? ['engineers', first, 'roles'] : ['machineUsers', first, 'policyArns'];
}

/** IAM has room for more than a thousand roles of one group, not for any number. */
function checkRoom(file: YamlFile, group: DeclaredGroup): Problem[] {
  const most = iamQuotas.managedPoliciesOfGroup;
  if (grantRoles(group.arns).managed.length <= most) return [];
  return [
    {
      ...locateIn(file)(originOf(group, 'ofRoles'), 'key'),
      found: `${group.arns.length} roles`,
      expected: `as many as fit in ${most} managed policies, the most that IAM attaches to a group: fewer roles, each of which may do more`,
    },
  ];
}

/** Names that IAM finds too long, or does not tell from each other. */
function checkNames(file: YamlFile, groups: DeclaredGroups, naming: NamingConfig): Problem[] {
  const all = (['ofRoles', 'ofMachines'] as const).flatMap((kind) =>
    groups[kind].map((group) => ({ group, kind })),
  );
  const taken = new Map([
    [withoutCase(naming.groupName), 'keyturn:groupName'],
    ...accessGroupsOf(groups).map(
      ({ name }) => [withoutCase(name), `the group ${name} of ways in`] as const,
    ),
  ]);
  return all.flatMap(({ group, kind }): Problem[] => {
    const origin = originOf(group, kind);
    const key = withoutCase(group.name);
    const other = taken.get(key);
    const expected = expectedName(group, kind, other);
    taken.set(key, other ?? formatPath(origin));
    if (expected === undefined) return [];
    const found = `the group ${group.name} of these`;
    return [{ ...locateIn(file)(origin, 'key'), found, expected }];
  });
}

function expectedName(
  { name, arns, roleSet }: DeclaredGroup,
  kind: GroupKind,
  other: string | undefined,
): string | undefined {
  const prefix = kind === 'ofRoles' ? 'rolePrefix' : 'machinePrefix';
  const instead =
    roleSet === undefined
      ? `another ${prefix} in keyturn:groups`
      : 'another name of it under names in keyturn:groups';
  if (other !== undefined)
    return `a name that IAM tells from that of ${other}, whatever the case of its letters: ${instead}`;
  const most = longestGroupName - suffixLength(kind === 'ofRoles' ? arns : []);
  return name.length > most
    ? `a name of at most ${most} characters, which leaves room for those of its policies: ${instead}`
    : undefined;
}

/** Managed policies are named after their group. */
function suffixLength(roleArns: readonly string[]): number {
  const { managed } = grantRoles(roleArns);
  return managed.length === 0 ? 0 : `-assume-roles-${managed.length}`.length;
}

function checkCount(file: YamlFile, groups: DeclaredGroups, naming: NamingConfig): Problem[] {
  const all = [...groups.ofRoles, ...groups.ofMachines];
  const { most } = naming.groups;
  // And the one that every engineer is in.
  const count = all.length + accessGroupsOf(groups).length + 1;
  if (count <= most) return [];
  const alone = all.filter(({ members }) => members.length === 1).map(({ members }) => members[0]);
  const some = alone.slice(0, 3).join(', ');
  return [
    {
      ...locateIn(file)(['engineers'], 'key'),
      found: `${count} groups, one for each distinct set of roles or policies; ${alone.length} of them for one user alone${alone.length > 0 ? ` (${some}${alone.length > 3 ? ', …' : ''})` : ''}`,
      expected: `at most ${most}, IAM's quota for an account: give more people the same roles by roleSets, or say most in keyturn:groups if AWS has raised it`,
    },
  ];
}
