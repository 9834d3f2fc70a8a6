import {
  isUnknown,
  type ListedCertificate,
  type ReportedCertificate,
  type Unknown,
} from '../../../rules/model';
import { placeOf, type Cells } from './report-cells';

const columns = [1, 2].map((place) => ({
  id: `cert_${place}`,
  active: `cert_${place}_active`,
  changedAt: `cert_${place}_last_rotated`,
}));

export const certificateColumns = columns.flatMap(({ active, changedAt }) => [active, changedAt]);

/** One in a user's places for signing certificates. */
export interface CertificateInPlace extends ReportedCertificate {
  /** `cert_1` or `cert_2`, as the report calls the place. */
  readonly place: string;
}

/** What a user's row says of them; undefined where there is none, as of nearly everybody. */
export function certificatesOf(cells: Cells): readonly CertificateInPlace[] | Unknown | undefined {
  let found: CertificateInPlace[] | undefined;
  for (const each of columns) {
    if (cells[each.active] === undefined)
      return { unknown: `the credential report has no column ${each.active}` };
    const certificate = placeOf(cells, each);
    if (certificate) (found ??= []).push({ place: each.id, ...certificate });
  }
  return found;
}

/** A user's, as the rules tell one from another; of one of which the report does not say whether it is on, none is known. */
export function listedCertificates(
  userId: string,
  inPlaces: readonly CertificateInPlace[] | Unknown | undefined,
  reportAt: Date,
): readonly ListedCertificate[] | Unknown | undefined {
  if (inPlaces === undefined || isUnknown(inPlaces)) return inPlaces;
  const listed: ListedCertificate[] = [];
  for (const { place, status, changedAt } of inPlaces) {
    if (isUnknown(status)) return status;
    const createdAt = changedAt ?? { unknown: 'the credential report does not say it' };
    listed.push({ id: `${userId}:${place}`, status, createdAt, asOf: reportAt });
  }
  return listed;
}
