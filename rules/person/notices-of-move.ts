import type { AccountLedger, NoticeRecord } from '../ledger';
import type { IamUser, LocalDate } from '../model';
import { noticeId } from '../notices';
import { countingDelivery } from '../plan/warnings';
import type { NewWay } from '../ways-in';
import { isSinceOpen, type MoveRecord } from './move-record';

interface Told {
  readonly user: Pick<IamUser, 'id' | 'keys'>;
  readonly ledger: Pick<AccountLedger, 'notices'>;
  readonly record: MoveRecord | undefined;
  readonly newWays: readonly NewWay[];
}

/** Whether a message has arrived that tells them of a way that is open. */
export function isToldOfWay({ user, ledger, newWays }: Told): boolean {
  return newWays.some((way) => isDelivered(ledger.notices.get(noticeId.wayOpened(user.id, way))));
}

/**
 * The day on which each enabled key of theirs stops, as delivered warnings name it: those of its closing since they last
 * went back, and of what may stop it sooner, its age or a newer key. By the key's id; without those of which nothing has arrived.
 */
export function toldDays(told: Told, today: LocalDate): ReadonlyMap<string, LocalDate> {
  const enabled = told.user.keys.filter(({ status }) => status === 'Active');
  const days = new Map<string, LocalDate>();
  for (const { id } of enabled) {
    const closing = delivered(told, noticeId.keyClosing(id)).filter((notice) =>
      isSinceOpen(notice, told.record),
    );
    const others = [noticeId.keyReminder(id, ''), noticeId.secondKey(id, '')]
      .flatMap((prefix) => daysNamed(delivered(told, prefix)))
      .filter((day) => day >= today);
    // Of its closing the latest holds.
    const [first] = [...daysNamed(closing).toSorted().slice(-1), ...others].toSorted();
    if (first !== undefined) days.set(id, first);
  }
  return days;
}

function delivered({ ledger }: Told, prefix: string): readonly NoticeRecord[] {
  return [...ledger.notices.values()].filter(
    (notice) => notice.id.startsWith(prefix) && isDelivered(notice),
  );
}

function daysNamed(notices: readonly NoticeRecord[]): readonly LocalDate[] {
  return notices.flatMap(({ toldStopsOn }) => toldStopsOn ?? []);
}

function isDelivered(notice: NoticeRecord | undefined): boolean {
  return notice !== undefined && countingDelivery(notice) !== undefined;
}
