import { parseArn } from '../arn';
import { inOrder } from '../order';

/** A role, and what a permission set in its place must be told. */
export interface CopiedRole {
  /** `stack/role`. */
  readonly reference: string;
  readonly arn: string;
  readonly maxSessionHours: number;
  readonly permissions: {
    readonly policyArns: readonly string[];
    readonly permissionsBoundaryArn?: string;
    readonly description?: string;
  };
}

/** Roles for which one permission set stands. */
export interface PermissionSetOfRoles {
  readonly name: string;
  readonly roles: readonly CopiedRole[];
}

/**
 * One permission set for roles of several accounts that have the same name and may do the same, called as they are; where
 * roles of one name may do different things, one for each, called `role@stack`. In the order of names.
 * @param given names by `stack/role`, before all others. What they bring under one name that may not do the same is in
 *   two sets of that name.
 */
export function permissionSetsOf(
  roles: readonly CopiedRole[],
  given: Readonly<Record<string, string>> = {},
): readonly PermissionSetOfRoles[] {
  const named = new Map(Object.entries(given));
  const unnamed = roles.filter(({ reference }) => !named.has(reference));
  const alike = Map.groupBy(unnamed, (role) => nameOf(role));
  const isOne = (name: string) => new Set((alike.get(name) ?? []).map(contentOf)).size === 1;
  const sets = Map.groupBy(roles, (role) => {
    const name = nameOf(role);
    const own = isOne(name) ? name : `${name}@${stackOf(role)}`;
    return JSON.stringify([named.get(role.reference) ?? own, contentOf(role)]);
  });
  return [...sets]
    .map(([key, of]) => ({ name: String((JSON.parse(key) as unknown[])[0]), roles: of }))
    .sort((a, b) => inOrder(a.name, b.name));
}

/**
 * What two roles have in common that may do the same: an account's own policies count by path and name, for so does
 * Identity Center.
 */
function contentOf({ maxSessionHours, permissions }: CopiedRole): string {
  const { policyArns, permissionsBoundaryArn } = permissions;
  const boundary = permissionsBoundaryArn === undefined ? undefined : named(permissionsBoundaryArn);
  return JSON.stringify([policyArns.map(named).sort(), boundary, maxSessionHours]);
}

function named(policyArn: string): string {
  const { accountId, resource } = parseArn(policyArn) ?? {};
  // AWS's own are in no account.
  return JSON.stringify([accountId === 'aws', resource]);
}

function nameOf({ reference }: CopiedRole): string {
  return reference.slice(reference.indexOf('/') + 1);
}

function stackOf({ reference }: CopiedRole): string {
  return reference.slice(0, reference.indexOf('/'));
}
