import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { LedgerError } from '../ledger-error';

/** DynamoDB's own limit of a BatchWriteItem. */
const BATCH_SIZE = 25;
const BATCH_ATTEMPTS = 8;

type WriteRequest = { PutRequest: { Item: object } } | { DeleteRequest: { Key: object } };

/** Puts and deletes whole items of the ledger, many in a call. */
export class LedgerBatches {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly pause: (milliseconds: number) => Promise<unknown> = sleep,
  ) {}

  async write(accountId: string, requests: readonly WriteRequest[]): Promise<void> {
    for (let i = 0; i < requests.length; i += BATCH_SIZE)
      await this.#writeBatch(accountId, requests.slice(i, i + BATCH_SIZE));
  }

  /** DynamoDB may leave some of a batch unwritten without an error. */
  async #writeBatch(accountId: string, requests: readonly WriteRequest[]): Promise<void> {
    let left: readonly object[] = requests;
    for (let attempt = 0; attempt < BATCH_ATTEMPTS; attempt++) {
      if (attempt > 0) await this.pause(50 * 2 ** attempt * Math.random());
      left = await this.#tryBatch(accountId, left);
      if (left.length === 0) return;
    }
    throw new LedgerError(accountId, 'batch', `${left.length} items were not written`);
  }

  async #tryBatch(accountId: string, requests: readonly object[]): Promise<readonly object[]> {
    try {
      const { UnprocessedItems = {} } = await this.documents.send(
        new BatchWriteCommand({ RequestItems: { [this.table]: [...requests] } }),
      );
      return UnprocessedItems[this.table] ?? [];
    } catch (cause) {
      throw failure(accountId, 'batch', cause);
    }
  }
}

/** DynamoDB's error in the ledger's words. */
export function failure(accountId: string, item: string, cause: unknown): LedgerError {
  if (cause instanceof LedgerError) return cause;
  const name = cause instanceof Error ? cause.name : String(cause);
  return new LedgerError(accountId, item, `DynamoDB answered ${name}`, { cause });
}
