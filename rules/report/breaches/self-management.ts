import { givesMore, inWords } from '../../own-policies';
import type { Breach } from '../report';
import { referenceOf, type AuditedUser } from '../subject';

/**
 * Rule 2: an engineer may manage their own user, and nothing else. Seen are the policies of the user's own; what
 * their groups give them is not.
 */
export function selfManagementBreaches(users: readonly AuditedUser[]): readonly Breach[] {
  return users.flatMap((audited) => {
    if (audited.tags.type !== 'engineer') return [];
    return (audited.user.ownPolicies ?? []).filter(givesMore).map((policy) => {
      const what = inWords(policy);
      return {
        ...referenceOf(audited),
        text: `a policy of the user's own gives more: ${policy.name}${what === undefined ? '' : ` (${what})`}`,
      };
    });
  });
}
