import { setTimeout as sleep } from 'node:timers/promises';
import { WebAPIRateLimitedError, WebClient, type WebAPICallResult } from '@slack/web-api';
import { z } from 'zod';
import { isSlackUserId } from '../../rules/tags';
import type { SlackMessage, SlackPort } from '../ports';
import {
  isRecipientCode,
  isTokenCode,
  isWorthRetrying,
  slackCodeOf,
  SlackAppError,
  SlackUnavailableError,
  translated,
} from './slack-errors';
import type { TokenSource } from './slack-token';

export interface SlackSettings {
  readonly token: TokenSource;
  /** Another server than slack.com, such as GovSlack's; ends in `/api/`. */
  readonly apiUrl?: string;
  /** The milliseconds that this invocation still has. */
  readonly remainingMs: () => number;
  /** How long one call may take. */
  readonly timeoutMs?: number;
  readonly pause?: (ms: number) => Promise<unknown>;
}

/**
 * A call that takes longer has an unknown outcome. chat.postMessage honours no idempotency key that is
 * documented (`client_msg_id` is not), so such a message is sent again by the queue's next try: at least once.
 * It is not tried again at once, since a Slack that is slow now would get the same message several times.
 */
const TIMEOUT_MS = 20_000;
/** What recording the delivery and answering the queue may take. */
const RESERVE_MS = 3_000;
const RETRY_AFTER_MS = [500, 2_000] as const;

const postedSchema = z.object({ channel: z.string(), ts: z.string() });
const userSchema = z.object({ user: z.object({ deleted: z.boolean().default(false) }) });

/** Slack's Web API. One instance for one invocation. */
export class SlackAdapter implements SlackPort {
  readonly #settings: SlackSettings;
  readonly #timeoutMs: number;
  #maySeeUsers = true;

  constructor(settings: SlackSettings) {
    this.#settings = settings;
    this.#timeoutMs = settings.timeoutMs ?? TIMEOUT_MS;
  }

  /**
   * @throws SlackAppError where no message to anybody can succeed.
   * @throws SlackContentError where this message can't, and others may.
   * @throws SlackUnavailableError where a later try may succeed.
   */
  async post(
    recipient: string,
    message: SlackMessage,
    threadTs?: string,
  ): Promise<{ readonly channel: string; readonly ts: string } | { readonly failed: string }> {
    try {
      if (await this.#isDeactivated(recipient)) return { failed: 'account_inactive' };
      const answer = await this.#call('chat.postMessage', {
        channel: recipient,
        text: message.text,
        blocks: message.blocks,
        thread_ts: threadTs,
        // Nothing in a message is to become a link, a mention or a picture that we did not make one.
        parse: 'none',
        link_names: false,
        unfurl_links: false,
        unfurl_media: false,
      });
      const { channel, ts } = postedSchema.parse(answer);
      return { channel, ts };
    } catch (error) {
      const code = slackCodeOf(error);
      // Slack says account_inactive of a token too, but `#call` has made sure that it is not that.
      if (isRecipientCode(code) || code === 'account_inactive') return { failed: code };
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
      return userSchema.parse(await this.#call('users.info', { user: recipient })).user.deleted;
    } catch (error) {
      const code = slackCodeOf(error);
      if (code === undefined) throw error;
      this.#maySeeUsers = code !== 'missing_scope';
      return false;
    }
  }

  /** One call; waits out Slack's Retry-After and short faults, and reads a refused token anew, once. */
  async #call(method: string, args: Record<string, unknown>): Promise<WebAPICallResult> {
    let token = await this.#settings.token.current();
    let isRenewed = false;
    for (let faults = 0; ;) {
      if (this.#settings.remainingMs() < this.#timeoutMs + RESERVE_MS)
        throw new SlackUnavailableError('out_of_time');
      try {
        return await this.#client(token).apiCall(method, args);
      } catch (error) {
        const code = slackCodeOf(error);
        if (code !== undefined && (await this.#refusesToken(code, token))) {
          const fresh: string = isRenewed ? token : await this.#settings.token.renewed();
          if (fresh === token) throw new SlackAppError(code);
          [token, isRenewed] = [fresh, true];
        } else if (error instanceof WebAPIRateLimitedError)
          await this.#wait(error.retryAfter * 1000, 'rate_limited');
        else if (isWorthRetrying(error) && faults < RETRY_AFTER_MS.length)
          await this.#wait(RETRY_AFTER_MS[faults++] ?? 0, 'out_of_time');
        else throw error;
      }
    }
  }

  async #refusesToken(code: string, token: string): Promise<boolean> {
    if (code !== 'account_inactive') return isTokenCode(code);
    try {
      return !(await this.#client(token).auth.test()).ok;
    } catch (error) {
      if (slackCodeOf(error) === undefined) throw error;
      return true;
    }
  }

  /** A wait that this invocation has no time for is left to the queue, which tries again later. */
  async #wait(ms: number, code: string): Promise<void> {
    if (ms + this.#timeoutMs + RESERVE_MS > this.#settings.remainingMs())
      throw new SlackUnavailableError(code);
    await (this.#settings.pause ?? sleep)(ms);
  }

  #client(token: string): WebClient {
    return new WebClient(token, {
      slackApiUrl: this.#settings.apiUrl,
      allowAbsoluteUrls: false,
      timeout: this.#timeoutMs,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
      logger: silent,
    });
  }
}

/** The client's own log shows what is sent: message texts with key ids in them. */
export const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => 'error' as never,
  setName: () => undefined,
};
