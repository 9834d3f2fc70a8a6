import { setTimeout as sleep } from 'node:timers/promises';
import { WebAPIPlatformError, type WebAPICallResult, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { slackClient } from '../../functions/adapters/slack/client';
import {
  isWorthRetrying,
  limitOf,
  slackCodeOf,
  translated,
} from '../../functions/adapters/slack/errors';
import { SlackUnavailableError } from '../../functions/slack-errors';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { isOfAnyCall, refusedToken, unavailable } from './explain-slack';

export const standardApiUrl = 'https://slack.com/api/';

/** What Slack answered: what was asked for, or its code of why not. */
export type Answer<Data> =
  | { readonly is: 'given'; readonly data: Data }
  /** `needed`: with `missing_scope`, the scopes of which one would do. */
  | { readonly is: 'refused'; readonly code: string; readonly needed: readonly string[] };

/** Whose the token is. */
export interface TestedToken {
  readonly team: string;
  readonly url: string;
  /** The name of the app's own user. */
  readonly user: string;
  /** Undefined where Slack's answer did not come with them, such as through a proxy. */
  readonly scopes?: readonly string[];
}

const testSchema = z.object({ team: z.string(), url: z.string(), user: z.string() });

/** What is asked changes nothing in Slack: each call may be made again. */
type Method = 'conversations.info' | 'users.info' | 'users.lookupByEmail';

const TIMEOUT_MS = 20_000;
const RETRY_AFTER_MS = [500, 2_000] as const;
/** A person waits so long for one call at most. */
const LONGEST_WAIT_SECONDS = 600;

/** Slack's Web API for a person who waits. One call at a time, so that Slack's limits are met once each. */
export class SlackClient {
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
      return { ...parsed(testSchema, answer), scopes: answer.response_metadata?.scopes };
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
      return { is: 'given', data: parsed(schema, await this.#patiently(method, args)) };
    } catch (error) {
      const code = this.#codeOf(error);
      if (isOfAnyCall(code)) throw new CliError(exitCodes.noAnswer, refusedToken(code));
      return { is: 'refused', code, needed: neededOf(error) };
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

function parsed<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.infer<Schema> {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  throw new SlackUnavailableError('unexpected_answer');
}

function neededOf(error: unknown): readonly string[] {
  const data: object = error instanceof WebAPIPlatformError ? error.data : {};
  const needed: unknown = 'needed' in data ? data.needed : undefined;
  return typeof needed === 'string' ? needed.split(',') : [];
}
