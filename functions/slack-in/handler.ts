import type { Context } from 'aws-lambda';
import type { CheckAnswer } from '../../rules/checks/check-answer';
import { SqsActionQueue } from '../adapters/action-queue';
import { tryActionQueue, trySigningSecret } from '../adapters/checks/lean';
import { ManagedSigningSecret } from '../adapters/signing-secret';
import {
  composeAnswer,
  countsOf,
  timeForCheck,
  wrongEnvironment,
} from '../checking/compose-answer';
import { errorFacts } from '../error-facts';
import { answer, type Outcome, type World } from './answer';
import { checkSlackIn, isAskedByInvoke, type CheckPorts } from './check';
import { readSlackInEnvironment } from './environment';
import { checkLogLine, logLine, type LoggedOutcome } from './log';
import { SecretsAtHand } from './secrets-at-hand';
import { Seen } from './seen';

/** What a Function URL makes an answer of. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

type Handler = (event: unknown, context: Context) => Promise<HttpAnswer | CheckAnswer>;

/** Slack waits three seconds, the way there and back among them. */
const MOST_MS = 2400;

/**
 * The function with its clients, which live as long as the execution environment.
 * @throws EnvironmentError
 */
export function createHandler(environment: NodeJS.ProcessEnv): Handler {
  const { world, checks } = worldOf(environment);
  return async (event, context) => {
    const now = new Date();
    if (isAskedByInvoke(event)) return answerCheck(event, checks, context, now);
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

async function answerCheck(
  event: unknown,
  checks: CheckPorts,
  context: Context,
  now: Date,
): Promise<CheckAnswer> {
  const timeLeft = timeForCheck(() => context.getRemainingTimeInMillis());
  const answered = composeAnswer('slack-in', await checkSlackIn(event, checks, timeLeft));
  process.stdout.write(`${checkLogLine(countsOf(answered), context, now)}\n`);
  return answered;
}

function worldOf(environment: NodeJS.ProcessEnv): { world: World; checks: CheckPorts } {
  const { region, keys, sqs, secretsManager, ...settings } = readSlackInEnvironment(environment);
  const secret = new ManagedSigningSecret(settings.secretArn, {
    region,
    keys,
    endpoint: secretsManager,
  });
  const queue = new SqsActionQueue(settings.queueUrl, { region, keys, endpoint: sqs });
  const { appId, workspaces, secretArn, queueUrl } = settings;
  return {
    world: { secrets: new SecretsAtHand(secret), queue, seen: new Seen(), appId, workspaces },
    checks: {
      secretArn,
      trySecret: (signal) => trySigningSecret(secret, signal),
      queueUrl,
      tryQueue: (signal) => tryActionQueue(queue, signal),
    },
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
  try {
    started ??= createHandler(process.env);
  } catch (error) {
    const checked = isAskedByInvoke(event) ? wrongEnvironment(error) : undefined;
    if (!checked) throw error;
    return composeAnswer('slack-in', checked);
  }
  return started(event, context);
};
