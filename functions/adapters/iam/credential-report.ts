import { hash } from 'node:crypto';
import {
  isUnknown,
  type AccessKey,
  type IamUser,
  type KeyUse,
  type RootCredentials,
  type Unknown,
} from '../../../rules/model';
import { rootUserName } from '../../../rules/formats';
import { flag, instant, lastUse, placeOf, readCells, said, type Cells } from './report-cells';
import {
  certificateColumns,
  certificatesOf,
  type CertificateInPlace,
} from './reported-certificates';
import { rootOf } from './reported-root';

/** One of a user's two places for keys, where there is a key in it. The report does not say which key. */
export interface KeySlot {
  /** `unknown` where the report says neither: then it agrees with no key, and IAM is asked. */
  readonly status: AccessKey['status'] | 'unknown';
  /** When the key was created *or last changed*. Absent where the report does not say. */
  readonly changedAt?: Date;
  /** Absent where the report says that there was no use. */
  readonly lastUsed?: KeyUse | Unknown;
}

/** What the report says of one user, as of when it was made. */
export interface CredentialReportRow {
  readonly userCreatedAt: Date;
  readonly password?: IamUser['password'];
  readonly hasMfa: IamUser['hasMfa'];
  readonly slots: readonly KeySlot[];
  /** Absent where there is none. */
  readonly certificates?: readonly CertificateInPlace[] | Unknown;
  /** Changes when the user's keys do, and not when they are only used. */
  readonly fingerprint: string;
}

const slotColumns = [1, 2].map((slot) => ({
  active: `access_key_${slot}_active`,
  changedAt: `access_key_${slot}_last_rotated`,
  usedAt: `access_key_${slot}_last_used_date`,
  region: `access_key_${slot}_last_used_region`,
  service: `access_key_${slot}_last_used_service`,
}));
const fingerprintColumns = [
  'user_creation_time',
  ...slotColumns.flatMap(({ active, changedAt }) => [active, changedAt]),
];
const otherColumns = [
  'user',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
];

const neededColumns = [...fingerprintColumns, ...otherColumns];
const readColumns = new Set([
  ...neededColumns,
  ...certificateColumns,
  ...slotColumns.flatMap(({ usedAt, region, service }) => [usedAt, region, service]),
]);

/** The whole report. */
export interface ReportRows {
  /** By user name, without root's. */
  readonly rows: ReadonlyMap<string, CredentialReportRow>;
  readonly root: RootCredentials | Unknown;
}

/**
 * @param generatedAt when it was made
 * @throws Error where a column is missing that Keyturn needs
 */
export function parseCredentialReport(csv: string, generatedAt: Date): ReportRows {
  const rows = readCells(csv, readColumns);
  const missing = neededColumns.filter(
    (column) => rows[0] !== undefined && rows[0][column] === undefined,
  );
  if (missing.length > 0) throw new Error(`the report has no column ${missing.join(', ')}`);
  const isRoot = (cells: Cells) => cells['user'] === rootUserName;
  return {
    rows: new Map(
      rows.filter((cells) => !isRoot(cells)).map((cells) => [cells['user'] ?? '', rowOf(cells)]),
    ),
    root: rootOf(rows.find(isRoot), generatedAt),
  };
}

function rowOf(cells: Cells): CredentialReportRow {
  return {
    userCreatedAt: instant(cells['user_creation_time']) ?? new Date(NaN),
    password: passwordOf(cells),
    hasMfa: flag(cells['mfa_active']),
    slots: slotColumns.flatMap((columns) => slotOf(cells, columns) ?? []),
    certificates: certificatesOf(cells),
    fingerprint: fingerprintOf(cells),
  };
}

function passwordOf(cells: Cells): IamUser['password'] {
  const isEnabled = flag(cells['password_enabled']);
  if (isUnknown(isEnabled)) return isEnabled;
  if (!isEnabled) return undefined;
  const changed = cells['password_last_changed'];
  return {
    // It is there all the same.
    changedAt: instant(changed) ?? said(changed),
    lastUsedAt: lastUse(cells['password_last_used']),
    expiresAt: instant(cells['password_next_rotation']),
  };
}

function slotOf(cells: Cells, columns: (typeof slotColumns)[number]): KeySlot | undefined {
  const place = placeOf(cells, columns);
  if (!place) return undefined;
  const { status, changedAt } = place;
  const at = lastUse(cells[columns.usedAt]);
  return {
    status: isUnknown(status) ? 'unknown' : status,
    changedAt,
    lastUsed:
      at === undefined || isUnknown(at)
        ? at
        : { at, service: known(cells[columns.service]), region: known(cells[columns.region]) },
  };
}

function fingerprintOf(cells: Cells): string {
  const text = fingerprintColumns.map((column) => cells[column]).join(',');
  return hash('sha256', text, 'base64url').slice(0, 16);
}

function known(cell: string | undefined): string | undefined {
  return cell === undefined || /^(N\/A|no_information|not_supported|)$/.test(cell)
    ? undefined
    : cell;
}
