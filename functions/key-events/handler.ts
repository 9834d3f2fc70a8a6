import { Logger } from '@aws-lambda-powertools/logger';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import type { CheckAnswer } from '../../rules/checks/check-answer';
import { tryQueue } from '../adapters/checks/queue';
import { SdkActionQueue } from '../adapters/sdk-action-queue';
import { SqsNoticeQueue } from '../adapters/notice-queue';
import { answerCheck, answerUnstarted, type Check } from '../checking/answer-check';
import { isCheck } from '../checking/compose-answer';
import { linesOf, type Look } from '../checking/look';
import { readEnvironment } from '../environment';
import { errorFacts } from '../error-facts';
import { announce } from './announce';
import { keyEventsEnvironment } from './environment';

type Handler = (event: unknown, context: Context) => Promise<CheckAnswer | undefined>;

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
  const looks: Look[] = [
    lookAt('notice-queue', sqs, settings.KEYTURN_NOTICE_QUEUE_URL),
    ...(actionQueueUrl === undefined ? [] : [lookAt('action-queue', sqs, actionQueueUrl)]),
  ];
  const check: Check = async (_, timeLeft) => ({
    checks: await linesOf(looks, { timeLeft, concurrency: looks.length }),
  });
  return async (event, context) => {
    logger.addContext(context);
    if (isCheck(event)) return answerCheck('key-events', event, check, context, logger);
    try {
      await announce(event, ports, logger);
      return undefined;
    } catch (error) {
      logger.error('not announced', { failure: errorFacts(error) });
      throw error;
    }
  };
}

function lookAt(what: Look['what'], sqs: SQSClient, queueUrl: string): Look {
  return { what, id: queueUrl, look: () => tryQueue(sqs, queueUrl) };
}

let started: Handler | undefined;

/** Lambda's entry. What the environment lacks is said by each invocation, not only by the cold start's. */
export const handler: Handler = async (event, context) => {
  try {
    started ??= createHandler(process.env);
  } catch (error) {
    return answerUnstarted('key-events', isCheck(event), error);
  }
  return started(event, context);
};
