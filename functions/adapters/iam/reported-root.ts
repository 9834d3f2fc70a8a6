import { isUnknown, type RootCredentials, type Unknown } from '../../../rules/model';
import { flag, lastUse, placeOf, type Cells } from './report-cells';
import { certificatesOf } from './reported-certificates';

const keyColumns = [1, 2].map((place) => ({
  active: `access_key_${place}_active`,
  changedAt: `access_key_${place}_last_rotated`,
  usedAt: `access_key_${place}_last_used_date`,
}));

/** What the credential report says of root, in a row as users have them. */
export function rootOf(cells: Cells | undefined, asOf: Date): RootCredentials | Unknown {
  if (!cells) return { unknown: 'the credential report has no row of root' };
  const certificates = certificatesOf(cells) ?? [];
  return {
    asOf,
    hasPassword: flag(cells['password_enabled']),
    hasMfa: flag(cells['mfa_active']),
    keys: keyColumns.flatMap((columns) => {
      const key = placeOf(cells, columns);
      const lastUsedAt = key && lastUse(cells[columns.usedAt]);
      return key ? [{ ...key, ...(lastUsedAt && { lastUsedAt }) }] : [];
    }),
    certificates: isUnknown(certificates)
      ? [{ status: certificates }]
      : certificates.map(({ status, changedAt }) => ({ status, ...(changedAt && { changedAt }) })),
  };
}
