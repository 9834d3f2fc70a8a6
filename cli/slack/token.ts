import type { StackPlan } from '../../stacks/config/plan';
import { monitorAccount } from '../../stacks/config/monitor-keys';
import { badUse, CliError, isCliError } from '../cli-error';
import { agreed } from './declared';
import { readSecret } from './read-secret';

export const tokenVariable = 'KEYTURN_SLACK_TOKEN';

export interface TokenOptions {
  readonly tokenSecret?: string;
  readonly profile?: string;
}

export interface FoundToken {
  readonly token: string;
  /** Where it was, for people. */
  readonly from: string;
}

/**
 * The app's bot token: from the secret that the option names, the environment, or the secret that the project names.
 * @throws CliError that never shows what was found in place of a token
 */
export async function findToken(
  { tokenSecret, profile }: TokenOptions,
  monitors: readonly StackPlan[],
): Promise<FoundToken> {
  if (tokenSecret !== undefined) return ofSecret(tokenSecret, profile);
  const { [tokenVariable]: given = '' } = process.env;
  if (given !== '') return checked(given, tokenVariable);
  const arn = agreed(monitors, 'slackTokenSecretArn', '--token-secret');
  if (arn !== undefined) return ofSecret(arn, profile).catch(orVariable);
  throw badUse(
    `no Slack token found: set ${tokenVariable} (such as by pulumi config get keyturn:slackToken -s monitor), or name its secret with --token-secret <arn>`,
  );
}

/** Who may not read the secret may still have the token. */
function orVariable(error: unknown): never {
  if (!isCliError(error)) throw error;
  throw new CliError(
    error.exitCode,
    `${error.message}. That secret is keyturn:slackTokenSecretArn; a token in ${tokenVariable} goes before it`,
    { cause: error },
  );
}

async function ofSecret(arn: string, profile: string | undefined): Promise<FoundToken> {
  return checked(await readSecret(arn, '--token-secret', profile), `the secret ${arn}`);
}

/** As the monitor reads it: people paste tokens with a line break at the end. */
function checked(text: string, from: string): FoundToken {
  const token = text.trim();
  if (monitorAccount.slackToken.safeParse(token).success) return { token, from };
  throw badUse(
    `${from} is not a bot token: expected xoxb-…, found ${kindOf(token)}. The app's page has it: OAuth & Permissions, Bot User OAuth Token`,
  );
}

/** What people mistake for it; anything else may be a secret, too. */
const otherTokens: readonly (readonly [prefix: string, what: string])[] = [
  ['xoxe.', 'a token that expires in 12 hours (xoxe.…): the app is to have token rotation off'],
  ['xoxp-', "a user's token (xoxp-…)"],
  ['xapp-', 'an app-level token (xapp-…)'],
  ['xoxb-', 'only a part of one'],
  ['{', 'JSON, where the whole text is to be the token'],
];

function kindOf(text: string): string {
  if (text === '') return 'nothing';
  return otherTokens.find(([prefix]) => text.startsWith(prefix))?.[1] ?? 'other text';
}
