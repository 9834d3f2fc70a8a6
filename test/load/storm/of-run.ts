import type { QueueMessage } from '../../../rules/notices/team-copies';
import type { UserNotice } from '../../../rules/notices';

export const team = 'C0INFRATEAM';
export const anna = { id: 'U0ANNABERG1', name: 'anna' };
const account = { id: '222222222222', name: 'Production' };

/** What a day's run puts in the queue: a reminder for anna, which is to be told whatever else goes on, and the summary. */
export function noticesOfRun(at: Date): readonly QueueMessage[] {
  const plannedAt = at.toISOString();
  const createdAt = new Date(at.getTime() - 76 * 24 * 60 * 60 * 1000).toISOString();
  const id = 'AKIAREMINDER00009999';
  const notice: UserNotice = {
    kind: 'key-reminder',
    id: `key/${id}/reminder-76`,
    account,
    plannedAt,
    owner: { userName: 'anna', type: 'engineer', slackId: anna.id },
    key: { id, createdAt, age: 76 },
    stopsOn: '2026-12-16',
    graceDays: 5,
    timeZone: 'Etc/UTC',
    stage: 76,
  };
  return [
    { kind: 'private-message', id: notice.id, notice },
    {
      kind: 'daily-summary',
      id: 'summary/2026-12-01',
      plannedAt,
      date: '2026-12-01',
      dryRun: false,
      accountsRead: [account],
      accountsUnread: [],
      ageBands: [{ label: '76–90 days', keys: 1 }],
      ...{ done: [], heldBack: [], undelivered: [], findings: [] },
    },
  ];
}
