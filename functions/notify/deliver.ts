import { addresseeOf, hasTeamCopy, isOwnersNews, type Notice } from '../../rules/notices';
import type { QueueMessage } from '../../rules/notices/team-copies';
import type { OwnerOutcome } from '../messages';
import type { DeliveryState } from '../ports/deliveries';
import { deliverCopies } from './deliver-copies';
import { ledgerAccountOf, outcomeOf, type NotifyPorts, type OwnerStep } from './delivery';
import { showAnswer, type ShownAnswer } from './show-answer';
import { showHome } from './show-home';
import { tellAnswer, type Answered } from './tell-answer';
import { tellOwner } from './tell-owner';
import { tellTeam } from './tell-team';

/** What became of a message now; `before` where an earlier try had done it, `later` where the copies of the run will. */
export type Outcome =
  | { readonly withdrawn: string }
  | {
      readonly owner: OwnerOutcome['is'] | 'before' | 'later';
      readonly team: 'told' | 'before' | 'later' | 'not-copied';
    }
  | { readonly copies: number }
  | { readonly kept: string }
  | Answered
  | ShownAnswer
  | Awaited<ReturnType<typeof showHome>>;

/**
 * Tells a notice to its owner and to the team, each once. Each step is recorded as soon as Slack has answered,
 * so only a crash between the answer and the record can tell somebody twice.
 */
export async function deliver(message: QueueMessage, ports: NotifyPorts): Promise<Outcome> {
  switch (message.kind) {
    case 'team-copies':
      return deliverCopies(message, ports);
    case 'private-message':
      return deliverNotice(message.notice, ports, 'team-later');
    case 'press-answer':
      return tellAnswer(message, ports);
    case 'show-answer':
      return showAnswer(message, ports);
    case 'home-view':
      return showHome(message, ports);
    default:
      return deliverNotice(message, ports, 'whole');
  }
}

async function deliverNotice(
  notice: Notice,
  ports: NotifyPorts,
  how: 'whole' | 'team-later',
): Promise<Outcome> {
  const { deliveries, teamChannel } = ports;
  const accountId = ledgerAccountOf(notice);
  const state = await deliveries.find(accountId, notice.id);
  if (state.withdrawn !== undefined) return { withdrawn: state.withdrawn };
  // Whether it was told before only the version knows that wrote the record: it tells what is left when it runs again.
  if (state.newer === 'record') return { kept: 'its record is of a newer version' };
  // What goes to the team's channel anyway is among the copies.
  if (how === 'team-later' && addresseeOf(notice) === teamChannel)
    return { owner: 'later', team: 'later' };
  if (notice.kind !== 'daily-summary' && !state.notice)
    await deliveries.recordNews(accountId, notice);
  const owner = state.owner ?? (await tellOwner(notice, ports));
  const team = teamStep(notice, state, owner, how);
  if (team === 'told') await tellTeam(notice, ports, owner, state.toldStopsOn);
  return { owner: state.owner ? 'before' : outcomeOf(owner).is, team };
}

/** Where the owner can't be told, the team's own message stands in: no copy is one, and it can't wait. */
function teamStep(
  notice: Notice,
  { team, copy }: DeliveryState,
  owner: OwnerStep,
  how: 'whole' | 'team-later',
): 'told' | 'before' | 'later' | 'not-copied' {
  if (team) return 'before';
  const isTold = owner !== undefined && 'at' in owner;
  const mustStandIn = owner ? !isTold : notice.kind !== 'daily-summary' && isOwnersNews(notice);
  if (mustStandIn) return 'told';
  if (notice.kind !== 'daily-summary' && !hasTeamCopy(notice)) return 'not-copied';
  if (copy) return 'before';
  return how === 'whole' ? 'told' : 'later';
}
