import { stringify } from 'csv-stringify/sync';
import { isUnknown } from '../../rules/model';
import { exemptionCells } from '../../rules/report/exemption-in-words';
import { lastUseNotSeen, reportNotSeen } from '../../rules/report/not-seen';
import { cisInWords } from '../../rules/report/rule-names';
import type { Breach, Report, ReportKey, ReportRule, ReportUser } from '../../rules/report/report';
import type { Cells, Others } from './cells';
import { credentialColumns, otherCredentialRows } from './other-credentials';
import { moveCells, moveColumns } from './moves';
import { withoutKeysCells, withoutKeysColumns } from './without-keys';

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
  'rules_not_seen',
  'next',
  'note',
  'credential_report_at',
  'group',
  'role',
  'cis',
] as const;
/** The last ones, whatever stands before them. */
const exemptionColumns = ['exempt_reason', 'exempt_approved_by'] as const;
export type Row = Partial<
  Record<(typeof columns)[number] | (typeof exemptionColumns)[number], string>
>;

/**
 * The report as CSV (RFC 4180): a row a key, one of each user without keys, one of each other credential, one of each
 * account that could not be read. A cell that a spreadsheet would take for a formula gets a ' before it.
 * @param others an audit's: of groups and roles, which are not in a daily run's report, nor in its bundle
 */
export function renderReportCsv(report: Report, others: Others = () => []): string {
  const keysOf = Map.groupBy(report.keys, userId);
  const verdicts = rulesOf(report);
  const ofCredentials = otherCredentialRows(report);
  const withoutKeys = withoutKeysCells(report);
  const moves = moveCells(report);
  const usersOf = Map.groupBy(report.users, ({ accountId }) => accountId);
  const rows = report.accounts.flatMap((account): Cells[] => {
    const names = { account_id: account.id, account: account.name };
    if (account.outcome === 'unread') return [{ ...names, note: `not read: ${account.reason}` }];
    const { credentialReportAt: at } = account;
    const about = { ...names, credential_report_at: isUnknown(at) ? 'unknown' : at };
    const missing = reportNotSeen([account]);
    const users = usersOf.get(account.id) ?? [];
    const more = [...others(account.id), ...ofCredentials(account.id)];
    const rest = more.map((cells) => ({ ...about, ...cells }));
    if (users.length === 0 && missing.length > 0)
      return [{ ...about, note: missing.join('; ') }, ...rest];
    const ofUsers = users.flatMap((user) => {
      const keys = keysOf.get(userId(user)) ?? [undefined];
      return keys.map((key) => ({
        ...about,
        ...userCells(user),
        ...keyCells(user, key),
        ...verdicts(user, key, missing),
        ...withoutKeys(user),
        ...moves(user),
      }));
    });
    return [...ofUsers, ...rest];
  });
  return stringify(rows, {
    header: true,
    columns: [
      ...columns,
      ...credentialColumns,
      ...(report.withoutKeys === undefined ? [] : withoutKeysColumns),
      ...(report.moves === undefined ? [] : moveColumns),
      ...exemptionColumns,
    ],
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
    mfa: user.hasMfa === 'unknown' ? 'unknown' : user.hasMfa ? 'yes' : 'no',
    password_age_days: password && (password === 'unknown' ? 'unknown' : String(password.age)),
    password_last_used: password === 'unknown' ? undefined : password?.lastUsedAt,
  };
}

function keyCells(user: ReportUser, key: ReportKey | undefined): Row {
  if (!key) return { key_id: user.keys };
  return {
    key_id: key.keyId,
    key_status: key.status,
    key_created: key.createdAt,
    key_age_days: String(key.age),
    ...useCells(key.lastUsed),
    ...exemptCells(key),
    next: key.next,
  };
}

function exemptCells({ exemptUntil, exemption }: ReportKey): Row {
  if (exemptUntil === undefined) return {};
  const { reason, approvedBy } = exemptionCells(exemption);
  return { exempt_until: exemptUntil, exempt_reason: reason, exempt_approved_by: approvedBy };
}

function useCells(lastUsed: ReportKey['lastUsed']): Row {
  if (lastUsed === undefined) return {};
  if ('unknown' in lastUsed) return { key_last_used: 'unknown' };
  const { at, service, region } = lastUsed;
  return { key_last_used: at, key_last_used_service: service, key_last_used_region: region };
}

/** The rules that the key breaks and those that its user does; those of which that can't be said, and why. */
function rulesOf({
  rules,
}: Report): (user: ReportUser, key: ReportKey | undefined, missing: readonly string[]) => Row {
  const broken = byUser(rules, ({ breaches }) => breaches);
  const notSeen = byUser(rules, ({ notSeenOf }) => notSeenOf);
  return (user, key, missing) => {
    const of = (entries: ReadonlyMap<string, readonly Entry[]>) =>
      (entries.get(userId(user)) ?? []).filter(
        ({ keyId }) => keyId === undefined || keyId === key?.keyId,
      );
    const unknown = of(notSeen);
    return {
      ...brokenCells(of(broken)),
      rules_not_seen: namesOf(unknown),
      note: [
        ...user.tagProblems,
        ...new Set(unknown.map(({ text }) => text)),
        ...(key ? lastUseNotSeen([key]) : []),
        ...missing,
      ].join('; '),
    };
  };
}

export type Entry = Breach & Pick<ReportRule, 'rule' | 'cis'>;

function byUser(
  rules: readonly ReportRule[],
  entriesOf: (rule: ReportRule) => readonly Breach[],
): ReadonlyMap<string, readonly Entry[]> {
  return Map.groupBy(entriesIn(rules, entriesOf), ({ accountId, userName = '' }) =>
    userId({ accountId, userName }),
  );
}

export function entriesIn(
  rules: readonly ReportRule[],
  entriesOf: (rule: ReportRule) => readonly Breach[],
): readonly Entry[] {
  return rules.flatMap((each) =>
    entriesOf(each).map((entry): Entry => ({ ...entry, rule: each.rule, cis: each.cis })),
  );
}

/** The rules that are broken, and what CIS calls them: in words, since a spreadsheet takes 2.10 for 2.1. */
export function brokenCells(entries: readonly Entry[]): Row {
  const cis = entries.flatMap((each) => (each.cis ? [cisInWords(each.cis)] : []));
  return { rules_broken: namesOf(entries), cis: [...new Set(cis)].join('; ') };
}

export function namesOf(entries: readonly Entry[]): string {
  return [...new Set(entries.map(({ rule }) => rule))].join(' ');
}

function userId({ accountId, userName }: { accountId: string; userName: string }): string {
  return `${accountId}/${userName}`;
}
