import type { HomeView, SlackMessage } from '../slack-message';

/** Where a message stands. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
}

/** Slack's code of what is permanent and this recipient's, or this message's: user_not_found, account_inactive, … */
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
  /** Shows a message in a channel to that user alone: it is kept nowhere, and can't be changed. */
  tellAlone(channel: string, slackId: string, message: SlackMessage): Promise<Posted | PostFailed>;
  /** Shows this in the place of a message of ours, which is said to be edited. */
  update(
    channel: string,
    ts: string,
    message: SlackMessage,
  ): Promise<{ readonly is: 'updated' } | PostFailed>;
  /** What that user sees in the app's home from now on. */
  publishHome(slackId: string, view: HomeView): Promise<{ readonly is: 'published' } | PostFailed>;
}
