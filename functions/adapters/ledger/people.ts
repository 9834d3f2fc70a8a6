import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { accessKeyRef } from '../../../rules/credentials/credential';
import { isCurrent, keptUntil, type PersonsUser } from '../../../rules/home/persons-user';
import { isNewer, storedVersions } from '../../../rules/stored-versions';
import {
  VIEW_EVERY_MS,
  type KeyPlace,
  type PeoplePort,
  type PersonKnown,
} from '../../ports/people';
import { LedgerBatches } from './batches';
import { accountItem, credentialItem, expiryField } from './items';
import { partitionOf, readUser, storedUser, USER_PREFIX, viewItem } from './person-items';
import { pagesOf } from './query';
import { LedgerTable } from './table';
import { noEarlier } from './update';

const BATCHES_AT_A_TIME = 8;
const READS_AT_A_TIME = 16;

/**
 * What people are shown, in the ledger's table: an item a user of theirs in a partition of their own, and in the
 * account's own item when it was last read for them.
 */
export class DynamoPeople implements PeoplePort {
  readonly #table: LedgerTable;
  readonly #batches: LedgerBatches;

  constructor(
    documents: DynamoDBDocumentClient,
    table: string,
    pause?: (milliseconds: number) => Promise<unknown>,
  ) {
    this.#table = new LedgerTable(documents, table);
    this.#batches = new LedgerBatches(this.#table, pause);
  }

  async put(accountId: string, readAt: Date, users: readonly PersonsUser[]): Promise<void> {
    const isLatest = await this.#table.update(accountId, accountItem, {
      set: { peopleAt: readAt.toISOString() },
      setOnce: { v: storedVersions.account },
      onlyIf: [noEarlier('peopleAt')],
    });
    if (isLatest) await this.#batches.put(accountId, users.map(storedUser), BATCHES_AT_A_TIME);
  }

  async of(slackId: string, now: Date): Promise<PersonKnown> {
    const users: PersonsUser[] = [];
    let passedBy = 0;
    for await (const items of pagesOf(this.#table, partitionOf(slackId), USER_PREFIX))
      for (const item of items) {
        const user = readUser(slackId, item);
        if (user) users.push(user);
        else passedBy += 1;
      }
    const lastAt = await this.#lastAt(new Set(users.map(({ account }) => account.id)));
    return {
      users: users.filter((user) => isCurrent(user, lastAt.get(user.account.id), now)),
      passedBy,
    };
  }

  async disabledAt(keys: readonly KeyPlace[]): Promise<ReadonlyMap<string, Date>> {
    const found = await pMap(
      keys,
      async ({ accountId, keyId }) => {
        const item = await this.#find(accountId, credentialItem(accessKeyRef(keyId)));
        const at = isNewer('credential', item) ? undefined : instantOf(item['disabledAt']);
        return at ? ([keyId, at] as const) : undefined;
      },
      { concurrency: READS_AT_A_TIME },
    );
    return new Map(found.filter((each) => each !== undefined));
  }

  async beginView(
    slackId: string,
    { id, at }: { readonly id: string; readonly at: Date },
  ): Promise<boolean> {
    return this.#table.update(partitionOf(slackId), viewItem, {
      set: {
        drawnAt: at.toISOString(),
        opening: id,
        nextFrom: new Date(at.getTime() + VIEW_EVERY_MS).toISOString(),
        v: storedVersions.person,
        [expiryField]: Math.ceil(keptUntil({ readAt: at }).getTime() / 1000),
      },
      onlyIf: ['attribute_not_exists(#nextFrom) OR #nextFrom <= :drawnAt OR #opening = :opening'],
    });
  }

  /** When each account was last read for people. */
  async #lastAt(accountIds: ReadonlySet<string>): Promise<ReadonlyMap<string, Date | undefined>> {
    const found = await pMap(
      accountIds,
      async (id) => {
        const { peopleAt } = await this.#find(id, accountItem);
        return [id, instantOf(peopleAt)] as const;
      },
      { concurrency: READS_AT_A_TIME },
    );
    return new Map(found);
  }

  /** One item, without fields where there is none; by a Query, as whoever draws homes has no right to more. */
  async #find(account: string, name: string): Promise<Readonly<Record<string, unknown>>> {
    for await (const items of pagesOf(this.#table, account, name)) {
      const found = items.find(({ item }) => item === name);
      if (found) return { ...found };
    }
    return {};
  }
}

function instantOf(stored: unknown): Date | undefined {
  const at = typeof stored === 'string' ? new Date(stored) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at : undefined;
}
