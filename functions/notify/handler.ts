import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { DynamoDeliveries } from '../adapters/ledger/deliveries';
import type { CheckAnswer } from '../../rules/checks/check-answer';
import { tryLedger } from '../adapters/checks/ledger';
import { SlackCheck } from '../adapters/checks/slack';
import { SlackAdapter } from '../adapters/slack/slack';
import { SecretToken } from '../adapters/slack/token';
import { defaultRotation } from '../../rules/rotation';
import { answerCheck, answerUnstarted, type Check } from '../checking/answer-check';
import { isCheck } from '../checking/compose-answer';
import { readEnvironment } from '../environment';
import { checkNotify } from './check';
import { notifyEnvironment } from './environment';
import { NewsPace } from './news-pace';
import { notify } from './notify';

type Handler = (
  event: SQSEvent | { readonly check: unknown },
  context: Context,
) => Promise<SQSBatchResponse | CheckAnswer>;

/**
 * The function with its clients, which live as long as the execution environment.
 * @throws EnvironmentError
 */
export function createHandler(environment: NodeJS.ProcessEnv): Handler {
  const settings = readEnvironment(notifyEnvironment, environment);
  const logger = new Logger();
  const token = new SecretToken(settings.KEYTURN_SLACK_TOKEN_SECRET_ARN);
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
  const deliveries = new DynamoDeliveries(documents, settings.KEYTURN_LEDGER_TABLE);
  const pace = new NewsPace();
  const check: Check = async (asked, timeLeft) => {
    const { KEYTURN_LEDGER_TABLE: table, KEYTURN_SLACK_API_URL: apiUrl } = settings;
    const look = () => tryLedger(documents, table, 'GetItem');
    const ports = {
      slack: new SlackCheck({ token, apiUrl, remainingMs: timeLeft }),
      tokenSecretArn: settings.KEYTURN_SLACK_TOKEN_SECRET_ARN,
      teamChannel: settings.KEYTURN_TEAM_CHANNEL,
      looks: [{ what: 'ledger' as const, id: table, look }],
    };
    return { checks: await checkNotify(asked, ports, timeLeft) };
  };
  return (event, context) => {
    logger.addContext(context);
    if (isCheck(event)) return answerCheck('notify', event, check, context, logger);
    const remainingMs = () => context.getRemainingTimeInMillis();
    const slack = new SlackAdapter({
      token,
      apiUrl: settings.KEYTURN_SLACK_API_URL,
      remainingMs,
    });
    const teamChannel = settings.KEYTURN_TEAM_CHANNEL;
    const rotation = settings.KEYTURN_ROTATION ?? defaultRotation;
    const now = () => new Date();
    const press = settings.KEYTURN_PRESSES;
    const ports = { deliveries, slack, teamChannel, rotation, press, now, remainingMs };
    return notify(event, ports, logger, pace);
  };
}

let started: Handler | undefined;

/** Lambda's entry. What the environment lacks is said by each invocation, not only by the cold start's. */
export const handler: Handler = async (event, context) => {
  try {
    started ??= createHandler(process.env);
  } catch (error) {
    return answerUnstarted('notify', isCheck(event), error);
  }
  return started(event, context);
};
