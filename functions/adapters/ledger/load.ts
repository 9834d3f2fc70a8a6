import type { AccountLedger, KeyRecord, NoticeRecord } from '../../../rules/ledger';
import {
  accountItem,
  itemPrefixes,
  readAccountItem,
  readFindingItem,
  readKeyItem,
  readNoticeItem,
  type StoredItem,
} from './items';

/**
 * An account's ledger, of the pages of its items in the table.
 * @throws LedgerError where one that this version knows can't be read
 */
export async function readLedger(
  accountId: string,
  pages: AsyncIterable<readonly StoredItem[]>,
): Promise<AccountLedger> {
  const read = new LedgerReading();
  for await (const items of pages) for (const item of items) read.add(item);
  return read.ledger(accountId);
}

class LedgerReading {
  readonly #keys = new Map<string, KeyRecord>();
  readonly #notices = new Map<string, NoticeRecord>();
  readonly #findings = new Map<string, Date>();
  readonly #newerKeys = new Set<string>();
  #others = 0;
  #times: Pick<AccountLedger, 'firstReadAt' | 'lastReadAt'> = {};

  add(item: StoredItem): void {
    if (item.item === accountItem) this.#times = readAccountItem(item);
    else if (item.item.startsWith(itemPrefixes.key)) this.#addKey(item);
    else if (item.item.startsWith(itemPrefixes.notice)) this.#addNotice(item);
    else if (item.item.startsWith(itemPrefixes.finding)) this.#addFinding(item);
    else this.#others += 1;
  }

  ledger(accountId: string): AccountLedger {
    const hasNewer = this.#newerKeys.size > 0 || this.#others > 0;
    return {
      accountId,
      ...this.#times,
      keys: this.#keys,
      notices: this.#notices,
      findings: this.#findings,
      ...(hasNewer && { newer: { keys: this.#newerKeys, others: this.#others } }),
    };
  }

  #addKey(item: StoredItem): void {
    const record = readKeyItem(item);
    if ('newerKeyId' in record) this.#newerKeys.add(record.newerKeyId);
    else this.#keys.set(record.keyId, record);
  }

  #addNotice(item: StoredItem): void {
    const record = readNoticeItem(item);
    this.#notices.set(record.id, record);
    if (record.newer) this.#others += 1;
  }

  #addFinding(item: StoredItem): void {
    const found = readFindingItem(item);
    if (found) this.#findings.set(found.finding, found.reportedAt);
    else this.#others += 1;
  }
}
