import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { errorCodeOf } from '../accounts/translate-error';
import { SlackAppError, SlackUnavailableError } from '../../slack-errors';

/** Where the app's token comes from. */
export interface TokenSource {
  /** The token as last read. */
  current(): Promise<string>;
  /** Read anew: the other one was refused. */
  renewed(): Promise<string>;
}

/** A token lives as long as nobody rotates it, and a refused one is read anew anyway. */
const MAX_AGE_SECONDS = 15 * 60;

/** The bot token in Secrets Manager: the secret's whole string. */
export class SecretToken implements TokenSource {
  readonly #secretArn: string;
  readonly #secrets: SecretsProvider;

  constructor(secretArn: string, secrets = new SecretsProvider()) {
    this.#secretArn = secretArn;
    this.#secrets = secrets;
  }

  current(): Promise<string> {
    return this.#read(false);
  }

  renewed(): Promise<string> {
    return this.#read(true);
  }

  /** @throws SlackAppError `token_unavailable`, SlackUnavailableError `token_unanswered` */
  async #read(forceFetch: boolean): Promise<string> {
    try {
      const secret = await this.#secrets.get(this.#secretArn, {
        maxAge: MAX_AGE_SECONDS,
        forceFetch,
      });
      // People paste secrets with a line break at the end.
      const token = typeof secret === 'string' ? secret.trim() : '';
      if (token.startsWith('xoxb-')) return token;
    } catch (cause) {
      // The SDK's error is the cause of Powertools'.
      const code = errorCodeOf(cause instanceof Error ? cause.cause : cause);
      throw code === 'throttled' || code === 'unreachable'
        ? new SlackUnavailableError('token_unanswered', { cause })
        : new SlackAppError('token_unavailable', { cause });
    }
    // What the secret holds instead is nobody's business in a log.
    const cause = new Error(`the secret ${this.#secretArn} is not a bot token: expected xoxb-…`);
    throw new SlackAppError('token_unavailable', { cause });
  }
}
