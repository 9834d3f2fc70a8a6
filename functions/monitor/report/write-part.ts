import { version } from '../../../package.json';
import type { AccountLedger } from '../../../rules/ledger';
import type { Inventory } from '../../../rules/model';
import { composeReport } from '../../../rules/report/compose-report';
import { withoutKeyIds } from '../../without-key-ids';
import type { Run } from '../run';
import { json, places } from './files';

/**
 * Leaves the account's part of the day's report for the run's end, which may be another process. It tells what this
 * run found, before it did anything: what it does then stands in the forecast. Never throws: no key waits for it.
 */
export async function writePart(
  { ports: { reports }, settings, now, log }: Run,
  inventory: Inventory,
  ledger: AccountLedger,
): Promise<void> {
  if (!reports) return;
  const { id } = inventory.account;
  try {
    const part = composeReport({
      keyturnVersion: version,
      obtainedBy: 'monitor',
      settings,
      readings: [{ outcome: 'read', inventory }],
      now,
      ledgers: new Map([[id, ledger]]),
    });
    await reports.put(places.part(part.on, id), json(part));
  } catch (error) {
    const reason = withoutKeyIds(error instanceof Error ? error.message : String(error));
    log.error('An account’s part of the report could not be written', { accountId: id, reason });
  }
}
