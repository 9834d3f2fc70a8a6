import { paginateQuery, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import type { AccountLedger, KeyRecord, NoticeRecord } from '../../../rules/ledger';
import type { LocalDate } from '../../../rules/model';
import type { Notice, UserNotice } from '../../../rules/notices';
import { numberedMessage, storedVersions } from '../../../rules/stored-versions';
import { LedgerError } from '../../ledger-error';
import type { LedgerPort } from '../../ports/ledger';
import {
  accountItem,
  expiryField,
  itemPrefixes,
  readAccountItem,
  readFindingItem,
  readKeyItem,
  readNoticeItem,
  type StoredItem,
} from './items';
import { failure, LedgerBatches, type ItemChange } from './batches';
import { noEarlier, updateOf, type Change } from './update';

const WRITES_AT_A_TIME = 16;
/**
 * The monitor's side of the ledger on DynamoDB. Records that others write too are changed field by field, so
 * that no writer takes back another's.
 */
export class DynamoLedger implements LedgerPort {
  readonly #batches: LedgerBatches;

  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly table: string,
    pause?: (milliseconds: number) => Promise<unknown>,
  ) {
    this.#batches = new LedgerBatches(documents, table, pause);
  }

  async load(accountId: string): Promise<AccountLedger> {
    const keys = new Map<string, KeyRecord>();
    const notices = new Map<string, NoticeRecord>();
    const findings = new Map<string, Date>();
    const newerKeys = new Set<string>();
    let others = 0;
    let times: Pick<AccountLedger, 'firstReadAt' | 'lastReadAt'> = {};
    for await (const item of this.#items(accountId))
      if (item.item === accountItem) times = readAccountItem(item);
      else if (item.item.startsWith(itemPrefixes.key)) {
        const record = readKeyItem(item);
        if ('newerKeyId' in record) newerKeys.add(record.newerKeyId);
        else keys.set(record.keyId, record);
      } else if (item.item.startsWith(itemPrefixes.notice)) {
        const record = readNoticeItem(item);
        notices.set(record.id, record);
        if (record.newer) others += 1;
      } else if (item.item.startsWith(itemPrefixes.finding)) {
        const found = readFindingItem(item);
        if (found) findings.set(found.finding, found.reportedAt);
        else others += 1;
      } else others += 1;
    const hasNewer = newerKeys.size > 0 || others > 0;
    const newer = hasNewer ? { newer: { keys: newerKeys, others } } : {};
    return { accountId, ...times, keys, notices, findings, ...newer };
  }

  async putKeys(accountId: string, keys: readonly KeyRecord[]): Promise<void> {
    const updates = keys.map(
      ({ keyId, userId, userName, createdAt, status, fingerprint }): ItemChange => ({
        item: itemPrefixes.key + keyId,
        change: {
          set: {
            userId,
            userName,
            createdAt: createdAt.toISOString(),
            status,
            fingerprint,
            v: storedVersions.key,
          },
          remove: [expiryField],
        },
      }),
    );
    const notWritten = await this.#batches.update(accountId, updates);
    await pMap(notWritten, ({ item, change }) => this.#update(accountId, item, change), {
      concurrency: WRITES_AT_A_TIME,
    });
  }

  async forgetKeys(accountId: string, keyIds: readonly string[], at: Date): Promise<void> {
    await this.#expire(
      accountId,
      keyIds.map((id) => itemPrefixes.key + id),
      at,
    );
  }

  async rememberExemption(accountId: string, keyId: string, on: LocalDate): Promise<void> {
    await this.#update(accountId, itemPrefixes.key + keyId, {
      set: { lastExemptOn: on },
      onlyIf: ['attribute_exists(#item)', noEarlier('lastExemptOn')],
    });
  }

  async rememberAlone(accountId: string, keyId: string, at: Date): Promise<void> {
    await this.#update(accountId, itemPrefixes.key + keyId, {
      set: { lastAloneAt: at.toISOString() },
      onlyIf: ['attribute_exists(#item)', noEarlier('lastAloneAt')],
    });
  }

  async planNotice(accountId: string, notice: Notice): Promise<void> {
    await this.#update(accountId, itemPrefixes.notice + notice.id, plan(notice));
  }

  async planAgain(accountId: string, notice: UserNotice): Promise<void> {
    const isUntold = await this.#update(accountId, itemPrefixes.notice + notice.id, {
      set: { notice: numberedMessage(notice) },
      setOnce: { plannedAt: notice.plannedAt, v: storedVersions.notice },
      remove: ['withdrawn'],
      onlyIf: ['attribute_not_exists(#owner)', 'attribute_not_exists(#team)'],
    });
    if (!isUntold) await this.planNotice(accountId, notice);
  }

  async confirmNotice(accountId: string, notice: Notice): Promise<void> {
    await this.#update(accountId, itemPrefixes.notice + notice.id, {
      ...plan(notice),
      set: { confirmed: true },
    });
  }

  async withdrawNotice(accountId: string, noticeId: string, why: string): Promise<void> {
    await this.#update(accountId, itemPrefixes.notice + noticeId, {
      set: { withdrawn: why },
      onlyIf: ['attribute_exists(#item)', 'attribute_not_exists(#confirmed)'],
    });
  }

  async setExpiry(
    accountId: string,
    noticeIds: readonly string[],
    at: Date | undefined,
  ): Promise<void> {
    await this.#expire(
      accountId,
      noticeIds.map((id) => itemPrefixes.notice + id),
      at,
    );
  }

  async startDisabling(
    accountId: string,
    keyId: string,
    noticeId: string,
    at: Date,
    attempt: string,
  ): Promise<void> {
    const item = itemPrefixes.key + keyId;
    const isRecorded = await this.#update(accountId, item, {
      set: { disabling: { noticeId, since: at.toISOString() } },
      add: { attempts: [attempt] },
      onlyIf: ['attribute_exists(#item)'],
    });
    if (!isRecorded) throw new LedgerError(accountId, item, 'the key is not recorded');
  }

  async endDisabling(accountId: string, keyId: string, at: Date): Promise<void> {
    await this.#update(accountId, itemPrefixes.key + keyId, {
      set: { disabledAt: at.toISOString() },
      remove: ['disabling', 'attempts'],
      onlyIf: ['attribute_exists(#item)'],
    });
  }

  async giveUpDisabling(
    accountId: string,
    keyId: string,
    attempts: readonly string[],
  ): Promise<void> {
    const item = itemPrefixes.key + keyId;
    if (attempts.length > 0)
      await this.#update(accountId, item, {
        takeAway: { attempts },
        onlyIf: ['attribute_exists(#item)'],
      });
    // DynamoDB has no empty sets: where the last is taken away there is none.
    await this.#update(accountId, item, {
      remove: ['disabling'],
      onlyIf: ['attribute_exists(#item)', 'attribute_not_exists(#attempts)'],
    });
  }

  async reportedFindings(accountId: string, findings: readonly string[], at: Date): Promise<void> {
    const items = [...new Set(findings)].map((finding) => ({
      account: accountId,
      item: itemPrefixes.finding + finding,
      reportedAt: at.toISOString(),
      v: storedVersions.finding,
    }));
    await this.#batches.write(
      accountId,
      items.map((Item) => ({ PutRequest: { Item } })),
    );
  }

  async finishAccount(accountId: string, at: Date): Promise<void> {
    const instant = at.toISOString();
    const isLater = await this.#update(accountId, accountItem, {
      set: { lastReadAt: instant },
      setOnce: { firstReadAt: instant, v: storedVersions.account },
      onlyIf: [noEarlier('lastReadAt')],
    });
    if (!isLater) await this.#update(accountId, accountItem, { setOnce: { firstReadAt: instant } });
  }

  async #expire(accountId: string, items: readonly string[], at: Date | undefined): Promise<void> {
    const change: Change = at
      ? { set: { [expiryField]: Math.floor(at.getTime() / 1000) } }
      : { remove: [expiryField] };
    await pMap(
      items,
      (item) => this.#update(accountId, item, { ...change, onlyIf: ['attribute_exists(#item)'] }),
      { concurrency: WRITES_AT_A_TIME },
    );
  }

  async *#items(accountId: string): AsyncGenerator<StoredItem> {
    const pages = paginateQuery(
      { client: this.documents },
      {
        TableName: this.table,
        KeyConditionExpression: '#account = :account',
        ExpressionAttributeNames: { '#account': 'account' },
        ExpressionAttributeValues: { ':account': accountId },
        // What the last run wrote must be seen, were it only a second ago.
        ConsistentRead: true,
      },
    );
    try {
      for await (const { Items = [] } of pages) yield* Items as StoredItem[];
    } catch (cause) {
      throw failure(accountId, 'all', cause);
    }
  }

  /** Answers whether the conditions held. */
  async #update(accountId: string, item: string, change: Change): Promise<boolean> {
    const Key = { account: accountId, item };
    try {
      await this.documents.send(
        new UpdateCommand({ TableName: this.table, Key, ...updateOf(change) }),
      );
      return true;
    } catch (cause) {
      if (cause instanceof Error && cause.name === 'ConditionalCheckFailedException') return false;
      throw failure(accountId, item, cause);
    }
  }
}

function plan(notice: Notice): Change {
  return {
    setOnce: {
      plannedAt: notice.plannedAt,
      // A table of whole summaries would grow by the day.
      notice: notice.kind === 'daily-summary' ? undefined : numberedMessage(notice),
      v: storedVersions.notice,
    },
    remove: ['withdrawn'],
  };
}
