import { setTimeout as sleep } from 'node:timers/promises';
import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { counted } from '../../rules/counted';
import { groupOf, type QueueMessage } from '../../rules/notices/team-copies';
import { numberedMessage } from '../../rules/stored-versions';
import { deduplicationId } from '../deduplication-id';
import type { NoticeQueuePort } from '../ports/notice-queue';

/** SQS's own limits of a batch: so many messages, and so many bytes together. */
const BATCH_SIZE = 10;
const BATCH_BYTES = 256 * 1024;
const ATTEMPTS = 5;

/** Messages that SQS did not take. */
export class NoticeQueueError extends Error {
  override readonly name = 'NoticeQueueError';
}

/** The notice queue on SQS FIFO: one message group a notice id. */
export class SqsNoticeQueue implements NoticeQueuePort {
  constructor(
    private readonly sqs: SQSClient,
    private readonly queueUrl: string,
    private readonly pause: (milliseconds: number) => Promise<unknown> = sleep,
  ) {}

  /** @throws NoticeQueueError where not every notice is in the queue. */
  async put(messages: readonly QueueMessage[], at: Date): Promise<void> {
    for (const batch of batches(messages.map((message) => entryOf(message, at))))
      await this.#send(batch);
  }

  /** SQS may refuse some messages of a batch without an error. */
  async #send(entries: readonly SendMessageBatchRequestEntry[]): Promise<void> {
    let left = entries;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await this.pause(100 * 2 ** attempt * Math.random());
      const { Failed = [] } = await this.#try(left);
      if (Failed.length === 0) return;
      const fault = Failed.find(({ SenderFault }) => SenderFault);
      if (fault)
        throw new NoticeQueueError(`SQS refuses a notice: ${fault.Code}: ${fault.Message}`);
      const failed = new Set(Failed.map(({ Id }) => Id));
      left = left.filter(({ Id }) => failed.has(Id));
    }
    throw new NoticeQueueError(`SQS did not take ${counted(left.length, 'notice')}`);
  }

  async #try(entries: readonly SendMessageBatchRequestEntry[]) {
    try {
      return await this.sqs.send(
        new SendMessageBatchCommand({ QueueUrl: this.queueUrl, Entries: [...entries] }),
      );
    } catch (cause) {
      const name = cause instanceof Error ? cause.name : String(cause);
      throw new NoticeQueueError(`SQS answered ${name}`, { cause });
    }
  }
}

function entryOf(message: QueueMessage, at: Date): Omit<SendMessageBatchRequestEntry, 'Id'> {
  return {
    MessageBody: JSON.stringify(numberedMessage(message)),
    // A group's id has at most 128 characters of letters, digits and punctuation, as our ids do.
    MessageGroupId: groupOf(message),
    MessageDeduplicationId: deduplicationId(message, at),
  };
}

/** As many messages in a batch as both limits allow. */
function* batches(
  entries: readonly Omit<SendMessageBatchRequestEntry, 'Id'>[],
): Generator<SendMessageBatchRequestEntry[]> {
  let batch: SendMessageBatchRequestEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.MessageBody ?? '');
    if (batch.length > 0 && (batch.length === BATCH_SIZE || bytes + size > BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push({ ...entry, Id: String(batch.length) });
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
