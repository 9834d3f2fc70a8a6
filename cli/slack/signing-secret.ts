import { slackSigningSecretPattern } from '../../rules/formats';
import type { StackPlan } from '../../stacks/config/plan';
import { badUse } from '../cli-error';
import { agreed } from './declared';
import { readSecret } from './read-secret';

export const signingSecretVariable = 'KEYTURN_SLACK_SIGNING_SECRET';

export interface SigningSecretOptions {
  readonly signingSecretArn?: string;
  readonly profile?: string;
}

/**
 * The app's signing secret: from the secret that the option names, the environment, or the secret that the project names.
 * @throws CliError that never shows what was found in place of one
 */
export async function findSigningSecret(
  { signingSecretArn, profile }: SigningSecretOptions,
  monitors: readonly StackPlan[],
): Promise<string> {
  const option = '--signing-secret-arn';
  const { [signingSecretVariable]: given = '' } = process.env;
  if (signingSecretArn === undefined && given !== '') return checked(given, signingSecretVariable);
  const arn = signingSecretArn ?? agreed(monitors, 'slackSigningSecretArn', option);
  if (arn !== undefined)
    return checked(textIn(await readSecret(arn, option, profile)), `the secret ${arn}`);
  throw badUse(
    `no signing secret found for --request-url: set ${signingSecretVariable} (such as by pulumi config get keyturn:slackSigningSecret -s monitor), or name its secret with ${option} <arn>`,
  );
}

/** As the function reads it: the whole text, or JSON with it. */
function textIn(text: string): string {
  if (!text.trim().startsWith('{')) return text;
  try {
    const { signingSecret } = JSON.parse(text) as { readonly signingSecret?: unknown };
    return typeof signingSecret === 'string' ? signingSecret : '';
  } catch {
    return '';
  }
}

function checked(text: string, from: string): string {
  const secret = text.trim();
  if (slackSigningSecretPattern.test(secret)) return secret;
  throw badUse(
    `${from} is not a signing secret. The app's page has it: Basic Information, App Credentials, Signing Secret`,
  );
}
