import type { LocalDate } from '../../rules/model';
import { addresseeOf, type Notice } from '../../rules/notices';
import { render } from '../messages';
import type { ToldDelivery } from '../ports/deliveries';
import {
  ledgerAccountOf,
  outcomeOf,
  readerOf,
  stopDay,
  TeamChannelError,
  type NotifyPorts,
  type OwnerStep,
} from './delivery';
import { knownAnswer, showSaidSince } from './known-answer';

/** The team's copy. Where the owner can't be told, it is the warning that counts, with a day of its own. */
export async function tellTeam(
  notice: Notice,
  ports: NotifyPorts,
  owner: OwnerStep,
  recordedStopsOn: LocalDate | undefined,
): Promise<void> {
  const { deliveries, slack, teamChannel, now } = ports;
  const record = (delivery: ToldDelivery) =>
    deliveries.recordTeam(ledgerAccountOf(notice), notice.id, new Date(notice.plannedAt), delivery);
  const isTold = owner !== undefined && 'at' in owner;
  if (isTold && addresseeOf(notice) === teamChannel) {
    // A machine whose notices go to the team's channel anyway: one message is both.
    const { at, channel, ts } = owner;
    return record({ at, channel, ts });
  }
  const toldStopsOn = isTold && 'toldStopsOn' in owner ? owner.toldStopsOn : recordedStopsOn;
  const stopsOn = isTold ? toldStopsOn : stopDay(notice, ports);
  const said = await knownAnswer(notice, ports);
  const about = { stopsOn, owner: outcomeOf(owner), answer: said };
  const reader = { ...readerOf(ports), ...about, audience: 'team' } as const;
  const answer = await slack.post(teamChannel, render(notice, reader));
  if ('failed' in answer) throw new TeamChannelError(answer.failed, teamChannel);
  await record({ ...answer, at: now(), ...(isTold ? {} : { toldStopsOn: stopsOn }) });
  await showSaidSince(notice, reader, answer, ports);
}
