import { stringify } from 'csv-stringify/sync';
import type { Report, ReportKey, ReportUser, RuleName } from '../rules/report/report';

/** The columns, in their order. */
const columns = [
  'account_id',
  'account',
  'user',
  'type',
  'full_name',
  'slack_id',
  'mfa',
  'password_age_days',
  'password_last_used',
  'key_id',
  'key_status',
  'key_created',
  'key_age_days',
  'key_last_used',
  'key_last_used_service',
  'key_last_used_region',
  'exempt_until',
  'rules_broken',
  'next',
  'note',
] as const;
type Row = Partial<Record<(typeof columns)[number], string>>;

/**
 * The report as CSV (RFC 4180): a row a key, one of each user without keys, one of each account that could not be
 * read. A cell that a spreadsheet would take for a formula gets a ' before it.
 */
export function renderReportCsv(report: Report): string {
  const keysOf = Map.groupBy(report.keys, userId);
  const broken = brokenRules(report);
  const usersOf = Map.groupBy(report.users, ({ accountId }) => accountId);
  const rows = report.accounts.flatMap((account): Row[] => {
    const about = { account_id: account.id, account: account.name };
    if (account.outcome === 'unread') return [{ ...about, note: `not read: ${account.reason}` }];
    return (usersOf.get(account.id) ?? []).flatMap((user) => {
      const keys = keysOf.get(userId(user)) ?? [undefined];
      return keys.map((key) => ({
        ...about,
        ...userCells(user),
        ...keyCells(key),
        ...broken(user, key),
      }));
    });
  });
  return stringify(rows, {
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

function userCells({ userName, password, ...user }: ReportUser): Row {
  return {
    user: userName,
    type: user.type,
    full_name: user.fullName,
    slack_id: user.slackId,
    mfa: user.hasMfa ? 'yes' : 'no',
    password_age_days: password && String(password.age),
    password_last_used: password?.lastUsedAt,
    note: user.tagProblems.join('; '),
  };
}

function keyCells(key: ReportKey | undefined): Row {
  if (!key) return {};
  return {
    key_id: key.keyId,
    key_status: key.status,
    key_created: key.createdAt,
    key_age_days: String(key.age),
    key_last_used: key.lastUsed?.at,
    key_last_used_service: key.lastUsed?.service,
    key_last_used_region: key.lastUsed?.region,
    exempt_until: key.exemptUntil,
    next: key.next,
  };
}

/** The rules that the key breaks, and those that its user does. */
function brokenRules({ rules }: Report): (user: ReportUser, key?: ReportKey) => Row {
  const byUser = new Map<string, { rule: RuleName; keyId?: string }[]>();
  for (const { rule, breaches } of rules)
    for (const breach of breaches) {
      const list = byUser.get(userId(breach)) ?? [];
      list.push({ rule, keyId: breach.keyId });
      byUser.set(userId(breach), list);
    }
  return (user, key) => {
    const own = (byUser.get(userId(user)) ?? []).filter(
      ({ keyId }) => keyId === undefined || keyId === key?.keyId,
    );
    return { rules_broken: [...new Set(own.map(({ rule }) => rule))].join(' ') };
  };
}

function userId({ accountId, userName }: { accountId: string; userName: string }): string {
  return `${accountId}/${userName}`;
}
