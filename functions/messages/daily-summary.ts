import { countIn, type NoticeOf, type SummaryList } from '../../rules/notices';
import { movesInWords } from '../../rules/person/moves-by-step';
import type { SlackMessage } from '../slack-message';
import { context, header, list, message, section } from './blocks';
import { longDate } from './dates';
import { accountText } from './facts';
import { joined, link, mrkdwn, sentence, type Mrkdwn } from './mrkdwn';

type Summary = NoticeOf<'daily-summary'>;

/** Six lists at most: together well below the size at which Slack refuses a message's blocks. */
const LIST = { items: 12, characters: 2000 } as const;
const SENTENCE_LIMIT = 200;

/** What a run read, did, held back and found. A quiet day is one line. */
export function dailySummary(summary: Summary): SlackMessage {
  const { accountsUnread, done, heldBack, undelivered, findings, unanswered = [] } = summary;
  const day = `${longDate(summary.date)}${summary.dryRun ? ' (dry run)' : ''}`;
  const counts = countsOf(summary);
  const lacksReport = summary.report !== undefined && 'failed' in summary.report;
  // Without its report a day is not quiet: somebody has to see to that.
  const isQuiet =
    !lacksReport &&
    [accountsUnread, done, heldBack, undelivered, findings, unanswered].every(
      (each) => each.length === 0,
    );
  if (isQuiet) {
    const line = mrkdwn`${day}: ${counts}. Nothing to do.`;
    return message(line, [
      context(joined([line, ...movesLine(summary), ...reportLine(summary)], ' ')),
    ]);
  }
  const count = (which: SummaryList) => countIn(summary, which);
  const isUnanswered =
    unanswered.length > 0 ? mrkdwn`, ${count('unanswered')} not answered` : mrkdwn``;
  const text = mrkdwn`Keyturn on ${day}: ${counts}; ${count('done')} done, ${count('heldBack')} held back, ${count('undelivered')} not delivered, ${count('findings')} found${isUnanswered}${lacksReport ? '; no report' : ''}.`;
  const show = (title: Mrkdwn, which: SummaryList, items: readonly Mrkdwn[]) =>
    list(mrkdwn`${title} (${count(which)})`, items, { ...LIST, outOf: count(which) });
  const unread = accountsUnread.map(
    ({ account, reason }) => mrkdwn`${accountText(account)}: ${sentence(reason, SENTENCE_LIMIT)}`,
  );
  return message(text, [
    header(`Keyturn on ${day}`),
    section(
      mrkdwn`${counts}.`,
      ...(summary.dryRun
        ? [mrkdwn`*Dry run:* nothing was disabled, and no engineer was told.`]
        : []),
      ...movesLine(summary),
      ...reportLine(summary),
    ),
    show(mrkdwn`⚠️ *Accounts that could not be read*`, 'accountsUnread', unread),
    show(mrkdwn`⚠️ *Not delivered*`, 'undelivered', sentences(undelivered)),
    show(
      mrkdwn`⚠️ *Nobody has said whose these new keys are*`,
      'unanswered',
      sentences(unanswered),
    ),
    show(mrkdwn`*Held back*`, 'heldBack', sentences(heldBack)),
    show(mrkdwn`*Done*`, 'done', sentences(done)),
    show(mrkdwn`*Found*`, 'findings', sentences(findings)),
  ]);
}

/** How far those have come who leave their keys. */
function movesLine({ moves }: Summary): readonly Mrkdwn[] {
  return moves === undefined ? [] : [mrkdwn`Moves: ${movesInWords(moves)}.`];
}

/** Where the report is. A failed one says why: the run itself goes on without it. */
function reportLine({ report }: Summary): readonly Mrkdwn[] {
  if (report === undefined) return [];
  return 'link' in report
    ? [link(report.link, 'The report')]
    : [mrkdwn`⚠️ *No report was written:* ${sentence(report.failed, SENTENCE_LIMIT)}`];
}

function countsOf(summary: Summary): Mrkdwn {
  const { ageBands } = summary;
  const [read, notRead] = [countIn(summary, 'accountsRead'), countIn(summary, 'accountsUnread')];
  const accounts = read === 1 ? '1 account' : `${read} accounts`;
  const unread = notRead > 0 ? `, ${notRead} not` : '';
  const total = ageBands.reduce((sum, { keys }) => sum + keys, 0);
  const bands = ageBands
    .filter(({ keys }) => keys > 0)
    .slice(0, 8)
    .map(({ label, keys }) => mrkdwn`${sentence(label, 40)}: ${keys}`);
  const ages = bands.length > 0 ? mrkdwn` (${joined(bands, ', ')})` : mrkdwn``;
  return mrkdwn`${accounts} read${unread}; ${total === 1 ? '1 enabled key' : `${total} enabled keys`}${ages}`;
}

function sentences(lines: readonly string[]): readonly Mrkdwn[] {
  return lines.map((line) => sentence(line, SENTENCE_LIMIT));
}
