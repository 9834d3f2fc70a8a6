import { counted } from '../../counted';
import type { Settings } from '../../settings';
import type { ReportRule, RuleName } from '../report';
import { ruleNames, ruleTitles } from '../rule-names';
import type { AuditedUser } from '../subject';
import { mfaVerdict } from './mfa';
import { oneKeyVerdict } from './one-key';
import { oneUserBreaches } from './one-user';
import { rotationVerdict } from './rotation';
import { selfManagementBreaches } from './self-management';

/**
 * Who breaks which rule, as far as the accounts that were read show it.
 * @param unread how many accounts could not be read
 */
export function reportRules(
  users: readonly AuditedUser[],
  settings: Settings,
  now: Date,
  unread: number,
): readonly ReportRule[] {
  const untagged = users.filter(({ tags }) => tags.type === undefined).length;
  const seen: Record<
    RuleName,
    Pick<ReportRule, 'breaches' | 'notSeen'> & Partial<Pick<ReportRule, 'notSeenOf'>>
  > = {
    'one-user': {
      breaches: oneUserBreaches(users),
      notSeen:
        untagged > 0
          ? `Who is behind the users without a valid tag type (${untagged}): tag them, and it is seen.`
          : undefined,
    },
    'self-management': {
      breaches: selfManagementBreaches(users),
      notSeen:
        "What groups give is not read: the policy pack checks a stack's whenever it is deployed.",
    },
    mfa: {
      ...mfaVerdict(users),
      notSeen: 'No roles are read: the policy pack checks that their trust asks for MFA.',
    },
    'one-key': oneKeyVerdict(users, now),
    rotation: rotationVerdict(users, settings, now),
  };
  const unreadText = unread > 0 ? `${counted(unread, 'account')} could not be read.` : undefined;
  return ruleNames.map((rule) => {
    const { breaches, notSeen, notSeenOf = [] } = seen[rule];
    const all = [notSeen, unreadText].filter((text) => text !== undefined).join(' ');
    return {
      rule,
      title: ruleTitles[rule],
      ...(all === '' ? {} : { notSeen: all }),
      breaches,
      notSeenOf,
    };
  });
}
