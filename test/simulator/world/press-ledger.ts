import type { AnswersPort } from '../../../functions/ports/ledger';
import type { InMemoryLedger } from '../../../functions/in-memory/ledger';
import type { AccountLedger } from '../../../rules/ledger';
import { ActingLedger } from './acting-ledger';
import type { Chronicle } from './chronicle';
import type { Clock } from './clock';
import { isTry } from './press-record';
import type { Process } from './process';
import type { Actor } from './run-record';

/** The ledger as act meets it. */
export class PressLedger extends ActingLedger implements AnswersPort {
  constructor(
    inner: InMemoryLedger,
    chronicle: Chronicle,
    clock: Clock,
    private readonly doer: Actor,
    process: Process,
  ) {
    super(inner, chronicle, clock, doer, process);
  }

  /** By what it loads first it is judged; later it asks what became of it. */
  override async load(accountId: string): Promise<AccountLedger> {
    const visit = this.chronicle.visit(this.doer, accountId);
    const { loadedAt } = visit;
    const loaded = await super.load(accountId);
    if (loadedAt !== undefined) visit.loadedAt = loadedAt;
    return loaded;
  }

  async recordAnswer(...given: Parameters<AnswersPort['recordAnswer']>): Promise<void> {
    return this.write('recordAnswer', given[0], () => {
      const [, noticeId, { said, by }] = given;
      if (isTry(this.doer)) this.doer.recorded = said;
      this.chronicle.count(`answer recorded: ${said}`);
      this.chronicle.answered.push({ noticeId, said, by, at: this.clock.now });
      return this.inner.recordAnswer(...given);
    });
  }
}
