import { version } from '../../../package.json';
import type { AccountLedger } from '../../../rules/ledger';
import type { AccountReading } from '../../../rules/model';
import { composeReport } from '../../../rules/report/compose-report';
import type { ReportsPort } from '../../ports';
import { withoutKeyIds } from '../../without-key-ids';
import type { Run } from '../run';
import { json, places } from './files';
import { within } from './within';

type ReadAccount = Extract<AccountReading, { outcome: 'read' }>;

/** The next account waits no longer for a part. */
const PATIENCE_MS = 5_000;

/**
 * Leaves the accounts' parts of the day's report for the run's end, which may be another process. A part tells what
 * the run found, before it did anything: what it does then stands in the forecast. After the first one that can't be
 * put no other is tried: an outage costs the run some seconds, and no account its day.
 */
export class PartWriter {
  #hasFailed = false;

  constructor(
    private readonly run: Run,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** Never throws. */
  async write(reading: ReadAccount, ledger: AccountLedger): Promise<void> {
    const { reports } = this.run.ports;
    if (!reports || this.#hasFailed) return;
    try {
      await this.#put(reports, reading, ledger);
    } catch (error) {
      const reason = withoutKeyIds(error instanceof Error ? error.message : String(error));
      this.run.log.error('An account’s part of the report could not be written', {
        accountId: reading.inventory.account.id,
        reason,
      });
    }
  }

  async #put(reports: ReportsPort, reading: ReadAccount, ledger: AccountLedger): Promise<void> {
    const { settings, now } = this.run;
    const { id } = reading.inventory.account;
    const part = composeReport({
      keyturnVersion: version,
      obtainedBy: 'monitor',
      settings,
      readings: [reading],
      now,
      ledgers: new Map([[id, ledger]]),
    });
    try {
      await within(this.patienceMs, reports.put(places.part(part.on, id), json(part)));
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }
}
