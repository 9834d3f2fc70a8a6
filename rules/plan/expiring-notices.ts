import type { AccountLedger, NoticeRecord } from '../ledger';
import { subjectIdOf } from '../notices';
import { isSettled } from './warnings';

/** So long is a notice kept that no plan needs any more. */
const KEPT_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Notices whose records are to end, and those that were to end and are needed again. */
export interface ExpiringNotices {
  readonly end: readonly string[];
  readonly at: Date;
  readonly keep: readonly string[];
}

/**
 * A plan looks at the notices of credentials and users that are there, and at those that are not delivered: these never
 * end. AWS gives no id a second time, so nothing else is asked for again.
 * @param present the ids of the users and credentials that are there, as far as anybody can see
 */
export function expiringNotices(
  { notices }: AccountLedger,
  present: ReadonlySet<string>,
  now: Date,
): ExpiringNotices {
  const isNeeded = (record: NoticeRecord) =>
    !isSettled(record) || present.has(subjectIdOf(record.id));
  // Only the version that wrote it knows how long it is needed.
  const records = [...notices.values()].filter(({ newer }) => !newer);
  const idsOf = (some: readonly NoticeRecord[]) => some.map(({ id }) => id);
  return {
    end: idsOf(records.filter((record) => !isNeeded(record) && !record.expiresAt)),
    at: new Date(now.getTime() + KEPT_DAYS * DAY_MS),
    keep: idsOf(records.filter((record) => isNeeded(record) && record.expiresAt)),
  };
}
