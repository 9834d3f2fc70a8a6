import type { InMemoryLedger } from '../../../functions/in-memory/ledger';
import type { LedgerPort } from '../../../functions/ports/ledger';
import type { Sightings } from '../truth/sightings';
import { ActingLedger } from './acting-ledger';
import type { Chronicle } from './chronicle';
import type { Clock } from './clock';
import type { Process } from './process';
import type { RunRecord } from './run-record';

/** The ledger as one run meets it. */
export class RunLedger extends ActingLedger implements LedgerPort {
  constructor(
    inner: InMemoryLedger,
    chronicle: Chronicle,
    clock: Clock,
    private readonly run: RunRecord,
    process: Process,
    private readonly sightings: Sightings,
  ) {
    super(inner, chronicle, clock, run, process);
  }

  async forgetCredentials(
    ...[account, keyIds, at]: Parameters<LedgerPort['forgetCredentials']>
  ): Promise<void> {
    const half = keyIds.slice(0, keyIds.length / 2);
    return this.write(
      'forgetCredentials',
      account,
      () => this.inner.forgetCredentials(account, keyIds, at),
      {
        half: () => this.inner.forgetCredentials(account, half, at),
      },
    );
  }

  async rememberExemption(...given: Parameters<LedgerPort['rememberExemption']>): Promise<void> {
    return this.write('rememberExemption', given[0], () => this.inner.rememberExemption(...given));
  }

  async rememberAlone(...given: Parameters<LedgerPort['rememberAlone']>): Promise<void> {
    return this.write('rememberAlone', given[0], () => this.inner.rememberAlone(...given));
  }

  async reportedFindings(...given: Parameters<LedgerPort['reportedFindings']>): Promise<void> {
    return this.write('reportedFindings', given[0], () => this.inner.reportedFindings(...given));
  }

  async finishAccount(...given: Parameters<LedgerPort['finishAccount']>): Promise<void> {
    await this.write('finishAccount', given[0], () => {
      this.#finish(given[0]);
      return this.inner.finishAccount(...given);
    });
    this.chronicle.visit(this.run, given[0]).isFinishKnown = true;
  }

  async rememberSshKeysAsked(
    ...given: Parameters<LedgerPort['rememberSshKeysAsked']>
  ): Promise<void> {
    return this.write('rememberSshKeysAsked', given[0], () =>
      this.inner.rememberSshKeysAsked(...given),
    );
  }

  async recordSeen(...given: Parameters<LedgerPort['recordSeen']>): Promise<void> {
    const [account, moves] = given;
    const half = moves.slice(0, moves.length / 2);
    return this.write('recordSeen', account, () => this.inner.recordSeen(...given), {
      half: () => this.inner.recordSeen(account, half),
    });
  }

  async recordSaid(...given: Parameters<LedgerPort['recordSaid']>): Promise<void> {
    return this.write('recordSaid', given[0], () => this.inner.recordSaid(...given));
  }

  async recordForced(...given: Parameters<LedgerPort['recordForced']>): Promise<void> {
    return this.write('recordForced', given[0], () => this.inner.recordForced(...given));
  }

  async rememberOpen(...given: Parameters<LedgerPort['rememberOpen']>): Promise<void> {
    return this.write('rememberOpen', given[0], () => this.inner.rememberOpen(...given));
  }

  async rememberClosed(...given: Parameters<LedgerPort['rememberClosed']>): Promise<void> {
    return this.write('rememberClosed', given[0], () => this.inner.rememberClosed(...given));
  }

  async forgetMoves(...given: Parameters<LedgerPort['forgetMoves']>): Promise<void> {
    return this.write('forgetMoves', given[0], () => this.inner.forgetMoves(...given));
  }

  #finish(accountId: string): void {
    const visit = this.chronicle.visit(this.run, accountId);
    visit.finishedAt = this.clock.now;
    this.sightings.noteFinished(this.run, accountId);
  }
}
