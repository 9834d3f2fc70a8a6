import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import type { CheckAnswer } from '../../rules/checks/check-answer';
import { runLine } from '../../rules/metrics';
import { answerCheck, answerUnstarted, type Check } from '../checking/answer-check';
import { isCheck } from '../checking/compose-answer';
import { readEnvironment } from '../environment';
import { errorFacts } from '../error-facts';
import { checkMonitor } from './check';
import { monitorEnvironment } from './environment';
import { addMetrics } from './metrics';
import { readEvent } from './read-event';
import type { Run } from './run';
import { settingsOf } from './settings-of';
import { runDay } from './run-day';
import { runStep, type StepResult } from './run-step';
import { wire } from './wire';

type Handler = (event: unknown, context: Context) => Promise<StepResult | CheckAnswer>;

/**
 * What a run keeps for its end: so much, or a fifth of its time. The first half is for what has begun, the second,
 * in which AWS is asked nothing more, for the report and the summary.
 */
const RESERVE_MS = 120_000;

/** A check asks each account for little: so many wait for AWS at a time. */
const CHECKED_AT_A_TIME = 16;

/**
 * The function with its clients, which live as long as the execution environment.
 * @throws EnvironmentError
 */
export function createHandler(environment: NodeJS.ProcessEnv): Handler {
  const read = readEnvironment(monitorEnvironment, environment);
  const settings = settingsOf(read);
  const logger = new Logger();
  const metrics = new Metrics();
  const wired = wire(read);
  return async (event, context) => {
    logger.addContext(context);
    if (isCheck(event)) {
      const check: Check = async (asked, timeLeft) => ({
        dryRun: read.KEYTURN_DRY_RUN,
        checks: await checkMonitor(asked, wired.checks(timeLeft), {
          timeLeft,
          concurrency: CHECKED_AT_A_TIME,
        }),
      });
      return answerCheck('monitor', event, check, context, logger);
    }
    const reserve = Math.min(RESERVE_MS, context.getRemainingTimeInMillis() / 5);
    try {
      const asked = readEvent(event, new Date());
      const inAccounts = wired.inAccounts(() => context.getRemainingTimeInMillis() - reserve / 2);
      const run: Run = {
        ports: { ...wired.ports, ...inAccounts },
        settings,
        now: asked.scheduledTime,
        dryRun: read.KEYTURN_DRY_RUN,
        dryRunAccounts: new Set(read.KEYTURN_DRY_RUN_ACCOUNTS),
        concurrency: read.KEYTURN_CONCURRENCY,
        hasTimeLeft: () => context.getRemainingTimeInMillis() > reserve,
        log: logger,
      };
      const result =
        asked.step === undefined ? await runDay(run) : await runStep(run, wired.runs, asked);
      if ('accountsRead' in result) {
        addMetrics(metrics, result);
        metrics.publishStoredMetrics();
        logger.info(runLine.message, { ...result });
      }
      return result;
    } catch (error) {
      logger.error('The run has failed', { failure: errorFacts(error) });
      throw error;
    }
  };
}

let started: Handler | undefined;

/** Lambda's entry. What the environment lacks is said by each invocation, not only by the cold start's. */
export const handler: Handler = async (event, context) => {
  try {
    started ??= createHandler(process.env);
  } catch (error) {
    return answerUnstarted('monitor', isCheck(event), error);
  }
  return started(event, context);
};
