import { addresseeOf, type Notice } from '../../rules/notices';
import { render } from '../messages';
import { ledgerAccountOf, readerOf, stopDay, type NotifyPorts, type OwnerStep } from './delivery';

/** The private message, recorded; undefined where the notice has no addressee. */
export async function tellOwner(notice: Notice, ports: NotifyPorts): Promise<OwnerStep> {
  const { deliveries, slack, now } = ports;
  const slackId = addresseeOf(notice);
  if (slackId === undefined) return undefined;
  const stopsOn = stopDay(notice, ports);
  const answer = await slack.post(
    slackId,
    render(notice, { ...readerOf(ports), audience: 'owner', stopsOn }),
  );
  const outcome = 'failed' in answer ? answer : { ...answer, at: now(), toldStopsOn: stopsOn };
  await deliveries.recordOwner(
    ledgerAccountOf(notice),
    notice.id,
    new Date(notice.plannedAt),
    outcome,
  );
  return outcome;
}
