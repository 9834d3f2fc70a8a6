import type { Delivery, NoticeRecord } from '../../rules/ledger';
import type { LocalDate } from '../../rules/model';
import type { UserNotice } from '../../rules/notices';

/** What notify needs of the ledger: one notice's record. */
export interface DeliveriesPort {
  find(accountId: string, noticeId: string): Promise<DeliveryState>;
  /** The private message arrived, or can't for good (`failed` is Slack's code). */
  recordOwner(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    outcome: ToldDelivery | { readonly failed: string },
  ): Promise<void>;
  recordTeam(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    delivery: ToldDelivery,
  ): Promise<void>;
  /** The team was told of it among the copies of its run. */
  recordCopy(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    delivery: Delivery,
  ): Promise<void>;
  /** News of an event, before it is told, so that a run knows of it if it never is. Leaves a record as it is. */
  recordNews(accountId: string, notice: UserNotice): Promise<void>;
  /** What a newer version queued and this one can't tell, as it came. Leaves a record as it is. */
  keepNewer(
    accountId: string,
    notice: { readonly id: string; readonly plannedAt: Date; readonly body: object },
  ): Promise<void>;
}

/** A delivery, and which day it named. */
export type ToldDelivery = Delivery & { readonly toldStopsOn?: LocalDate };

/**
 * What is recorded of a notice. The notice itself is absent where no run has planned it and no event's news of it was
 * recorded, and of a daily summary.
 */
export type DeliveryState = Pick<
  NoticeRecord,
  'notice' | 'owner' | 'team' | 'copy' | 'toldStopsOn' | 'answer' | 'withdrawn' | 'newer'
>;
