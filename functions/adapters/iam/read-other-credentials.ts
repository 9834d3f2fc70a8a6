import {
  ListServiceSpecificCredentialsCommand,
  type IAMClient,
  type ServiceSpecificCredentialMetadata,
} from '@aws-sdk/client-iam';
import { parse } from 'csv-parse/sync';
import {
  isUnknown,
  type OtherCredentials,
  type ReportedStatus,
  type RootCredentials,
  type ServiceCredential,
  type SigningCertificate,
} from '../../../rules/model';
import { inOrder } from '../../../rules/order';
import { AccountError } from '../../account-error';
import { rootUserName } from '../../cloudtrail-record';
import type { Calls } from '../accounts/calls';
import { flag, instant, lastUse, type Cells } from './credential-report';
import { unlessRefused } from './read-users';
import { noCredentialReport } from './read-ways-in';
import type { OtherCredentialsReading } from './reader';

/** IAM's own limit. */
const CREDENTIALS_A_PAGE = 1000;

const certificateColumns = [1, 2].map((place) => ({
  active: `cert_${place}_active`,
  changedAt: `cert_${place}_last_rotated`,
}));

const rootColumns = [1, 2].map((place) => ({
  active: `access_key_${place}_active`,
  changedAt: `access_key_${place}_last_rotated`,
  usedAt: `access_key_${place}_last_used_date`,
}));

/** Reads root's credentials and everybody's signing certificates off the report, and asks for service credentials. */
export function readOtherCredentials(): OtherCredentialsReading {
  let reported: Pick<OtherCredentials, 'root' | 'certificates'> = {
    root: noCredentialReport,
    certificates: noCredentialReport,
  };
  let serviceCredentials: OtherCredentials['serviceCredentials'] = { unknown: 'nobody asked' };
  return {
    onReport: (csv, generatedAt) => (reported = ofReport(csv, generatedAt)),
    ask: async (iam, calls) => {
      serviceCredentials = await unlessRefused(listServiceCredentials(iam, calls));
    },
    result: () => ({ ...reported, serviceCredentials }),
  };
}

/**
 * Every user's service-specific credentials, of all services, a thousand a call: by user and service, oldest first.
 * @throws AccountError
 */
export async function listServiceCredentials(
  iam: IAMClient,
  calls: Calls,
): Promise<readonly ServiceCredential[]> {
  const operation = 'iam:ListServiceSpecificCredentials';
  const credentials: ServiceCredential[] = [];
  const seen = new Set<string>();
  // The SDK has no paginator for it.
  for (let marker: string | undefined; ;) {
    const input = { AllUsers: true, MaxItems: CREDENTIALS_A_PAGE, Marker: marker };
    const page = await calls.make(operation, (options) =>
      iam.send(new ListServiceSpecificCredentialsCommand(input), options),
    );
    credentials.push(...(page.ServiceSpecificCredentials ?? []).map(credentialOf));
    if (!page.IsTruncated) return credentials.toSorted(byUserAndService);
    marker = page.Marker;
    // Half a list must not be taken for the whole, nor be asked for without an end.
    if (marker === undefined || seen.has(marker))
      throw new AccountError('unexpected', calls.accountId, operation, 'a page leads nowhere');
    seen.add(marker);
  }
}

/** IAM promises no order, and a report is compared with the one before. */
function byUserAndService(a: ServiceCredential, b: ServiceCredential): number {
  return (
    inOrder(a.userName, b.userName) ||
    inOrder(a.service, b.service) ||
    a.createdAt.getTime() - b.createdAt.getTime()
  );
}

function credentialOf(metadata: ServiceSpecificCredentialMetadata): ServiceCredential {
  const { ServiceSpecificCredentialId: id = '', UserName: userName = '', Status } = metadata;
  const { ServiceName: service = '', CreateDate, ExpirationDate: expiresAt } = metadata;
  return {
    id,
    userName,
    service,
    status: Status ?? 'Active',
    createdAt: CreateDate ?? new Date(NaN),
    ...(expiresAt && { expiresAt }),
  };
}

function ofReport(csv: string, asOf: Date): Pick<OtherCredentials, 'root' | 'certificates'> {
  const rows = parse<Cells>(csv, { columns: true, skipEmptyLines: true });
  const root = rows.find((cells) => cells['user'] === rootUserName);
  const [missing] = certificateColumns.filter(({ active }) => rows[0]?.[active] === undefined);
  return {
    root: root ? rootOf(root, asOf) : { unknown: 'the credential report has no row of root' },
    certificates: missing
      ? { unknown: `the credential report has no column ${missing.active}` }
      : rows.filter((cells) => cells !== root).flatMap((cells) => certificatesOfUser(cells, asOf)),
  };
}

function certificatesOfUser(cells: Cells, asOf: Date): readonly SigningCertificate[] {
  const userName = cells['user'] ?? '';
  return certificatesOf(cells).map((certificate) => ({ userName, asOf, ...certificate }));
}

function rootOf(cells: Cells, asOf: Date): RootCredentials {
  return {
    asOf,
    hasPassword: flag(cells['password_enabled']),
    hasMfa: flag(cells['mfa_active']),
    keys: rootColumns.flatMap((columns) =>
      inPlace(cells, columns).map((key) => {
        const lastUsedAt = lastUse(cells[columns.usedAt]);
        return { ...key, ...(lastUsedAt && { lastUsedAt }) };
      }),
    ),
    certificates: certificatesOf(cells),
  };
}

function certificatesOf(cells: Cells) {
  return certificateColumns.flatMap((columns) => inPlace(cells, columns));
}

/** What is in a place, if anything is. */
function inPlace(
  cells: Cells,
  columns: { readonly active: string; readonly changedAt: string },
): readonly { readonly status: ReportedStatus; readonly changedAt?: Date }[] {
  const isActive = flag(cells[columns.active]);
  const changedAt = instant(cells[columns.changedAt]);
  if (isActive === false && !changedAt) return [];
  const status = isUnknown(isActive) ? isActive : isActive ? 'Active' : 'Inactive';
  return [{ status, ...(changedAt && { changedAt }) }];
}
