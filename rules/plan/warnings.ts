import { addDays, ageInDays, dateIn, dateOfDelivery, laterDate } from '../calendar';
import type { Delivery, NoticeRecord } from '../ledger';
import type { StoppableCredential } from '../credentials/credential';
import type { LocalDate } from '../model';
import { addresseeOf, hasTeamCopy, isOwnersNews, noticeId } from '../notices';
import { isSinceOpen } from '../person/move-record';
import { isToldAnswerId } from '../presses/press-answer';
import type { Settings } from '../settings';
import type { Day, TaggedUser } from './context';

/** A reminder about one credential, with what became of it. */
export interface ReminderRecord {
  readonly record: NoticeRecord;
  /** The age in days that it was for. */
  readonly stage: number;
}

/** The delivery that counts: the private message, or the channel's where that can't be had. */
export function countingDelivery(record: NoticeRecord): Delivery | undefined {
  const { owner, team, copy, notice } = record;
  if (owner) return 'at' in owner ? owner : team;
  if (notice && addresseeOf(notice) !== undefined) return undefined;
  // Of a kind that is not known nobody knows whether the copy is enough.
  const isCopyEnough = !record.newer && !(notice && isOwnersNews(notice));
  return team ?? (isCopyEnough ? copy : undefined);
}

/** Whether nothing is left to be sent. */
export function isSettled(record: NoticeRecord): boolean {
  if (isToldAnswerId(record.id)) return true;
  const { team, copy, notice } = record;
  const isTeamTold = team !== undefined || copy !== undefined || (notice && !hasTeamCopy(notice));
  return (
    record.withdrawn !== undefined ||
    (isTeamTold === true && countingDelivery(record) !== undefined)
  );
}

/** Whether something is left to be sent that this version knows how to send. */
export function isOpen(record: NoticeRecord): boolean {
  return !record.newer && !isSettled(record);
}

/**
 * The last day on which an exemption held for it, if any; asked only where none holds today. Warnings from
 * before it named a day that was not kept, so they don't count.
 */
export function roundOf(
  day: Day,
  owner: TaggedUser,
  { ref }: StoppableCredential,
): LocalDate | undefined {
  const seen = day.ledger.credentials.get(ref.id)?.lastExemptOn;
  return [seen, owner.tags.exemptUntil]
    .filter((each) => each !== undefined)
    .sort()
    .at(-1);
}

/**
 * The reminders of a credential's age that were planned in this round. One that is reset keeps its id, and may be as new
 * as another one: what was said of it before was of one that is no more. When a newer version planned what this one
 * can't read is not known: that is not told again.
 */
export function reminderRecords(
  day: Day,
  { ref: { kind, id }, createdAt }: StoppableCredential,
  round: LocalDate | undefined,
): readonly ReminderRecord[] {
  const ofKind = kind === 'access-key' ? noticeId.keyReminder : noticeId.credentialReminder;
  const prefix = ofKind(id, '');
  return recordsOfRound(day, id, prefix, round)
    .filter((record) => record.newer !== undefined || record.plannedAt >= createdAt)
    .map((record) => ({ record, stage: stageOf(record, prefix) }));
}

/** The stage that was told: by ages that were set lower before anybody was told it may be an earlier one than the id has. */
export function stageOf({ id, notice }: NoticeRecord, prefix: string): number {
  return notice && 'stage' in notice ? notice.stage : Number.parseInt(id.slice(prefix.length), 10);
}

/** The records about a key whose ids begin so and which were planned after `round`. */
export function recordsOfRound(
  day: Day,
  keyId: string,
  prefix: string,
  round: LocalDate | undefined,
): readonly NoticeRecord[] {
  return (day.noticesAbout.get(keyId) ?? []).filter(
    ({ id, plannedAt }) =>
      id.startsWith(prefix) &&
      (round === undefined || dateIn(day.settings.timeZone, plannedAt) > round),
  );
}

/** The warnings of a second key in this round, and since a newer one was last missing. */
export function secondKeyRecords(
  day: Day,
  owner: TaggedUser,
  key: StoppableCredential,
  prefix: string,
): readonly NoticeRecord[] {
  const alone = day.ledger.credentials.get(key.ref.id)?.lastAloneAt;
  return recordsOfRound(day, key.ref.id, prefix, roundOf(day, owner, key)).filter(
    ({ plannedAt }) => alone === undefined || plannedAt > alone,
  );
}

/** The warnings of a key that nobody uses, in this round, and since those were last overtaken, also by this very run. */
export function unusedRecords(
  day: Day,
  owner: TaggedUser,
  key: StoppableCredential,
): readonly NoticeRecord[] {
  const { id } = key.ref;
  const alone = day.ledger.credentials.get(id)?.lastAloneAt;
  return recordsOfRound(day, id, noticeId.keyUnused(id), roundOf(day, owner, key)).filter(
    ({ plannedAt }) => alone === undefined || plannedAt >= alone,
  );
}

/** The warnings that `key` is closed to its owner, in this round, and since it was last open to them again. */
export function closingRecords(
  day: Day,
  owner: TaggedUser,
  key: StoppableCredential,
): readonly NoticeRecord[] {
  const { id } = key.ref;
  const move = day.ledger.moves.get(owner.user.id);
  return recordsOfRound(day, id, noticeId.keyClosing(id), roundOf(day, owner, key)).filter(
    (record) => isSinceOpen(record, move),
  );
}

/**
 * Those of them that the key was unused for long enough at: what was said before a
 * use counts no more, also where the credential report of that day did not know of the use.
 * @param since when it was last used, as far as that is known; undefined: the key is in use, or nobody knows
 */
export function countingUnused(
  records: readonly NoticeRecord[],
  since: Date | undefined,
  { unusedAge }: Pick<Settings, 'unusedAge'>,
): readonly NoticeRecord[] {
  if (!since) return [];
  return records.filter(({ plannedAt }) => ageInDays({ createdAt: since }, plannedAt) >= unusedAge);
}

/** What delivered warnings allow: nothing yet, waiting until a day, or that the day has come. */
export type WarningState =
  | { readonly is: 'not-warned' }
  | { readonly is: 'waiting'; readonly stopsOn: LocalDate }
  | { readonly is: 'due'; readonly stopsOn: LocalDate; readonly warnedOn: LocalDate };

/**
 * Whether a warning that named the day was delivered `graceDays` before today. No day that any delivered
 * warning named is anticipated: the latest one holds.
 */
export function warningState(
  day: Day,
  records: readonly NoticeRecord[],
  graceDays: number,
): WarningState {
  const told = records.flatMap((record) => {
    const delivery = countingDelivery(record);
    if (!delivery || record.toldStopsOn === undefined) return [];
    const on = dateOfDelivery(record.plannedAt, delivery.at, day.settings.timeZone);
    return [{ on, stopsOn: record.toldStopsOn }];
  });
  const [warnedOn] = told.map(({ on }) => on).sort();
  if (warnedOn === undefined) return { is: 'not-warned' };
  const stopsOn = told.map((each) => each.stopsOn).reduce((a, b) => laterDate(a, b));
  // By a grace that was raised since, later than any of them named.
  const holdsUntil = laterDate(addDays(warnedOn, graceDays), stopsOn);
  return day.today >= holdsUntil
    ? { is: 'due', stopsOn, warnedOn }
    : { is: 'waiting', stopsOn: holdsUntil };
}
