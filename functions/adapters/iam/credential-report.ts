import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { AccessKey, IamUser } from '../../../rules/model';
import { rootUserName } from '../../cloudtrail-record';

/** One of a user's two places for keys, where there is a key in it. The report does not say which key. */
export interface KeySlot {
  readonly status: AccessKey['status'];
  /** When the key was created *or last changed*. Absent where the report does not say. */
  readonly changedAt?: Date;
  readonly lastUsed?: AccessKey['lastUsed'];
}

/** What the report says of one user, up to four hours ago. */
export interface ReportRow {
  readonly userCreatedAt: Date;
  readonly password?: IamUser['password'];
  readonly hasMfa: boolean;
  readonly slots: readonly KeySlot[];
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
  ...slotColumns.flatMap(({ usedAt, region, service }) => [usedAt, region, service]),
]);

type Cells = Readonly<Record<string, string>>;

/**
 * The report's rows by user name, without root's.
 * @throws Error where a column is missing that Keyturn needs
 */
export function parseCredentialReport(csv: string): ReadonlyMap<string, ReportRow> {
  const rows = parse<Cells>(csv, { columns: readOf, skipEmptyLines: true });
  const missing = neededColumns.filter(
    (column) => rows[0] !== undefined && rows[0][column] === undefined,
  );
  if (missing.length > 0) throw new Error(`the report has no column ${missing.join(', ')}`);
  return new Map(
    rows
      .filter((cells) => cells['user'] !== rootUserName)
      .map((cells) => [cells['user'] ?? '', rowOf(cells)]),
  );
}

/** The others are left out where the text is read: half of a large report. */
function readOf(header: readonly string[]): (string | false)[] {
  return header.map((column) => readColumns.has(column) && column);
}

function rowOf(cells: Cells): ReportRow {
  return {
    userCreatedAt: instant(cells['user_creation_time']) ?? new Date(NaN),
    password: passwordOf(cells),
    hasMfa: isTrue(cells['mfa_active']),
    slots: slotColumns.flatMap((columns) => slotOf(cells, columns) ?? []),
    fingerprint: fingerprintOf(cells),
  };
}

function passwordOf(cells: Cells): IamUser['password'] {
  const changedAt = instant(cells['password_last_changed']);
  if (!isTrue(cells['password_enabled']) || !changedAt) return undefined;
  return {
    changedAt,
    lastUsedAt: instant(cells['password_last_used']),
    expiresAt: instant(cells['password_next_rotation']),
  };
}

function slotOf(cells: Cells, columns: (typeof slotColumns)[number]): KeySlot | undefined {
  const isActive = isTrue(cells[columns.active]);
  const changedAt = instant(cells[columns.changedAt]);
  if (!isActive && !changedAt) return undefined;
  const at = instant(cells[columns.usedAt]);
  return {
    status: isActive ? 'Active' : 'Inactive',
    changedAt,
    lastUsed: at && {
      at,
      service: known(cells[columns.service]),
      region: known(cells[columns.region]),
    },
  };
}

function fingerprintOf(cells: Cells): string {
  const text = fingerprintColumns.map((column) => cells[column]).join(',');
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** Flags are written `true` or `TRUE`. */
function isTrue(cell: string | undefined): boolean {
  return cell?.toLowerCase() === 'true';
}

/** An instant, or undefined for `N/A`, `no_information` and `not_supported`. */
function instant(cell: string | undefined): Date | undefined {
  const date = new Date(cell ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function known(cell: string | undefined): string | undefined {
  return cell === undefined || /^(N\/A|no_information|not_supported|)$/.test(cell)
    ? undefined
    : cell;
}
