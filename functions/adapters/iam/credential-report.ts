import { hash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import {
  isUnknown,
  type AccessKey,
  type IamUser,
  type KeyUse,
  type Unknown,
} from '../../../rules/model';
import { rootUserName } from '../../cloudtrail-record';

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

/** A row, by the names of its columns. */
export type Cells = Readonly<Record<string, string>>;

/**
 * The report's rows by user name, without root's.
 * @throws Error where a column is missing that Keyturn needs
 */
export function parseCredentialReport(csv: string): ReadonlyMap<string, CredentialReportRow> {
  const rows = plainRows(csv) ?? parse<Cells>(csv, { columns: readOf, skipEmptyLines: true });
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

/**
 * The rows of a text in which nothing is quoted, as IAM's own is, mostly: without quotes a comma and a line's end are
 * never anything else. Undefined where it must be looked at letter by letter, which takes several times as long, or
 * is not as it should be.
 */
function plainRows(csv: string): readonly Cells[] | undefined {
  if (/["\r]/.test(csv)) return undefined;
  const [header, ...lines] = csv.split('\n').filter((line) => line !== '');
  const names = header?.split(',') ?? [];
  const read = names.flatMap((name, i) => (readColumns.has(name) ? [[name, i] as const] : []));
  const rows: Cells[] = [];
  for (const line of lines) {
    const cells = line.split(',');
    if (cells.length !== names.length) return undefined;
    const row: Record<string, string> = {};
    for (const [name, i] of read) row[name] = cells[i] ?? '';
    rows.push(row);
  }
  return rows;
}

/** The others are left out where the text is read: half of a large report. */
function readOf(header: readonly string[]): (string | false)[] {
  return header.map((column) => readColumns.has(column) && column);
}

function rowOf(cells: Cells): CredentialReportRow {
  return {
    userCreatedAt: instant(cells['user_creation_time']) ?? new Date(NaN),
    password: passwordOf(cells),
    hasMfa: flag(cells['mfa_active']),
    slots: slotColumns.flatMap((columns) => slotOf(cells, columns) ?? []),
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
  const isActive = flag(cells[columns.active]);
  const changedAt = instant(cells[columns.changedAt]);
  if (isActive === false && !changedAt) return undefined;
  const at = lastUse(cells[columns.usedAt]);
  return {
    status: isUnknown(isActive) ? 'unknown' : isActive ? 'Active' : 'Inactive',
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

/** Flags are written `true` or `TRUE`. What is neither true nor false says nothing. */
export function flag(cell = ''): boolean | Unknown {
  const text = cell.toLowerCase();
  return text === 'true' || (text === 'false' ? false : said(cell));
}

function said(cell = ''): Unknown {
  return { unknown: `the credential report says ${JSON.stringify(cell.slice(0, 40))}` };
}

/** An instant, or undefined for `N/A`, `no_information`, `not_supported` and whatever else is no date. */
export function instant(cell = ''): Date | undefined {
  // Date itself takes many a word with a number in it for a date.
  const date = new Date(/^\d{4}-\d\d-\d\dT/.test(cell) ? cell : NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** When it was; undefined where the report says that it never was. Whatever else it says is neither. */
export function lastUse(cell: string | undefined): Date | Unknown | undefined {
  return instant(cell) ?? (/^(N\/A|no_information)$/.test(cell ?? '') ? undefined : said(cell));
}

function known(cell: string | undefined): string | undefined {
  return cell === undefined || /^(N\/A|no_information|not_supported|)$/.test(cell)
    ? undefined
    : cell;
}
