import type { Context } from 'aws-lambda';
import { SqsActionQueue } from '../adapters/action-queue';
import { ManagedSigningSecret } from '../adapters/signing-secret';
import { errorFacts } from '../error-facts';
import { answer, type Outcome, type World } from './answer';
import { readSlackInEnvironment } from './environment';
import { logLine, type LoggedOutcome } from './log';
import { SecretsAtHand } from './secrets-at-hand';
import { Seen } from './seen';

/** What a Function URL makes an answer of. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

type Handler = (event: unknown, context: Context) => Promise<HttpAnswer>;

/** Slack waits three seconds, the way there and back among them. */
const MOST_MS = 2400;

/**
 * The function with its clients, which live as long as the execution environment.
 * @throws EnvironmentError
 */
export function createHandler(environment: NodeJS.ProcessEnv): Handler {
  const world = worldOf(environment);
  return async (event, context) => {
    const now = new Date();
    let outcome: LoggedOutcome;
    try {
      outcome = await answer(event, world, now, AbortSignal.timeout(MOST_MS));
    } catch (error) {
      outcome = { kind: 'failed', failure: errorFacts(error) };
    }
    process.stdout.write(`${logLine(outcome, context, now)}\n`);
    return httpAnswer(outcome);
  };
}

function worldOf(environment: NodeJS.ProcessEnv): World {
  const { region, keys, sqs, secretsManager, ...settings } = readSlackInEnvironment(environment);
  const secret = new ManagedSigningSecret(settings.secretArn, {
    region,
    keys,
    endpoint: secretsManager,
  });
  return {
    secrets: new SecretsAtHand(secret),
    queue: new SqsActionQueue(settings.queueUrl, { region, keys, endpoint: sqs }),
    seen: new Seen(),
    appId: settings.appId,
    workspaces: settings.workspaces,
  };
}

/** To the outside it says nothing but a number, and what Slack itself has sent to be said back. */
function httpAnswer(outcome: Outcome | { readonly kind: 'failed' }): HttpAnswer {
  switch (outcome.kind) {
    case 'challenged':
      return {
        statusCode: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ challenge: outcome.challenge }),
      };
    case 'refused':
      return { statusCode: outcome.status, body: '' };
    case 'taken':
      return { statusCode: 200, body: '' };
    case 'failed':
      return { statusCode: 500, body: '' };
  }
}

let started: Handler | undefined;

/** Lambda's entry. What the environment lacks is said by each invocation, not only by the cold start's. */
export const handler: Handler = async (event, context) => {
  started ??= createHandler(process.env);
  return started(event, context);
};
