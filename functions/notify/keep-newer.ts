import { renderNewerKind } from '../messages';
import { ORGANIZATION, type NotifyPorts } from './delivery';
import type { NewerMessage } from './read-notice';
import { postToTeam } from './tell-copies';

/**
 * Keeps what a newer version has queued for the day on which that one runs again, and tells the team of it: once a
 * kind and day, or twice where two are handled at the same moment. No such message may end as a dead letter.
 */
export async function keepNewer(
  { accountId = ORGANIZATION, id, plannedAt, body, newerKind }: NewerMessage,
  ports: NotifyPorts,
): Promise<{ readonly kept: string }> {
  const { deliveries } = ports;
  await deliveries.keepNewer(accountId, { id, plannedAt, body });
  const kept = `${newerKind.kind}/${newerKind.version}`;
  const news = `newer/${kept}/${plannedAt.toISOString().slice(0, 10)}`;
  const { team } = await deliveries.find(ORGANIZATION, news);
  if (!team) {
    const delivery = await postToTeam(renderNewerKind(newerKind), ports);
    await deliveries.recordTeam(ORGANIZATION, news, plannedAt, delivery);
  }
  return { kept };
}
