import type { Posted, PostFailed, SlackPort } from '../ports/slack';
import type { HomeView, SlackMessage } from '../slack-message';

interface Post {
  readonly recipient: string;
  readonly channel: string;
  readonly ts: string;
  /** As it stands now. */
  readonly message: SlackMessage;
  readonly threadTs?: string;
}

/** What one user alone was shown. */
interface Shown {
  readonly channel: string;
  readonly seenBy: string;
  readonly message: SlackMessage;
}

/** Slack in this process's memory: an inbox for everybody, and those it can't reach. */
export class InMemorySlack implements SlackPort {
  readonly #failures = new Map<string, string>();
  readonly #posts: Post[] = [];
  readonly #alone: Shown[] = [];
  readonly #homes = new Map<string, HomeView>();
  readonly #deleted = new Set<string>();

  /** From now on nothing reaches this recipient, with this code of Slack's. */
  makeUnreachable(recipient: string, code: string): void {
    this.#failures.set(recipient, code);
  }

  /** Everything that was posted, oldest first. */
  get posts(): readonly Post[] {
    return this.#posts;
  }

  /** Everything that one user alone was shown, oldest first. */
  get alone(): readonly Shown[] {
    return this.#alone;
  }

  /** Undefined where none was published to that user. */
  homeOf(slackId: string): HomeView | undefined {
    return this.#homes.get(slackId);
  }

  /** Somebody deletes a message. */
  deleteMessage(ts: string): void {
    this.#deleted.add(ts);
  }

  async post(recipient: string, message: SlackMessage): Promise<Posted | PostFailed> {
    return this.#deliver(recipient, message);
  }

  async reply(
    channel: string,
    threadTs: string,
    message: SlackMessage,
  ): ReturnType<SlackPort['reply']> {
    const isAnswered = this.#posts.some((post) => post.threadTs === threadTs);
    if (isAnswered || !this.#deleted.has(threadTs))
      return this.#deliver(channel, message, threadTs);
    const answer = await this.#deliver(channel, message);
    return 'failed' in answer ? answer : { ...answer, isOutsideThread: true };
  }

  async tellAlone(
    channel: string,
    slackId: string,
    message: SlackMessage,
  ): Promise<Posted | PostFailed> {
    const failed = this.#failures.get(slackId) ?? this.#failures.get(channel);
    if (failed !== undefined) return Promise.resolve({ failed });
    this.#alone.push({ channel, seenBy: slackId, message });
    return Promise.resolve({ channel, ts: `${this.#alone.length}.000001` });
  }

  async update(
    channel: string,
    ts: string,
    message: SlackMessage,
  ): ReturnType<SlackPort['update']> {
    const failed = this.#failures.get(channel);
    if (failed !== undefined) return Promise.resolve({ failed });
    const index = this.#posts.findIndex((post) => post.channel === channel && post.ts === ts);
    const post = this.#posts[index];
    if (!post || this.#deleted.has(ts)) return Promise.resolve({ failed: 'message_not_found' });
    this.#posts[index] = { ...post, message };
    return Promise.resolve({ is: 'updated' });
  }

  async publishHome(slackId: string, view: HomeView): ReturnType<SlackPort['publishHome']> {
    const failed = this.#failures.get(slackId);
    if (failed !== undefined) return Promise.resolve({ failed });
    this.#homes.set(slackId, view);
    return Promise.resolve({ is: 'published' });
  }

  async #deliver(
    recipient: string,
    message: SlackMessage,
    threadTs?: string,
  ): Promise<Posted | PostFailed> {
    const failed = this.#failures.get(recipient);
    if (failed !== undefined) return Promise.resolve({ failed });
    // A message to a user opens a private channel, whose id begins with D.
    const channel = recipient.replace(/^[UW]/, 'D');
    const ts = `${this.#posts.length + 1}.000000`;
    this.#posts.push({ recipient, channel, ts, message, threadTs });
    return Promise.resolve({ channel, ts });
  }
}
