import type { Posted, PostFailed, SlackPort } from '../ports/slack';
import type { SlackMessage } from '../slack-message';

interface Post {
  readonly recipient: string;
  readonly message: SlackMessage;
  readonly threadTs?: string;
}

/** Slack in this process's memory: an inbox for everybody, and those it can't reach. */
export class InMemorySlack implements SlackPort {
  readonly #failures = new Map<string, string>();
  readonly #posts: Post[] = [];
  readonly #deleted = new Set<string>();

  /** From now on nothing reaches this recipient, with this code of Slack's. */
  makeUnreachable(recipient: string, code: string): void {
    this.#failures.set(recipient, code);
  }

  /** Everything that was posted, oldest first. */
  get posts(): readonly Post[] {
    return this.#posts;
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

  async #deliver(
    recipient: string,
    message: SlackMessage,
    threadTs?: string,
  ): Promise<Posted | PostFailed> {
    const failed = this.#failures.get(recipient);
    if (failed !== undefined) return Promise.resolve({ failed });
    this.#posts.push({ recipient, message, threadTs });
    // A message to a user opens a private channel, whose id begins with D.
    const channel = recipient.replace(/^[UW]/, 'D');
    return Promise.resolve({ channel, ts: `${this.#posts.length}.000000` });
  }
}
