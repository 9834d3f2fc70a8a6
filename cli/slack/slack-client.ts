import { setTimeout as sleep } from 'node:timers/promises';
import {
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebAPICallResult,
} from '@slack/web-api';
import { silent } from '../../functions/adapters/slack';
import {
  isTokenCode,
  isWorthRetrying,
  slackCodeOf,
  SlackUnavailableError,
  translated,
} from '../../functions/adapters/slack-errors';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';

export const standardApiUrl = 'https://slack.com/api/';

/** What Slack answered: what was asked for, or its code of why not. */
export type Answer =
  | { readonly is: 'given'; readonly data: WebAPICallResult }
  /** `needed`: with `missing_scope`, the scopes of which one would do. */
  | { readonly is: 'refused'; readonly code: string; readonly needed: readonly string[] };

const TIMEOUT_MS = 20_000;
const RETRY_AFTER_MS = [500, 2_000] as const;

/** Slack's Web API for a person who waits. One call at a time, so that Slack's limits are met once each. */
export class SlackClient {
  readonly #client: WebClient;

  constructor(
    token: string,
    private readonly apiUrl: string,
    /** Is told while Slack has us wait. */
    private readonly onWait: (seconds: number) => void,
  ) {
    this.#client = new WebClient(token, {
      slackApiUrl: apiUrl,
      allowAbsoluteUrls: false,
      timeout: TIMEOUT_MS,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
      logger: silent,
    });
  }

  /** @throws CliError where Slack can't be had, or refuses the token */
  async call(method: string, args: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    for (let faults = 0; ;) {
      try {
        return { is: 'given', data: await this.#client.apiCall(method, { ...args }) };
      } catch (error) {
        if (error instanceof WebAPIRateLimitedError) {
          this.onWait(error.retryAfter);
          await sleep(error.retryAfter * 1000);
        } else if (isWorthRetrying(error) && faults < RETRY_AFTER_MS.length)
          await sleep(RETRY_AFTER_MS[faults++]);
        else return this.#refusal(error);
      }
    }
  }

  #refusal(error: unknown): Answer {
    const ours = translated(error);
    if (ours instanceof SlackUnavailableError)
      throw new CliError(
        exitCodes.noAnswer,
        `Slack can't be reached at ${this.apiUrl}: ${ours.code}`,
      );
    const code = slackCodeOf(error);
    if (code === undefined) throw error;
    const explanation = ofToken[code];
    if (explanation !== undefined || isTokenCode(code))
      throw new CliError(
        exitCodes.noAnswer,
        `Slack refuses the token (${code})${explanation === undefined ? '' : `: ${explanation}`}`,
      );
    return { is: 'refused', code, needed: neededOf(error) };
  }
}

function neededOf(error: unknown): readonly string[] {
  const data: object = error instanceof WebAPIPlatformError ? error.data : {};
  const needed: unknown = 'needed' in data ? data.needed : undefined;
  return typeof needed === 'string' ? needed.split(',') : [];
}

/** What no other call can succeed with either. */
const ofToken: Readonly<Record<string, string>> = {
  account_inactive: "the app's own account, or the workspace, is deactivated: install the app anew",
  invalid_auth:
    "it is no token of this workspace's Slack, or Slack takes none from this address: copy the Bot User OAuth Token (xoxb-…) from the app's page, OAuth & Permissions",
  not_allowed_token_type: "it is of another kind: a bot's token (xoxb-…) is needed",
  token_expired: 'it is past its end: the app is to have token rotation off',
  token_revoked: 'the app was uninstalled, or its token taken back: install it anew',
};
