import pMap from 'p-map';
import type { Delivery } from '../../rules/ledger';
import { addresseeOf } from '../../rules/notices';
import type { Copy } from '../messages';
import type { SlackMessage } from '../slack-message';
import { TeamChannelError, type NotifyPorts } from './delivery';

/** Reads and writes of the ledger at a time. */
export const CALLS_AT_A_TIME = 8;

/** @throws TeamChannelError */
export async function postToTeam(
  message: SlackMessage,
  { slack, teamChannel, now }: NotifyPorts,
): Promise<Delivery> {
  const answer = await slack.post(teamChannel, message);
  if ('failed' in answer) throw new TeamChannelError(answer.failed, teamChannel);
  return { ...answer, at: now() };
}

/** Notes of each notice that one message told it. */
export async function recordCopies(
  copies: readonly Copy[],
  delivery: Delivery,
  { deliveries, teamChannel }: NotifyPorts,
): Promise<void> {
  await pMap(
    copies,
    async ({ notice }) => {
      const record = [notice.account.id, notice.id, new Date(notice.plannedAt), delivery] as const;
      if (addresseeOf(notice) === teamChannel) await deliveries.recordOwner(...record);
      await deliveries.recordCopy(...record);
    },
    { concurrency: CALLS_AT_A_TIME },
  );
}

/** One that fails does not hold the others. What failed is left to the queue's next try, and in the end to the dead letters. */
export async function eachOnItsOwn<Item>(
  items: readonly Item[],
  isOfAll: (error: unknown) => boolean,
  tell: (item: Item) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items)
    try {
      await tell(item);
    } catch (error) {
      if (isOfAll(error)) throw error;
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}
