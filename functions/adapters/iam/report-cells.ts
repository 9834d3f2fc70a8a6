import { parse } from 'csv-parse/sync';
import { isUnknown, type ReportedStatus, type Unknown } from '../../../rules/model';

/** A row of the credential report, by the names of its columns. */
export type Cells = Readonly<Record<string, string>>;

/** Of the report's rows these columns; the others are left out where the text is read: half of a large report. */
export function readCells(csv: string, columns: ReadonlySet<string>): readonly Cells[] {
  const wanted = (header: readonly string[]) => header.map((name) => columns.has(name) && name);
  return plainRows(csv, columns) ?? parse<Cells>(csv, { columns: wanted, skipEmptyLines: true });
}

/**
 * The rows of a text in which nothing is quoted, as IAM's own is, mostly: without quotes a comma and a line's end are
 * never anything else. Undefined where it must be looked at letter by letter, which takes several times as long, or
 * is not as it should be.
 */
function plainRows(csv: string, columns: ReadonlySet<string>): readonly Cells[] | undefined {
  if (/["\r]/.test(csv)) return undefined;
  const [header, ...lines] = csv.split('\n').filter((line) => line !== '');
  const names = header?.split(',') ?? [];
  const read = names.flatMap((name, i) => (columns.has(name) ? [[name, i] as const] : []));
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

/** Flags are written `true` or `TRUE`. What is neither true nor false says nothing. */
export function flag(cell = ''): boolean | Unknown {
  const text = cell.toLowerCase();
  return text === 'true' || (text === 'false' ? false : said(cell));
}

export function said(cell = ''): Unknown {
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

/** One of two places for a credential, where there is one in it. */
export interface Place {
  readonly status: ReportedStatus;
  /** When it was made or last changed. Absent where the report does not say. */
  readonly changedAt?: Date;
}

export function placeOf(
  cells: Cells,
  columns: { readonly active: string; readonly changedAt: string },
): Place | undefined {
  const isActive = flag(cells[columns.active]);
  const changedAt = instant(cells[columns.changedAt]);
  if (isActive === false && !changedAt) return undefined;
  const status = isUnknown(isActive) ? isActive : isActive ? 'Active' : 'Inactive';
  return { status, ...(changedAt && { changedAt }) };
}
