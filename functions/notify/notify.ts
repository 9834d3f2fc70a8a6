import { processPartialResponse, SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { keyIdOf, lastFour } from '../../rules/credentials/credential';
import { credentialOf } from '../../rules/notices';
import { isPressMessage, type QueueMessage } from '../../rules/notices/team-copies';
import { SlackAppError } from '../slack-errors';
import { errorFacts } from '../error-facts';
import { deliver, type Outcome } from './deliver';
import { deliverNews } from './deliver-news';
import { TeamChannelError, type NotifyPorts } from './delivery';
import { keepNewer } from './keep-newer';
import { inLanes, type NewsRecord } from './lanes';
import { NewsPace } from './news-pace';
import { readNotice, type NewerMessage } from './read-notice';

/** What notify logs with. Powertools' Logger fits. */
export interface Log {
  info(message: string, details: Record<string, unknown>): void;
  error(message: string, details: Record<string, unknown>): void;
}

/**
 * Delivers a batch of the notice queue. A notice that fails goes back to the queue alone: the groups are the
 * notices, so none has to wait for another; and news of events, which are one group, are told together. What comes of
 * presses, of which one person can make many, waits for them all: for an answer Slack may let wait until there is no
 * time for more.
 * @param pace of an execution environment
 * @throws SlackAppError or TeamChannelError where nothing of the batch could be delivered for that reason, so
 * that the function's error alarm tells of it before the dead-letter queue does.
 */
export async function notify(
  event: SQSEvent,
  ports: NotifyPorts,
  log: Log,
  pace = new NewsPace(),
): Promise<SQSBatchResponse> {
  const broken: Error[] = [];
  const fail = (record: SQSRecord, error: unknown) => {
    if (error instanceof SlackAppError || error instanceof TeamChannelError) broken.push(error);
    log.error('not delivered', { messageId: record.messageId, failure: errorFacts(error) });
  };
  const oneByOne = async (records: readonly SQSRecord[]) => {
    const { batchItemFailures } = await processPartialResponse(
      { Records: [...records] },
      async (record: SQSRecord) => {
        try {
          await deliverRecord(record, ports, log);
        } catch (error) {
          fail(record, error);
          throw error;
        }
      },
      new SqsFifoPartialProcessorAsync(),
      { skipGroupOnError: true, throwOnFullBatchFailure: false },
    );
    return batchItemFailures;
  };
  const { notices, news, presses } = inLanes(event.Records);
  const batchItemFailures = [
    ...(await oneByOne(notices)),
    ...(await together(news, ports, pace, log, fail)),
    ...(await oneByOne(presses)),
  ];
  const [error] = broken;
  if (error && broken.length === event.Records.length) throw error;
  return { batchItemFailures };
}

/** @returns those that failed, and not those behind them in their group: the order of news is nothing to anybody */
async function together(
  news: readonly NewsRecord[],
  ports: NotifyPorts,
  pace: NewsPace,
  log: Log,
  fail: (record: SQSRecord, error: unknown) => void,
): Promise<SQSBatchResponse['batchItemFailures']> {
  if (news.length === 0) return [];
  const told = await deliverNews(
    news.map(({ notice }) => notice),
    ports,
    pace,
  );
  return news.flatMap(({ record, notice }, i) => {
    const outcome = told[i];
    if (outcome && !('error' in outcome)) {
      logOutcome(record, notice, outcome, log);
      return [];
    }
    fail(record, outcome?.error);
    return [{ itemIdentifier: record.messageId }];
  });
}

async function deliverRecord(record: SQSRecord, ports: NotifyPorts, log: Log): Promise<void> {
  const message = readNotice(record.body);
  const outcome =
    'newerKind' in message ? await keepNewer(message, ports) : await deliver(message, ports);
  logOutcome(record, message, outcome, log);
}

function logOutcome(
  { messageId }: SQSRecord,
  message: QueueMessage | NewerMessage,
  outcome: Outcome,
  log: Log,
): void {
  const facts = { messageId, ...factsOf(message), ...outcome };
  if (isRefused(outcome)) log.error('refused', facts);
  else log.info(whatBecameOf(outcome), facts);
}

/** Slack refuses for good what comes of a press: no try would change that, and a person should know. */
function isRefused(outcome: Outcome): boolean {
  if ('notShown' in outcome) return outcome.notShown.length > 0;
  if ('presser' in outcome) return typeof outcome.presser === 'object';
  return 'home' in outcome && typeof outcome.home === 'object';
}

function whatBecameOf(outcome: Outcome): string {
  return 'withdrawn' in outcome ? 'withdrawn' : 'kept' in outcome ? 'kept' : 'delivered';
}

/** What tells one notice from another in a log; of a key the last four characters. */
function factsOf(message: QueueMessage | NewerMessage): Record<string, unknown> {
  if ('newerKind' in message) return { kind: message.newerKind.kind, account: message.accountId };
  if (isPressMessage(message)) return { kind: message.kind, id: message.id };
  if (message.kind === 'team-copies')
    return { kind: message.kind, as: message.as, date: message.date, items: message.items.length };
  const notice = message.kind === 'private-message' ? message.notice : message;
  if (notice.kind === 'daily-summary') return { kind: notice.kind, date: notice.date };
  const keyId = keyIdOf(credentialOf(notice));
  return {
    kind: notice.kind,
    account: notice.account.id,
    user: notice.owner.userName,
    ...(keyId === undefined ? {} : { key: `…${lastFour(keyId)}` }),
    ...('stage' in notice ? { stage: notice.stage } : {}),
  };
}
