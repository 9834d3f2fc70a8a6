import { GetCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { Delivery } from '../../../rules/ledger';
import { userNoticeSchema, type UserNotice } from '../../../rules/notices';
import {
  isNewer,
  newerKindOf,
  numberedMessage,
  storedVersions,
  type NewerKind,
} from '../../../rules/stored-versions';
import { LedgerError } from '../../ledger-error';
import type { DeliveriesPort, DeliveryState, ToldDelivery } from '../../ports/deliveries';
import { updateOf, type Change } from './update';

const v = storedVersions.notice;
const instant = z.iso.datetime().transform((text) => new Date(text));
const deliverySchema = z.object({ at: instant, channel: z.string(), ts: z.string() });

/** What became of a notice, as its item in the ledger's table holds it. */
export const deliveryStateSchema = z.object({
  notice: userNoticeSchema.optional(),
  owner: z.union([deliverySchema, z.object({ failed: z.string() })]).optional(),
  team: deliverySchema.optional(),
  copy: deliverySchema.optional(),
  toldStopsOn: z.string().optional(),
  withdrawn: z.string().optional(),
});

/** A notice's item without the notice itself where that is of a kind, or a shape, that a newer version wrote. */
export function splitNotice<Item extends { readonly notice?: unknown }>(
  item: Item,
): { readonly known: Item; readonly newer?: NewerKind } {
  const newer = newerKindOf(item.notice);
  return newer ? { known: { ...item, notice: undefined }, newer } : { known: item };
}

/** Notify's side of the ledger on DynamoDB. It writes its own fields and leaves the monitor's alone. */
export class DynamoDeliveries implements DeliveriesPort {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#documents = documents;
    this.#table = table;
  }

  /** @throws LedgerError where the record can't be read. */
  async find(accountId: string, noticeId: string): Promise<DeliveryState> {
    const key = keyOf(accountId, noticeId);
    const { Item } = await this.#send(key, () =>
      // What the last try recorded must be seen, or somebody is told twice.
      this.#documents.send(
        new GetCommand({ TableName: this.#table, Key: key, ConsistentRead: true }),
      ),
    );
    const item: { readonly notice?: unknown } = Item ?? {};
    if (isNewer('notice', item)) return { newer: 'record' };
    const { known, newer } = splitNotice(item);
    const state = deliveryStateSchema.safeParse(known);
    if (state.success) return { ...state.data, ...(newer && { newer: 'notice' }) };
    const fields = state.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new LedgerError(accountId, key.item, `can't be read: ${fields}`);
  }

  async recordOwner(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    outcome: ToldDelivery | { readonly failed: string },
  ): Promise<void> {
    const set =
      'failed' in outcome
        ? { owner: { failed: outcome.failed } }
        : { owner: stored(outcome), toldStopsOn: outcome.toldStopsOn };
    await this.#write(keyOf(accountId, noticeId), plannedAt, set);
  }

  async recordTeam(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    delivery: ToldDelivery,
  ): Promise<void> {
    const set = { team: stored(delivery), toldStopsOn: delivery.toldStopsOn };
    await this.#write(keyOf(accountId, noticeId), plannedAt, set);
  }

  async recordCopy(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    delivery: Delivery,
  ): Promise<void> {
    await this.#write(keyOf(accountId, noticeId), plannedAt, { copy: stored(delivery) });
  }

  async recordNews(accountId: string, notice: UserNotice): Promise<void> {
    const key = keyOf(accountId, notice.id);
    const { plannedAt } = notice;
    await this.#update(key, { setOnce: { plannedAt, notice: numberedMessage(notice), v } });
  }

  async keepNewer(
    accountId: string,
    {
      id,
      plannedAt,
      body,
    }: { readonly id: string; readonly plannedAt: Date; readonly body: object },
  ): Promise<void> {
    const at = plannedAt.toISOString();
    await this.#update(keyOf(accountId, id), { setOnce: { plannedAt: at, notice: body, v } });
  }

  async #write(key: Key, plannedAt: Date, set: Record<string, unknown>): Promise<void> {
    // A notice of an event has no record yet: `plannedAt` makes it one.
    await this.#update(key, { set, setOnce: { plannedAt: plannedAt.toISOString(), v } });
  }

  async #update(key: Key, change: Change): Promise<void> {
    const update = updateOf(change);
    await this.#send(key, () =>
      this.#documents.send(new UpdateCommand({ TableName: this.#table, Key: key, ...update })),
    );
  }

  async #send<Answer>(key: Key, call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await call();
    } catch (cause) {
      const name = cause instanceof Error ? cause.name : String(cause);
      throw new LedgerError(key.account, key.item, `DynamoDB answered ${name}`, { cause });
    }
  }
}

interface Key extends Record<string, string> {
  readonly account: string;
  readonly item: string;
}

function keyOf(accountId: string, noticeId: string): Key {
  return { account: accountId, item: `notice#${noticeId}` };
}

function stored({ at, channel, ts }: Delivery): Record<string, string> {
  return { at: at.toISOString(), channel, ts };
}
