import assert from 'node:assert/strict';
import type { CredentialRef } from '../../../rules/credentials/credential';
import type { CredentialRecord, NoticeRecord } from '../../../rules/ledger';
import type { DeliveriesPort } from '../../ports/deliveries';
import type { LedgerPort } from '../../ports/ledger';
import { ACCOUNT, reminder } from './examples';

/** One store, seen from its two sides. */
export interface OpenedLedger {
  readonly ledger: LedgerPort;
  readonly deliveries: DeliveriesPort;
}

/** An empty ledger for each test, and what it says of its key and its notice. */
export class Opened implements OpenedLedger {
  #opened: OpenedLedger | undefined;

  constructor(private readonly open: () => Promise<OpenedLedger>) {}

  /** In the middle of a test too: another one. */
  async again(): Promise<void> {
    this.#opened = await this.open();
  }

  get ledger(): LedgerPort {
    return this.#now.ledger;
  }

  get deliveries(): DeliveriesPort {
    return this.#now.deliveries;
  }

  async recordOf({ id }: CredentialRef): Promise<CredentialRecord | undefined> {
    return (await this.ledger.load(ACCOUNT)).credentials.get(id);
  }

  async noticeOf(id = reminder.id): Promise<NoticeRecord | undefined> {
    return (await this.ledger.load(ACCOUNT)).notices.get(id);
  }

  get #now(): OpenedLedger {
    assert.ok(this.#opened);
    return this.#opened;
  }
}
