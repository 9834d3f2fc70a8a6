import { Refusal } from './refusal';

export interface SlackUser {
  /** U… or W… */
  readonly id: string;
  readonly name: string;
  readonly realName?: string;
  readonly email?: string;
  readonly isBot?: boolean;
  /** Slack keeps people who have left, takes messages to them, and shows these to nobody. */
  readonly isDeactivated?: boolean;
}

export interface SlackChannel {
  /** C… or G… */
  readonly id: string;
  readonly name: string;
  readonly isPrivate?: boolean;
  readonly isArchived?: boolean;
  /** Whether the app is in it; true if not given. */
  readonly isMember?: boolean;
  /** Ids of the users in it, without the app's own. Where nobody says who is, no one is taken for a stranger. */
  readonly members?: readonly string[];
}

/** Where a message goes: a channel, or the direct messages between the app and a user. */
export type Conversation =
  | ({ readonly kind: 'channel' } & SlackChannel)
  | { readonly kind: 'im'; readonly id: string; readonly user: SlackUser };

/** The app's own user, who posts. */
export const bot = { userId: 'U0KEYTURN00', botId: 'B0KEYTURN00', name: 'keyturn' } as const;
export const team = { id: 'T0EMULATED0', name: 'Emulated', domain: 'emulated' } as const;

/** Who and what there is in a Slack workspace, as the app may see it. */
export class Workspace {
  private readonly users = new Map<string, SlackUser>();
  private readonly channels = new Map<string, SlackChannel>();
  private readonly openedIms = new Set<string>();
  /** Whether people may write to, and read from, the app in direct messages: a switch of the app's home tab. */
  hasMessagesTab = true;
  /** Whether the app has a home: another switch there. */
  hasHomeTab = true;

  constructor(users: readonly SlackUser[], channels: readonly SlackChannel[]) {
    users.forEach((user) => this.putUser(user));
    channels.forEach((channel) => this.putChannel(channel));
  }

  /** Adds the user, or changes the one with this id. */
  putUser(user: SlackUser): void {
    this.users.set(user.id, user);
  }

  /** Adds the channel, or changes the one with this id. */
  putChannel(channel: SlackChannel): void {
    this.channels.set(channel.id, channel);
  }

  has(userId: string): boolean {
    return this.users.has(userId);
  }

  /** @throws Refusal `user_not_found` */
  user(id: string): SlackUser {
    const user = this.users.get(id);
    if (!user) throw new Refusal('user_not_found');
    return user;
  }

  /** @throws Refusal `users_not_found`, also where the user is deactivated. */
  userByEmail(email: string): SlackUser {
    const found = [...this.users.values()].find((user) => user.email === email);
    if (!found || found.isDeactivated) throw new Refusal('users_not_found');
    return found;
  }

  /** Opens the direct messages with a user. */
  openIm(user: SlackUser): Conversation {
    const id = imIdOf(user);
    this.openedIms.add(id);
    return { kind: 'im', id, user };
  }

  /**
   * The conversation that the app may see under an id.
   * @throws Refusal `channel_not_found`, also for private channels that the app is not in.
   */
  conversation(id: string): Conversation {
    const channel = this.channels.get(id);
    if (channel && (!channel.isPrivate || isMember(channel)))
      return { kind: 'channel', ...channel };
    const user = [...this.users.values()].find((each) => imIdOf(each) === id);
    if (user && this.openedIms.has(id)) return { kind: 'im', id, user };
    throw new Refusal('channel_not_found');
  }

  /** What chat.postMessage takes: an id of a conversation or a user, or a channel's name. */
  recipient(channel: string): Conversation {
    const user = this.users.get(channel);
    if (!user) return this.named(channel);
    if (user.isBot) throw new Refusal('cannot_dm_bot');
    return this.openIm(user);
  }

  /**
   * By its id, or a channel by its name.
   * @throws Refusal as `conversation`
   */
  named(channel: string): Conversation {
    const name = channel.replace(/^#/, '');
    const named = [...this.channels.values()].find((each) => each.name === name);
    return this.conversation(named?.id ?? channel);
  }
}

export function isMember(channel: SlackChannel): boolean {
  return channel.isMember ?? true;
}

/** Whether a user is in the conversation. */
export function isIn(conversation: Conversation, { id }: Pick<SlackUser, 'id'>): boolean {
  if (conversation.kind === 'im') return conversation.user.id === id;
  return conversation.members?.includes(id) ?? true;
}

/** The id of the direct messages between the app and the user. */
export function imIdOf(user: Pick<SlackUser, 'id'>): string {
  return `D${user.id.slice(1)}`;
}
