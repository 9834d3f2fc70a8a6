import type { UserNotice } from '../../rules/notices';
import { deliveryOf } from '../../rules/notices/team-copies';
import type { AccountReport } from './account-report';
import type { Run } from './run';

/** Queues the private messages, and leaves the copies for the team's channel to the end of the run. */
export async function queueNotices(
  { ports: { queue }, now }: Run,
  notices: readonly UserNotice[],
  report: AccountReport,
): Promise<void> {
  const deliveries = notices.map((notice) => ({ id: notice.id, ...deliveryOf(notice) }));
  await queue.put(
    deliveries.flatMap((each) => each.now ?? []),
    now,
  );
  report.copiesWait(deliveries.flatMap(({ id, hasCopy }) => (hasCopy ? [id] : [])));
}
