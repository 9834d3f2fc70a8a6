import type { Report, ReportOtherCredential } from '../../rules/report/report';
import { oneLine, textTable } from '../text-table';

const head = ['ACCOUNT', 'USER', 'CREDENTIAL', 'ID', 'STATUS', 'AGE', 'ENDS'];

/** A row a credential that is neither a user's access key nor a password; nothing where there is none. */
export function otherCredentialsTable(report: Report): readonly string[] {
  const { otherCredentials = [], accounts } = report;
  if (otherCredentials.length === 0) return [];
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const rows = otherCredentials.map((each) => [
    oneLine(names.get(each.accountId) ?? each.accountId),
    each.userName === undefined ? 'root' : oneLine(each.userName),
    oneLine(each.service ?? each.kind.replace('-', ' ')),
    each.id ?? '-',
    statuses[each.status],
    each.age === 'unknown' ? each.age : `${each.age} d`,
    each.expiresAt?.slice(0, 10) ?? 'never',
  ]);
  return [textTable(head, rows)];
}

const statuses: Readonly<Record<ReportOtherCredential['status'], string>> = {
  Active: 'enabled',
  Inactive: 'off',
  Expired: 'expired',
  unknown: 'unknown',
};
