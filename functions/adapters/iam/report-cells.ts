import { isUnknown, type ReportedStatus, type Unknown } from '../../../rules/model';

/** A row of the credential report, by the names of its columns. */
export type Cells = Readonly<Record<string, string>>;

/**
 * Of the report's rows these columns; the others are left out where the text is read: half of a large report.
 * @throws Error where it is no table: half a report must not be taken for the whole
 */
export function readCells(csv: string, columns: ReadonlySet<string>): readonly Cells[] {
  // Without quotes a comma and a line's end are never anything else. IAM's own is such a text, mostly: what must be
  // looked at letter by letter takes several times as long.
  const [header = [], ...lines] = /["\r]/.test(csv) ? quotedLines(csv) : plainLines(csv);
  const read = header.flatMap((name, i) => (columns.has(name) ? [[name, i] as const] : []));
  return lines.map((cells) => {
    if (cells.length !== header.length)
      throw new Error(
        `the report has a row of the length ${cells.length}, and a header of ${header.length}`,
      );
    const row: Record<string, string> = {};
    for (const [name, i] of read) row[name] = cells[i] ?? '';
    return row;
  });
}

function plainLines(csv: string): readonly (readonly string[])[] {
  const lines = csv.split('\n').filter((line) => line !== '');
  return lines.map((line) => line.split(','));
}

/** A cell with what ends it, as RFC 4180 has both. */
const cellPattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** Its library is 3 % of the function's bundle, for names that somebody has given a comma. */
function quotedLines(csv: string): readonly (readonly string[])[] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (let at = 0; at < csv.length; at = cellPattern.lastIndex) {
    cellPattern.lastIndex = at;
    const found = cellPattern.exec(csv);
    if (!found) throw new Error(`the report is no CSV from its character ${at} on`);
    const [, quoted, plain = '', end] = found;
    line.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    // An empty line is none.
    if (line.length > 1 || quoted !== undefined || plain !== '') lines.push(line);
    line = [];
  }
  if (line.length > 0) lines.push([...line, '']);
  return lines;
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
