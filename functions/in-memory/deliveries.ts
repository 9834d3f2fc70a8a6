import type { Delivery } from '../../rules/ledger';
import type { UserNotice } from '../../rules/notices';
import type { DeliveriesPort, DeliveryState, ToldDelivery } from '../ports/deliveries';
import { LedgerStore } from './ledger-store';

/** Notify's side of the ledger in this process's memory. */
export class InMemoryDeliveries implements DeliveriesPort {
  protected readonly store = new LedgerStore();

  async find(accountId: string, noticeId: string): Promise<DeliveryState> {
    const { notice, owner, team, copy, toldStopsOn, answer, withdrawn, newer } =
      this.store.ledger(accountId).notices.get(noticeId) ?? {};
    return Promise.resolve({
      ...{ notice, owner, team, copy, toldStopsOn, withdrawn },
      ...(answer && { answer }),
      ...(newer && { newer }),
    });
  }

  async recordOwner(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    outcome: ToldDelivery | { readonly failed: string },
  ): Promise<void> {
    const known = this.store.notice(accountId, noticeId, plannedAt);
    if ('failed' in outcome) this.store.setNotice(accountId, { ...known, owner: outcome });
    else {
      const { toldStopsOn = known.toldStopsOn, ...owner } = outcome;
      this.store.setNotice(accountId, { ...known, owner, toldStopsOn });
    }
    return Promise.resolve();
  }

  async recordTeam(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    delivery: ToldDelivery,
  ): Promise<void> {
    const known = this.store.notice(accountId, noticeId, plannedAt);
    const { toldStopsOn = known.toldStopsOn, ...team } = delivery;
    this.store.setNotice(accountId, { ...known, team, toldStopsOn });
    return Promise.resolve();
  }

  async recordCopy(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    delivery: Delivery,
  ): Promise<void> {
    const known = this.store.notice(accountId, noticeId, plannedAt);
    this.store.setNotice(accountId, { ...known, copy: delivery });
    return Promise.resolve();
  }

  async recordNews(accountId: string, notice: UserNotice): Promise<void> {
    const known = this.store.notice(accountId, notice.id, new Date(notice.plannedAt));
    this.store.setNotice(accountId, { ...known, notice: known.notice ?? notice });
    return Promise.resolve();
  }

  async keepNewer(
    accountId: string,
    { id, plannedAt }: { readonly id: string; readonly plannedAt: Date },
  ): Promise<void> {
    const known = this.store.notice(accountId, id, plannedAt);
    this.store.setNotice(accountId, { ...known, newer: known.notice ? known.newer : 'notice' });
    return Promise.resolve();
  }
}
