import type { Colors } from 'picocolors/types';
import { momentInUtc } from '../../rules/calendar';
import { counted } from '../../rules/counted';
import { isUnknown, type Unknown } from '../../rules/model';
import type {
  Breach,
  Report,
  ReportKey,
  ReportRule,
  ReportUser,
  UserReference,
} from '../../rules/report/report';
import { kindNamed, namedIn } from '../../rules/report/named';
import { notSeen } from '../../rules/report/not-seen';
import { cisInWords } from '../../rules/report/rule-names';
import { oneLine, textTable } from '../text-table';
import { otherCredentialsTable } from './other-credentials-table';
import { withoutKeysLines } from './without-keys-lines';

/** A list longer than this is cut in a table: the other formats have all of it. */
const LONGEST_LIST = 20;

/** The report for a person at a terminal. */
export function renderTable(report: Report, colours: Colors): string {
  const nameOf = namer(report);
  const withoutKeys = withoutKeysLines(report, nameOf);
  return [
    heading(report, colours),
    section(
      'Rules',
      colours,
      report.rules.flatMap((rule) => ruleLines(rule, nameOf, colours)),
    ),
    section('Keys', colours, [keysTable(report, colours)]),
    section('Other credentials', colours, otherCredentialsTable(report)),
    section('Without keys', colours, [...cut(withoutKeys.users), ...cut(withoutKeys.notes)]),
    section('Not seen', colours, notSeen(report).map(oneLine)),
    section('Tags', colours, cut(tagLines(report, nameOf))),
    section(
      `Next 30 days, if nobody acts${report.untaggedAs ? ` (untagged users taken for ${report.untaggedAs}s)` : ''}`,
      colours,
      cut(report.forecast.map((entry) => `${entry.on}  ${nameOf(entry)}: ${oneLine(entry.text)}`)),
    ),
    section(
      'What the monitor did',
      colours,
      cut(
        (report.deeds?.entries ?? []).map(
          (deed) => `${deed.at}  ${nameOf(deed)}: ${oneLine(deed.text)}`,
        ),
      ),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

type NameOf = (entry: Omit<Breach, 'text'>) => string;

/** `alice in identity`, with the key's last four characters; the account only where there are several. */
function namer({ accounts }: Report): NameOf {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return (entry) => {
    const { accountId, keyId } = entry;
    const account = names.get(accountId) ?? accountId;
    const named = namedIn(entry);
    if (named === undefined) return oneLine(account);
    const key = keyId === undefined ? '' : `, key …${keyId.slice(-4)}`;
    return oneLine(`${named}${accounts.length > 1 ? ` in ${account}` : ''}${key}`);
  };
}

function heading(report: Report, colours: Colors): string {
  const { keyturnVersion, on, timeZone, accounts } = report;
  const uncounted = unseenKeys(report);
  const lines = accounts.map((account) => {
    const name = account.name === account.id ? account.id : `${account.name} (${account.id})`;
    return account.outcome === 'read'
      ? oneLine(
          `${name}: ${counted(account.users, 'user')}, ${counted(account.enabledKeys, 'enabled key')}${uncounted(account.id)}; ${reportOf(account.credentialReportAt)}`,
        )
      : colours.red(oneLine(`${name}: NOT READ: ${account.reason}`));
  });
  return [colours.bold(`keyturn ${keyturnVersion}, ${on} (${timeZone})`), ...cut(lines)].join('\n');
}

/** In whose accounts there are keys that are not among those that are counted, in words. */
function unseenKeys({ users }: Report): (accountId: string) => string {
  const unseen = Map.groupBy(
    users.filter(({ keys }) => keys === 'unknown'),
    ({ accountId }) => accountId,
  );
  return (accountId) => {
    const count = unseen.get(accountId)?.length;
    return count === undefined ? '' : `, not counting those of ${counted(count, 'user')}`;
  };
}

function reportOf(at: string | Unknown): string {
  return isUnknown(at)
    ? 'NO CREDENTIAL REPORT'
    : `credential report of ${momentInUtc(new Date(at))}`;
}

function section(title: string, colours: Colors, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [colours.bold(title), ...lines].join('\n');
}

function ruleLines(
  { rule, title, cis, notSeen, breaches, notSeenOf }: ReportRule,
  nameOf: NameOf,
  colours: Colors,
) {
  const verdicts = [
    ...(breaches.length > 0 ? [colours.red(`broken ${counted(breaches.length, 'time')}`)] : []),
    ...(notSeenOf.length > 0
      ? [colours.yellow(`not seen of ${counted(notSeenOf.length, kindNamed(notSeenOf))}`)]
      : []),
  ];
  const list = (entries: readonly Breach[], what = '') =>
    cut(entries.map((entry) => `    ${what}${nameOf(entry)}: ${oneLine(entry.text)}`));
  return [
    `${title} (${rule}): ${verdicts.length > 0 ? verdicts.join(', ') : colours.green('kept')}${cis ? colours.dim(`; ${cisInWords(cis)}`) : ''}`,
    ...list(breaches),
    ...list(notSeenOf, 'not seen: '),
    ...(notSeen === undefined ? [] : [colours.dim(`    not seen: ${oneLine(notSeen)}`)]),
  ];
}

/** A row a key, oldest first, then the users without. */
function keysTable({ users, keys, accounts, limits }: Report, colours: Colors): string {
  const userOf = new Map(users.map((user) => [idOf(user), user]));
  const accountName = new Map(accounts.map(({ id, name }) => [id, name]));
  const withKeys = new Set(keys.map(idOf));
  const rowOf = (user: ReportUser, key?: ReportKey) => [
    oneLine(accountName.get(user.accountId) ?? user.accountId),
    oneLine(user.userName),
    user.type ?? '?',
    inWords(user.hasMfa),
    passwordOf(user),
    key?.keyId ?? user.keys ?? '-',
    key ? (key.status === 'Active' ? 'enabled' : 'off') : '-',
    key ? ageOf(key, limits.disableAge, colours) : '-',
    key ? useOf(key) : '-',
  ];
  const rows = [
    ...keys
      .toSorted(
        (a, b) => Number(b.status === 'Active') - Number(a.status === 'Active') || b.age - a.age,
      )
      .flatMap((key) => {
        const user = userOf.get(idOf(key));
        return user ? [rowOf(user, key)] : [];
      }),
    ...users.filter((user) => !withKeys.has(idOf(user))).map((user) => rowOf(user)),
  ];
  const head = ['ACCOUNT', 'USER', 'TYPE', 'MFA', 'PASSWORD', 'KEY', 'STATUS', 'AGE', 'LAST USED'];
  return textTable(head, rows);
}

function inWords(hasMfa: ReportUser['hasMfa']): string {
  return hasMfa === 'unknown' ? hasMfa : hasMfa ? 'yes' : 'no';
}

function passwordOf({ password }: ReportUser): string {
  if (password === undefined) return '-';
  if (password === 'unknown') return password;
  return password.age === 'unknown' ? 'age unknown' : days(password.age);
}

function useOf({ lastUsed }: ReportKey): string {
  if (lastUsed === undefined) return 'never';
  return 'unknown' in lastUsed ? 'unknown' : `${days(lastUsed.daysAgo)} ago`;
}

function ageOf({ age, status }: ReportKey, disableAge: number, colours: Colors): string {
  return status === 'Active' && age >= disableAge ? colours.red(days(age)) : days(age);
}

function tagLines({ users }: Report, nameOf: NameOf): string[] {
  return users
    .filter(({ tagProblems }) => tagProblems.length > 0)
    .map((user) => `${nameOf(user)}: ${oneLine(user.tagProblems.join('; '))}`);
}

function idOf({ accountId, userName }: UserReference): string {
  return `${accountId}/${userName}`;
}

function cut(lines: readonly string[]): readonly string[] {
  if (lines.length <= LONGEST_LIST) return lines;
  const rest = lines.length - LONGEST_LIST;
  return [...lines.slice(0, LONGEST_LIST), `    and ${rest} more: --format json has them all`];
}

function days(count: number): string {
  return `${count} d`;
}
