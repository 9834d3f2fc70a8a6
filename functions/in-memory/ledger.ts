import {
  emptyLedger,
  type AccountLedger,
  type Delivery,
  type KeyRecord,
  type NoticeRecord,
} from '../../rules/ledger';
import type { LocalDate } from '../../rules/model';
import type { Notice, UserNotice } from '../../rules/notices';
import { LedgerError } from '../ledger-error';
import type { DeliveriesPort, DeliveryState, ToldDelivery } from '../ports/deliveries';
import type { LedgerPort } from '../ports/ledger';

/** The ledger in this process's memory: both sides of it, the monitor's and notify's, on one store. */
export class InMemoryLedger implements LedgerPort, DeliveriesPort {
  readonly #accounts = new Map<string, AccountLedger>();
  readonly #confirmed = new Set<string>();

  async load(accountId: string): Promise<AccountLedger> {
    return Promise.resolve(this.#ledger(accountId));
  }

  async putKeys(accountId: string, keys: readonly KeyRecord[]): Promise<void> {
    const { keys: known } = this.#ledger(accountId);
    for (const key of keys) {
      const { lastExemptOn, lastAloneAt, disabling, disabledAt } = known.get(key.keyId) ?? {};
      const kept = { lastExemptOn, lastAloneAt, disabling, disabledAt };
      this.#setKey(accountId, { ...key, ...kept });
    }
    return Promise.resolve();
  }

  async forgetKeys(accountId: string, keyIds: readonly string[], at: Date): Promise<void> {
    for (const id of keyIds) {
      const known = this.#ledger(accountId).keys.get(id);
      if (known) this.#setKey(accountId, { ...known, expiresAt: wholeSeconds(at) });
    }
    return Promise.resolve();
  }

  async rememberExemption(accountId: string, keyId: string, on: LocalDate): Promise<void> {
    const key = this.#ledger(accountId).keys.get(keyId);
    const { lastExemptOn = on } = key ?? {};
    if (key && lastExemptOn <= on) this.#setKey(accountId, { ...key, lastExemptOn: on });
    return Promise.resolve();
  }

  async rememberAlone(accountId: string, keyId: string, at: Date): Promise<void> {
    const key = this.#ledger(accountId).keys.get(keyId);
    const { lastAloneAt = at } = key ?? {};
    if (key && lastAloneAt <= at) this.#setKey(accountId, { ...key, lastAloneAt: at });
    return Promise.resolve();
  }

  async planNotice(accountId: string, notice: Notice): Promise<void> {
    const body = notice.kind === 'daily-summary' ? undefined : notice;
    const known = this.#notice(accountId, notice.id, new Date(notice.plannedAt));
    this.#setNotice(accountId, { ...known, notice: known.notice ?? body, withdrawn: undefined });
    return Promise.resolve();
  }

  async planAgain(accountId: string, notice: UserNotice): Promise<void> {
    const known = this.#ledger(accountId).notices.get(notice.id);
    if (known && !known.owner && !known.team) this.#setNotice(accountId, { ...known, notice });
    return this.planNotice(accountId, notice);
  }

  async confirmNotice(accountId: string, notice: Notice): Promise<void> {
    this.#confirmed.add(`${accountId} ${notice.id}`);
    return this.planNotice(accountId, notice);
  }

  async withdrawNotice(accountId: string, noticeId: string, why: string): Promise<void> {
    const known = this.#ledger(accountId).notices.get(noticeId);
    const isConfirmed = this.#confirmed.has(`${accountId} ${noticeId}`);
    if (known && !isConfirmed) this.#setNotice(accountId, { ...known, withdrawn: why });
    return Promise.resolve();
  }

  async setExpiry(
    accountId: string,
    noticeIds: readonly string[],
    at: Date | undefined,
  ): Promise<void> {
    const expiresAt = at && wholeSeconds(at);
    for (const id of noticeIds) {
      const known = this.#ledger(accountId).notices.get(id);
      if (known) this.#setNotice(accountId, { ...known, expiresAt });
    }
    return Promise.resolve();
  }

  /** As DynamoDB does from time to time: drops what was to end by then. Answers how many notices. */
  expire(now: Date): number {
    let dropped = 0;
    const isLeft = ([, { expiresAt }]: readonly [string, { readonly expiresAt?: Date }]) =>
      !expiresAt || expiresAt > now;
    for (const [accountId, ledger] of this.#accounts) {
      const notices = new Map([...ledger.notices].filter(isLeft));
      dropped += ledger.notices.size - notices.size;
      this.#accounts.set(accountId, {
        ...ledger,
        keys: new Map([...ledger.keys].filter(isLeft)),
        notices,
      });
    }
    return dropped;
  }

  async startDisabling(
    accountId: string,
    keyId: string,
    noticeId: string,
    at: Date,
    attempt: string,
  ): Promise<void> {
    const key = this.#ledger(accountId).keys.get(keyId);
    if (!key) throw new LedgerError(accountId, `key#${keyId}`, 'the key is not recorded');
    const attempts = [...(key.disabling?.attempts ?? []), attempt];
    this.#setKey(accountId, { ...key, disabling: { noticeId, since: at, attempts } });
    return Promise.resolve();
  }

  async endDisabling(accountId: string, keyId: string, at: Date): Promise<void> {
    const key = this.#ledger(accountId).keys.get(keyId);
    if (key) this.#setKey(accountId, { ...key, disabling: undefined, disabledAt: at });
    return Promise.resolve();
  }

  async giveUpDisabling(
    accountId: string,
    keyId: string,
    attempts: readonly string[],
  ): Promise<void> {
    const key = this.#ledger(accountId).keys.get(keyId);
    if (!key?.disabling) return Promise.resolve();
    const left = key.disabling.attempts.filter((each) => !attempts.includes(each));
    const disabling = left.length === 0 ? undefined : { ...key.disabling, attempts: left };
    this.#setKey(accountId, { ...key, disabling });
    return Promise.resolve();
  }

  async reportedFindings(accountId: string, findings: readonly string[], at: Date): Promise<void> {
    const ledger = this.#ledger(accountId);
    const reported = findings.map((finding) => [finding, at] as const);
    this.#accounts.set(accountId, {
      ...ledger,
      findings: new Map([...ledger.findings, ...reported]),
    });
    return Promise.resolve();
  }

  async finishAccount(accountId: string, at: Date): Promise<void> {
    const ledger = this.#ledger(accountId);
    const { firstReadAt = at, lastReadAt = at } = ledger;
    this.#accounts.set(accountId, {
      ...ledger,
      firstReadAt,
      lastReadAt: lastReadAt > at ? lastReadAt : at,
    });
    return Promise.resolve();
  }

  async find(accountId: string, noticeId: string): Promise<DeliveryState> {
    const { notice, owner, team, copy, toldStopsOn, withdrawn, newer } =
      this.#ledger(accountId).notices.get(noticeId) ?? {};
    return Promise.resolve({
      ...{ notice, owner, team, copy, toldStopsOn, withdrawn },
      ...(newer && { newer }),
    });
  }

  async recordOwner(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    outcome: ToldDelivery | { readonly failed: string },
  ): Promise<void> {
    const known = this.#notice(accountId, noticeId, plannedAt);
    if ('failed' in outcome) this.#setNotice(accountId, { ...known, owner: outcome });
    else {
      const { toldStopsOn = known.toldStopsOn, ...owner } = outcome;
      this.#setNotice(accountId, { ...known, owner, toldStopsOn });
    }
    return Promise.resolve();
  }

  async recordTeam(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    delivery: ToldDelivery,
  ): Promise<void> {
    const known = this.#notice(accountId, noticeId, plannedAt);
    const { toldStopsOn = known.toldStopsOn, ...team } = delivery;
    this.#setNotice(accountId, { ...known, team, toldStopsOn });
    return Promise.resolve();
  }

  async recordCopy(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    delivery: Delivery,
  ): Promise<void> {
    const known = this.#notice(accountId, noticeId, plannedAt);
    this.#setNotice(accountId, { ...known, copy: delivery });
    return Promise.resolve();
  }

  async recordNews(accountId: string, notice: UserNotice): Promise<void> {
    const known = this.#notice(accountId, notice.id, new Date(notice.plannedAt));
    this.#setNotice(accountId, { ...known, notice: known.notice ?? notice });
    return Promise.resolve();
  }

  async keepNewer(
    accountId: string,
    { id, plannedAt }: { readonly id: string; readonly plannedAt: Date },
  ): Promise<void> {
    const known = this.#notice(accountId, id, plannedAt);
    this.#setNotice(accountId, { ...known, newer: known.notice ? known.newer : 'notice' });
    return Promise.resolve();
  }

  #ledger(accountId: string): AccountLedger {
    return this.#accounts.get(accountId) ?? emptyLedger(accountId);
  }

  #notice(accountId: string, id: string, plannedAt: Date): NoticeRecord {
    return this.#ledger(accountId).notices.get(id) ?? { id, plannedAt };
  }

  // What `load` gave out stays as it was: each write makes maps of its own.
  #setKey(accountId: string, key: KeyRecord): void {
    const ledger = this.#ledger(accountId);
    const keys = new Map(ledger.keys).set(key.keyId, withoutAbsent(key));
    this.#accounts.set(accountId, { ...ledger, keys });
  }

  #setNotice(accountId: string, notice: NoticeRecord): void {
    const ledger = this.#ledger(accountId);
    const notices = new Map(ledger.notices).set(notice.id, withoutAbsent(notice));
    this.#accounts.set(accountId, { ...ledger, notices });
  }
}

/** As DynamoDB's time to live. */
function wholeSeconds(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}

/** As a table stores it: a field that is undefined is not there. */
function withoutAbsent<Item extends object>(item: Item): Item {
  const present = Object.entries(item).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as Item;
}
