import type { InMemoryLedger } from '../../../functions/in-memory/ledger';
import type { DeliveriesPort, DeliveryState } from '../../../functions/ports/deliveries';
import type { Chronicle } from './chronicle';
import type { Posting } from './shown';
import type { NoticeLife } from './notice-life';
import type { Clock } from './clock';
import { Crash, type Process } from './process';

/** The ledger as one invocation of notify meets it. */
export class NotifyLedger implements DeliveriesPort {
  constructor(
    private readonly inner: InMemoryLedger,
    private readonly chronicle: Chronicle,
    private readonly clock: Clock,
    private readonly process: Process,
  ) {}

  async find(account: string, noticeId: string): Promise<DeliveryState> {
    return this.process.call('ledger.find', () => this.inner.find(account, noticeId));
  }

  async recordOwner(...given: Parameters<DeliveriesPort['recordOwner']>): Promise<void> {
    const [account, noticeId, , outcome] = given;
    const shown = 'ts' in outcome ? this.chronicle.shownIn(outcome.ts, noticeId) : undefined;
    return this.#record('ledger.recordOwner', shown, () => {
      const life = this.#life(account, noticeId);
      if (!life && 'failed' in outcome) this.chronicle.untellable.add(noticeId);
      if (!life) return this.inner.recordOwner(...given);
      if ('failed' in outcome) {
        this.chronicle.count(`owner can't be told: ${outcome.failed}`);
        life.ownerFailed = outcome.failed;
      } else life.ownerAt = this.clock.now;
      return this.inner.recordOwner(...given);
    });
  }

  async recordTeam(...given: Parameters<DeliveriesPort['recordTeam']>): Promise<void> {
    const [account, noticeId, , { ts }] = given;
    const shown = this.chronicle.shownIn(ts, noticeId);
    return this.#record('ledger.recordTeam', shown, () => {
      Object.assign(this.#life(account, noticeId) ?? {}, { teamAt: this.clock.now });
      return this.inner.recordTeam(...given);
    });
  }

  async recordCopy(...given: Parameters<DeliveriesPort['recordCopy']>): Promise<void> {
    const [account, noticeId, , { ts }] = given;
    const shown = this.chronicle.shownIn(ts, noticeId);
    return this.#record('ledger.recordCopy', shown, () => {
      Object.assign(this.#life(account, noticeId) ?? {}, { copyAt: this.clock.now });
      return this.inner.recordCopy(...given);
    });
  }

  async keepNewer(...given: Parameters<DeliveriesPort['keepNewer']>): Promise<void> {
    return this.process.call('ledger.keepNewer', () => this.inner.keepNewer(...given));
  }

  /** From now on the ledger knows of the event's news. */
  async recordNews(...given: Parameters<DeliveriesPort['recordNews']>): Promise<void> {
    const [account, notice] = given;
    return this.process.call('ledger.recordNews', () => {
      const id = `${account} ${notice.id}`;
      if (!this.chronicle.notices.has(id))
        this.chronicle.notices.set(id, { notice, plannedAt: this.clock.now, isConfirmed: false });
      return this.inner.recordNews(...given);
    });
  }

  /** What was shown and can't be recorded, since the process died or the table failed, is lost. */
  async #record(
    name: string,
    shown: Posting | undefined,
    effect: () => Promise<void>,
  ): Promise<void> {
    try {
      await this.process.call(name, () => {
        if (shown) shown.recordedAt ??= this.clock.now;
        return effect();
      });
    } catch (error) {
      if (shown && shown.recordedAt === undefined)
        shown.lostBy = error instanceof Crash ? 'a crash before the record' : 'a failed record';
      throw error;
    }
  }

  /** Undefined of a digest, which is no notice. */
  #life(accountId: string, noticeId: string): NoticeLife | undefined {
    return this.chronicle.notices.get(`${accountId} ${noticeId}`);
  }
}
