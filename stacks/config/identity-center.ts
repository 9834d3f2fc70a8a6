import { permissionSetsOf } from '../../rules/identity-center/permission-sets';
import type { Checked } from './check';
import type { DeclaredGroup } from './groups';
import { checkIdentityCenter } from './identity-center-checks';
import {
  comersOf,
  type Comer,
  type IdentityCenterPlan,
  type People,
  type PlannedGroup,
} from './identity-center-plan';
import type { Here } from './neighbours';

/** Who comes by Identity Center, and into which roles. */
export function planIdentityCenter(here: Here, people: People): Checked<IdentityCenterPlan> {
  const { identityCenter } = here.config;
  const comers = comersOf(people);
  const groups = (people.users.groups.ofComers ?? [])
    .flatMap((group) => groupOf(group, comers, identityCenter.groupNames))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const roles = [...new Set(groups.flatMap((group) => group.roles))];
  const copied = roles.flatMap(({ permissions, ...role }) =>
    permissions === undefined ? [] : [{ ...role, permissions }],
  );
  const plan = {
    groups,
    permissionSets:
      identityCenter.mode === 'permission-sets'
        ? permissionSetsOf(copied, identityCenter.permissionSetNames)
        : [],
  };
  const problems = checkIdentityCenter(here, people, plan);
  return problems.length > 0 ? { value: undefined, problems } : { value: plan, problems: [] };
}

function groupOf(
  { name, roleSet, members }: DeclaredGroup,
  comers: readonly Comer[],
  names: Readonly<Record<string, string>>,
): PlannedGroup[] {
  const given = new Map(Object.entries(names));
  const coming = comers.filter(({ userName }) => members.includes(userName));
  const [first] = coming;
  if (!first) return [];
  return [
    {
      name: (roleSet === undefined ? undefined : given.get(roleSet)) ?? name,
      roles: first.roles,
      members: coming.map(({ identityCenterName }) => identityCenterName),
    },
  ];
}
