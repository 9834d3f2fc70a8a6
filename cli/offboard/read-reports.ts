import type { Account, LocalDate } from '../../rules/model';
import type {
  ReportedCredential,
  ReportedUser,
  ReportedUsers,
} from '../../rules/offboarding/reported-user';
import { PASSWORD } from '../../rules/offboarding/user-events';
import type { Report, ReportUser } from '../../rules/report/report';
import { isSameName } from '../../rules/without-case';
import type { Caller } from '../aws/caller';
import { badUse } from '../cli-error';
import { BucketSource } from '../evidence/bucket-source';
import { pageIn, readDay } from '../evidence/days';
import { FolderSource } from '../evidence/folder-source';
import type { ReportSource } from '../evidence/source';

/** As far back as CloudTrail goes. */
const MOST_DAYS = 90;

/** By the time at which a user of the name was made: what each report has of that one's, by id. */
type Found = Map<string, Map<string, ReportedCredential>>;

/** @param whose bucket it is */
export function reportSourceOf(
  whose: Caller,
  { bucket, folder }: { readonly bucket?: string; readonly folder?: string },
): ReportSource | undefined {
  if (bucket !== undefined) return new BucketSource(whose, bucket);
  return folder === undefined ? undefined : new FolderSource(folder);
}

/**
 * What the newest daily reports have of the users of a name.
 * @throws CliError where there are none
 */
export async function readReportedUsers(
  source: ReportSource,
  account: Account,
  userName: string,
): Promise<ReportedUsers> {
  const days = (await source.days()).slice(-MOST_DAYS);
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined)
    throw badUse(
      `found no daily report in ${source.name}: expected <day>/keyturn-report.json for some days`,
    );
  const found: Found = new Map();
  const read: LocalDate[] = [];
  const unread: LocalDate[] = [];
  for (const on of days) {
    const report = await reportOf(source, on, account);
    (report ? read : unread).push(on);
    if (report) note(found, report, account, userName);
  }
  return {
    ...{ source: source.name, from, to },
    users: [...found].map(([at, own]) => userOf(at, own, read)).toSorted(newestFirst),
    unread:
      unread.length === 0
        ? []
        : [
            `of ${unread.length} of ${days.length} days no daily report says what the account had, the last of them ${unread.at(-1)}`,
          ],
  };
}

/** Undefined where there is none of the account. */
async function reportOf(
  source: ReportSource,
  on: LocalDate,
  { id }: Account,
): Promise<Report | undefined> {
  const { document } = await readDay(source, on, true);
  const report = document?.is === 'index' ? await pageOf(source, on, document.index, id) : document;
  if (report?.is !== 'report') return undefined;
  const read = report.report.accounts.some((each) => each.id === id && each.outcome === 'read');
  return read ? report.report : undefined;
}

async function pageOf(
  source: ReportSource,
  on: LocalDate,
  {
    accounts,
  }: Extract<
    NonNullable<Awaited<ReturnType<typeof readDay>>['document']>,
    { is: 'index' }
  >['index'],
  id: string,
) {
  const line = accounts.find((each) => each.account.id === id);
  if (line?.path === undefined) return undefined;
  const bytes = await source.read(`${on}/${line.path}.json`);
  return pageIn(bytes, on, line.account.name, line.sha256).document;
}

function note(found: Found, report: Report, { id: accountId }: Account, userName: string): void {
  const isTheirs = (row: { readonly accountId: string; readonly userName?: string }) =>
    row.accountId === accountId && row.userName !== undefined && isSameName(row.userName, userName);
  const user = report.users.find(isTheirs);
  if (!user) return;
  const own = found.get(user.createdAt) ?? new Map<string, ReportedCredential>();
  found.set(user.createdAt, own);
  for (const each of credentialsIn(report, user, isTheirs)) own.set(each.id, each);
}

function credentialsIn(
  { on, keys, otherCredentials = [] }: Report,
  { password }: ReportUser,
  isTheirs: (row: { readonly accountId: string; readonly userName?: string }) => boolean,
): readonly ReportedCredential[] {
  const unknown = { unknown: 'the daily report does not say it' };
  const at = (moment: string) => (moment === 'unknown' ? unknown : moment);
  return [
    ...keys.filter(isTheirs).map(({ keyId: id, createdAt, lastUsed }) => ({
      ...{ kind: 'access-key' as const, id, createdAt, lastOn: on },
      ...(lastUsed && { lastUsed: withoutDays(lastUsed) }),
    })),
    ...(password === undefined || password === 'unknown'
      ? []
      : [
          {
            ...{ kind: 'password' as const, id: PASSWORD, lastOn: on },
            createdAt: at(password.changedAt),
            ...(password.lastUsedAt !== undefined && {
              lastUsed: password.lastUsedAt === 'unknown' ? unknown : { at: password.lastUsedAt },
            }),
          },
        ]),
    ...otherCredentials
      .filter(isTheirs)
      .flatMap(({ kind, id, createdAt }) =>
        id === undefined ? [] : [{ kind, id, createdAt: at(createdAt), lastOn: on }],
      ),
  ];
}

function withoutDays(
  lastUsed: NonNullable<Report['keys'][number]['lastUsed']>,
): NonNullable<ReportedCredential['lastUsed']> {
  if ('unknown' in lastUsed) return lastUsed;
  const { at, service, region } = lastUsed;
  return { at, ...(service !== undefined && { service }), ...(region !== undefined && { region }) };
}

function userOf(
  createdAt: string,
  own: ReadonlyMap<string, ReportedCredential>,
  read: readonly LocalDate[],
): ReportedUser {
  const credentials = [...own.values()].map((each) => {
    const goneBy = read.find((day) => day > each.lastOn);
    return { ...each, ...(goneBy !== undefined && { goneBy }) };
  });
  return { createdAt: new Date(createdAt), credentials };
}

function newestFirst(a: ReportedUser, b: ReportedUser): number {
  return b.createdAt.getTime() - a.createdAt.getTime();
}
