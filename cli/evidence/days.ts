import { pageChanged, type ChainFinding, type Link } from '../../rules/evidence/chain';
import type { DayRecord } from '../../rules/evidence/day-record';
import { readDocument, type Document } from '../../rules/evidence/read-document';
import type { LocalDate } from '../../rules/model';
import type { Report } from '../../rules/report/report';
import { sha256 } from './sha256';
import type { ReportSource } from './source';

const NAME = 'keyturn-report.json';

/** A day's file, and what it holds. */
export interface Day {
  readonly record: DayRecord;
  /** Absent where there is no file. */
  readonly link?: Link;
  readonly document?: Document;
}

export function fileOf(on: LocalDate): string {
  return `${on}/${NAME}`;
}

/** @param hasFolder whether anything was put there on that day */
export async function readDay(
  source: ReportSource,
  on: LocalDate,
  hasFolder: boolean,
): Promise<Day> {
  const bytes = hasFolder ? await source.read(fileOf(on)) : undefined;
  if (!bytes) {
    const late = hasFolder ? await source.read(`${on}/late/${NAME}`) : undefined;
    return { record: { on, is: late ? 'late' : 'missing' } };
  }
  const hash = sha256(bytes);
  const document = documentIn(bytes);
  const problem = problemOf(document, on);
  const head = headOf(document);
  const { keyturnVersion, before } = head ?? {};
  const link = { on, sha256: hash, before, keyturnVersion };
  if (problem !== undefined || !head)
    return { link, record: { on, is: 'unreadable', problem, sha256: hash } };
  const { accounts } = head;
  const accountsUnread = accounts.filter(({ outcome }) => outcome === 'unread').length;
  const { generatedAt, dryRun } = head;
  return {
    link,
    document,
    record: {
      ...{ on, is: 'report', generatedAt, keyturnVersion, sha256: hash },
      ...{ accountsRead: accounts.length - accountsUnread, accountsUnread },
      ...(dryRun && { dryRun }),
    },
  };
}

type Head = Pick<Report, 'on' | 'keyturnVersion' | 'generatedAt' | 'obtainedBy' | 'accounts'> &
  Pick<Report, 'before' | 'dryRun'>;

/** What both a report and what stands before pages of accounts say of the day. */
function headOf(document: Document): Head | undefined {
  if (document.is === 'report') return document.report;
  if (document.is !== 'index') return undefined;
  const { index } = document;
  return { ...index, accounts: index.accounts.map(({ account }) => account) };
}

/** What its JSON says; a file that holds none is wrong. */
export function documentIn(bytes: Buffer): Document {
  try {
    return readDocument(JSON.parse(bytes.toString()));
  } catch (error) {
    return {
      is: 'wrong',
      problems: [`found no JSON: ${error instanceof Error ? error.message : ''}`],
    };
  }
}

function problemOf(document: Document, on: LocalDate): string | undefined {
  if (document.is === 'wrong') return document.problems.join('; ');
  if (document.is === 'other')
    return `it is ${document.format}, which a newer version of keyturn has written: take that one`;
  const head = headOf(document);
  if (head?.on !== on) return `on: found ${head?.on}, expected ${on}, as its folder is called`;
  if (head.obtainedBy !== 'monitor')
    return `obtainedBy: found ${head.obtainedBy}, expected monitor: it is no daily report`;
  return undefined;
}

/** What an account's page holds, or why that is not known, with what that says of the chain. */
export function pageIn(
  bytes: Buffer | undefined,
  on: LocalDate,
  account: string,
  expected: string | undefined,
): { readonly document?: Document; readonly reason?: string; readonly finding?: ChainFinding } {
  if (!bytes) {
    const text = `the page of ${account} in the report of ${on} is gone`;
    return {
      reason: 'its page is missing',
      ...(expected !== undefined && { finding: { weight: 'broken', on, text } }),
    };
  }
  const found = expected === undefined ? undefined : sha256(bytes);
  const finding =
    found === expected ? undefined : pageChanged(on, account, found ?? '', expected ?? '');
  const document = documentIn(bytes);
  const problem = problemOf(document, on);
  return {
    ...(problem === undefined ? { document } : { reason: `its page can't be read: ${problem}` }),
    ...(finding && { finding }),
  };
}

/** A day whose report a later one names had one. */
export function withGone(days: readonly DayRecord[], links: readonly Link[]): readonly DayRecord[] {
  const named = new Set(
    links.flatMap(({ before }) => (before && 'on' in before ? [before.on] : [])),
  );
  return days.map((day) =>
    (day.is === 'missing' || day.is === 'late') && named.has(day.on)
      ? { ...day, is: 'gone' as const }
      : day,
  );
}
