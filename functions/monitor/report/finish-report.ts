import type { NoticeOf } from '../../../rules/notices';
import type { DaySummary } from '../../../rules/summary/compose-summary';
import { withoutKeyIds } from '../../without-key-ids';
import type { Run } from '../run';
import { within } from './within';

/** So long the summary waits for the report; longer only while the run has time left, which many accounts need. */
export const PATIENCE_MS = 30_000;

/** Every account of the run, and why it was not read. */
export type Accounts = DaySummary['accounts'];
/** Where the report is, or why it is not. */
export type Link = NonNullable<NoticeOf<'daily-summary'>['report']>;

/**
 * Waits for the day's report. Never throws, and never takes the time that the summary needs.
 * @param write answers where the report is
 */
export async function finishReport(
  run: Run,
  write: () => Promise<string>,
  patienceMs = PATIENCE_MS,
): Promise<Link> {
  try {
    return { link: await within(patienceMs, write(), run.hasTimeLeft) };
  } catch (error) {
    const why = withoutKeyIds(error instanceof Error ? error.message : String(error));
    // The summary carries it, in a message of the queue.
    const failed = why.slice(0, 500);
    run.log.error('The report could not be written', { reason: failed });
    return { failed };
  }
}
