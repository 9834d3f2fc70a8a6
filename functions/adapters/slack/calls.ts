import { setTimeout as sleep } from 'node:timers/promises';
import type { WebAPICallResult } from '@slack/web-api';
import { slackClient } from './client';
import { tokenCodes } from './codes';
import { isWorthRetrying, limitOf, slackCodeOf } from './errors';
import { SlackAppError, SlackUnavailableError } from '../../slack-errors';
import type { TokenSource } from './token';

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

const MOST_FAULTS = RETRY_AFTER_MS.length;

type Method =
  | 'auth.test'
  | 'chat.postEphemeral'
  | 'chat.postMessage'
  | 'chat.update'
  | 'conversations.info'
  | 'users.info'
  | 'views.publish';
/** Made twice, these leave Slack as made once does. */
const repeatableMethods: ReadonlySet<Method> = new Set([
  'auth.test',
  'chat.update',
  'conversations.info',
  'users.info',
  'views.publish',
]);

/** The calls of one invocation: they wait out limits and short faults, and read a refused token anew, once. */
export class SlackCalls {
  readonly #settings: SlackSettings;
  readonly #timeoutMs: number;

  constructor(settings: SlackSettings) {
    this.#settings = settings;
    this.#timeoutMs = settings.timeoutMs ?? TIMEOUT_MS;
  }

  /**
   * @throws SlackAppError where Slack takes no token of the app
   * @throws SlackUnavailableError where there is no time for it
   * @throws the SDK's error of whatever else kept it from being done
   */
  async make(method: Method, args: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    let token = await this.#settings.token.current();
    for (let isRenewed = false; ; isRenewed = true) {
      try {
        return await this.#patiently(token, method, args);
      } catch (error) {
        const code = slackCodeOf(error);
        if (code === undefined || !(await this.#refusesToken(code, token, method))) throw error;
        const fresh = isRenewed ? token : await this.#settings.token.renewed();
        if (fresh === token) throw new SlackAppError(code);
        token = fresh;
      }
    }
  }

  /** With one token; waits out limits and short faults. */
  async #patiently(
    token: string,
    method: Method,
    args: Record<string, unknown>,
  ): Promise<WebAPICallResult> {
    const { apiUrl, remainingMs } = this.#settings;
    const client = slackClient(token, { apiUrl, timeoutMs: this.#timeoutMs });
    for (let faults = 0; ;) {
      if (remainingMs() < this.#timeoutMs + RESERVE_MS)
        throw new SlackUnavailableError('out_of_time');
      try {
        return await client.apiCall(method, args);
      } catch (error) {
        const limit = limitOf(error);
        if (limit !== undefined) await this.#wait(limit * 1000, 'rate_limited');
        else if (isWorthRetrying(error, repeatableMethods.has(method)) && faults < MOST_FAULTS)
          await this.#wait(RETRY_AFTER_MS[faults++] ?? 0, 'out_of_time');
        else throw error;
      }
    }
  }

  /** Slack says `account_inactive` of a token, and of a person: of whom, only the token alone shows. */
  async #refusesToken(code: string, token: string, method: Method): Promise<boolean> {
    if (code !== 'account_inactive' || method === 'auth.test') return isOfToken(code);
    try {
      await this.#patiently(token, 'auth.test', {});
      return false;
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
}

function isOfToken(code: string): boolean {
  return tokenCodes.has(code) || code === 'account_inactive';
}
