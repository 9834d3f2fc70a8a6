import { checkBlocks } from '../block-kit';
import type { PostedMessage } from '../inbox';
import { Refusal } from '../refusal';
import { tryJson } from '../request';
import { bot, isIn, isMember, team, type Conversation } from '../workspace';
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

/** https://docs.slack.dev/reference/methods/chat.postEphemeral */
export const postEphemeral: Method = (slack, args) => {
  slack.app.need('chat:write');
  // Unlike a message for all, it opens no direct messages: a user's id is no conversation.
  const conversation = slack.workspace.named(text(args, 'channel') ?? '');
  mayPost(slack, conversation);
  const seenBy = text(args, 'user') ?? '';
  if (!slack.workspace.has(seenBy) || !isIn(conversation, { id: seenBy }))
    throw new Refusal('user_not_in_channel');
  const content = contentOf(args);
  slack.takeRoom(conversation.id);
  const threadTs = threadOf(slack, conversation, text(args, 'thread_ts'));
  const { ts } = slack.inbox.addAlone(
    { channel: conversation.id, seenBy, ...content, ...(threadTs && { threadTs }) },
    slack.now(),
  );
  return { message_ts: ts };
};

/** The thread that a message goes to. Slack says nothing where there is none: the message stands in the channel. */
function threadOf({ inbox }: Slack, { id }: Conversation, ts: string | undefined) {
  return ts !== undefined && inbox.hasThread({ channel: id, ts }) ? ts : undefined;
}

/** Asks for no scope. https://docs.slack.dev/reference/methods/chat.getPermalink */
export const getPermalink: Method = (slack, args) => {
  const { id } = slack.workspace.conversation(text(args, 'channel') ?? '');
  const ts = text(args, 'message_ts') ?? '';
  if (!slack.inbox.find({ channel: id, ts })) throw new Refusal('message_not_found');
  const permalink = `https://${team.domain}.slack.com/archives/${id}/p${ts.replace('.', '')}`;
  return { channel: id, permalink };
};

/** https://docs.slack.dev/reference/methods/chat.update */
export const update: Method = (slack, args) => {
  slack.app.need('chat:write');
  const conversation = slack.workspace.conversation(text(args, 'channel') ?? '');
  if (conversation.kind === 'channel' && conversation.isArchived) throw new Refusal('is_inactive');
  const place = { channel: conversation.id, ts: text(args, 'ts') ?? '' };
  const message = slack.inbox.find(place);
  if (!message) throw new Refusal('message_not_found');
  if (message.by !== undefined) throw new Refusal('cant_update_message');
  const content = contentOf(args);
  slack.takeRoom('chat.update');
  const edited = slack.inbox.edit(place, content) ?? message;
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

/** What a message says. @throws Refusal */
export function contentOf(args: Arguments): Pick<PostedMessage, 'text' | 'blocks'> {
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
