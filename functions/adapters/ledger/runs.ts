import { gunzipSync, gzipSync } from 'node:zlib';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { Account } from '../../../rules/model';
import { LedgerError } from '../../ledger-error';
import { isNewer, storedVersions } from '../../../rules/stored-versions';
import type { RunsPort } from '../../ports/runs';
import { LedgerBatches } from './batches';
import { pagesOf } from './query';
import { LedgerTable } from './table';
import { isRecorded, type Change } from './update';

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
  readonly #table: LedgerTable;
  readonly #batches: LedgerBatches;

  constructor(
    documents: DynamoDBDocumentClient,
    table: string,
    private readonly handledSchema: z.ZodType<Handled>,
  ) {
    this.#table = new LedgerTable(documents, table);
    this.#batches = new LedgerBatches(this.#table);
  }

  async begin(run: string, accounts: readonly Account[], expiresAt: Date): Promise<void> {
    const items = accounts.map(({ id, name }) => ({
      ...keyOf(run, id),
      name,
      v: storedVersions.run,
      // DynamoDB's time to live counts in seconds.
      expiresAt: Math.ceil(expiresAt.getTime() / 1000),
    }));
    await this.#batches.put(partitionOf(run), items, BATCHES_AT_A_TIME);
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
    const pages = pagesOf(this.#table, partitionOf(run), ACCOUNT_PREFIX + accountId);
    for await (const items of pages) for (const item of items) yield this.#parse(run, item);
  }

  #parse(run: string, stored: object): { account: Account; handled?: Handled | 'newer' } {
    const { item, name, handled } = read(itemSchema, run, stored, stored);
    const account = { id: item.slice(ACCOUNT_PREFIX.length), name };
    if (isNewer('run', stored)) return { account, handled: 'newer' };
    if (handled === undefined) return { account };
    return { account, handled: read(this.handledSchema, run, stored, unpack(handled)) };
  }

  async #update(run: string, accountId: string, change: Change): Promise<void> {
    const { account, item } = keyOf(run, accountId);
    const isOfRun = await this.#table.update(account, item, { ...change, onlyIf: [isRecorded] });
    if (!isOfRun) throw noSuchAccount(run, accountId);
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
