import { z } from 'zod';
import { openWays } from '../../rules/key-until';
import { waysIn } from '../../rules/ways-in';
import { isSameName } from '../../rules/without-case';
import type { DeclaredRole } from '../../stacks/config/declared-account';
import {
  groupUsers,
  hasIamUser,
  type DeclaredGroup,
  type Ungrouped,
} from '../../stacks/config/groups';
import type { CompanyAccess } from '../../stacks/config/ways-in-checks';
import type { Home } from './home';
import type { FoundAccount } from './read-account';

/** A group that the stack will have, and who will be in it. */
export interface PlannedGroup {
  readonly component:
    | 'EngineerBaseline'
    | 'SignInGroup'
    | 'KeylessGroup'
    | 'KeyUntilGroup'
    | 'RoleGroup'
    | 'MachineGroup';
  /** As the stack calls it. */
  readonly name: string;
  /** As the account has it; undefined where it has none that IAM would take for it. */
  readonly existing?: string;
  /** Of the one that the account has. */
  readonly path?: string;
  /** The role set that it is named after: its config can call it otherwise. */
  readonly roleSet?: string;
  readonly members: readonly string[];
}

/** Whether the stack can have the group that is there: under its own name, or under one that the config gives it. */
export function canBeKept({ component, name, existing, roleSet }: PlannedGroup): boolean {
  if (existing === undefined) return false;
  return existing === name || component === 'EngineerBaseline' || roleSet !== undefined;
}

const texts = z.array(z.string().catch('')).catch([]);
const users = <Field extends z.ZodType>(field: Field) =>
  z.record(z.string(), field).catch({}) as z.ZodType<Record<string, z.output<Field>>>;
/** Slack ids may still be missing: whoever reads it wants to know the rest. */
const lenient = z
  .object({
    roleSets: users(texts),
    engineers: users(
      z
        .object({
          roles: texts,
          access: z.array(z.enum(waysIn)).optional().catch(undefined),
          iamUser: z.boolean().optional().catch(undefined),
        })
        .catch({ roles: [] }),
    ),
    machineUsers: users(z.object({ policyArns: texts }).catch({ policyArns: [] })),
  })
  .catch({ roleSets: {}, engineers: {}, machineUsers: {} });

/** The groups that an engineers.yaml comes to, where every engineer is in the first. */
export function planGroups(
  engineersFile: unknown,
  { naming, roles, ways }: Pick<Home, 'naming' | 'roles' | 'ways'>,
  { groups }: Pick<FoundAccount, 'groups'>,
): readonly PlannedGroup[] {
  const grants = grantsIn(engineersFile, roles, ways);
  const existingOf = (wanted: string) => groups.find(({ name }) => isSameName(name, wanted));
  // The others are named after the one that every engineer is in, as the config is to call it.
  const groupName = existingOf(naming.groupName)?.name ?? naming.groupName;
  const { ofRoles, ofMachines, signIn, keyless, keyUntil } = groupUsers(grants, {
    ...naming,
    groupName,
  });
  const plan =
    (component: PlannedGroup['component']) =>
    ({ name, members, roleSet }: Omit<DeclaredGroup, 'arns'>): PlannedGroup => {
      const found = existingOf(name);
      return { component, name, members, roleSet, existing: found?.name, path: found?.path };
    };
  const everybody = grants.engineers.filter(hasIamUser).map(({ userName }) => userName);
  return [
    plan('EngineerBaseline')({ name: naming.groupName, members: everybody }),
    ...(signIn ? [plan('SignInGroup')(signIn)] : []),
    ...(keyless ? [plan('KeylessGroup')(keyless)] : []),
    ...(keyUntil ? [plan('KeyUntilGroup')(keyUntil)] : []),
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

function grantsIn(
  file: unknown,
  known: ReadonlyMap<string, DeclaredRole>,
  company: CompanyAccess,
): Ungrouped {
  const { roleSets, engineers, machineUsers } = lenient.parse(file);
  const sets = new Map(Object.entries(roleSets));
  const resolve = (names: readonly string[]) => [
    ...new Set(
      names.flatMap((name) => sets.get(name) ?? [name]).flatMap((name) => known.get(name) ?? []),
    ),
  ];
  return {
    engineers: Object.entries(engineers).map(
      ([userName, { roles, access = company.access, iamUser }]) => ({
        userName,
        roles: resolve(roles),
        iamUser,
        ...openWays(access, company.keyUntil, company.now),
      }),
    ),
    machineUsers: Object.entries(machineUsers).map(([userName, { policyArns }]) => ({
      userName,
      policyArns,
    })),
    roleSets: Object.fromEntries([...sets].map(([set, names]) => [set, resolve(names)])),
  };
}
