import type { AuditedUser } from '../subject';
import type { Granted } from './granted';
import { groupPermissionsVerdict } from './group-permissions';
import { noAdminVerdict } from './no-admin';
import { roleCallerVerdict, roleMfaVerdict } from './roles';
import type { Verdict } from './verdict';

/** The verdicts about groups and roles, by their rules. */
export interface JudgedGroupsAndRoles {
  readonly 'role-caller': Verdict;
  readonly 'group-permissions': Verdict;
  readonly 'no-admin': Verdict;
  readonly 'role-mfa': Verdict;
}

/** Judges what was read of groups and roles. By itself, since a daily run, which reads none, does without. */
export function judgeGroupsAndRoles(
  granted: readonly Granted[],
  users: readonly AuditedUser[],
): JudgedGroupsAndRoles {
  return {
    'role-caller': roleCallerVerdict(granted),
    'group-permissions': groupPermissionsVerdict(granted, users),
    'no-admin': noAdminVerdict(granted),
    'role-mfa': roleMfaVerdict(granted),
  };
}
