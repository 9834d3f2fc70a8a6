import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Delivery } from '../../../rules/ledger';
import type { UserNotice } from '../../../rules/notices';
import { isNewer, numberedMessage, storedVersions } from '../../../rules/stored-versions';
import { LedgerError } from '../../ledger-error';
import type { DeliveriesPort, DeliveryState, ToldDelivery } from '../../ports/deliveries';
import { deliveryStateSchema, splitNotice } from './delivery-state';
import { failure, LedgerTable } from './table';

const v = storedVersions.notice;

/** Notify's side of the ledger on DynamoDB. It writes its own fields and leaves the monitor's alone. */
export class DynamoDeliveries implements DeliveriesPort {
  readonly #table: LedgerTable;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#table = new LedgerTable(documents, table);
  }

  /** @throws LedgerError where the record can't be read. */
  async find(accountId: string, noticeId: string): Promise<DeliveryState> {
    const item = await this.#get(accountId, itemOf(noticeId));
    if (isNewer('notice', item)) return { newer: 'record' };
    const { known, newer } = splitNotice(item);
    const state = deliveryStateSchema.safeParse(known);
    if (state.success) return { ...state.data, ...(newer && { newer: 'notice' }) };
    const fields = state.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new LedgerError(accountId, itemOf(noticeId), `can't be read: ${fields}`);
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
    await this.#write(accountId, noticeId, plannedAt, set);
  }

  async recordTeam(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    delivery: ToldDelivery,
  ): Promise<void> {
    const set = { team: stored(delivery), toldStopsOn: delivery.toldStopsOn };
    await this.#write(accountId, noticeId, plannedAt, set);
  }

  async recordCopy(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    delivery: Delivery,
  ): Promise<void> {
    await this.#write(accountId, noticeId, plannedAt, { copy: stored(delivery) });
  }

  async recordNews(accountId: string, notice: UserNotice): Promise<void> {
    const { id, plannedAt } = notice;
    const setOnce = { plannedAt, notice: numberedMessage(notice), v };
    await this.#table.update(accountId, itemOf(id), { setOnce });
  }

  async keepNewer(
    accountId: string,
    {
      id,
      plannedAt,
      body,
    }: { readonly id: string; readonly plannedAt: Date; readonly body: object },
  ): Promise<void> {
    const setOnce = { plannedAt: plannedAt.toISOString(), notice: body, v };
    await this.#table.update(accountId, itemOf(id), { setOnce });
  }

  async #write(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    set: Record<string, unknown>,
  ): Promise<void> {
    // A notice of an event has no record yet: `plannedAt` makes it one.
    const setOnce = { plannedAt: plannedAt.toISOString(), v };
    await this.#table.update(accountId, itemOf(noticeId), { set, setOnce });
  }

  async #get(account: string, item: string): Promise<{ readonly notice?: unknown }> {
    const { documents, name } = this.#table;
    // What the last try recorded must be seen, or somebody is told twice.
    const input = { TableName: name, Key: { account, item }, ConsistentRead: true };
    try {
      return (await documents.send(new GetCommand(input))).Item ?? {};
    } catch (cause) {
      throw failure(account, item, cause);
    }
  }
}

function itemOf(noticeId: string): string {
  return `notice#${noticeId}`;
}

function stored({ at, channel, ts, inDigest, threadTs }: Delivery): Record<string, unknown> {
  return {
    ...{ at: at.toISOString(), channel, ts },
    ...(inDigest && { inDigest }),
    ...(threadTs !== undefined && { threadTs }),
  };
}
