import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { DynamoDeliveries } from '../adapters/ledger/deliveries';
import { SlackAdapter } from '../adapters/slack/slack';
import { SecretToken } from '../adapters/slack/token';
import { defaultRotation } from '../../rules/rotation';
import { readEnvironment } from '../environment';
import { notifyEnvironment } from './environment';
import { notify } from './notify';

type Handler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

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
  return (event, context) => {
    logger.addContext(context);
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
    return notify(event, ports, logger);
  };
}

let started: Handler | undefined;

/** Lambda's entry. What the environment lacks is said by each invocation, not only by the cold start's. */
export const handler: Handler = async (event, context) => {
  started ??= createHandler(process.env);
  return started(event, context);
};
