import type { AccountLedger, NoticeRecord } from '../ledger';

/** Slack's codes of a message to somebody whom it has deactivated. */
const deactivated: readonly string[] = ['account_inactive', 'user_disabled'];

interface Attempt {
  readonly at: Date;
  /** Slack's code. */
  readonly failed?: string;
}

/** Whether the last message that was to reach them in Slack failed, of all of that account, since they are deactivated. */
export function isDeactivated(
  { notices }: Pick<AccountLedger, 'notices'>,
  slackId: string,
): boolean {
  let last: Attempt | undefined;
  for (const record of notices.values()) {
    const delivery = deliveryTo(slackId, record);
    if (delivery && (!last || isLater(delivery, last))) last = delivery;
  }
  return last?.failed !== undefined && deactivated.includes(last.failed);
}

/** Of a message that can't be had for good it is only known for when it was planned. */
function deliveryTo(
  slackId: string,
  { notice, owner, plannedAt }: NoticeRecord,
): Attempt | undefined {
  if (!owner || notice?.owner.slackId !== slackId) return undefined;
  return 'failed' in owner ? { at: plannedAt, failed: owner.failed } : { at: owner.at };
}

function isLater(one: Attempt, other: Attempt): boolean {
  return one.at > other.at || (+one.at === +other.at && one.failed !== undefined);
}
