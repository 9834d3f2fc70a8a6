import type { App } from '../app';
import { Refusal } from '../refusal';
import { bot, isMember, type Conversation, type Workspace } from '../workspace';
import { text, type Method } from './method';

const MOST_MEMBERS = 1000;
/** One for each kind of conversation, in the order in which Slack names them. */
const readScopes = ['channels:read', 'groups:read', 'mpim:read', 'im:read'];

export const open: Method = ({ app, workspace }, args) => {
  app.need('im:write');
  const users = (text(args, 'users') ?? '').split(',').filter(Boolean);
  if (users.length > 1) throw new Refusal('not_enough_users');
  const [id] = users;
  if (!id) throw new Refusal('users_list_not_supplied');
  const user = workspace.user(id);
  if (user.isBot) throw new Refusal('cannot_dm_bot');
  if (user.isDeactivated) throw new Refusal('user_disabled');
  return { channel: { id: workspace.openIm(user).id } };
};

export const info: Method = ({ app, workspace }, args) => {
  const conversation = seen(app, workspace, text(args, 'channel') ?? '');
  return { channel: describe(conversation) };
};

export const members: Method = ({ app, workspace }, args) => {
  const conversation = seen(app, workspace, text(args, 'channel') ?? '');
  const ids = membersOf(conversation);
  const limit = Number(args['limit'] ?? 100);
  if (!(limit >= 1 && limit <= MOST_MEMBERS)) throw new Refusal('invalid_limit');
  const cursor = text(args, 'cursor');
  const start = cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString());
  if (!(start >= 0)) throw new Refusal('invalid_cursor');
  const end = start + limit;
  const next = end < ids.length ? Buffer.from(String(end)).toString('base64') : '';
  return { members: ids.slice(start, end), response_metadata: { next_cursor: next } };
};

export const join: Method = ({ app, workspace }, args) => {
  app.need('channels:join');
  const conversation = workspace.conversation(text(args, 'channel') ?? '');
  if (conversation.kind === 'im' || conversation.isPrivate)
    throw new Refusal('method_not_supported_for_channel_type');
  if (conversation.isArchived) throw new Refusal('is_archived');
  const { kind, ...channel } = conversation;
  workspace.putChannel({ ...channel, isMember: true });
  return { channel: describe({ ...channel, kind, isMember: true }) };
};

/** An app that may see no kind of conversation is not told whether there is one, or of what kind. */
function seen(app: App, workspace: Workspace, id: string): Conversation {
  app.needAnyOf(readScopes);
  const conversation = workspace.conversation(id);
  if (conversation.kind === 'im') app.need('im:read');
  else app.need(conversation.isPrivate ? 'groups:read' : 'channels:read');
  return conversation;
}

function membersOf(conversation: Conversation): readonly string[] {
  if (conversation.kind === 'im') return [bot.userId, conversation.user.id];
  return [...(isMember(conversation) ? [bot.userId] : []), ...(conversation.members ?? [])];
}

function describe(conversation: Conversation): Record<string, unknown> {
  if (conversation.kind === 'im')
    return {
      id: conversation.id,
      is_im: true,
      is_archived: false,
      user: conversation.user.id,
      is_user_deleted: conversation.user.isDeactivated ?? false,
    };
  const isPrivate = conversation.isPrivate ?? false;
  return {
    id: conversation.id,
    name: conversation.name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_private: isPrivate,
    is_archived: conversation.isArchived ?? false,
    is_member: isMember(conversation),
  };
}
