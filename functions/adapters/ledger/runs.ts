import { gunzipSync, gzipSync } from 'node:zlib';
import { paginateQuery, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { z } from 'zod';
import type { Account } from '../../../rules/model';
import { LedgerError } from '../../ledger-error';
import { isNewer, storedVersions } from '../../../rules/stored-versions';
import type { RunsPort } from '../../ports/runs';
import { failure, LedgerBatches } from './batches';
import { updateOf, type Change } from './update';

/** DynamoDB's, of a BatchWriteItem. */
const BATCH_SIZE = 25;
const BATCHES_AT_A_TIME = 8;
const ACCOUNT_PREFIX = 'account#';

const itemSchema = z.object({
  item: z.string().startsWith(ACCOUNT_PREFIX),
  name: z.string(),
  handled: z.instanceof(Uint8Array).optional(),
});

/**
 * Distributed runs in the ledger's table: a partition `run#…` a run, an item an account, which DynamoDB deletes
 * by itself when they expire. What came of an account is stored as compressed JSON: of the largest account that
 * IAM allows it would not fit in an item as it is.
 */
export class DynamoRuns<Handled> implements RunsPort<Handled> {
  readonly #batches: LedgerBatches;

  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly handledSchema: z.ZodType<Handled>,
  ) {
    this.#batches = new LedgerBatches(documents, table);
  }

  async begin(run: string, accounts: readonly Account[], expiresAt: Date): Promise<void> {
    const items = accounts.map(({ id, name }) => ({
      PutRequest: {
        Item: {
          ...keyOf(run, id),
          name,
          v: storedVersions.run,
          // DynamoDB's time to live counts in seconds.
          expiresAt: Math.ceil(expiresAt.getTime() / 1000),
        },
      },
    }));
    const count = Math.ceil(items.length / BATCH_SIZE);
    const batches = Array.from({ length: count }, (_, i) =>
      items.slice(i * BATCH_SIZE, (i + 1) * BATCH_SIZE),
    );
    await pMap(batches, (batch) => this.#batches.write(partitionOf(run), batch), {
      concurrency: BATCHES_AT_A_TIME,
    });
  }

  async find(run: string, accountId: string): Promise<Account> {
    for await (const { account } of this.#read(run, accountId)) return account;
    throw noSuchAccount(run, accountId);
  }

  async keep(run: string, accountId: string, handled: Handled): Promise<void> {
    await this.#update(run, accountId, { set: { handled: pack(handled), v: storedVersions.run } });
  }

  async keepIfNone(run: string, accountId: string, handled: Handled): Promise<void> {
    await this.#update(run, accountId, {
      setOnce: { handled: pack(handled), v: storedVersions.run },
    });
  }

  async *all(run: string) {
    yield* this.#read(run, '');
  }

  /** @param accountId the one account; empty for all */
  async *#read(run: string, accountId: string) {
    const pages = paginateQuery(
      { client: this.documents },
      {
        TableName: this.table,
        KeyConditionExpression: '#account = :account AND begins_with(#item, :item)',
        ExpressionAttributeNames: { '#account': 'account', '#item': 'item' },
        ExpressionAttributeValues: {
          ':account': partitionOf(run),
          ':item': ACCOUNT_PREFIX + accountId,
        },
        ConsistentRead: true,
      },
    );
    try {
      for await (const { Items = [] } of pages)
        for (const item of Items) yield this.#parse(run, item);
    } catch (cause) {
      throw failure(partitionOf(run), 'all', cause);
    }
  }

  #parse(run: string, stored: object): { account: Account; handled?: Handled | 'newer' } {
    const { item, name, handled } = read(itemSchema, run, stored, stored);
    const account = { id: item.slice(ACCOUNT_PREFIX.length), name };
    if (isNewer('run', stored)) return { account, handled: 'newer' };
    if (handled === undefined) return { account };
    return { account, handled: read(this.handledSchema, run, stored, unpack(handled)) };
  }

  async #update(run: string, accountId: string, change: Change): Promise<void> {
    const Key = keyOf(run, accountId);
    const update = updateOf({ ...change, onlyIf: ['attribute_exists(#item)'] });
    try {
      await this.documents.send(new UpdateCommand({ TableName: this.table, Key, ...update }));
    } catch (cause) {
      if (cause instanceof Error && cause.name === 'ConditionalCheckFailedException')
        throw noSuchAccount(run, accountId);
      throw failure(Key.account, Key.item, cause);
    }
  }
}

function partitionOf(run: string): string {
  return `run#${run}`;
}

function keyOf(run: string, accountId: string) {
  return { account: partitionOf(run), item: ACCOUNT_PREFIX + accountId };
}

function pack(handled: unknown): Uint8Array {
  return gzipSync(JSON.stringify(handled));
}

function unpack(packed: Uint8Array): unknown {
  try {
    return JSON.parse(gunzipSync(packed).toString());
  } catch {
    return undefined;
  }
}

function read<Shape>(schema: z.ZodType<Shape>, run: string, stored: object, value: unknown): Shape {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `field ${path.map(String).join('.')}: ${message}`,
  );
  const item = 'item' in stored ? String(stored.item) : '?';
  throw new LedgerError(partitionOf(run), item, problems.join('; '));
}

function noSuchAccount(run: string, accountId: string): LedgerError {
  const { account, item } = keyOf(run, accountId);
  return new LedgerError(account, item, 'the run has no such account');
}
