import { dateIn } from '../calendar';
import { keyIdOf } from '../credentials/credential';
import type { AccountLedger, NoticeRecord } from '../ledger';
import type { LocalDate } from '../model';
import { credentialOf, isDeed, isWarning, traitsOf, type Deed, type UserNotice } from '../notices';
import { countingDelivery } from '../plan/warnings';
import { undeliveredBefore } from '../summary/undelivered';
import type { Deed as ReportedDeed } from './report';

/** What the monitor did in an account between two dates, as its ledger shows it. */
export function deedsOf(
  ledger: AccountLedger,
  timeZone: string,
  from: LocalDate,
  to: LocalDate,
): readonly ReportedDeed[] {
  return [...ledger.notices.values()]
    .map((record) => deedOf(record, ledger))
    .filter((deed) => deed !== undefined)
    .filter(({ at }) => {
      const on = dateIn(timeZone, new Date(at));
      return from <= on && on <= to;
    });
}

/** What was to be told of these days and has not arrived, with when it was planned. */
export function undeliveredOf(
  ledger: AccountLedger,
  timeZone: string,
  from: LocalDate,
  now: Date,
): readonly ReportedDeed[] {
  return undeliveredBefore(ledger, now).flatMap((record) => {
    const { notice, plannedAt } = record;
    // One that arrived where it counts is told of as arrived, whatever else is missing.
    if (!notice || countingDelivery(record) || dateIn(timeZone, plannedAt) < from) return [];
    const text = `not delivered: ${traitsOf(notice).name(notice)}`;
    return [{ at: plannedAt.toISOString(), ...subjectOf(notice), text }];
  });
}

function subjectOf(notice: UserNotice): Omit<ReportedDeed, 'at' | 'text'> {
  const keyId = keyIdOf(credentialOf(notice));
  const { id, kind } = notice;
  const by = makerIn(notice);
  return {
    accountId: notice.account.id,
    userName: notice.owner.userName,
    ...(keyId === undefined ? {} : { keyId }),
    notice: { id, kind },
    ...(by === undefined ? {} : { by }),
  };
}

function makerIn(notice: UserNotice): string | undefined {
  if ('maker' in notice) return notice.maker?.arn;
  return 'reenabledBy' in notice ? notice.reenabledBy?.arn : undefined;
}

function deedOf(record: NoticeRecord, ledger: AccountLedger): ReportedDeed | undefined {
  const { notice } = record;
  if (!notice || record.withdrawn !== undefined) return undefined;
  const subject = subjectOf(notice);
  const text = traitsOf(notice).deed(notice);
  if (isDeed(notice)) {
    const at = disabledAt(record, notice, ledger);
    return at && { at: at.toISOString(), ...subject, text };
  }
  const delivery = countingDelivery(record);
  if (!delivery) return undefined;
  const failed = record.owner && 'failed' in record.owner ? record.owner.failed : undefined;
  const where =
    failed === undefined
      ? ''
      : `, in the team's channel: no private message was possible (${failed})`;
  const { toldStopsOn } = record;
  const until =
    isWarning(notice) && toldStopsOn !== undefined ? `; told that it stops on ${toldStopsOn}` : '';
  return { at: delivery.at.toISOString(), ...subject, text: `${text}${until}${where}` };
}

/** Recorded before it is done: an enabled key that no run has disabled since was not disabled at all. */
function disabledAt(
  { plannedAt }: NoticeRecord,
  notice: Deed,
  ledger: AccountLedger,
): Date | undefined {
  const known = ledger.credentials.get(credentialOf(notice).id);
  if (known?.disabledAt && known.disabledAt >= plannedAt) return known.disabledAt;
  return known?.status === 'Active' ? undefined : plannedAt;
}
