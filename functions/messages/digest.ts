import type { LocalDate } from '../../rules/model';
import type { UserNotice } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import { context, header, message, section, sizeOf } from './blocks';
import { longDate } from './dates';
import { digestLine } from './digest-line';
import { alarmOf } from './key-created';
import { joined, mrkdwn, type Mrkdwn } from './mrkdwn';
import type { OwnerOutcome } from './reader';

/** A notice that the team is shown among others of its run. */
export interface Copy {
  readonly notice: UserNotice;
  /** The day that its owner was told, if it names one. */
  readonly stopsOn?: LocalDate;
  readonly owner: OwnerOutcome;
}

/** A message of a digest's thread, and what it tells. */
export interface DigestPage {
  readonly copies: readonly Copy[];
  readonly message: SlackMessage;
}

/** Three sections of a page: together below the size at which Slack refuses a message's blocks. */
const SECTIONS = 3;
const SECTION_CHARACTERS = 2800;

/** Each kind in words, the urgent ones first: the order of the digest and of its thread. */
const words: Readonly<Record<UserNotice['kind'], readonly [one: string, many: string]>> = {
  'key-disabled': ['key was disabled', 'keys were disabled'],
  'key-reminder': ['key grows old', 'keys grow old'],
  'second-key': ['engineer has two enabled keys', 'engineers have two enabled keys'],
  'key-created': ['key was made', 'keys were made'],
  'key-reenabled': ['key was enabled again', 'keys were enabled again'],
  'machine-key-old': ["machine's key grows old", "machines' keys grow old"],
  'password-reminder': ['console password grows old', 'console passwords grow old'],
};
const order = Object.keys(words);

/** The digest of a run in the team's channel: how many notices of what kind. The thread has each of them. */
export function renderDigest(date: LocalDate, copies: readonly Copy[]): SlackMessage {
  const counts = Object.entries(words).flatMap(([kind, [one, many]]) => {
    const count = copies.filter(({ notice }) => notice.kind === kind).length;
    return count === 0 ? [] : [mrkdwn`${count} ${count === 1 ? one : many}`];
  });
  const alarms = copies.filter(({ notice }) => isAlarming(notice)).length;
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

/** Somebody has done what they should not have. */
function isAlarming(notice: UserNotice): boolean {
  if (notice.kind === 'key-created') return alarmOf(notice) !== undefined;
  return notice.kind === 'key-reenabled';
}

/** The thread: a line a notice, the urgent ones first. */
export function renderDigestPages(copies: readonly Copy[]): readonly DigestPage[] {
  const sorted = copies.toSorted(
    (a, b) => order.indexOf(a.notice.kind) - order.indexOf(b.notice.kind),
  );
  const lines = sorted.map((copy) => ({ copy, line: mrkdwn`• ${digestLine(copy)}` }));
  return inGroups(inGroups(lines, fitsSection), (sections) => sections.length <= SECTIONS).map(
    (sections) => ({
      copies: sections.flat().map(({ copy }) => copy),
      message: pageOf(sections.map((each) => each.map(({ line }) => line))),
    }),
  );
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
