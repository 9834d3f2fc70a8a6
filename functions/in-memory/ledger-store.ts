import {
  emptyLedger,
  type AccountLedger,
  type CredentialRecord,
  type NoticeRecord,
} from '../../rules/ledger';
import type { MoveRecord } from '../../rules/person/move-record';

/** The ledgers of all accounts in this process's memory. What it gave out stays as it was. */
export class LedgerStore {
  readonly #accounts = new Map<string, AccountLedger>();

  ledger(accountId: string): AccountLedger {
    return this.#accounts.get(accountId) ?? emptyLedger(accountId);
  }

  set(accountId: string, change: Partial<AccountLedger>): void {
    this.#accounts.set(accountId, { ...this.ledger(accountId), ...change });
  }

  setCredential(accountId: string, record: CredentialRecord): void {
    const known = this.ledger(accountId).credentials;
    const credentials = new Map(known).set(record.credential.id, withoutAbsent(record));
    this.set(accountId, { credentials });
  }

  /** One that is not recorded yet is as good as planned then. */
  notice(accountId: string, id: string, plannedAt: Date): NoticeRecord {
    return this.ledger(accountId).notices.get(id) ?? { id, plannedAt };
  }

  setNotice(accountId: string, notice: NoticeRecord): void {
    const notices = new Map(this.ledger(accountId).notices).set(notice.id, withoutAbsent(notice));
    this.set(accountId, { notices });
  }

  setMove(accountId: string, record: MoveRecord): void {
    const moves = new Map(this.ledger(accountId).moves).set(record.userId, withoutAbsent(record));
    this.set(accountId, { moves });
  }

  dropMove(accountId: string, userId: string): void {
    const moves = new Map(this.ledger(accountId).moves);
    moves.delete(userId);
    this.set(accountId, { moves });
  }

  /** As DynamoDB does from time to time: drops what was to end by then. Answers how many notices. */
  expire(now: Date): number {
    let dropped = 0;
    const isLeft = ([, { expiresAt }]: readonly [string, { readonly expiresAt?: Date }]) =>
      !expiresAt || expiresAt > now;
    for (const [accountId, ledger] of this.#accounts) {
      const notices = new Map([...ledger.notices].filter(isLeft));
      dropped += ledger.notices.size - notices.size;
      this.set(accountId, {
        credentials: new Map([...ledger.credentials].filter(isLeft)),
        notices,
      });
    }
    return dropped;
  }
}

/** As a table stores it: a field that is undefined is not there. */
function withoutAbsent<Item extends object>(item: Item): Item {
  const present = Object.entries(item).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as Item;
}
