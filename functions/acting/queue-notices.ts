import type { UserNotice } from '../../rules/notices';
import { deliveryOf } from '../../rules/notices/team-copies';
import type { NoticeQueuePort } from '../ports/notice-queue';

/** Who queues notices, and when it was scheduled. */
export interface Queuing {
  readonly ports: { readonly queue: NoticeQueuePort };
  readonly now: Date;
}

/** Who tells the team's channel of these notices later, among the copies of its run. */
export interface CopiesTaker {
  copiesWait(noticeIds: readonly string[]): void;
}

/** Queues the private messages, and leaves the copies for the team's channel to the end of the run. */
export async function queueNotices(
  { ports: { queue }, now }: Queuing,
  notices: readonly UserNotice[],
  copies: CopiesTaker,
): Promise<void> {
  const deliveries = notices.map((notice) => ({ id: notice.id, ...deliveryOf(notice) }));
  await queue.put(
    deliveries.flatMap((each) => each.now ?? []),
    now,
  );
  copies.copiesWait(deliveries.flatMap(({ id, hasCopy }) => (hasCopy ? [id] : [])));
}
