import { processPartialResponse, SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Action, HomeOpened, KeyMade, Press } from '../../rules/presses/press';
import type { Log } from '../acting/log';
import { errorFacts } from '../error-facts';
import { readAction } from './read-action';

/** What is done about each kind of action. What throws is delivered again, and in the end a dead letter. */
export interface Doers {
  press(press: Press): Promise<void>;
  homeOpened(opened: HomeOpened): Promise<void>;
  keyMade(made: KeyMade): Promise<void>;
}

/**
 * Does a batch of the action queue. An action that fails goes back to the queue alone, with those of the same key that
 * come after it: another key's have not to wait.
 */
export async function act(
  event: SQSEvent,
  doers: Doers,
  log: Pick<Log, 'error'>,
): Promise<SQSBatchResponse> {
  return processPartialResponse(
    event,
    async (record: SQSRecord) => {
      try {
        await perform(readAction(record.body), doers);
      } catch (error) {
        log.error('not done', { messageId: record.messageId, failure: errorFacts(error) });
        throw error;
      }
    },
    new SqsFifoPartialProcessorAsync(),
    { skipGroupOnError: true, throwOnFullBatchFailure: false },
  );
}

function perform(action: Action, doers: Doers): Promise<void> {
  switch (action.kind) {
    case 'press':
      return doers.press(action);
    case 'home-opened':
      return doers.homeOpened(action);
    case 'key-made':
      return doers.keyMade(action);
  }
}
