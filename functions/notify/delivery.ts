import type { LocalDate } from '../../rules/model';
import { isWarning, type Notice } from '../../rules/notices';
import type { Rotation } from '../../rules/rotation';
import { stopDayAtDelivery } from '../../rules/told';
import type { OwnerOutcome, Reader } from '../messages';
import type { DeliveriesPort, DeliveryState, ToldDelivery } from '../ports/deliveries';
import type { SlackPort } from '../ports/slack';

export interface NotifyPorts {
  readonly deliveries: DeliveriesPort;
  readonly slack: SlackPort;
  readonly teamChannel: string;
  /** What the company says of rotating. */
  readonly rotation: Rotation;
  /** What can be pressed; absent: nothing. */
  readonly press?: Reader['press'];
  readonly now: () => Date;
  /** The milliseconds that this invocation still has. */
  readonly remainingMs: () => number;
}

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

/** The ledger's partition for what belongs to no account. */
export const ORGANIZATION = 'organization';

/** The record of what is no account's own, such as the daily summary. */
export function ledgerAccountOf(notice: Notice): string {
  return notice.kind === 'daily-summary' ? ORGANIZATION : notice.account.id;
}

/** What every reader is told. */
export function readerOf({ teamChannel, rotation, press }: NotifyPorts) {
  return { teamChannel, rotation, ...(press && { press }) };
}

/** What became of the private message; undefined where there is none. */
export type OwnerStep = Exclude<DeliveryState['owner'], undefined> | ToldDelivery | undefined;

export function outcomeOf(owner: OwnerStep): OwnerOutcome {
  if (owner === undefined) return { is: 'not-addressed' };
  return 'failed' in owner ? { is: 'failed', code: owner.failed } : { is: 'told' };
}

/**
 * The day to name, reckoned from the latest moment at which this try can still arrive: Slack may keep us
 * waiting past midnight, and no message may name an earlier day than the rules will keep.
 */
export function stopDay(notice: Notice, { now, remainingMs }: NotifyPorts): LocalDate | undefined {
  return isWarning(notice)
    ? stopDayAtDelivery(notice, new Date(now().getTime() + remainingMs()))
    : undefined;
}
