import type { z } from 'zod';
import type { Immutable } from '../../rules/immutable';
import { openWays } from '../../rules/key-until';
import type { LocalDate } from '../../rules/model';
import type { WayIn } from '../../rules/ways-in';
import { check, locateIn } from './check';
import type { DeclaredRole } from './declared-account';
import { checkBetween, type Surroundings } from './engineers-checks';
import { engineersFileSchema, type engineerSchema, type machineUserSchema } from './engineers-file';
import { checkGivenNames, checkGroups } from './group-checks';
import { groupUsers, type DeclaredGroups } from './groups';
import { sortProblems, type Problem } from './problem';
import type { CompanyAccess } from './ways-in-checks';
import type { YamlFile } from './yaml-file';

export interface DeclaredEngineer extends Omit<
  Immutable<z.infer<typeof engineerSchema>>,
  'roles' | 'access' | 'identityCenterName'
> {
  readonly userName: string;
  /** What is open of their own, or the company's: without `key` where its last day is over. One at least. */
  readonly access: readonly WayIn[];
  /** The last day on which `key` is open; of those alone who have another way besides. */
  readonly keyUntil?: LocalDate;
  /** Their own, or the name of the IAM user; undefined where `identity-center` is not open. */
  readonly identityCenterName?: string | undefined;
  /** Role sets resolved, each role once. */
  readonly roles: readonly DeclaredRole[];
}

export interface DeclaredMachineUser extends Immutable<z.infer<typeof machineUserSchema>> {
  readonly userName: string;
}

export interface DeclaredUsers {
  readonly engineers: readonly DeclaredEngineer[];
  readonly machineUsers: readonly DeclaredMachineUser[];
  /** Who of them has what in common. */
  readonly groups: DeclaredGroups;
}

export const nobody: DeclaredUsers = {
  engineers: [],
  machineUsers: [],
  groups: { ofRoles: [], ofMachines: [] },
};

/** Reads engineers.yaml. All that is wrong is in `problems`, in the file's order; then nobody is declared. */
export function readEngineers(
  file: YamlFile,
  surroundings: Surroundings,
): { readonly users: DeclaredUsers; readonly problems: readonly Problem[] } {
  if (file.problems.length > 0) return { users: nobody, problems: file.problems };
  const { value, problems } = check(engineersFileSchema, file.value, locateIn(file));
  const roles = new Map(
    surroundings.accounts.flatMap((account) =>
      account.roles.map((role) => [role.reference, role] as const),
    ),
  );
  const all = [...problems, ...checkBetween(file, roles, surroundings)];
  if (!value || all.length > 0) return { users: nobody, problems: sortProblems(all) };

  const resolve = (names: readonly string[]): DeclaredRole[] => [
    ...new Set(
      names
        .flatMap((name) => value.roleSets[name] ?? [name])
        .flatMap((name) => roles.get(name) ?? []),
    ),
  ];
  const engineers = Object.entries(value.engineers).map(([userName, engineer]) => ({
    userName,
    ...engineer,
    ...waysOf(userName, engineer, surroundings.ways),
    roles: resolve(engineer.roles),
  }));
  const machineUsers = Object.entries(value.machineUsers).map(([userName, machine]) => ({
    userName,
    ...machine,
  }));
  const { naming, stackFile } = surroundings;
  const roleSets = Object.fromEntries(
    Object.entries(value.roleSets).map(([set, names]) => [set, resolve(names)]),
  );
  const groups = groupUsers({ engineers, machineUsers, roleSets }, naming);
  const wrong = [
    ...checkGroups(file, groups, naming),
    ...checkGivenNames(stackFile, roleSets, naming),
  ];
  if (wrong.length > 0) return { users: nobody, problems: sortProblems(wrong) };
  return { users: { engineers, machineUsers, groups }, problems: [] };
}

function waysOf(
  userName: string,
  { access, identityCenterName }: z.infer<typeof engineerSchema>,
  company: CompanyAccess,
): Pick<DeclaredEngineer, 'access' | 'keyUntil' | 'identityCenterName'> {
  const ways = openWays(access ?? company.access, company.keyUntil, company.now);
  return ways.access.includes('identity-center')
    ? { ...ways, identityCenterName: identityCenterName ?? userName }
    : ways;
}
