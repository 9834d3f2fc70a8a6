import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { readEnvironment } from '../environment';
import { errorFacts } from '../error-facts';
import { monitorEnvironment } from './environment';
import { addMetrics } from './metrics';
import { readEvent } from './read-event';
import type { Run } from './run';
import { settingsOf } from './settings-of';
import { runDay } from './run-day';
import { runStep, type StepResult } from './run-step';
import { wire } from './wire';

type Handler = (event: unknown, context: Context) => Promise<StepResult>;

/**
 * What a run keeps for its end: so much, or a fifth of its time. The first half is for what has begun, the second,
 * in which AWS is asked nothing more, for the report and the summary.
 */
const RESERVE_MS = 120_000;

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
        logger.info('The run is complete', { ...result });
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
  started ??= createHandler(process.env);
  return started(event, context);
};
