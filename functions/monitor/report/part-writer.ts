import type { ReportsPort } from '../../ports/reports';
import { withoutKeyIds } from '../../without-key-ids';
import type { Run } from '../run';
import { composePart, type Found, type PartTaker } from './compose-part';
import { json, places } from './files';
import { within } from './within';

/** The next account waits no longer for a part. */
export const PATIENCE_MS = 5_000;

/**
 * Leaves the accounts' parts of the day's report for the run's end, which is another process. After the first one
 * that can't be put no other is tried: an outage costs the run some seconds, and no account its day.
 */
export class PartWriter implements PartTaker {
  #hasFailed = false;

  constructor(
    private readonly run: Run,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  async take(found: Found): Promise<void> {
    const { reports } = this.run.ports;
    if (!reports || this.#hasFailed) return;
    try {
      await this.#put(reports, found);
    } catch (error) {
      logMissingPart(this.run, found.reading.inventory.account.id, error);
    }
  }

  async #put(reports: ReportsPort, found: Found): Promise<void> {
    const part = composePart(this.run, found);
    const { id } = found.reading.inventory.account;
    try {
      await within(this.patienceMs, reports.put(places.part(part.on, id), json(part)));
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }
}

export function logMissingPart({ log }: Run, accountId: string, error: unknown): void {
  const reason = withoutKeyIds(error instanceof Error ? error.message : String(error));
  log.error('An account’s part of the report could not be written', { accountId, reason });
}
