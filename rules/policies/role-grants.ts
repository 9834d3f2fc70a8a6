import { assumeListedRoles } from './assume-listed-roles';
import { documentLimits, sizeOf } from './document';

/** How a group's members are allowed to assume roles. */
export interface RoleGrants {
  /** In a policy that stands in the group, if they fit in one. */
  readonly inline: readonly string[];
  /** Else in managed policies, which are attached to it: each list is one policy's. */
  readonly managed: readonly (readonly string[])[];
}

/**
 * Divides the ARNs of roles among policies that IAM takes. The same roles in any order give the same grants.
 * @throws RangeError for an ARN that is not one role's
 */
export function grantRoles(roleArns: readonly string[]): RoleGrants {
  const arns = [...new Set(roleArns)].sort();
  if (arns.length === 0 || fits(arns, 'groupInline')) return { inline: arns, managed: [] };
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
