import type { WebAPICallResult } from '@slack/web-api';
import { z } from 'zod';
import { isSlackUserId } from '../../../rules/formats';
import type { Posted, PostFailed, SlackPort } from '../../ports/slack';
import type { HomeView, SlackMessage } from '../../slack-message';
import { SlackCalls, type SlackSettings } from './calls';
import {
  contentCodes,
  limitCodes,
  messageCodes,
  recipientCodes,
  threadCodes,
  transientCodes,
} from './codes';
import { slackCodeOf, translated } from './errors';
import { SlackUnavailableError } from '../../slack-errors';

const postedSchema = z.object({
  channel: z.string(),
  ts: z.string(),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
});
const shownSchema = z.object({ message_ts: z.string() });
const userSchema = z.object({ user: z.object({ deleted: z.boolean().default(false) }) });

/** Nothing in a message is to become a link, a mention or a picture that we did not make one. */
const asWritten = { parse: 'none', link_names: false } as const;

/** Without it no message to anybody can be sent. */
const POSTING_SCOPE = 'chat:write';

/** Slack's Web API. One instance for one invocation. */
export class SlackAdapter implements SlackPort {
  readonly #calls: SlackCalls;
  #maySeeUsers = true;
  #app: WebAPICallResult | undefined;

  constructor(settings: SlackSettings) {
    this.#calls = new SlackCalls(settings);
  }

  /**
   * @throws SlackAppError where no message to anybody can succeed.
   * @throws SlackContentError where this message can't, and others may.
   * @throws SlackUnavailableError where a later try may succeed.
   */
  async post(recipient: string, message: SlackMessage): Promise<Posted | PostFailed> {
    try {
      if (await this.#isDeactivated(recipient)) return { failed: 'account_inactive' };
      const { channel, ts } = await this.#post(recipient, message);
      return { channel, ts };
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** @throws as post */
  async reply(
    channel: string,
    threadTs: string,
    message: SlackMessage,
  ): ReturnType<SlackPort['reply']> {
    try {
      const { ts, message: shown } = await this.#post(channel, message, threadTs);
      // What is for a thread that is gone Slack posts in the channel itself, and does not say so.
      const isOutside = shown !== undefined && shown.thread_ts === undefined;
      return { channel, ts, ...(isOutside ? { isOutsideThread: true } : {}) };
    } catch (error) {
      const code = slackCodeOf(error);
      if (code !== undefined && threadCodes.has(code)) return { noThread: code };
      const refusal = await this.#failed(error);
      // Whether the channel takes no message, or only not this thread, a code that nobody knows does not say.
      return isOfRecipientAlone(refusal.failed) ? refusal : { noThread: refusal.failed };
    }
  }

  /** @throws as post */
  async tellAlone(
    channel: string,
    slackId: string,
    { text, blocks }: SlackMessage,
  ): Promise<Posted | PostFailed> {
    try {
      if (await this.#isDeactivated(slackId)) return { failed: 'account_inactive' };
      const args = { channel, user: slackId, text, blocks, ...asWritten };
      const shown = shownSchema.safeParse(await this.#calls.make('chat.postEphemeral', args));
      if (shown.success) return { channel, ts: shown.data.message_ts };
    } catch (error) {
      return this.#failed(error);
    }
    throw new SlackUnavailableError('unexpected_answer');
  }

  /** @throws as post */
  async update(
    channel: string,
    ts: string,
    { text, blocks }: SlackMessage,
  ): ReturnType<SlackPort['update']> {
    try {
      await this.#calls.make('chat.update', { channel, ts, text, blocks, ...asWritten });
      return { is: 'updated' };
    } catch (error) {
      const code = slackCodeOf(error);
      return code !== undefined && messageCodes.has(code) ? { failed: code } : this.#failed(error);
    }
  }

  /** @throws as post */
  async publishHome(slackId: string, { blocks }: HomeView): ReturnType<SlackPort['publishHome']> {
    try {
      if (await this.#isDeactivated(slackId)) return { failed: 'account_inactive' };
      const view = { type: 'home', blocks };
      await this.#calls.make('views.publish', { user_id: slackId, view });
      return { is: 'published' };
    } catch (error) {
      return this.#failed(error);
    }
  }

  async #post(channel: string, { text, blocks }: SlackMessage, threadTs?: string) {
    const answer = await this.#calls.make('chat.postMessage', {
      channel,
      text,
      blocks,
      thread_ts: threadTs,
      ...asWritten,
      unfurl_links: false,
      unfurl_media: false,
    });
    const posted = postedSchema.safeParse(answer);
    if (posted.success) return posted.data;
    throw new SlackUnavailableError('unexpected_answer');
  }

  async #failed(error: unknown): Promise<PostFailed> {
    const code = slackCodeOf(error);
    if (code !== undefined && (await this.#isOfRecipient(code))) return { failed: code };
    throw translated(error);
  }

  /**
   * Whether a refusal is about whom the message is for. Slack has more codes than it documents, and uses some of a
   * person and of an app: where the code does not say it, the app's own state does. Slack takes the token and
   * the app may post: then it is one person, or one channel, whom it can't reach.
   */
  async #isOfRecipient(code: string): Promise<boolean> {
    if (isOfRecipientAlone(code)) return true;
    if ([contentCodes, limitCodes, transientCodes].some((codes) => codes.has(code))) return false;
    if (code === 'not_allowed_token_type') return false;
    const scopes = (await this.#testedApp()).response_metadata?.scopes;
    return scopes?.includes(POSTING_SCOPE) ?? code !== 'missing_scope';
  }

  /** What Slack says of the app and its token. @throws SlackAppError where it refuses to say it */
  async #testedApp(): Promise<WebAPICallResult> {
    try {
      return (this.#app ??= await this.#calls.make('auth.test'));
    } catch (error) {
      throw translated(error);
    }
  }

  /**
   * Slack takes messages to people who have left the company and shows them to nobody, so they are looked up
   * first. Without the scope users:read that can't be known, and the message goes out.
   */
  async #isDeactivated(recipient: string): Promise<boolean> {
    if (!this.#maySeeUsers || !isSlackUserId(recipient)) return false;
    try {
      const answer = await this.#calls.make('users.info', { user: recipient });
      return userSchema.safeParse(answer).data?.user.deleted ?? false;
    } catch (error) {
      const code = slackCodeOf(error);
      if (code === undefined) throw error;
      this.#maySeeUsers = code !== 'missing_scope';
      return false;
    }
  }
}

/** By its name alone. `account_inactive` is said of a token too, but the call has made sure that it is not that. */
function isOfRecipientAlone(code: string): boolean {
  return recipientCodes.has(code) || code === 'account_inactive';
}
