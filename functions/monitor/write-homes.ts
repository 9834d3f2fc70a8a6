import { personsUsers, type EndedRun } from '../../rules/home/persons-users';
import type { Forecast } from '../../rules/report/forecast';
import { withoutKeyIds } from '../without-key-ids';
import type { AccountNotes } from './account-notes';
import { PATIENCE_MS } from './report/part-writer';
import { within } from './report/within';
import type { Run } from './run';

/**
 * Leaves for each person what the run knows of their keys, for whom the app's home in Slack is drawn. Never throws: no
 * account waits long for it, or counts as unread for it.
 */
export async function writeHomes(
  run: Run,
  notes: AccountNotes,
  found: Pick<EndedRun, 'inventory' | 'ledger'> & { readonly forecast: () => Forecast },
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const { people } = run.ports;
  if (!people) return;
  const { id } = notes.account;
  const { inventory, ledger } = found;
  const { settings, now } = run;
  // The plan of a run for an older day says nothing of today.
  if (ledger.lastReadAt && ledger.lastReadAt > now) return;
  try {
    const users = personsUsers({
      inventory,
      ledger,
      forecast: found.forecast(),
      disabled: notes.disabledIds,
      settings,
      now,
      isDryRun: notes.isDryRun,
    });
    await within(patienceMs, people.put(id, inventory.readAt ?? now, users));
  } catch (error) {
    notes.homesNotWritten();
    const reason = withoutKeyIds(error instanceof Error ? error.message : String(error));
    run.log.error('What people see of an account in Slack could not be written', {
      accountId: id,
      reason,
    });
  }
}
