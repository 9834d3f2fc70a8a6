import { z } from 'zod';
import type { DeclaredRole } from '../../stacks/config/accounts';
import { groupUsers, type DeclaredGroup, type Ungrouped } from '../../stacks/config/groups';
import type { Home } from './home';
import type { FoundAccount } from './read-account';

/** A group that the stack will have, and who will be in it. */
export interface PlannedGroup {
  readonly component: 'EngineerBaseline' | 'RoleGroup' | 'MachineGroup';
  readonly name: string;
  /** Whether the account has it already. */
  readonly isThere: boolean;
  /** As the account spells one that IAM does not tell from it. */
  readonly twin?: string;
  readonly members: readonly string[];
}

const texts = z.array(z.string().catch('')).catch([]);
const users = <Field extends z.ZodType>(field: Field) =>
  z.record(z.string(), field).catch({}) as z.ZodType<Record<string, z.output<Field>>>;
/** Slack ids may still be missing: whoever reads it wants to know the rest. */
const lenient = z
  .object({
    roleSets: users(texts),
    engineers: users(z.object({ roles: texts }).catch({ roles: [] })),
    machineUsers: users(z.object({ policyArns: texts }).catch({ policyArns: [] })),
  })
  .catch({ roleSets: {}, engineers: {}, machineUsers: {} });

/** The groups that an engineers.yaml comes to, where every engineer is in the first. */
export function planGroups(
  engineersFile: unknown,
  { naming, roles }: Pick<Home, 'naming' | 'roles'>,
  { groups }: Pick<FoundAccount, 'groups'>,
): readonly PlannedGroup[] {
  const grants = grantsIn(engineersFile, roles);
  const { ofRoles, ofMachines } = groupUsers(grants, naming);
  const plan = (component: PlannedGroup['component']) => (group: DeclaredGroup) => {
    const { name, members } = group;
    const isThere = groups.includes(name);
    const twin = groups.find((each) => each.toLowerCase() === name.toLowerCase());
    return { component, name, members, isThere, ...(!isThere && { twin }) };
  };
  const everybody = grants.engineers.map(({ userName }) => userName);
  return [
    plan('EngineerBaseline')({ name: naming.groupName, members: everybody, arns: [] }),
    ...ofRoles.map(plan('RoleGroup')),
    ...ofMachines.map(plan('MachineGroup')),
  ];
}

/** By user name, the groups that somebody is planned to be in. */
export function joinedGroups(
  groups: readonly PlannedGroup[],
): ReadonlyMap<string, readonly string[]> {
  const joined = groups.flatMap(({ name, members }) => members.map((user) => ({ user, name })));
  return new Map(
    [...Map.groupBy(joined, ({ user }) => user)].map(([user, each]) => [
      user,
      each.map(({ name }) => name),
    ]),
  );
}

function grantsIn(file: unknown, known: ReadonlyMap<string, DeclaredRole>): Ungrouped {
  const { roleSets, engineers, machineUsers } = lenient.parse(file);
  const sets = new Map(Object.entries(roleSets));
  const resolve = (names: readonly string[]) => [
    ...new Set(
      names.flatMap((name) => sets.get(name) ?? [name]).flatMap((name) => known.get(name) ?? []),
    ),
  ];
  return {
    engineers: Object.entries(engineers).map(([userName, { roles }]) => ({
      userName,
      roles: resolve(roles),
    })),
    machineUsers: Object.entries(machineUsers).map(([userName, { policyArns }]) => ({
      userName,
      policyArns,
    })),
    roleSets: Object.fromEntries([...sets].map(([set, names]) => [set, resolve(names)])),
  };
}
