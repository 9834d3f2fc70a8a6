import { counted } from '../../counted';
import type { Settings } from '../../settings';
import type { ReportRule } from '../report';
import { credentialRules, fiveRules, ruleNames } from '../rule-names';
import type { AuditedUser } from '../subject';
import { credentialVerdicts } from './credentials';
import { mfaVerdict } from './mfa';
import { oneKeyVerdict } from './one-key';
import { oneUserVerdict } from './one-user';
import type { RootOfAccount } from './root';
import { rotationVerdict } from './rotation';
import { selfManagementBreaches } from './self-management';
import { unusedVerdict } from './unused';
import type { Judged } from './verdict';

/**
 * Who breaks which rule, as far as the accounts that were read show it.
 * @param unread how many accounts could not be read
 * @param judged what is judged elsewhere: what only an audit says; absent where nobody asked for it
 */
export function reportRules(
  users: readonly AuditedUser[],
  roots: readonly RootOfAccount[],
  settings: Settings,
  now: Date,
  unread: number,
  judged?: Judged,
): readonly ReportRule[] {
  const withGroupsAndRoles = judged?.['group-permissions'] !== undefined;
  const all: Judged = {
    'one-user': oneUserVerdict(users),
    'self-management': {
      ...fiveRules['self-management'],
      breaches: selfManagementBreaches(users),
      notSeen: withGroupsAndRoles
        ? undefined
        : "What groups give is not read: the policy pack checks a stack's whenever it is deployed.",
    },
    mfa: {
      ...fiveRules.mfa,
      ...mfaVerdict(users),
      notSeen: withGroupsAndRoles
        ? undefined
        : 'No roles are read: the policy pack checks that their trust asks for MFA.',
    },
    'one-key': { ...fiveRules['one-key'], ...oneKeyVerdict(users, now) },
    rotation: { ...fiveRules.rotation, ...rotationVerdict(users, settings, now) },
    unused: { ...credentialRules.unused, ...unusedVerdict(users, settings, now) },
    ...credentialVerdicts(users, roots, settings, now),
    ...judged,
  };
  const unreadText = unread > 0 ? `${counted(unread, 'account')} could not be read.` : undefined;
  return ruleNames.flatMap((rule) => {
    const found = all[rule];
    if (!found) return [];
    const { title, cis, breaches, notSeen, notSeenOf = [] } = found;
    const notes = [notSeen, unreadText].filter((text) => text !== undefined).join(' ');
    return [
      {
        rule,
        title,
        ...(cis && { cis }),
        ...(notes === '' ? {} : { notSeen: notes }),
        breaches,
        notSeenOf,
      },
    ];
  });
}
