import type { LocalDate } from '../../rules/model';
import type { SlackMessage } from '../slack-message';
import { context, header, message, section, sizeOf } from './blocks';
import type { Copy } from './user-message';
import { longDate } from './dates';
import { accountText, personText } from './facts';
import { joined, mrkdwn, type Mrkdwn } from './mrkdwn';
import { inDigestOf, userMessages } from './user-messages';

/** A message of a digest's thread, and what it tells. */
export interface DigestPage {
  readonly copies: readonly Copy[];
  readonly message: SlackMessage;
}

/** Three sections of a page: together below the size at which Slack refuses a message's blocks. */
const SECTIONS = 3;
const SECTION_CHARACTERS = 2800;

const order = Object.keys(userMessages);

/** The digest of a run in the team's channel: how many notices of what kind. The thread has each of them. */
export function renderDigest(date: LocalDate, copies: readonly Copy[]): SlackMessage {
  const counts = order.flatMap((kind) => {
    const ofKind = copies.filter(({ notice }) => notice.kind === kind);
    const [first] = ofKind;
    if (!first) return [];
    const { one, many } = inDigestOf(first.notice);
    return [mrkdwn`${ofKind.length} ${ofKind.length === 1 ? one : many}`];
  });
  const alarms = copies.filter(({ notice }) => inDigestOf(notice).isAlarming(notice)).length;
  const first =
    alarms === 0
      ? []
      : [mrkdwn`🚨 ${alarms} of them ${alarms === 1 ? 'needs' : 'need'} a look at once`];
  const title = `${copies.length} ${copies.length === 1 ? 'notice' : 'notices'} of Keyturn on ${longDate(date)}`;
  return message(mrkdwn`${title}: ${joined([...first, ...counts], ', ')}.`, [
    header(title),
    section(...first, ...counts.map((count) => mrkdwn`• ${count}`)),
    context(
      mrkdwn`Each is in the thread. Whoever could not be told has a message of its own here.`,
    ),
  ]);
}

/** The thread: a line a notice, the urgent ones first. */
export function renderDigestPages(copies: readonly Copy[]): readonly DigestPage[] {
  const sorted = copies.toSorted(
    (a, b) => order.indexOf(a.notice.kind) - order.indexOf(b.notice.kind),
  );
  const lines = sorted.map((copy) => ({ copy, line: mrkdwn`• ${lineOf(copy)}` }));
  return inGroups(inGroups(lines, fitsSection), (sections) => sections.length <= SECTIONS).map(
    (sections) => ({
      copies: sections.flat().map(({ copy }) => copy),
      message: pageOf(sections.map((each) => each.map(({ line }) => line))),
    }),
  );
}

function lineOf(copy: Copy): Mrkdwn {
  const { notice } = copy;
  const where = mrkdwn`${accountText(notice.account)}: ${personText(notice.owner)}`;
  return inDigestOf(notice).line(where, notice, copy);
}

function pageOf(sections: readonly (readonly Mrkdwn[])[]): SlackMessage {
  const count = sections.flat().length;
  return message(
    mrkdwn`${count === 1 ? '1 notice' : `${count} notices`}`,
    sections.map((lines) => section(...lines)),
  );
}

function fitsSection(lines: readonly { readonly line: Mrkdwn }[]): boolean {
  return lines.reduce((sum, { line }) => sum + sizeOf(line.text) + 2, 0) <= SECTION_CHARACTERS;
}

/** In their order, as many together as fit; one alone always does. */
function inGroups<T>(
  items: readonly T[],
  fits: (group: readonly T[]) => boolean,
): readonly (readonly T[])[] {
  const groups: T[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last && fits([...last, item])) last.push(item);
    else groups.push([item]);
  }
  return groups;
}
