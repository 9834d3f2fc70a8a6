import type { NoticeRecord } from '../ledger';
import { credentialOf, type UserNotice } from '../notices';
import { isSameName } from '../without-case';
import type { PressFacts, PressReason, PressReasonCode } from './facts';
import type { Button } from './press';

/** Why the press does not do what its button says; undefined where this check has nothing against it. */
export type PressCheck = (facts: PressFacts) => PressReason | undefined;

/** What is known without AWS: by the ledger, and by who may disable any key. */
export type OfLedger = Pick<PressFacts, 'press' | 'notice' | 'responders' | 'isDeactivated'>;
export type LedgerCheck = (facts: OfLedger) => PressReason | undefined;

/**
 * Whether what came back from outside is what was sent, and where; and whether who pressed could have any right to it.
 * Nothing is asked of AWS before: a stranger's presses cost no call, and where it can't be asked they are no news.
 */
export const isSent: readonly LedgerCheck[] = [
  isOfUnknownNotice,
  isOfNewerNotice,
  isOfAnotherThing,
  // Before where it stood: each button stands in another message.
  hasAnotherButton,
  isCopied,
  isOfDeactivated,
  isNoResponders,
];

/** Whether it is whose press counts, by the tags of now. */
export const counts: readonly PressCheck[] = [
  isOfGoneUser,
  // Who it is: nobody else learns from here on how things stand.
  isOfChangedOwner,
  isNobodys,
  isMachines,
];

/** Whether it disables, where its button would: what the owner said is recorded all the same. */
export const disables: readonly PressCheck[] = [
  // What this version can't read may be why it must not be touched.
  hasNewerRecord,
  isGone,
  // After a process that died it is off and not told of: that is finished.
  isOff,
  hasNoType,
  isOlderButton,
  // Last: else it would be said that it would have been done.
  isDryRun,
];

/** @returns a reason with its words */
export function because(code: PressReasonCode, text: string): PressReason {
  return { code, text };
}

/** Under which notices each button stands. */
const noticesWith: Readonly<Record<Button, readonly UserNotice['kind'][]>> = {
  mine: ['key-question'],
  'not-mine': ['key-question'],
  'disable-now': ['key-created', 'key-reenabled'],
  'look-now': ['key-reminder', 'second-key', 'key-unused'],
};

function isOfUnknownNotice({ notice }: Pick<PressFacts, 'notice'>): PressReason | undefined {
  return notice && (notice.newer || notice.notice)
    ? undefined
    : because('unknown-notice', 'Keyturn knows no such message, or it is too long ago');
}

function isOfNewerNotice({ notice }: Pick<PressFacts, 'notice'>): PressReason | undefined {
  return notice?.newer
    ? because('newer-notice', 'a newer version of Keyturn has sent it, which alone can answer')
    : undefined;
}

function isOfAnotherThing({ press: { on }, notice: record }: OfLedger): PressReason | undefined {
  const notice = record?.notice;
  const credential = notice && credentialOf(notice);
  const isOf =
    notice &&
    notice.id === on.notice &&
    notice.account.id === on.account &&
    isSameName(notice.owner.userName, on.user) &&
    credential?.kind === on.credential.kind &&
    credential.id === on.credential.id;
  return isOf ? undefined : because('another-thing', 'the message was about another key');
}

function hasAnotherButton({ press, notice: record }: OfLedger): PressReason | undefined {
  const kind = record?.notice?.kind;
  return kind && noticesWith[press.button].includes(kind)
    ? undefined
    : because('another-button', 'no message of that kind has such a button');
}

function isCopied({ press, notice }: OfLedger): PressReason | undefined {
  const places = notice ? placesOf(notice, press.button) : [];
  const { channel, ts } = press.message;
  return places.some((place) => place.channel === channel && place.ts === ts)
    ? undefined
    : because('copied', 'it counts only in the message that Keyturn itself has sent');
}

/**
 * Where the message with that button stands. The owner's stand in their own conversation alone. It may have been withdrawn
 * while it was posted, or before the team was told: it stands there, and how things are by now is looked up anyway.
 */
function placesOf({ owner, team, copy }: NoticeRecord, button: Button) {
  const places = button === 'disable-now' ? [team, copy] : [owner];
  return places.filter((place) => place !== undefined && 'ts' in place);
}

/** They can't press in Slack: whoever it was came in another way. */
function isOfDeactivated({ isDeactivated }: OfLedger): PressReason | undefined {
  return isDeactivated
    ? because('deactivated', 'Slack has deactivated whoever this is: nothing is done for them')
    : undefined;
}

function isOfGoneUser({ owner }: PressFacts): PressReason | undefined {
  return owner ? undefined : because('user-gone', 'there is no such IAM user any more');
}

/** Its owner has a button of their own. */
function isNoResponders(facts: OfLedger): PressReason | undefined {
  const { press, responders } = facts;
  if (press.button !== 'disable-now' || isResponder(facts)) return undefined;
  return responders.length === 0
    ? because('no-responder', 'nobody is named who may do that')
    : { ...because('no-responder', 'only a responder may do that'), who: responders };
}

function isOfChangedOwner(facts: PressFacts): PressReason | undefined {
  const wasTheirs = facts.notice?.notice?.owner.slackId === facts.press.by.id;
  if (facts.press.button === 'disable-now' || isOwner(facts) || !wasTheirs) return undefined;
  return because('owner-changed', 'the tags of that IAM user name another person by now');
}

function isNobodys(facts: PressFacts): PressReason | undefined {
  if (facts.press.button === 'disable-now' || isOwner(facts)) return undefined;
  return because('nobody', 'only the owner of the key may answer');
}

/** A machine's slack-id names whoever looks after it, which is no word of who made a key. */
function isMachines({ press, owner }: PressFacts): PressReason | undefined {
  if (owner?.type !== 'machine' || press.button === 'disable-now') return undefined;
  return because('machine', 'only a responder may disable the key of a machine');
}

function hasNewerRecord({ isOfNewerVersion }: PressFacts): PressReason | undefined {
  return isOfNewerVersion
    ? because('newer-record', 'a newer version of Keyturn knows more of this key, and must do it')
    : undefined;
}

function isGone({ key }: PressFacts): PressReason | undefined {
  return key ? undefined : because('gone', 'the key is deleted already');
}

function isOff({ key, isUnfinishedReport }: PressFacts): PressReason | undefined {
  return key?.status === 'Active' || isUnfinishedReport
    ? undefined
    : because('off', 'the key is disabled already');
}

function hasNoType({ owner }: PressFacts): PressReason | undefined {
  return owner?.type === undefined
    ? because('no-type', 'its owner has no valid type, and such a key is never touched')
    : undefined;
}

/**
 * Since the message the key was disabled, and somebody has enabled it again: of that the message knows nothing. So a press
 * that is delivered a second time, days later, does nothing either.
 */
function isOlderButton(facts: PressFacts): PressReason | undefined {
  const { notice, record, press, isUnfinishedReport } = facts;
  if (isUnfinishedReport || record?.disabledAt === undefined) return undefined;
  const sentAt = notice ? placesOf(notice, press.button)[0]?.at : undefined;
  return sentAt === undefined || record.disabledAt >= sentAt
    ? because('older-button', 'it was disabled since, and enabled again by somebody: ask the team')
    : undefined;
}

function isDryRun({ isDryRun: is }: PressFacts): PressReason | undefined {
  return is ? because('dry-run', 'this is a dry run: it would be disabled now') : undefined;
}

function isOwner({ press, owner }: PressFacts): boolean {
  return owner?.slackId !== undefined && owner.slackId === press.by.id;
}

function isResponder({ press, responders }: OfLedger): boolean {
  return responders.includes(press.by.id);
}
