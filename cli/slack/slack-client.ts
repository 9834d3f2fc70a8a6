import { setTimeout as sleep } from 'node:timers/promises';
import type { WebAPICallResult, WebClient } from '@slack/web-api';
import type { z } from 'zod';
import { slackClient } from '../../functions/adapters/slack/client';
import {
  isWorthRetrying,
  limitOf,
  neededScopesOf,
  slackCodeOf,
  translated,
} from '../../functions/adapters/slack/errors';
import { isOfAnyCall, refusedToken, unavailable } from '../../functions/adapters/slack/explain';
import {
  asAnswered,
  testSchema,
  type Answer,
  type LookUpMethod,
  type SlackLookUps,
  type TestedToken,
} from '../../functions/adapters/slack/look-up';
import { SlackUnavailableError } from '../../functions/slack-errors';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';

export const standardApiUrl = 'https://slack.com/api/';

/** What is asked changes nothing in Slack: each call may be made again. */
type Method = LookUpMethod | 'chat.getPermalink' | 'users.lookupByEmail';

const TIMEOUT_MS = 20_000;
const RETRY_AFTER_MS = [500, 2_000] as const;
/** A person waits so long for one call at most. */
const LONGEST_WAIT_SECONDS = 600;

/** Slack's Web API for a person who waits. One call at a time, so that Slack's limits are met once each. */
export class SlackClient implements SlackLookUps {
  readonly #client: WebClient;

  constructor(
    token: string,
    private readonly apiUrl: string,
    /** Is told while Slack has us wait. */
    private readonly onWait: (seconds: number) => void,
    private readonly pause: (ms: number) => Promise<unknown> = sleep,
  ) {
    this.#client = slackClient(token, { apiUrl, timeoutMs: TIMEOUT_MS });
  }

  /** @throws CliError where Slack can't be had, or refuses the token */
  async test(): Promise<TestedToken> {
    try {
      const answer = await this.#patiently('auth.test', {});
      return { ...asAnswered(testSchema, answer), scopes: answer.response_metadata?.scopes };
    } catch (error) {
      const code = this.#codeOf(error);
      throw new CliError(exitCodes.noAnswer, refusedToken(code));
    }
  }

  /**
   * @param schema what the answer holds
   * @throws CliError where Slack can't be had, or refuses the token
   */
  async call<Schema extends z.ZodType>(
    method: Method,
    schema: Schema,
    args: Readonly<Record<string, unknown>>,
  ): Promise<Answer<z.infer<Schema>>> {
    try {
      return { is: 'given', data: asAnswered(schema, await this.#patiently(method, args)) };
    } catch (error) {
      const code = this.#codeOf(error);
      if (isOfAnyCall(code)) throw new CliError(exitCodes.noAnswer, refusedToken(code));
      return { is: 'refused', code, needed: neededScopesOf(error) };
    }
  }

  async #patiently(
    method: Method | 'auth.test',
    args: Readonly<Record<string, unknown>>,
  ): Promise<WebAPICallResult> {
    for (let [faults, waited] = [0, 0]; ;) {
      try {
        return await this.#client.apiCall(method, { ...args });
      } catch (error) {
        const limit = limitOf(error);
        if (limit !== undefined && waited + limit <= LONGEST_WAIT_SECONDS) {
          this.onWait(limit);
          await this.pause(limit * 1000);
          waited += limit;
        } else if (isWorthRetrying(error, true) && faults < RETRY_AFTER_MS.length)
          await this.pause(RETRY_AFTER_MS[faults++] ?? 0);
        else throw error;
      }
    }
  }

  /** Slack's code of a refusal. @throws CliError where it is none */
  #codeOf(error: unknown): string {
    const ours = translated(error);
    if (ours instanceof SlackUnavailableError)
      throw new CliError(exitCodes.noAnswer, unavailable(ours.code, this.apiUrl));
    const code = slackCodeOf(error);
    if (code === undefined) throw error;
    return code;
  }
}
