import { createHash } from 'node:crypto';
import { addDays, daysBetween } from '../../calendar';
import type {
  Deed,
  Report,
  ReportBefore,
  ReportExemption,
  ReportIndex,
  ReportKey,
  ReportUser,
} from '../../report/report';
import { REPORT_FORMAT, REPORT_INDEX_FORMAT } from '../../report/report-format';

export const identity = { id: '111111111111', name: 'identity' };
export const production = { id: '222222222222', name: 'production' };
export const limits = {
  reminderAges: [76, 81, 86],
  disableAge: 91,
  graceDays: 5,
  secondKeyGraceDays: 2,
  rotationDays: 90,
};

/** A key of a company that is made up by hand: what the reports of the days between show. */
export interface MadeUpKey {
  readonly id: string;
  readonly user: string;
  readonly account?: string;
  readonly type?: 'engineer' | 'machine';
  /** Dates: made at 10:00 UTC, off and gone from the report of that day on. */
  readonly made: string;
  readonly off?: string;
  readonly gone?: string;
  /** What is stated of it is absent as in reports of older versions. */
  readonly exempt?: {
    readonly from: string;
    readonly until: string;
    readonly stated?: ReportExemption;
  };
}

/** When the report of a day is written. */
export function runOf(on: string): string {
  return `${on}T08:00:00.000Z`;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The report of a day, by what there is of every key. */
export function reportOf(
  on: string,
  keys: readonly MadeUpKey[],
  more: Partial<Report> = {},
): Report {
  const shown = keys.filter(({ made, gone }) => made < on && (gone === undefined || on < gone));
  const users = new Map(shown.map((key) => [`${accountOf(key)}/${key.user}`, userOf(key)]));
  const accounts = [identity, production].map(({ id, name }) => {
    const of = shown.filter((key) => accountOf(key) === id);
    const enabled = of.filter((key) => statusOn(key, on) === 'Active');
    return {
      ...{ id, name, outcome: 'read' as const, users: users.size },
      ...{ enabledKeys: enabled.length, credentialReportAt: runOf(on) },
    };
  });
  return {
    format: REPORT_FORMAT,
    keyturnVersion: '0.1.0',
    generatedAt: runOf(on),
    on,
    timeZone: 'Etc/UTC',
    obtainedBy: 'monitor',
    limits,
    accounts,
    users: [...users.values()],
    keys: shown.map((key) => keyOn(key, on)),
    otherCredentials: [],
    rules: [{ rule: 'rotation', title: 'Rotation', breaches: [], notSeenOf: [] }],
    forecast: [],
    deeds: { from: addDays(on, -90), to: on, entries: [], undelivered: [] },
    ...more,
  };
}

/** What was told of a key: a reminder unless another kind is said. */
export function deed(
  at: string,
  keyId: string,
  userName: string,
  kind = 'key-reminder',
  more: Partial<Deed> = {},
): Deed {
  const id = `key/${keyId}/${kind}-${more.text ?? at}`;
  return {
    at,
    accountId: identity.id,
    userName,
    keyId,
    notice: { id, kind },
    text: kind === 'key-disabled' ? 'disabled: it was 91 days old' : `${kind} at ${at}`,
    ...more,
  };
}

function accountOf({ account = identity.id }: MadeUpKey): string {
  return account;
}

function statusOn({ off }: MadeUpKey, on: string): ReportKey['status'] {
  return off !== undefined && on >= off ? 'Inactive' : 'Active';
}

function userOf(key: MadeUpKey): ReportUser {
  return {
    accountId: accountOf(key),
    userName: key.user,
    ...(key.type && { type: key.type }),
    createdAt: '2025-01-01T00:00:00.000Z',
    hasMfa: true,
    tagProblems: [],
  };
}

function keyOn(key: MadeUpKey, on: string): ReportKey {
  const { id, user, made, exempt } = key;
  const isExempt = exempt && exempt.from <= on && on <= exempt.until;
  return {
    accountId: accountOf(key),
    userName: user,
    keyId: id,
    status: statusOn(key, on),
    createdAt: `${made}T10:00:00.000Z`,
    // Made at 10:00, looked at at 8:00.
    age: daysBetween(made, on) - 1,
    ...(isExempt && {
      exemptUntil: exempt.until,
      ...(exempt.stated && { exemption: exempt.stated }),
    }),
    next: '',
  };
}

/** Files by path from `reports/` on, each day chained to the one before. */
export function chained(reports: readonly Report[], before?: ReportBefore): Map<string, string> {
  const files = new Map<string, string>();
  let link: ReportBefore = before ?? { none: 'no report of the 45 days before' };
  for (const report of reports) {
    const isOld = report.keyturnVersion === OLD_VERSION;
    const body = `${JSON.stringify({ ...report, ...(!isOld && { before: link }) })}\n`;
    files.set(`${report.on}/keyturn-report.json`, body);
    link = { on: report.on, sha256: sha256(body) };
  }
  return files;
}

/** Of a version that named no report before. */
export const OLD_VERSION = '0.0.9';

/** The same as pages, an account each, with what stands before them. */
export function paged(
  report: Report,
  before: ReportBefore,
): { readonly files: ReadonlyMap<string, string>; readonly link: ReportBefore } {
  const files = new Map<string, string>();
  const accounts = report.accounts.map((account): ReportIndex['accounts'][number] => {
    if (account.outcome === 'unread') return { account };
    const isOf = ({ accountId }: { readonly accountId: string }) => accountId === account.id;
    const { deeds } = report;
    const page: Report = {
      ...report,
      accounts: [account],
      users: report.users.filter(isOf),
      keys: report.keys.filter(isOf),
      ...(deeds && { deeds: { ...deeds, entries: deeds.entries.filter(isOf) } }),
    };
    const body = `${JSON.stringify(page)}\n`;
    const path = `accounts/${account.id}`;
    files.set(`${report.on}/${path}.json`, body);
    return { account, path, sha256: sha256(body) };
  });
  const { keyturnVersion, generatedAt, on, timeZone, obtainedBy } = report;
  const index: ReportIndex = {
    ...{ format: REPORT_INDEX_FORMAT, keyturnVersion, generatedAt, on, timeZone, obtainedBy },
    ...{ limits, before, accounts },
  };
  const body = `${JSON.stringify(index)}\n`;
  files.set(`${on}/keyturn-report.json`, body);
  return { files, link: { on, sha256: sha256(body) } };
}
