import type { InMemoryLedger } from '../../../functions/in-memory/ledger';
import { ORGANIZATION } from '../../../functions/monitor/send-summary';
import type { LedgerPort } from '../../../functions/ports/ledger';
import type { AccountLedger } from '../../../rules/ledger';
import type { Notice, UserNotice } from '../../../rules/notices';
import type { Chronicle } from './chronicle';
import type { Clock } from './clock';
import type { NoticeLife } from './notice-life';
import { isTry } from './press-record';
import type { Process } from './process';
import { isRun, type Actor } from './run-record';

/** The ledger as whoever disables meets it. What takes effect is noted in the chronicle. */
export class ActingLedger {
  constructor(
    protected readonly inner: InMemoryLedger,
    protected readonly chronicle: Chronicle,
    protected readonly clock: Clock,
    private readonly actor: Actor,
    protected readonly process: Process,
  ) {}

  async load(accountId: string): Promise<AccountLedger> {
    let loadedAt = this.clock.now;
    const loaded = await this.process.call('ledger.load', () => {
      loadedAt = this.clock.now;
      return this.inner.load(accountId);
    });
    // Of an answer that never came the run knows nothing.
    if (accountId !== ORGANIZATION) this.chronicle.visit(this.actor, accountId).loadedAt = loadedAt;
    return loaded;
  }

  async putCredentials(
    ...[account, keys]: Parameters<LedgerPort['putCredentials']>
  ): Promise<void> {
    const half = keys.slice(0, keys.length / 2);
    return this.write('putCredentials', account, () => this.inner.putCredentials(account, keys), {
      half: () => this.inner.putCredentials(account, half),
    });
  }

  async planNotice(account: string, notice: Notice): Promise<void> {
    return this.write('planNotice', account, () => {
      Object.assign(this.#life(account, notice), this.#plannedNow());
      return this.inner.planNotice(account, notice);
    });
  }

  async planAgain(account: string, notice: UserNotice): Promise<void> {
    return this.write('planAgain', account, () => {
      const life = Object.assign(this.#life(account, notice), this.#plannedNow());
      // Until somebody was told it is about what is true today: whom it is for may have changed.
      const isUntold = [life.ownerAt, life.ownerFailed, life.teamAt].every(
        (each) => each === undefined,
      );
      if (isUntold) life.notice = notice;
      return this.inner.planAgain(account, notice);
    });
  }

  async confirmNotice(account: string, notice: Notice): Promise<void> {
    return this.write('confirmNotice', account, () => {
      Object.assign(this.#life(account, notice), { withdrawnAt: undefined, isConfirmed: true });
      return this.inner.confirmNotice(account, notice);
    });
  }

  async withdrawNotice(...given: Parameters<LedgerPort['withdrawNotice']>): Promise<void> {
    return this.write('withdrawNotice', given[0], () => {
      const life = this.chronicle.notices.get(`${given[0]} ${given[1]}`);
      if (life && !life.isConfirmed) {
        life.withdrawnAt = this.clock.now;
        this.chronicle.count('notice withdrawn');
      }
      return this.inner.withdrawNotice(...given);
    });
  }

  async setExpiry(...given: Parameters<LedgerPort['setExpiry']>): Promise<void> {
    return this.write('setExpiry', given[0], () => this.inner.setExpiry(...given));
  }

  async startDisabling(...given: Parameters<LedgerPort['startDisabling']>): Promise<void> {
    return this.write('startDisabling', given[0], async () => {
      await this.inner.startDisabling(...given);
      const [, { id }, , , attempt] = given;
      const begun = this.chronicle.begun.get(id) ?? new Set();
      this.chronicle.begun.set(id, begun.add(attempt));
      if (isTry(this.actor)) Object.assign(this.actor, { begunAt: this.clock.now, attempt });
    });
  }

  async giveUpDisabling(...given: Parameters<LedgerPort['giveUpDisabling']>): Promise<void> {
    return this.write('giveUpDisabling', given[0], () => {
      const [, { id }, attempts] = given;
      for (const attempt of attempts) this.chronicle.begun.get(id)?.delete(attempt);
      this.#clear(id, (attempt) => attempts.includes(attempt));
      return this.inner.giveUpDisabling(...given);
    });
  }

  async endDisabling(...given: Parameters<LedgerPort['endDisabling']>): Promise<void> {
    return this.write('endDisabling', given[0], () => {
      const [, { id }] = given;
      this.chronicle.begun.delete(id);
      this.chronicle.ended.push({ id, at: this.clock.now });
      this.#clear(id, () => true);
      return this.inner.endDisabling(...given);
    });
  }

  protected async write(
    name: string,
    accountId: string,
    effect: () => Promise<void>,
    { half }: { readonly half?: () => Promise<void> } = {},
  ): Promise<void> {
    const noted = () => {
      const visit = this.actor.visits.get(accountId);
      if (visit?.reading?.outcome === 'unread') visit.afterUnread.push(name);
      return effect();
    };
    return this.process.call(`ledger.${name}`, noted, half);
  }

  /** What a press had begun is no longer to be gone on with. */
  #clear(keyId: string, is: (attempt: string) => boolean): void {
    for (const { tries } of this.chronicle.pressesOf(keyId))
      for (const each of tries)
        if (each.attempt !== undefined && is(each.attempt)) each.clearedAt ??= this.clock.now;
  }

  #plannedNow(): Pick<NoticeLife, 'withdrawnAt' | 'lastPlanned'> {
    const { now } = this.clock;
    const time = isRun(this.actor) ? this.actor.now.getTime() : now;
    return { withdrawnAt: undefined, lastPlanned: { at: now, for: time } };
  }

  #life(accountId: string, notice: Notice): NoticeLife {
    const id = `${accountId} ${notice.id}`;
    const known = this.chronicle.notices.get(id);
    if (known) return known;
    const life = {
      notice,
      plannedAt: this.clock.now,
      plannedBy: this.actor,
      withdrawnAt: undefined,
      isConfirmed: false,
    };
    this.chronicle.notices.set(id, life);
    return life;
  }
}
