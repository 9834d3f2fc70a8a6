import type { z } from 'zod';
import type { Tried } from '../../../rules/checks/tried';
import type { Recipient, SlackCheckPort, TriedApp } from '../../ports/slack-check';
import { SlackAppError, SlackUnavailableError } from '../../slack-errors';
import { SlackCalls, type SlackSettings } from '../slack/calls';
import { neededScopesOf, slackCodeOf, translated } from '../slack/errors';
import { refusedToken, unavailable } from '../slack/explain';
import {
  asAnswered,
  checkChannel,
  checkScopes,
  checkUser,
  lookUpApp,
  testSchema,
  type Answer,
  type AppFacts,
  type LookedUp,
  type LookUpMethod,
  type SlackLookUps,
  type TestedToken,
} from '../slack/look-up';
import type { TokenSource } from '../slack/token';
import { triedWithout } from './tried-call';

/** One call may take so long: a check has little time. */
const TIMEOUT_MS = 5_000;
const standardApiUrl = 'https://slack.com/api/';

/** Looks by calls of Slack's Web API that read. One instance for one check. */
export class SlackCheck implements SlackCheckPort {
  readonly #slack: SlackLookUps;
  readonly #token: TokenSource;
  readonly #apiUrl: string;
  #app: AppFacts | undefined;

  constructor(settings: Omit<SlackSettings, 'timeoutMs'>) {
    this.#slack = new LookUps(new SlackCalls({ ...settings, timeoutMs: TIMEOUT_MS }));
    this.#token = settings.token;
    this.#apiUrl = settings.apiUrl ?? standardApiUrl;
  }

  async token(): Promise<Tried> {
    try {
      await this.#token.renewed();
      return { is: 'done', found: "read; it holds a bot's token" };
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      // The SDK's error is the cause of Powertools'. Where there is none, the secret was read.
      const ofAws = cause instanceof Error ? cause.cause : undefined;
      if (ofAws !== undefined) return triedWithout(ofAws);
      return error instanceof SlackAppError
        ? { is: 'unusable', found: "it holds no bot's token: expected xoxb-…" }
        : this.#failed(error);
    }
  }

  async app(): Promise<TriedApp> {
    try {
      this.#app = await lookUpApp(this.#slack);
      const { workspace, workspaceUrl: url, user } = this.#app;
      const scopes = checkScopes(this.#app).map((each) => ({ id: each.id, tried: triedOf(each) }));
      return { url, found: `${workspace}, where the app is @${user}`, scopes };
    } catch (error) {
      return { url: this.#apiUrl, failed: this.#failed(error) };
    }
  }

  async channel(recipient: Recipient): Promise<Tried> {
    const app = this.#app ?? { workspace: '', workspaceUrl: '', user: '' };
    return this.#look(() => checkChannel(this.#slack, app, recipient));
  }

  async person(recipient: Recipient): Promise<Tried> {
    return this.#look(() => checkUser(this.#slack, recipient));
  }

  async #look(look: () => Promise<LookedUp>): Promise<Tried> {
    try {
      return triedOf(await look());
    } catch (error) {
      return this.#failed(error);
    }
  }

  #failed(error: unknown): Tried {
    if (error instanceof SlackAppError) return { is: 'unusable', found: refusedToken(error.code) };
    if (error instanceof SlackUnavailableError)
      return { is: 'unanswered', why: unavailable(error.code, this.#apiUrl) };
    throw error;
  }
}

/** Whom it is for is told with it. */
function triedOf({ outcome, found, todo, usedBy }: LookedUp): Tried {
  const text = `${found} (for ${usedBy.join(', ')})`;
  switch (outcome) {
    case 'fine':
      return { is: 'done', found: text };
    case 'wrong':
      return { is: 'unusable', found: text, todo };
    case 'not-checked':
      return { is: 'untried', found: text };
  }
}

class LookUps implements SlackLookUps {
  constructor(private readonly calls: SlackCalls) {}

  async test(): Promise<TestedToken> {
    try {
      const answer = await this.calls.make('auth.test');
      return { ...asAnswered(testSchema, answer), scopes: answer.response_metadata?.scopes };
    } catch (error) {
      throw translated(error);
    }
  }

  async call<Schema extends z.ZodType>(
    method: LookUpMethod,
    schema: Schema,
    args: Readonly<Record<string, unknown>>,
  ): Promise<Answer<z.infer<Schema>>> {
    try {
      return { is: 'given', data: asAnswered(schema, await this.calls.make(method, { ...args })) };
    } catch (error) {
      const code = slackCodeOf(error);
      const ours = translated(error);
      if (code === undefined || ours instanceof SlackUnavailableError) throw ours;
      return { is: 'refused', code, needed: neededScopesOf(error) };
    }
  }
}
