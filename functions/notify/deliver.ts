import type { Delivery } from '../../rules/ledger';
import { addresseeOf, type Notice, type Warning } from '../../rules/notices';
import type { LocalDate } from '../../rules/model';
import { stopDayAtDelivery } from '../../rules/told';
import { render, type OwnerOutcome } from '../messages';
import type { DeliveriesPort, DeliveryState, SlackPort } from '../ports';

export interface NotifyPorts {
  readonly deliveries: DeliveriesPort;
  readonly slack: SlackPort;
  readonly teamChannel: string;
  readonly now: () => Date;
  /** The milliseconds that this invocation still has. */
  readonly remainingMs: () => number;
}

/** What became of a notice now; `before` where an earlier try had done it. */
export type Outcome =
  | { readonly withdrawn: string }
  | { readonly owner: OwnerOutcome['is'] | 'before'; readonly team: 'told' | 'before' };

/** The team's channel can't be had: no message may be taken for delivered, and a person must act. */
export class TeamChannelError extends Error {
  override readonly name = 'TeamChannelError';

  /** @param code Slack's. */
  constructor(
    readonly code: string,
    channel: string,
  ) {
    super(`Slack can't deliver to the team's channel ${channel}: ${code}`);
  }
}

/**
 * Tells a notice to its owner and to the team, each once. Each step is recorded as soon as Slack has answered,
 * so only a crash between the answer and the record can tell somebody twice.
 */
export async function deliver(notice: Notice, ports: NotifyPorts): Promise<Outcome> {
  const state = await ports.deliveries.find(ledgerAccountOf(notice), notice.id);
  if (state.withdrawn !== undefined) return { withdrawn: state.withdrawn };
  const owner = state.owner ?? (await tellOwner(notice, ports));
  if (!state.team) await tellTeam(notice, ports, owner, state.toldStopsOn);
  return {
    owner: state.owner ? 'before' : outcomeOf(owner).is,
    team: state.team ? 'before' : 'told',
  };
}

/** The record of what is no account's own, such as the daily summary. */
function ledgerAccountOf(notice: Notice): string {
  return notice.kind === 'daily-summary' ? 'organization' : notice.account.id;
}

type Told = Delivery & { readonly toldStopsOn?: LocalDate };
type OwnerStep = Exclude<DeliveryState['owner'], undefined> | Told | undefined;

/** The private message; undefined where the notice has no addressee. */
async function tellOwner(notice: Notice, ports: NotifyPorts): Promise<OwnerStep> {
  const { deliveries, slack, teamChannel, now } = ports;
  const slackId = addresseeOf(notice);
  if (slackId === undefined) return undefined;
  const stopsOn = stopDay(notice, ports);
  const answer = await slack.post(
    slackId,
    render(notice, { audience: 'owner', teamChannel, stopsOn }),
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

/** The team's copy. Where the owner can't be told, it is the warning that counts, with a day of its own. */
async function tellTeam(
  notice: Notice,
  ports: NotifyPorts,
  owner: OwnerStep,
  recordedStopsOn: LocalDate | undefined,
): Promise<void> {
  const { deliveries, slack, teamChannel, now } = ports;
  const record = (delivery: Told) =>
    deliveries.recordTeam(ledgerAccountOf(notice), notice.id, new Date(notice.plannedAt), delivery);
  const isTold = owner !== undefined && 'at' in owner;
  if (isTold && addresseeOf(notice) === teamChannel) {
    // A machine whose notices go to the team's channel anyway: one message is both.
    const { at, channel, ts } = owner;
    return record({ at, channel, ts });
  }
  const toldStopsOn = isTold && 'toldStopsOn' in owner ? owner.toldStopsOn : recordedStopsOn;
  const stopsOn = isTold ? toldStopsOn : stopDay(notice, ports);
  const answer = await slack.post(
    teamChannel,
    render(notice, { audience: 'team', teamChannel, stopsOn, owner: outcomeOf(owner) }),
  );
  if ('failed' in answer) throw new TeamChannelError(answer.failed, teamChannel);
  await record({ ...answer, at: now(), ...(isTold ? {} : { toldStopsOn: stopsOn }) });
}

function outcomeOf(owner: OwnerStep): OwnerOutcome {
  if (owner === undefined) return { is: 'not-addressed' };
  return 'failed' in owner ? { is: 'failed', code: owner.failed } : { is: 'told' };
}

/**
 * The day to name, reckoned from the latest moment at which this try can still arrive: Slack may keep us
 * waiting past midnight, and no message may name an earlier day than the rules will keep.
 */
function stopDay(notice: Notice, { now, remainingMs }: NotifyPorts): LocalDate | undefined {
  return isWarning(notice)
    ? stopDayAtDelivery(notice, new Date(now().getTime() + remainingMs()))
    : undefined;
}

function isWarning(notice: Notice): notice is Warning {
  return notice.kind === 'key-reminder' || notice.kind === 'second-key';
}
