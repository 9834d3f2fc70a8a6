import { checkBlocks } from '../block-kit';
import type { PostedMessage } from '../inbox';
import { Refusal } from '../refusal';
import { tryJson } from '../request';
import { bot, isMember, team, type Conversation } from '../workspace';
import { text, type Arguments, type Method, type Slack } from './method';

const MOST_TEXT = 40_000;

export const postMessage: Method = (slack, args) => {
  slack.app.need('chat:write');
  const to = text(args, 'channel');
  if (!to) throw new Refusal('channel_not_found');
  const conversation = slack.workspace.recipient(to);
  mayPost(slack, conversation);
  const content = contentOf(args);
  slack.takeRoom(conversation.id);
  const threadTs = threadOf(slack, conversation, text(args, 'thread_ts'));
  const posted = slack.inbox.add(
    { channel: conversation.id, to, ...content, ...(threadTs && { threadTs }) },
    slack.now(),
  );
  return answerOf(posted);
};

/** The thread that a message goes to. Slack says nothing where there is none: the message stands in the channel. */
function threadOf({ inbox }: Slack, { id }: Conversation, ts: string | undefined) {
  return ts !== undefined && inbox.hasThread({ channel: id, ts }) ? ts : undefined;
}

export const update: Method = (slack, args) => {
  slack.app.need('chat:write');
  const conversation = slack.workspace.conversation(text(args, 'channel') ?? '');
  mayPost(slack, conversation);
  const content = contentOf(args);
  const edited = slack.inbox.edit(
    { channel: conversation.id, ts: text(args, 'ts') ?? '' },
    content,
  );
  if (!edited) throw new Refusal('message_not_found');
  return { ...answerOf(edited), text: edited.text };
};

function mayPost({ app, workspace }: Slack, conversation: Conversation): void {
  if (conversation.kind === 'im') {
    if (!workspace.hasMessagesTab) throw new Refusal('messages_tab_disabled');
    return;
  }
  if (conversation.isArchived) throw new Refusal('is_archived');
  const isOpen = !conversation.isPrivate && app.has('chat:write.public');
  if (!isMember(conversation) && !isOpen) throw new Refusal('not_in_channel');
}

function contentOf(args: Arguments): Pick<PostedMessage, 'text' | 'blocks'> {
  const given = args['blocks'];
  // In forms, and by some clients in JSON too, blocks are JSON in a string.
  const parsed = typeof given === 'string' && given !== '' ? (tryJson(given) ?? given) : given;
  const blocks = parsed === undefined || parsed === '' ? [] : checkBlocks(parsed);
  const content = { text: text(args, 'text') ?? '', blocks };
  if (content.text === '' && blocks.length === 0) throw new Refusal('no_text');
  if (content.text.length > MOST_TEXT) throw new Refusal('msg_too_long');
  return content;
}

function answerOf(posted: PostedMessage): Record<string, unknown> {
  return {
    channel: posted.channel,
    ts: posted.ts,
    message: {
      type: 'message',
      user: bot.userId,
      bot_id: bot.botId,
      team: team.id,
      text: posted.text,
      ts: posted.ts,
      ...(posted.blocks.length > 0 && { blocks: posted.blocks }),
      ...(posted.threadTs && { thread_ts: posted.threadTs }),
      ...(posted.isEdited && { edited: { user: bot.userId, ts: posted.ts } }),
    },
  };
}
