import type { PressAnswer } from '../../rules/presses/press-answer';
import type { PressReasonCode } from '../../rules/presses/facts';
import { accountText, shortId } from './facts';
import { bold, code, joined, mrkdwn, personLink, sentence, type Mrkdwn } from './mrkdwn';

/** Why a press did not do what its button says, in words. */

/** What rules/presses says, and how a disabling may end otherwise. */
type WhyNot =
  | Exclude<PressReasonCode, 'mine' | 'reported' | 'look'>
  | 'not-read'
  | 'not-allowed'
  | 'not-disabled'
  | 'unclear';

/** Of each: the reason, for whoever pressed and for the team. */
export const reasons: Readonly<Record<WhyNot, Mrkdwn>> = {
  'unknown-notice': mrkdwn`Keyturn knows no such message, or it is too long ago.`,
  'newer-notice': mrkdwn`A newer version of Keyturn has sent that message, and it alone can answer.`,
  'another-thing': mrkdwn`That message was about another key.`,
  'another-button': mrkdwn`No message of that kind has such a button.`,
  copied: mrkdwn`A button counts only in the message that Keyturn itself has sent.`,
  deactivated: mrkdwn`Slack has deactivated your account, as far as Keyturn knows.`,
  'user-gone': mrkdwn`There is no such IAM user any more.`,
  'owner-changed': mrkdwn`The tags of that IAM user name another person by now.`,
  nobody: mrkdwn`Only the owner of the key may answer.`,
  'no-responder': mrkdwn`Only a responder may do that.`,
  machine: mrkdwn`Only a responder may disable the key of a machine.`,
  answered: mrkdwn`You have answered before, and the team sees it. No button takes that back.`,
  'newer-record': mrkdwn`It is *not disabled* by this version of Keyturn: a newer one knows more of it, and must do it.`,
  gone: mrkdwn`It is deleted already.`,
  off: mrkdwn`It is disabled already.`,
  'no-type': mrkdwn`It is *not disabled*: its IAM user has no valid tag ${code('type')}, and such a key is never touched.`,
  'older-button': mrkdwn`It is *not disabled*: since that message it was, and somebody has enabled it again.`,
  'dry-run': mrkdwn`It is *not disabled*, since this is a dry run: otherwise it would be now.`,
  'not-read': mrkdwn`That did *not disable* it: AWS does not say how it stands with it.`,
  'not-allowed': mrkdwn`It is *not disabled*: Keyturn may disable nothing in that account.`,
  'not-disabled': mrkdwn`It could *not be disabled*.`,
  unclear: mrkdwn`Nobody knows yet *whether it is disabled*: that is tried again by itself.`,
};

/** Where the key works no more, whatever this press did. */
export function isOver({ code: why }: PressAnswer): boolean {
  return why === 'off' || why === 'gone';
}

/** A code of a newer version has the sentence that came with it. */
export function whyNot({ code: why, text, who }: PressAnswer): Mrkdwn {
  const known = Object.entries(reasons).find(([each]) => each === why)?.[1];
  const reason = known ?? mrkdwn`Keyturn says: ${sentence(text, TEXT)}.`;
  return who === undefined || who.length === 0 ? reason : mrkdwn`${reason} ${whoMay(who)}`;
}

/** The key that a press was about. */
export function pressedKey({ about }: PressAnswer): Mrkdwn {
  if (!about) return mrkdwn`that key`;
  const { account, keyId, userName } = about;
  return mrkdwn`the AWS key ${code(shortId(keyId))} of ${code(userName)} in ${accountText(account)}`;
}

const TEXT = 300;
const MOST_NAMED = 10;

function whoMay(ids: readonly string[]): Mrkdwn {
  const named = ids.slice(0, MOST_NAMED).map((id) => bold(personLink(id)));
  const more = ids.length - named.length;
  const rest = more > 0 ? [mrkdwn`${more} more`] : [];
  return mrkdwn`Who may: ${joined([...named, ...rest], ', ')}.`;
}
