import type { SlackMessage } from '../slack-message';

/** Where a message stands. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
}

/** Slack's code of what is permanent and this recipient's: user_not_found, account_inactive, … */
export interface PostFailed {
  readonly failed: string;
}

/** What is not the recipient's is thrown, and the queue tries again. */
export interface SlackPort {
  /** Posts to a user's or a channel's id. */
  post(recipient: string, message: SlackMessage): Promise<Posted | PostFailed>;
  /**
   * Answers in the thread of a message in that channel.
   * @returns `isOutsideThread` where that message is gone, and this one stands in the channel itself; `noThread`,
   *   Slack's code, where nothing was posted since nobody can answer in that thread, as far as is known
   */
  reply(
    channel: string,
    threadTs: string,
    message: SlackMessage,
  ): Promise<
    (Posted & { readonly isOutsideThread?: true }) | PostFailed | { readonly noThread: string }
  >;
}
