/** What groups and users are given in one account, and whom its roles trust: as IAM holds it, with nothing judged. */
export interface GroupsAndRoles {
  readonly users: readonly UserGrants[];
  readonly groups: readonly GroupGrants[];
  readonly roles: readonly RoleTrust[];
}

/** A policy of a user or a group. */
export interface HeldPolicy {
  /** The ARN where it is attached, the name where it stands in the user or the group. */
  readonly name: string;
  /** Its text, JSON; absent of AWS's own, and where IAM gave none. */
  readonly document?: string;
}

export interface UserGrants {
  readonly name: string;
  /** The names of the groups that the user is in. */
  readonly groups: readonly string[];
  readonly policies: readonly HeldPolicy[];
}

export interface GroupGrants {
  readonly name: string;
  readonly policies: readonly HeldPolicy[];
}

export interface RoleTrust {
  readonly name: string;
  /** Its trust policy, JSON. */
  readonly document: string;
}
