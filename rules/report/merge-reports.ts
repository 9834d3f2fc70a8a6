import { byName, inOrder } from '../order';
import type { Settings } from '../settings';
import { reportRules } from './breaches';
import { oneUserVerdict } from './breaches/one-user';
import { mergedMoves } from './moves';
import type { Report, ReportAccount, ReportRule, ReportUser } from './report';
import { rotatedInAll } from './rotated';

/**
 * One report of reports that were each composed of one account, at one time and with the same settings.
 * @param unread the accounts of which there is none
 * @param head what is the same for all of them, where there may be none at all
 */
export function mergeReports(
  parts: readonly Report[],
  unread: readonly ReportAccount[],
  head: Omit<
    Report,
    | 'accounts'
    | 'users'
    | 'keys'
    | 'otherCredentials'
    | 'rules'
    | 'moves'
    | 'forecast'
    | 'deeds'
    | 'rotated'
  >,
  settings: Settings,
): Report {
  const accounts = [...parts.flatMap((part) => part.accounts), ...unread].sort(byName);
  const users = parts.flatMap((part) => part.users);
  const deeds = parts.flatMap((part) => (part.deeds ? [part.deeds] : []));
  const [period] = deeds;
  const moves = mergedMoves(parts);
  const rotated = parts.flatMap((part) => part.rotated ?? []);
  return {
    ...head,
    accounts,
    users,
    keys: parts.flatMap((part) => part.keys),
    otherCredentials: parts.flatMap((part) => part.otherCredentials ?? []),
    rules: mergedRules(parts, users, accounts, head.generatedAt, settings),
    ...(moves && { moves }),
    forecast: parts.flatMap((part) => part.forecast).sort((a, b) => inOrder(a.on, b.on)),
    ...(period && {
      deeds: {
        from: period.from,
        to: period.to,
        entries: deeds.flatMap(({ entries }) => entries).sort((a, b) => inOrder(a.at, b.at)),
        undelivered: deeds
          .flatMap(({ undelivered = [] }) => undelivered)
          .sort((a, b) => inOrder(a.at, b.at)),
      },
    }),
    ...(rotated.length > 0 && { rotated: rotatedInAll(rotated) }),
  };
}

/** Who breaks a rule shows in each account; only the first is about all of them together. */
function mergedRules(
  parts: readonly Report[],
  users: readonly ReportUser[],
  accounts: readonly ReportAccount[],
  generatedAt: string,
  settings: Settings,
): Report['rules'] {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const unread = accounts.filter(({ outcome }) => outcome === 'unread').length;
  const people = users.map(({ accountId: id, userName: name, type, slackId }) => ({
    account: { id, name: names.get(id) ?? id },
    user: { name },
    tags: { type, slackId },
  }));
  const ofAll = { 'one-user': oneUserVerdict(people) };
  const ofParts = parts.flatMap(({ rules }) => rules);
  return reportRules([], [], settings, new Date(generatedAt), unread, ofAll).map((rule) => {
    if (rule.rule === 'one-user') return rule;
    const same = ofParts.filter((each) => each.rule === rule.rule);
    const notSeen = notesOf(rule, same);
    return {
      ...rule,
      ...(notSeen !== undefined && { notSeen }),
      breaches: same.flatMap(({ breaches }) => breaches),
      notSeenOf: same.flatMap(({ notSeenOf }) => notSeenOf),
    };
  });
}

/** What the whole says for all of them is not said again. */
function notesOf({ notSeen: all = '' }: ReportRule, parts: Report['rules']): string | undefined {
  const more = parts.flatMap(({ notSeen = '' }) => (all.includes(notSeen) ? [] : [notSeen]));
  const notes = [...new Set(more), all].filter((note) => note !== '');
  return notes.length > 0 ? notes.join(' ') : undefined;
}
