import { dateIn } from '../calendar';
import { credentialsOf, isStopped } from '../credentials';
import type { StoppableCredential } from '../credentials/credential';
import type { Decision } from '../decisions';
import { nothing, subjectOf, type Day, type TaggedUser } from './context';

/**
 * A run may be late, or be for a day that is past, and what it reads is of now. Whatever is newer than the time that
 * it is for is left to the runs of its own day: else people would be told of days that are over.
 */

/** The decisions of a run for an older day than the last one that handled the account; undefined for any other. */
export function leftToLaterRun(
  day: Day,
  owners: readonly TaggedUser[],
): readonly Decision[] | undefined {
  const { lastReadAt } = day.ledger;
  if (!lastReadAt) return undefined;
  const last = dateIn(day.settings.timeZone, lastReadAt);
  if (last <= day.today) return undefined;
  const text = `the run of ${last} has handled the account: it did what this one had left to do`;
  return owners.flatMap((owner) =>
    credentialsOf(owner.user)
      .seen.filter(({ ref }) => isStopped(ref.kind))
      .map(({ ref }) => nothing(subjectOf(day, owner, ref), 'later-run', text)),
  );
}

/** Whether it was made after the time that the run is for. */
export function isMadeLater(
  { now }: Pick<Day, 'now'>,
  { createdAt }: Pick<StoppableCredential, 'createdAt'>,
): boolean {
  return createdAt > now;
}

/**
 * Whether another run is to speak of the second key: it was made later, or a run of this time or a later one has
 * found the older key alone, so that a warning of this time would not count.
 */
export function isSecondKeyOfLater(
  day: Day,
  older: StoppableCredential,
  newer: StoppableCredential,
): boolean {
  const aloneAt = day.ledger.credentials.get(older.ref.id)?.lastAloneAt;
  return isMadeLater(day, newer) || (aloneAt !== undefined && aloneAt >= day.now);
}
