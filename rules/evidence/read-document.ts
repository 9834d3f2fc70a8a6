import { z } from 'zod';
import { REPORT_FORMAT, REPORT_INDEX_FORMAT } from '../report/report-format';
import { reportIndexSchema } from '../report/report-index-schema';
import { reportSchema } from '../report/report-schema';
import type { Report, ReportIndex } from '../report/report';

/** What a file of a day holds. */
export type Document =
  | { readonly is: 'report'; readonly report: Report }
  | { readonly is: 'index'; readonly index: ReportIndex }
  /** Of a newer version of the program: what this one would misread. */
  | { readonly is: 'other'; readonly format: string }
  | { readonly is: 'wrong'; readonly problems: readonly string[] };

const formatSchema = z.object({ format: z.string() });
/** All that is not there once for each user or key. */
const headSchema = reportSchema.pick({
  keyturnVersion: true,
  generatedAt: true,
  on: true,
  timeZone: true,
  obtainedBy: true,
  limits: true,
  accounts: true,
  before: true,
  dryRun: true,
});

/** @param value what the file's JSON says */
export function readDocument(value: unknown): Document {
  const { data } = formatSchema.safeParse(value);
  if (data?.format === REPORT_INDEX_FORMAT) {
    const read = reportIndexSchema.safeParse(value);
    return read.success ? { is: 'index', index: read.data } : wrong(read.error);
  }
  if (data?.format === REPORT_FORMAT) return readReport(value);
  if (data?.format.startsWith('keyturn-report')) return { is: 'other', format: data.format };
  return {
    is: 'wrong',
    problems: [
      `format: found ${JSON.stringify(data?.format) ?? 'nothing'}, expected ${REPORT_FORMAT} or ${REPORT_INDEX_FORMAT}`,
    ],
  };
}

/**
 * The schema takes as long as reading the JSON does, of each of a year's days: of rows only what is used is looked at, and
 * what does not fit the schema explains.
 */
function readReport(value: unknown): Document {
  const isHead = headSchema.safeParse(value).success;
  if (isHead && areRows(value as Report)) return { is: 'report', report: value as Report };
  const read = reportSchema.safeParse(value);
  return read.success ? { is: 'report', report: read.data } : wrong(read.error);
}

function areRows({ users, keys, rules, deeds }: Partial<Record<keyof Report, unknown>>): boolean {
  const { entries, undelivered = [] } = (deeds ?? { entries: [] }) as Record<string, unknown>;
  return (
    all(users, ({ tagProblems }) => Array.isArray(tagProblems)) &&
    all(keys, isKey) &&
    all(entries, isDeed) &&
    all(undelivered, isDeed) &&
    all(
      rules,
      ({ rule, breaches, notSeenOf }) =>
        typeof rule === 'string' && all(breaches, isEntry) && all(notSeenOf, isEntry),
      false,
    )
  );
}

type Row = Readonly<Record<string, unknown>>;

function all(rows: unknown, is: (row: Row) => boolean, isOfUser = true): boolean {
  if (!Array.isArray(rows)) return false;
  for (const row of rows as unknown[]) {
    if (typeof row !== 'object' || row === null) return false;
    const fields = row as Row;
    if (isOfUser && typeof fields['accountId'] !== 'string') return false;
    if (!is(fields)) return false;
  }
  return true;
}

function isKey({ userName, keyId, status, createdAt, age, lastUsed, ...key }: Row): boolean {
  const { exemptUntil, exemption } = key;
  return (
    typeof userName === 'string' &&
    typeof keyId === 'string' &&
    (status === 'Active' || status === 'Inactive') &&
    isInstant(createdAt) &&
    Number.isInteger(age) &&
    (exemptUntil === undefined || typeof exemptUntil === 'string') &&
    (exemption === undefined || isExemption(exemption)) &&
    (lastUsed === undefined || (typeof lastUsed === 'object' && lastUsed !== null))
  );
}

function isExemption(exemption: unknown): boolean {
  if (typeof exemption !== 'object' || exemption === null) return false;
  const { reason, approvedBy } = exemption as Row;
  return isTextIfThere(reason) && isTextIfThere(approvedBy);
}

function isDeed({ at, userName, keyId, text, notice, by }: Row): boolean {
  return (
    isInstant(at) &&
    typeof userName === 'string' &&
    (keyId === undefined || typeof keyId === 'string') &&
    typeof text === 'string' &&
    (by === undefined || typeof by === 'string') &&
    (notice === undefined || isNotice(notice))
  );
}

function isNotice(notice: unknown): boolean {
  const { id, kind } = (notice ?? {}) as Row;
  return typeof id === 'string' && typeof kind === 'string';
}

function isEntry({ text, userName, keyId }: Row): boolean {
  return typeof text === 'string' && isTextIfThere(userName) && isTextIfThere(keyId);
}

function isTextIfThere(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

const instant =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** As the program writes them; a form that is none of these the schema judges. */
function isInstant(value: unknown): boolean {
  return typeof value === 'string' && instant.test(value);
}

function wrong(error: z.ZodError): Document {
  const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return { is: 'wrong', problems: problems.slice(0, MOST_PROBLEMS) };
}

const MOST_PROBLEMS = 5;
