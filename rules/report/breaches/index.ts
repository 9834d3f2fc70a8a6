import { counted } from '../../counted';
import type { Settings } from '../../settings';
import type { ReportRule } from '../report';
import {
  credentialRules,
  fiveRules,
  ruleNames,
  type RuleInShort,
  type RuleName,
} from '../rule-names';
import type { AuditedUser } from '../subject';
import { credentialVerdicts } from './credentials';
import { mfaVerdict } from './mfa';
import { oneKeyVerdict } from './one-key';
import { oneUserBreaches } from './one-user';
import type { RootOfAccount } from './root';
import { rotationVerdict } from './rotation';
import { selfManagementBreaches } from './self-management';
import { unusedVerdict } from './unused';
import type { Judged, Seen } from './verdict';

/**
 * Who breaks which rule, as far as the accounts that were read show it.
 * @param unread how many accounts could not be read
 * @param judged what only an audit says; absent where nobody asked for it
 */
export function reportRules(
  users: readonly AuditedUser[],
  roots: readonly RootOfAccount[],
  settings: Settings,
  now: Date,
  unread: number,
  judged?: Judged,
): readonly ReportRule[] {
  const untagged = users.filter(({ tags }) => tags.type === undefined).length;
  const withGroupsAndRoles = judged?.['group-permissions'] !== undefined;
  const seen: Partial<Record<RuleName, Seen>> = {
    'one-user': {
      breaches: oneUserBreaches(users),
      notSeen:
        untagged > 0
          ? `Who is behind the users without a valid tag type (${untagged}): tag them, and it is seen.`
          : undefined,
    },
    'self-management': {
      breaches: selfManagementBreaches(users),
      notSeen: withGroupsAndRoles
        ? undefined
        : "What groups give is not read: the policy pack checks a stack's whenever it is deployed.",
    },
    mfa: {
      ...mfaVerdict(users),
      notSeen: withGroupsAndRoles
        ? undefined
        : 'No roles are read: the policy pack checks that their trust asks for MFA.',
    },
    'one-key': oneKeyVerdict(users, now),
    rotation: rotationVerdict(users, settings, now),
    unused: unusedVerdict(users, settings, now),
    ...credentialVerdicts(users, roots, settings, now),
    ...judged,
  };
  const names: Partial<Record<RuleName, RuleInShort>> = {
    ...fiveRules,
    ...credentialRules,
    ...judged,
  };
  const unreadText = unread > 0 ? `${counted(unread, 'account')} could not be read.` : undefined;
  return ruleNames.flatMap((rule) => {
    const [named, found] = [names[rule], seen[rule]];
    if (!named || !found) return [];
    const { title, cis } = named;
    const { breaches, notSeen, notSeenOf = [] } = found;
    const all = [notSeen, unreadText].filter((text) => text !== undefined).join(' ');
    return [
      {
        rule,
        title,
        ...(cis && { cis }),
        ...(all === '' ? {} : { notSeen: all }),
        breaches,
        notSeenOf,
      },
    ];
  });
}
