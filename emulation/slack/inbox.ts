import { imIdOf } from './workspace';

/** A message as it stands in Slack. */
export interface PostedMessage {
  /** The conversation: C…, G… or D… */
  readonly channel: string;
  /** Identifies the message in its conversation; ascending. */
  readonly ts: string;
  /** Whom the sender named: a user's id (U…, W…), a channel's, or its name. */
  readonly to: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly threadTs?: string;
  /** Whether it was changed, by chat.update for one. */
  readonly isEdited: boolean;
  /** Who wrote it, where that is not the app. */
  readonly by?: string;
}

/** A message that one user alone sees: Slack keeps it nowhere, so nothing can change it. */
export interface EphemeralMessage extends Pick<
  PostedMessage,
  'channel' | 'ts' | 'text' | 'blocks' | 'threadTs'
> {
  /** The user's id. */
  readonly seenBy: string;
}

/** What a user sees when they open the app's home. */
export interface PublishedHome {
  readonly blocks: readonly unknown[];
  /** How often one was published to them, with this one. */
  readonly version: number;
}

/** Everything that was delivered, in order; the same message twice is there twice. */
export class Inbox {
  private messages: PostedMessage[] = [];
  private ephemerals: EphemeralMessage[] = [];
  private readonly homes = new Map<string, PublishedHome>();
  private lastTs = 0;

  get all(): readonly PostedMessage[] {
    return this.messages;
  }

  /** The direct messages of a user, by their id (U… or W…). */
  of(userId: string): readonly PostedMessage[] {
    return this.channel(imIdOf({ id: userId }));
  }

  /** The messages in a conversation, by its id. */
  channel(id: string): readonly PostedMessage[] {
    return this.messages.filter(({ channel }) => channel === id);
  }

  /** What that user alone was shown, in any conversation, oldest first. */
  seenAloneBy(userId: string): readonly EphemeralMessage[] {
    return this.ephemerals.filter(({ seenBy }) => seenBy === userId);
  }

  /** Undefined where none was published to that user. */
  homeOf(userId: string): PublishedHome | undefined {
    return this.homes.get(userId);
  }

  clear(): void {
    this.messages = [];
    this.ephemerals = [];
    this.homes.clear();
  }

  /** Somebody deletes the message. */
  remove({ channel, ts }: Pick<PostedMessage, 'channel' | 'ts'>): void {
    this.messages = this.messages.filter((each) => each.channel !== channel || each.ts !== ts);
  }

  /** Whether there is a thread under that message: it is there, or was deleted after it was answered. */
  hasThread({ channel, ts }: Pick<PostedMessage, 'channel' | 'ts'>): boolean {
    return this.channel(channel).some((each) => each.ts === ts || each.threadTs === ts);
  }

  add(message: Omit<PostedMessage, 'ts' | 'isEdited'>, now: Date): PostedMessage {
    const posted = { ...message, ts: this.nextTs(now), isEdited: false };
    this.messages.push(posted);
    return posted;
  }

  /** Shows a message to one user alone. */
  addAlone(message: Omit<EphemeralMessage, 'ts'>, now: Date): EphemeralMessage {
    const shown = { ...message, ts: this.nextTs(now) };
    this.ephemerals.push(shown);
    return shown;
  }

  publishHome(userId: string, blocks: readonly unknown[]): PublishedHome {
    const home = { blocks, version: (this.homeOf(userId)?.version ?? 0) + 1 };
    this.homes.set(userId, home);
    return home;
  }

  /** The message as it stands now; undefined where there is none. */
  find({ channel, ts }: Pick<PostedMessage, 'channel' | 'ts'>): PostedMessage | undefined {
    return this.channel(channel).find((each) => each.ts === ts);
  }

  /** Changes a message; undefined where there is none. */
  edit(
    { channel, ts }: Pick<PostedMessage, 'channel' | 'ts'>,
    change: Partial<Pick<PostedMessage, 'text' | 'blocks'>>,
  ): PostedMessage | undefined {
    const index = this.messages.findIndex((each) => each.channel === channel && each.ts === ts);
    const old = this.messages[index];
    if (!old) return undefined;
    return (this.messages[index] = { ...old, ...change, isEdited: true });
  }

  /** Seconds with six decimals. Two messages of the same moment, or of a clock that was turned back, differ too. */
  private nextTs(now: Date): string {
    this.lastTs = Math.max(now.getTime() * 1000, this.lastTs + 1);
    const seconds = Math.floor(this.lastTs / 1_000_000);
    return `${seconds}.${String(this.lastTs % 1_000_000).padStart(6, '0')}`;
  }
}
