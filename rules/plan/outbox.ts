import type { Decision } from '../decisions';
import type { NoticeRecord } from '../ledger';
import type { AccessKey, Inventory } from '../model';
import type { UserNotice } from '../notices';
import { because, type Day } from './context';
import { isSettled } from './warnings';

/**
 * Notices of earlier runs that were not delivered and that no decision of today takes up: news is sent
 * again, a warning that is no longer true is withdrawn.
 */
export function planOutbox(
  day: Day,
  inventory: Inventory,
  decisions: readonly Decision[],
): readonly Decision[] {
  // What a later run or event planned is its own.
  const open = [...day.ledger.notices.values()].filter(
    (record) => !isSettled(record) && record.plannedAt <= day.now,
  );
  if (open.length === 0) return [];
  const takenUp = new Set(
    decisions.flatMap((decision) => ('notice' in decision ? [decision.notice.id] : [])),
  );
  const keys = new Map(inventory.users.flatMap(({ keys }) => keys.map((key) => [key.id, key])));
  return open.flatMap((record) => {
    const { notice } = record;
    if (!notice || takenUp.has(record.id)) return [];
    const key = 'key' in notice ? keys.get(notice.key.id) : undefined;
    return [
      isStillNews(day, notice, key) ? sendAgain(day, notice) : withdraw(day, record, notice, key),
    ];
  });
}

/** Whether the notice tells of something that has happened, whatever became of the key since. */
function isStillNews(day: Day, notice: UserNotice, key: AccessKey | undefined): boolean {
  switch (notice.kind) {
    case 'key-created':
    case 'key-reenabled':
      return true;
    case 'key-disabled': {
      // Recorded before it is done: an enabled key that no run has disabled since was not disabled at all.
      const disabledAt = key && day.ledger.keys.get(key.id)?.disabledAt;
      const wasDisabled = disabledAt !== undefined && disabledAt >= new Date(notice.plannedAt);
      return key?.status !== 'Active' || wasDisabled;
    }
    case 'key-reminder':
    case 'second-key':
    case 'machine-key-old':
    case 'password-reminder':
      return false;
  }
}

function sendAgain(day: Day, notice: UserNotice): Decision {
  return {
    do: 'send',
    subject: subjectOf(day, notice),
    notice,
    again: true,
    why: because('not-delivered-yet', 'planned before and not delivered'),
  };
}

function withdraw(
  day: Day,
  record: NoticeRecord,
  notice: UserNotice,
  key: AccessKey | undefined,
): Decision {
  const why =
    'key' in notice && !key
      ? because('gone', 'the key is gone')
      : key?.status === 'Inactive'
        ? because('inactive', 'the key is not enabled')
        : because('overtaken', 'no longer what is to be said today');
  return { do: 'withdraw', subject: subjectOf(day, notice), noticeId: record.id, why };
}

function subjectOf(day: Day, notice: UserNotice) {
  const keyId = 'key' in notice ? notice.key.id : undefined;
  return { account: day.account, userName: notice.owner.userName, keyId };
}
