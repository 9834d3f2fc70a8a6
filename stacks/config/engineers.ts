import type { DeclaredAccount, DeclaredRole } from './accounts';
import { check, locateIn } from './check';
import { checkBetween } from './engineers-checks';
import type { ExemptionLimits } from './exemptions';
import { engineersFileSchema } from './engineers-file';
import { sortProblems, type Problem } from './problem';
import { grantRoles, MOST_MANAGED_POLICIES } from './role-grants';
import type { YamlFile } from './yaml-file';

export interface DeclaredEngineer {
  readonly userName: string;
  readonly fullName?: string;
  readonly path?: string;
  readonly slackId: string;
  /** YYYY-MM-DD */
  readonly keyExemptUntil?: string;
  /** Role sets resolved, each role once. */
  readonly roles: readonly DeclaredRole[];
}

export interface DeclaredMachineUser {
  readonly userName: string;
  readonly path?: string;
  readonly slackId: string;
  readonly policyArns: readonly string[];
}

export interface DeclaredUsers {
  readonly engineers: readonly DeclaredEngineer[];
  readonly machineUsers: readonly DeclaredMachineUser[];
}

/** Where the users are to live, and the accounts whose roles they may be given. */
export interface Surroundings {
  readonly identity: Pick<DeclaredAccount, 'id' | 'partition'>;
  readonly accounts: readonly DeclaredAccount[];
  /** The names of all stacks that have a file, and of those whose file is not right. */
  readonly stacks: readonly string[];
  readonly unread: readonly string[];
  /** How far ahead the monitor heeds an exemption; undefined where no stack file declares the monitor. */
  readonly exemptions?: ExemptionLimits;
}

/** Reads engineers.yaml. All that is wrong is in `problems`, in the file's order; then nobody is declared. */
export function readEngineers(
  file: YamlFile,
  surroundings: Surroundings,
): { readonly users: DeclaredUsers; readonly problems: readonly Problem[] } {
  const nobody: DeclaredUsers = { engineers: [], machineUsers: [] };
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
    roles: resolve(engineer.roles),
  }));
  const tooMany = checkRoom(file, engineers);
  if (tooMany.length > 0) return { users: nobody, problems: tooMany };
  const machineUsers = Object.entries(value.machineUsers).map(([userName, machine]) => ({
    userName,
    ...machine,
  }));
  return { users: { engineers, machineUsers }, problems: [] };
}

/** IAM has room for more than a thousand roles of one user, not for any number. */
function checkRoom(file: YamlFile, engineers: readonly DeclaredEngineer[]): Problem[] {
  return engineers
    .filter(({ roles }) => {
      const { managed } = grantRoles(roles.map(({ arn }) => arn));
      return managed.length > MOST_MANAGED_POLICIES;
    })
    .map(({ userName, roles }) => ({
      ...locateIn(file)(['engineers', userName, 'roles'], 'key'),
      found: `${roles.length} roles`,
      expected: `as many as fit in ${MOST_MANAGED_POLICIES} managed policies`,
    }));
}
