import { assumeListedRoles, documentLimits, sizeOf } from '../../rules/policies';

/** IAM attaches at most this many managed policies to a user, unless AWS has raised the quota. */
export const MOST_MANAGED_POLICIES = 10;

/** How an engineer is allowed to assume roles. */
export interface RoleGrants {
  /** In a policy of the user's own, if they fit in one; it goes when the user goes. */
  readonly inline: readonly string[];
  /** Else in managed policies, which have three times the room: each list is one policy's. */
  readonly managed: readonly (readonly string[])[];
}

/** The same roles in any order give the same grants. */
export function grantRoles(roleArns: readonly string[]): RoleGrants {
  const arns = [...new Set(roleArns)].sort();
  if (arns.length === 0 || fits(arns, 'userInline')) return { inline: arns, managed: [] };
  const managed: string[][] = [];
  for (const arn of arns) {
    const last = managed.at(-1);
    if (last && fits([...last, arn], 'managedPolicy')) last.push(arn);
    else managed.push([arn]);
  }
  return { inline: [], managed };
}

function fits(arns: readonly string[], limit: keyof typeof documentLimits): boolean {
  return sizeOf(assumeListedRoles(arns)) <= documentLimits[limit];
}
