import type { CredentialRef } from '../../../rules/credentials/credential';
import type {
  AccountLedger,
  CredentialRecord,
  NewerRecords,
  NoticeRecord,
} from '../../../rules/ledger';
import type { MoveRecord } from '../../../rules/person/move-record';
import {
  accountItem,
  credentialOfItem,
  itemPrefixes,
  readAccountItem,
  readCredentialItem,
  readFindingItem,
  readNoticeItem,
  type AccountField,
  type StoredItem,
} from './items';
import { readMoveItem } from './move-items';

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
  readonly #credentials = new Map<string, CredentialRecord>();
  readonly #notices = new Map<string, NoticeRecord>();
  readonly #findings = new Map<string, Date>();
  readonly #moves = new Map<string, MoveRecord>();
  readonly #newerCredentials = new Map<string, CredentialRef>();
  readonly #newerMoves = new Set<string>();
  #others = 0;
  #ofAccount: Pick<AccountLedger, AccountField> = {};

  add(item: StoredItem): void {
    const credential = credentialOfItem(item);
    if (credential) this.#addCredential(item, credential);
    else if (item.item === accountItem) this.#ofAccount = readAccountItem(item);
    else if (item.item.startsWith(itemPrefixes.notice)) this.#addNotice(item);
    else if (item.item.startsWith(itemPrefixes.finding)) this.#addFinding(item);
    else if (item.item.startsWith(itemPrefixes.move)) this.#addMove(item);
    else this.#others += 1;
  }

  ledger(accountId: string): AccountLedger {
    const hasNewer = this.#newerCredentials.size > 0 || this.#others > 0;
    return {
      accountId,
      ...this.#ofAccount,
      credentials: this.#credentials,
      notices: this.#notices,
      findings: this.#findings,
      moves: this.#moves,
      ...(hasNewer && { newer: this.#newer() }),
    };
  }

  #newer(): NewerRecords {
    const moves = this.#newerMoves;
    return {
      credentials: this.#newerCredentials,
      others: this.#others,
      ...(moves.size > 0 && { moves }),
    };
  }

  #addCredential(item: StoredItem, credential: CredentialRef): void {
    const record = readCredentialItem(item, credential);
    if (record) this.#credentials.set(credential.id, record);
    else this.#newerCredentials.set(credential.id, credential);
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

  #addMove(item: StoredItem): void {
    const record = readMoveItem(item);
    if (record) {
      this.#moves.set(record.userId, record);
      return;
    }
    this.#newerMoves.add(item.item.slice(itemPrefixes.move.length));
    this.#others += 1;
  }
}
