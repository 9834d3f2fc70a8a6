import { messageSchema } from './message-schema';
import { faultOf, type LargeCompany } from './large-company';
import type { RunPlayed } from './play-run';

/** What of the company the judge looks at. */
export type Judged = Pick<
  LargeCompany,
  'accounts' | 'usersEach' | 'days' | 'isFaulty' | 'reports' | 'idOf'
>;

/** What of the promises does not hold after a run, a line each. */
export function judge(
  company: Judged,
  run: Pick<RunPlayed, 'day' | 'result' | 'quotas'>,
  notices: readonly string[],
): string[] {
  const unread = new Set(
    [...Array(company.accounts).keys()].filter((account) => isUnread(company, account)),
  );
  return [
    ...counts(company, run, unread.size),
    ...run.quotas.exceeded,
    ...inReport(company, unread),
    ...told(company, run, notices, unread),
  ].slice(0, 20);
}

function isUnread({ isFaulty }: Judged, account: number): boolean {
  const fault = faultOf(account);
  return isFaulty && (fault === 'refused' || fault === 'dies');
}

function counts(
  { accounts }: Judged,
  { result }: Pick<RunPlayed, 'result'>,
  unread: number,
): string[] {
  const [read, notRead] = [result['accountsRead'], result['accountsUnread']];
  return read === accounts - unread && notRead === unread
    ? []
    : [`the run says ${String(read)} read and ${String(notRead)} unread, not ${unread} of these`];
}

/** Every account is in the index once; every key on its account's page once; what was not read says so. */
function inReport(company: Judged, unread: ReadonlySet<number>): string[] {
  const { indexed, keys } = company.reports;
  const wrong: string[] = [];
  if (indexed.size !== company.accounts)
    wrong.push(`the report has ${indexed.size} of ${company.accounts} accounts`);
  for (let account = 0; account < company.accounts; account++) {
    const id = company.idOf(account);
    const counted = [...(keys.get(id)?.values() ?? [])];
    const reason = indexed.get(id);
    if (unread.has(account)) {
      if (reason === undefined || counted.length > 0) wrong.push(`${id} is not said to be unread`);
    } else if (reason !== undefined) wrong.push(`${id} is said to be unread: ${reason}`);
    else if (counted.length !== company.usersEach || counted.some((times) => times !== 1))
      wrong.push(`${id}: ${counted.length} of ${company.usersEach} keys, or one twice`);
  }
  return wrong;
}

/** One reminder for each account that was read, on the day that has one, and one copy of it; a summary. */
function told(
  company: Judged,
  { day }: Pick<RunPlayed, 'day'>,
  notices: readonly string[],
  unread: ReadonlySet<number>,
): string[] {
  const isLast = day.getTime() === company.days.at(-1)?.getTime();
  const expected = isLast ? company.accounts - unread.size : 0;
  const [reminded, copied] = [new Map<string, number>(), new Map<string, number>()];
  const wrong: string[] = [];
  let summaries = 0;
  for (const body of notices) {
    const message = messageSchema.parse(JSON.parse(body));
    if (message.kind === 'private-message') count(reminded, message.notice?.account.id ?? '');
    for (const { accountId } of message.items ?? []) count(copied, accountId);
    if (message.kind === 'daily-summary') summaries += 1;
    if (message.report && 'failed' in message.report)
      wrong.push(`no report was written: ${String(message.report.failed)}`);
  }
  for (const [what, seen] of [
    ['reminders', reminded],
    ['copies for the team', copied],
  ] as const) {
    if (seen.size !== expected || [...seen.values()].some((times) => times !== 1))
      wrong.push(`${what} for ${seen.size} accounts, each once, and not ${expected}`);
    for (const account of unread)
      if (seen.has(company.idOf(account))) wrong.push(`${what} for the unread ${account}`);
  }
  if (summaries !== 1) wrong.push(`${summaries} summaries`);
  return wrong;
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
