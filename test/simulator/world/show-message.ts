import type { SlackMessage } from '../../../functions/slack-message';
import { addresseeOf, type Notice } from '../../../rules/notices';
import { isPressMessage, type QueueMessage } from '../../../rules/notices/team-copies';
import { buttonOf } from '../../../rules/presses/press';
import type { Chronicle } from './chronicle';
import type { Posting, Shown } from './shown';
import { noticeOf, readDigest } from './read-digest';
import { readMessage, type MessageFacts } from './read-message';

/** A message to a user opens a private channel, whose id begins with D. */
export function channelOf(recipient: string): string {
  return recipient.replace(/^[UW]/, 'D');
}

/** Where and when a message is shown, and to whom alone in that place. */
type Place = Pick<Shown, 'at' | 'ts' | 'threadTs' | 'recipient'> & { readonly seenBy?: string };

/** Notes in the chronicle what people read of a message that Slack shows while that is being delivered. */
export function showMessage(
  chronicle: Chronicle,
  current: QueueMessage,
  message: SlackMessage,
  { seenBy, ...place }: Place,
): readonly Posting[] {
  if (isPressMessage(current) || seenBy !== undefined) {
    const posted = { ...place, seenBy, text: message.text, about: current };
    chronicle.ofPresses.push(posted);
    chronicle.count(`message shown: ${current.kind}`);
    return [posted];
  }
  const queuedBy = chronicle.queuedBy.get(current);
  const isAlone = current.kind !== 'team-copies' || current.as === 'single';
  const buttons = isAlone ? buttonsIn(message) : {};
  const show = (notice: Notice, step: Shown['step'], facts: MessageFacts) => {
    const shown: Shown = { ...place, queuedBy, facts, notice, step, buttons };
    chronicle.show(shown);
    chronicle.count(`message shown: ${facts.kind}`);
    return shown;
  };
  if (current.kind === 'team-copies') {
    const lines = isAlone ? [readMessage(message)] : readDigest(message);
    if (!isAlone) chronicle.count(place.threadTs ? 'message in the thread of a digest' : 'digest');
    const notices = chronicle.noticesOf(current);
    return lines.map((facts) => show(noticeOf(facts, notices), 'copy', facts));
  }
  const notice = current.kind === 'private-message' ? current.notice : current;
  const step = addresseeOf(notice) === place.recipient ? 'owner' : 'team';
  return [show(notice, step, readMessage(message))];
}

/** What can be pressed under it, and what each button carries. */
function buttonsIn({ blocks }: SlackMessage): Shown['buttons'] {
  const found = blocks
    .filter((block) => block.type === 'actions')
    .flatMap(({ elements }) => elements)
    .flatMap(({ action_id: id, value }) => {
      const button = buttonOf(id);
      return button ? [[button, value] as const] : [];
    });
  return Object.fromEntries(found);
}
