import type { InMemoryLedger } from '../../../functions/in-memory/ledger';
import { ORGANIZATION } from '../../../functions/monitor/send-summary';
import type { LedgerPort } from '../../../functions/ports/ledger';
import type { AccountLedger } from '../../../rules/ledger';
import type { Notice, UserNotice } from '../../../rules/notices';
import type { Sightings } from '../truth/sightings';
import type { Chronicle } from './chronicle';
import type { NoticeLife } from './notice-life';
import type { RunRecord } from './run-record';
import type { Clock } from './clock';
import type { Process } from './process';

/** The ledger as one run meets it. What takes effect is noted in the chronicle. */
export class RunLedger implements LedgerPort {
  constructor(
    private readonly inner: InMemoryLedger,
    private readonly chronicle: Chronicle,
    private readonly clock: Clock,
    private readonly run: RunRecord,
    private readonly process: Process,
    private readonly sightings: Sightings,
  ) {}

  async load(accountId: string): Promise<AccountLedger> {
    let loadedAt = this.clock.now;
    const loaded = await this.process.call('ledger.load', () => {
      loadedAt = this.clock.now;
      return this.inner.load(accountId);
    });
    // Of an answer that never came the run knows nothing.
    if (accountId !== ORGANIZATION) this.chronicle.visit(this.run, accountId).loadedAt = loadedAt;
    return loaded;
  }

  async putCredentials(
    ...[account, keys]: Parameters<LedgerPort['putCredentials']>
  ): Promise<void> {
    const half = keys.slice(0, keys.length / 2);
    return this.#write('putCredentials', account, () => this.inner.putCredentials(account, keys), {
      half: () => this.inner.putCredentials(account, half),
    });
  }

  async forgetCredentials(
    ...[account, keyIds, at]: Parameters<LedgerPort['forgetCredentials']>
  ): Promise<void> {
    const half = keyIds.slice(0, keyIds.length / 2);
    return this.#write(
      'forgetCredentials',
      account,
      () => this.inner.forgetCredentials(account, keyIds, at),
      {
        half: () => this.inner.forgetCredentials(account, half, at),
      },
    );
  }

  async rememberExemption(...given: Parameters<LedgerPort['rememberExemption']>): Promise<void> {
    return this.#write('rememberExemption', given[0], () => this.inner.rememberExemption(...given));
  }

  async rememberAlone(...given: Parameters<LedgerPort['rememberAlone']>): Promise<void> {
    return this.#write('rememberAlone', given[0], () => this.inner.rememberAlone(...given));
  }

  async planNotice(account: string, notice: Notice): Promise<void> {
    return this.#write('planNotice', account, () => {
      this.#life(account, notice).withdrawnAt = undefined;
      return this.inner.planNotice(account, notice);
    });
  }

  async planAgain(account: string, notice: UserNotice): Promise<void> {
    return this.#write('planAgain', account, () => {
      const life = this.#life(account, notice);
      life.withdrawnAt = undefined;
      // Until somebody was told it is about what is true today: whom it is for may have changed.
      const isUntold = [life.ownerAt, life.ownerFailed, life.teamAt].every(
        (each) => each === undefined,
      );
      if (isUntold) life.notice = notice;
      return this.inner.planAgain(account, notice);
    });
  }

  async confirmNotice(account: string, notice: Notice): Promise<void> {
    return this.#write('confirmNotice', account, () => {
      Object.assign(this.#life(account, notice), { withdrawnAt: undefined, isConfirmed: true });
      return this.inner.confirmNotice(account, notice);
    });
  }

  async withdrawNotice(...given: Parameters<LedgerPort['withdrawNotice']>): Promise<void> {
    return this.#write('withdrawNotice', given[0], () => {
      const life = this.chronicle.notices.get(`${given[0]} ${given[1]}`);
      if (life && !life.isConfirmed) {
        life.withdrawnAt = this.clock.now;
        this.chronicle.count('notice withdrawn');
      }
      return this.inner.withdrawNotice(...given);
    });
  }

  async startDisabling(...given: Parameters<LedgerPort['startDisabling']>): Promise<void> {
    return this.#write('startDisabling', given[0], async () => {
      await this.inner.startDisabling(...given);
      const begun = this.chronicle.begun.get(given[1].id) ?? new Set();
      this.chronicle.begun.set(given[1].id, begun.add(given[4]));
    });
  }

  async giveUpDisabling(...given: Parameters<LedgerPort['giveUpDisabling']>): Promise<void> {
    return this.#write('giveUpDisabling', given[0], () => {
      for (const attempt of given[2]) this.chronicle.begun.get(given[1].id)?.delete(attempt);
      return this.inner.giveUpDisabling(...given);
    });
  }

  async setExpiry(...given: Parameters<LedgerPort['setExpiry']>): Promise<void> {
    return this.#write('setExpiry', given[0], () => this.inner.setExpiry(...given));
  }

  async endDisabling(...given: Parameters<LedgerPort['endDisabling']>): Promise<void> {
    return this.#write('endDisabling', given[0], () => {
      this.chronicle.begun.delete(given[1].id);
      return this.inner.endDisabling(...given);
    });
  }

  async reportedFindings(...given: Parameters<LedgerPort['reportedFindings']>): Promise<void> {
    return this.#write('reportedFindings', given[0], () => this.inner.reportedFindings(...given));
  }

  async finishAccount(...given: Parameters<LedgerPort['finishAccount']>): Promise<void> {
    await this.#write('finishAccount', given[0], () => {
      this.#finish(given[0]);
      return this.inner.finishAccount(...given);
    });
    this.chronicle.visit(this.run, given[0]).isFinishKnown = true;
  }

  async rememberSshKeysAsked(
    ...given: Parameters<LedgerPort['rememberSshKeysAsked']>
  ): Promise<void> {
    return this.#write('rememberSshKeysAsked', given[0], () =>
      this.inner.rememberSshKeysAsked(...given),
    );
  }

  async #write(
    name: string,
    accountId: string,
    effect: () => Promise<void>,
    { half }: { readonly half?: () => Promise<void> } = {},
  ): Promise<void> {
    const noted = () => {
      const visit = this.run.visits.get(accountId);
      if (visit?.reading?.outcome === 'unread') visit.afterUnread.push(name);
      return effect();
    };
    return this.process.call(`ledger.${name}`, noted, half);
  }

  #life(accountId: string, notice: Notice): NoticeLife {
    const id = `${accountId} ${notice.id}`;
    const known = this.chronicle.notices.get(id);
    if (known) return known;
    const life = {
      notice,
      plannedAt: this.clock.now,
      plannedBy: this.run,
      withdrawnAt: undefined,
      isConfirmed: false,
    };
    this.chronicle.notices.set(id, life);
    return life;
  }

  #finish(accountId: string): void {
    const visit = this.chronicle.visit(this.run, accountId);
    visit.finishedAt = this.clock.now;
    this.sightings.noteFinished(this.run, accountId);
  }
}
