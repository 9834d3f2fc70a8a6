import { byName, inOrder } from '../order';
import type { Settings } from '../settings';
import { reportRules } from './breaches';
import type { Report, ReportAccount, ReportRule, ReportUser, RuleName } from './report';
import type { AuditedUser } from './subject';

/**
 * One report of reports that were each composed of one account, at one time and with the same settings.
 * @param unread the accounts of which there is none
 * @param head what is the same for all of them, where there may be none at all
 */
export function mergeReports(
  parts: readonly Report[],
  unread: readonly ReportAccount[],
  head: Omit<Report, 'accounts' | 'users' | 'keys' | 'rules' | 'forecast' | 'deeds'>,
  settings: Settings,
): Report {
  const accounts = [...parts.flatMap((part) => part.accounts), ...unread].sort(byName);
  const users = parts.flatMap((part) => part.users);
  const deeds = parts.flatMap((part) => (part.deeds ? [part.deeds] : []));
  const [period] = deeds;
  return {
    ...head,
    accounts,
    users,
    keys: parts.flatMap((part) => part.keys),
    rules: mergedRules(parts, users, accounts, head.generatedAt, settings),
    forecast: parts.flatMap((part) => part.forecast).sort((a, b) => inOrder(a.on, b.on)),
    ...(period && {
      deeds: {
        from: period.from,
        to: period.to,
        entries: deeds.flatMap(({ entries }) => entries).sort((a, b) => inOrder(a.at, b.at)),
      },
    }),
  };
}

/** Who breaks a rule shows in each account; only the first is about all of them together. */
function mergedRules(
  parts: readonly Report[],
  users: readonly ReportUser[],
  accounts: readonly ReportAccount[],
  generatedAt: string,
  settings: Settings,
): Report['rules'] {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const unread = accounts.filter(({ outcome }) => outcome === 'unread').length;
  const audited = users.map((user): AuditedUser => {
    const account = byId.get(user.accountId);
    const { userName: name, hasMfa, type, slackId, fullName } = user;
    // Nobody is one of several users for what is not known of them.
    const known = hasMfa === 'unknown' ? { unknown: '' } : hasMfa;
    const none = { arn: '', id: '', createdAt: new Date(user.createdAt), tags: {}, keys: [] };
    return {
      account: { id: user.accountId, name: account?.name ?? user.accountId },
      user: { ...none, name, hasMfa: known },
      tags: { type, slackId, fullName, exemptUntil: undefined, problems: [] },
    };
  });
  return reportRules(audited, settings, new Date(generatedAt), unread).map((rule) =>
    rule.rule === 'one-user'
      ? rule
      : {
          ...rule,
          breaches: parts.flatMap((part) => ofRule(part, rule.rule)?.breaches ?? []),
          notSeenOf: parts.flatMap((part) => ofRule(part, rule.rule)?.notSeenOf ?? []),
        },
  );
}

function ofRule({ rules }: Report, name: RuleName): ReportRule | undefined {
  return rules.find(({ rule }) => rule === name);
}
