import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { LedgerError } from '../../ledger-error';
import { failure, type LedgerTable } from './table';
import { updateOf, type Change } from './update';

/** DynamoDB's own limits: of a BatchWriteItem, and of a TransactWriteItems. */
const BATCH_SIZE = 25;
const TRANSACTION_SIZE = 100;
const BATCH_ATTEMPTS = 8;
const CALLS_AT_A_TIME = 4;

export interface ItemChange {
  readonly item: string;
  readonly change: Omit<Change, 'onlyIf'>;
}

/** Writes of many items of one account in a call. */
export class LedgerBatches {
  constructor(
    private readonly table: LedgerTable,
    private readonly pause: (milliseconds: number) => Promise<unknown> = sleep,
  ) {}

  async put(
    accountId: string,
    items: readonly object[],
    concurrency = CALLS_AT_A_TIME,
  ): Promise<void> {
    const requests = items.map((Item) => ({ PutRequest: { Item } }));
    await pMap(chunks(requests, BATCH_SIZE), (batch) => this.#writeBatch(accountId, batch), {
      concurrency,
    });
  }

  /**
   * Changes items field by field, a hundred in a call. A transaction, as no other call takes many updates.
   * @returns what was not written, because another writer was at one of the same hundred
   */
  async update(accountId: string, changes: readonly ItemChange[]): Promise<readonly ItemChange[]> {
    // A transaction costs twice as much: one item alone is not worth it.
    if (changes.length < 2) return changes;
    const transactions = chunks(changes, TRANSACTION_SIZE);
    const isWritten = await pMap(transactions, (some) => this.#transact(accountId, some), {
      concurrency: CALLS_AT_A_TIME,
    });
    return transactions.filter((_, i) => !isWritten[i]).flat();
  }

  async #transact(accountId: string, changes: readonly ItemChange[]): Promise<boolean> {
    const TransactItems = changes.map(({ item, change }) => {
      const { UpdateExpression = '', ...update } = updateOf(change);
      const Key = { account: accountId, item };
      return { Update: { TableName: this.table.name, Key, UpdateExpression, ...update } };
    });
    try {
      await this.table.documents.send(new TransactWriteCommand({ TransactItems }));
      return true;
    } catch (cause) {
      if (cause instanceof Error && cause.name === 'TransactionCanceledException') return false;
      throw failure(accountId, 'batch', cause);
    }
  }

  /** DynamoDB may leave some of a batch unwritten without an error. */
  async #writeBatch(accountId: string, requests: readonly object[]): Promise<void> {
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
      const { UnprocessedItems = {} } = await this.table.documents.send(
        new BatchWriteCommand({ RequestItems: { [this.table.name]: [...requests] } }),
      );
      return UnprocessedItems[this.table.name] ?? [];
    } catch (cause) {
      throw failure(accountId, 'batch', cause);
    }
  }
}

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}
