import { directPermission } from '../../judging/own-permissions';
import { inWords } from '../../own-policies';
import type { Breach } from '../report';
import { referenceOf, type AuditedUser } from '../subject';

/**
 * Rule 2: an engineer may manage their own user, and nothing else; and whatever they may, they may by a group. Seen
 * are the policies on the user itself; what their groups give them is not.
 */
export function selfManagementBreaches(users: readonly AuditedUser[]): readonly Breach[] {
  return users.flatMap((audited) => {
    if (audited.tags.type !== 'engineer') return [];
    return (audited.user.ownPolicies ?? []).map((policy) => {
      const what = inWords(policy);
      const text = `${directPermission(policy.name)} on the user itself${what === undefined ? '' : ` (${what})`}: permissions come by groups alone`;
      return { ...referenceOf(audited), text };
    });
  });
}
