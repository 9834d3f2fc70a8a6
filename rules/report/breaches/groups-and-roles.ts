import type { AccountReading } from '../../model';
import { rulesInShort } from '../audit-rules';
import type { AuditedUser } from '../subject';
import type { Granted } from './granted';
import { groupPermissionsVerdict } from './group-permissions';
import { noAdminVerdict } from './no-admin';
import { roleCallerVerdict, roleMfaVerdict } from './roles';
import type { Judged } from './verdict';

/**
 * What judges what was read of groups and roles, for the report; undefined where nobody asked for them. By itself,
 * since a daily run, which reads none, does without.
 */
export function judgeOf(
  readings: readonly AccountReading[],
): ((users: readonly AuditedUser[]) => Judged) | undefined {
  const granted = readings
    .filter((each) => each.outcome === 'read')
    .flatMap(({ inventory: { account }, groupsAndRoles }): Granted[] =>
      groupsAndRoles ? [{ account, groupsAndRoles }] : [],
    );
  return granted.length === 0 ? undefined : (users) => judge(granted, users);
}

function judge(granted: readonly Granted[], users: readonly AuditedUser[]): Judged {
  const untagged = users.filter(({ tags }) => tags.type === undefined).length;
  return {
    'role-caller': { ...rulesInShort['role-caller'], ...roleCallerVerdict(granted) },
    'group-permissions': {
      ...rulesInShort['group-permissions'],
      ...groupPermissionsVerdict(granted, users),
      ...(untagged > 0 && {
        notSeen: `Who of the users without a valid tag type (${untagged}) is an engineer: tag them, and it is seen.`,
      }),
    },
    'no-admin': { ...rulesInShort['no-admin'], ...noAdminVerdict(granted) },
    'role-mfa': { ...rulesInShort['role-mfa'], ...roleMfaVerdict(granted) },
  };
}
