import { rootUserName } from '../../rules/formats';
import type { Report, ReportOtherCredential } from '../../rules/report/report';
import type { Others } from './cells';

/** The columns that only these rows have, after the others. */
export const credentialColumns = [
  'credential',
  'credential_id',
  'credential_status',
  'credential_created',
  'credential_age_days',
  'credential_expires',
] as const;
type Column = 'user' | (typeof credentialColumns)[number];

/** A row a credential that is neither a user's access key nor a password. */
export function otherCredentialRows({ otherCredentials = [] }: Report): Others {
  const byAccount = Map.groupBy(otherCredentials, ({ accountId }) => accountId);
  return (accountId) => (byAccount.get(accountId) ?? []).map(cellsOf);
}

function cellsOf(credential: ReportOtherCredential): Partial<Record<Column, string>> {
  const { userName, kind, service, id, status, createdAt, age, expiresAt } = credential;
  return {
    user: userName ?? rootUserName,
    credential: service ?? kind,
    credential_id: id,
    credential_status: status,
    credential_created: createdAt,
    credential_age_days: String(age),
    credential_expires: expiresAt,
  };
}
