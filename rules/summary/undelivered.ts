import { dateIn } from '../calendar';
import type { Decision } from '../decisions';
import type { AccountLedger, NoticeRecord } from '../ledger';
import { addresseeOf, credentialOf, hasTeamCopy, isDeed, type Deed } from '../notices';
import { wasDone } from '../plan/disabling';
import { isOpen } from '../plan/warnings';
import type { Settings } from '../settings';
import { nameOfNotice, nameOfSubject } from './sentences';

/**
 * Notices that an earlier run planned and that have not arrived everywhere they should. That of a deed is planned
 * before the deed: it is missed once that was done, or where nobody can say any more.
 */
export function undeliveredBefore(ledger: AccountLedger, now: Date): readonly NoticeRecord[] {
  return openBefore(ledger, now).filter(({ notice }) => {
    const known = notice && isDeed(notice) ? wasDone(ledger, notice) : undefined;
    return known === true || known === undefined;
  });
}

/**
 * Deeds that earlier runs have begun, and of which neither the ledger knows whether they were done nor this run's own
 * lines say what came of them.
 * @param decisions what the run has carried out
 */
export function unfinishedBefore(
  ledger: AccountLedger,
  now: Date,
  decisions: readonly Decision[],
): readonly Deed[] {
  const takenUp = new Set(
    decisions
      .filter((decision) => decision.do === 'disable' || decision.do === 'abandon')
      .map(({ notice }) => notice.id),
  );
  return openBefore(ledger, now)
    .flatMap(({ notice }) => (notice && isDeed(notice) ? [notice] : []))
    .filter((deed) => wasDone(ledger, deed) === 'begun' && !takenUp.has(deed.id));
}

export function undeliveredSentence(record: NoticeRecord, { timeZone }: Settings): string {
  const { notice } = record;
  const name = notice ? nameOfNotice(notice) : 'the daily summary';
  const waitsForOwner = notice && addresseeOf(notice) !== undefined && !record.owner;
  const isTeamTold =
    record.team !== undefined || record.copy !== undefined || (notice && !hasTeamCopy(notice));
  const missing = waitsForOwner ? (isTeamTold ? 'owner' : 'owner and channel') : 'channel';
  return `${name}, planned on ${dateIn(timeZone, record.plannedAt)}, not delivered to ${missing}`;
}

export function unfinishedSentence(deed: Deed, { timeZone }: Settings): string {
  const { account, owner, plannedAt } = deed;
  const subject = { account, userName: owner.userName, credential: credentialOf(deed) };
  const plannedOn = dateIn(timeZone, new Date(plannedAt));
  return `${nameOfSubject(subject)} may have been disabled on ${plannedOn}: as long as nobody knows, nobody is told`;
}

function openBefore({ notices }: AccountLedger, now: Date): readonly NoticeRecord[] {
  return [...notices.values()].filter((record) => record.plannedAt < now && isOpen(record));
}
