import type { Decision, Reason, Subject } from '../decisions';
import type { NoticeRecord } from '../ledger';
import type { UserNotice } from '../notices';
import { because, nothing, type Day } from './context';
import { countingDelivery, isSettled, stageOf } from './warnings';

/** Sends a notice that no run has recorded, sends again what was never delivered, else says that it was told. */
export function sendOnce(
  day: Pick<Day, 'ledger' | 'now'>,
  subject: Subject,
  notice: UserNotice,
  why: Reason,
): Decision {
  const record = day.ledger.notices.get(notice.id);
  if (!record) return { do: 'send', subject, notice, again: false, why };
  if (record.newer === 'record')
    return nothing(subject, 'newer-record', `recorded by a newer version of Keyturn: ${why.text}`);
  // What was withdrawn before anybody was told (the key was off for a while) is due again.
  if (record.plannedAt > day.now)
    return nothing(subject, 'later-run', `planned later than the run is for: ${why.text}`);
  const isTold = isSettled(record) && countingDelivery(record) !== undefined;
  if (isTold) return nothing(subject, 'already-told', `told already: ${why.text}`);
  return {
    do: 'send',
    subject,
    // Whoever is told only now is told what is true now. It stays the notice of the day that first planned it.
    notice:
      record.notice && countingDelivery(record) === undefined
        ? { ...record.notice, ...notice, plannedAt: record.notice.plannedAt }
        : (record.notice ?? notice),
    again: true,
    why: because('not-delivered-yet', `planned before and not delivered: ${why.text}`),
  };
}

/**
 * What was planned of this stage, or of a later one: where the ages were set lower meanwhile, that stands for it.
 * @param prefix of the ids of its kind, up to the stage
 */
export function recordOfStage(
  { noticesAbout }: Pick<Day, 'noticesAbout'>,
  about: string,
  prefix: string,
  stage: number,
): NoticeRecord | undefined {
  return toldFirst((noticesAbout.get(about) ?? []).filter(isOfStage(prefix, stage)));
}

export function isOfStage(prefix: string, stage: number) {
  return (record: NoticeRecord) => record.id.startsWith(prefix) && stageOf(record, prefix) >= stage;
}

/** One that somebody was told of, else any: whatever order the ledger has them in. */
export function toldFirst(records: readonly NoticeRecord[]): NoticeRecord | undefined {
  return records.find((record) => countingDelivery(record) !== undefined) ?? records[0];
}

/**
 * The id, or the next of its own where the plain one was used before (before an exemption, for one). Two runs at once
 * that know the same come to the same one, whatever days they are for, so that nobody is told by both.
 */
export function freshId({ ledger: { notices } }: Day, id: string): string {
  if (!notices.has(id)) return id;
  let nth = 2;
  while (notices.has(`${id}/${nth}`)) nth += 1;
  return `${id}/${nth}`;
}
