import { Logger } from '@aws-lambda-powertools/logger';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { inFull } from '../../rules/settings-in-short';
import type { CheckAnswer } from '../../rules/checks/check-answer';
import { answerCheck, answerUnstarted, type Check } from '../checking/answer-check';
import { isCheck } from '../checking/compose-answer';
import { readEnvironment } from '../environment';
import { checkAct } from './check';
import { act, type Doers } from './act';
import { doersOf, type Doing } from './doers';
import { actEnvironment } from './environment';
import { wire } from './wire';

type Handler = (
  event: SQSEvent | { readonly check: unknown },
  context: Context,
) => Promise<SQSBatchResponse | CheckAnswer>;

/** What an invocation keeps to say how that ended which AWS has not answered: so much, or a fifth of its time. */
const RESERVE_MS = 15_000;

/** Nothing of it was done: it is delivered again, to an invocation that has the time. */
class NoTimeLeftError extends Error {
  override readonly name = 'NoTimeLeftError';
}

/**
 * The function with its clients, which live as long as the execution environment.
 * @throws EnvironmentError
 */
export function createHandler(environment: NodeJS.ProcessEnv): Handler {
  const read = readEnvironment(actEnvironment, environment);
  const settings = inFull(read.KEYTURN_SETTINGS, {
    credentials: read.KEYTURN_CREDENTIALS,
    unused: read.KEYTURN_UNUSED,
    moves: read.KEYTURN_MOVES,
  });
  const logger = new Logger();
  const { ports, inAccounts, checks } = wire(read, settings);
  const doing: Omit<Doing, 'inAccounts'> = {
    ports,
    settings,
    accounts: read.KEYTURN_ACCOUNTS,
    responders: read.KEYTURN_RESPONDERS ?? [],
    dryRun: read.KEYTURN_DRY_RUN,
    dryRunAccounts: new Set(read.KEYTURN_DRY_RUN_ACCOUNTS),
    log: logger,
  };
  const check: Check = async (asked, timeLeft) => ({
    dryRun: read.KEYTURN_DRY_RUN,
    checks: await checkAct(asked, read.KEYTURN_ACCOUNTS, checks(timeLeft), timeLeft),
  });
  return (event, context) => {
    logger.addContext(context);
    if (isCheck(event)) return answerCheck('act', event, check, context, logger);
    const reserve = Math.min(RESERVE_MS, context.getRemainingTimeInMillis() / 5);
    const timeLeft = () => context.getRemainingTimeInMillis() - reserve;
    const doers = doersOf({ ...doing, inAccounts: (subject) => inAccounts(subject, timeLeft) });
    const inTime = async (perform: () => Promise<void>) => {
      if (timeLeft() < reserve)
        throw new NoTimeLeftError('an invocation has no time left to begin');
      return perform();
    };
    const doersInTime: Doers = {
      press: (press) => inTime(() => doers.press(press)),
      homeOpened: (opened) => inTime(() => doers.homeOpened(opened)),
      keyMade: (made) => inTime(() => doers.keyMade(made)),
    };
    return act(event, doersInTime, logger);
  };
}

let started: Handler | undefined;

/** Lambda's entry. What the environment lacks is said by each invocation, not only by the cold start's. */
export const handler: Handler = async (event, context) => {
  try {
    started ??= createHandler(process.env);
  } catch (error) {
    return answerUnstarted('act', isCheck(event), error);
  }
  return started(event, context);
};
