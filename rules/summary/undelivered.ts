import { dateIn } from '../calendar';
import type { AccountLedger, NoticeRecord } from '../ledger';
import { addresseeOf } from '../notices';
import { isOpen } from '../plan/warnings';
import type { Settings } from '../settings';
import { nameOfNotice } from './sentences';

/** Notices that an earlier run planned and that have not arrived everywhere they should. */
export function undeliveredBefore(ledger: AccountLedger, now: Date): readonly NoticeRecord[] {
  return [...ledger.notices.values()].filter((record) => record.plannedAt < now && isOpen(record));
}

export function undeliveredSentence(record: NoticeRecord, { timeZone }: Settings): string {
  const { notice } = record;
  const name = notice ? nameOfNotice(notice) : 'the daily summary';
  const waitsForOwner = notice && addresseeOf(notice) !== undefined && !record.owner;
  const isTeamTold = record.team !== undefined || record.copy !== undefined;
  const missing = waitsForOwner ? (isTeamTold ? 'owner' : 'owner and channel') : 'channel';
  return `${name}, planned on ${dateIn(timeZone, record.plannedAt)}, not delivered to ${missing}`;
}
