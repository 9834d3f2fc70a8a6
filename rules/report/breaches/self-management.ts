import { directPermission } from '../../direct-permissions';
import type { Breach } from '../report';
import { referenceOf, type AuditedUser } from '../subject';

/**
 * Rule 2: an engineer may manage their own user, and nothing else; and whatever they may, they may by a group. Seen
 * are the policies on the user itself; what their groups give them is not.
 */
export function selfManagementBreaches(users: readonly AuditedUser[]): readonly Breach[] {
  return users.flatMap((audited) => {
    if (audited.tags.type !== 'engineer') return [];
    return (audited.user.ownPolicies ?? []).flatMap(({ name, allows }) => {
      const given = directPermission({ name });
      if (given === undefined) return [];
      const actions = allows ? ` (${some(allows)})` : '';
      return [
        {
          ...referenceOf(audited),
          text: `${given} on the user itself${actions}: permissions come by groups alone`,
        },
      ];
    });
  });
}

function some(actions: readonly string[]): string {
  if (actions.length === 0) return 'allows nothing';
  const shown = actions.slice(0, 3).join(', ');
  return actions.length > 3 ? `${shown} and ${actions.length - 3} more` : shown;
}
