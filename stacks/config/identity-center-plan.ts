import type { PermissionSetOfRoles } from '../../rules/identity-center/permission-sets';
import type { DeclaredRole } from './declared-account';
import type { DeclaredUsers } from './engineers';
import type { YamlFile } from './yaml-file';

/** What the account that administers Identity Center makes there. */
export interface IdentityCenterPlan {
  /** One a role set of which somebody comes by Identity Center. */
  readonly groups: readonly PlannedGroup[];
  /** In the place of the groups' roles, where mode is `permission-sets`. */
  readonly permissionSets: readonly PermissionSetOfRoles[];
}

export interface PlannedGroup {
  readonly name: string;
  readonly roles: readonly DeclaredRole[];
  /** The user names, in Identity Center, of those who come by it. */
  readonly members: readonly string[];
}

/** Somebody who comes by Identity Center. */
export interface Comer {
  readonly userName: string;
  /** What they are called there. */
  readonly identityCenterName: string;
  readonly roles: readonly DeclaredRole[];
}

/** Who is declared, and in which file. */
export interface People {
  readonly users: DeclaredUsers;
  readonly file: YamlFile;
}

/** Those of them who come by Identity Center, in the file's order. */
export function comersOf({ users }: People): readonly Comer[] {
  return users.engineers
    .filter(({ access }) => access.includes('identity-center'))
    .map(({ userName, identityCenterName = userName, roles }) => ({
      userName,
      identityCenterName,
      roles,
    }));
}
