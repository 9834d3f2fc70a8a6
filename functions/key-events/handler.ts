import { Logger } from '@aws-lambda-powertools/logger';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { SdkActionQueue } from '../adapters/sdk-action-queue';
import { SqsNoticeQueue } from '../adapters/notice-queue';
import { readEnvironment } from '../environment';
import { errorFacts } from '../error-facts';
import { announce } from './announce';
import { keyEventsEnvironment } from './environment';

type Handler = (event: unknown, context: Context) => Promise<void>;

/**
 * The function with its clients, which live as long as the execution environment.
 * @throws EnvironmentError
 */
export function createHandler(environment: NodeJS.ProcessEnv): Handler {
  const settings = readEnvironment(keyEventsEnvironment, environment);
  const logger = new Logger();
  const sqs = new SQSClient();
  const actionQueueUrl = settings.KEYTURN_ACTION_QUEUE_URL;
  const ports = {
    queue: new SqsNoticeQueue(sqs, settings.KEYTURN_NOTICE_QUEUE_URL),
    actions: actionQueueUrl === undefined ? undefined : new SdkActionQueue(sqs, actionQueueUrl),
    accounts: settings.KEYTURN_ACCOUNTS,
  };
  return async (event, context) => {
    logger.addContext(context);
    try {
      await announce(event, ports, logger);
    } catch (error) {
      logger.error('not announced', { failure: errorFacts(error) });
      throw error;
    }
  };
}

let started: Handler | undefined;

/** Lambda's entry. What the environment lacks is said by each invocation, not only by the cold start's. */
export const handler: Handler = async (event, context) => {
  started ??= createHandler(process.env);
  return started(event, context);
};
