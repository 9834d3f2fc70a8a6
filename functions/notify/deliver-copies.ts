import pMap from 'p-map';
import {
  addresseeOf,
  hasTeamCopy,
  isWarning,
  type CopiedNotice,
  type UserNotice,
} from '../../rules/notices';
import type { CopyItem, TeamCopies } from '../../rules/notices/team-copies';
import { SlackAppError } from '../slack-errors';
import { render, renderDigest, type Copy, type OwnerOutcome } from '../messages';
import type { DeliveryState } from '../ports/deliveries';
import { deliverDigest } from './deliver-digest';
import { outcomeOf, readerOf, stopDay, TeamChannelError, type NotifyPorts } from './delivery';
import { knownAnswer, showSaidSince } from './known-answer';
import { CALLS_AT_A_TIME, eachOnItsOwn, postToTeam, recordCopies } from './tell-copies';

/**
 * Brings the notices of a run to the team's channel. What was told before, by an earlier try for one, is left
 * out: each message is recorded for all that it tells before the next one is posted.
 * @returns how many notices were told now
 */
export async function deliverCopies(
  message: TeamCopies,
  ports: NotifyPorts,
): Promise<{ readonly copies: number }> {
  const found = await pMap(message.items, (item) => openCopy(item, ports), {
    concurrency: CALLS_AT_A_TIME,
  });
  const copies = found.filter((copy) => copy !== undefined);
  if (copies.length === 0) return { copies: 0 };
  if (message.as === 'single') await postSingles(copies, ports);
  else {
    const head = (untold: readonly Copy[]) => renderDigest(message.date, untold);
    await deliverDigest({ ...message, head }, copies, ports);
  }
  return { copies: copies.length };
}

/** The notice as it is to be shown now; undefined where the team knows it, or needs another message. */
async function openCopy(
  { accountId, noticeId }: CopyItem,
  ports: NotifyPorts,
): Promise<Copy | undefined> {
  const { deliveries, teamChannel } = ports;
  const { notice, withdrawn, team, copy, owner, toldStopsOn } = await deliveries.find(
    accountId,
    noticeId,
  );
  if (!notice || !hasTeamCopy(notice) || withdrawn !== undefined || team || copy) return undefined;
  // The team's own message stands in for the private one: its queue message brings it.
  if (owner && 'failed' in owner) return undefined;
  // An earlier try ended between the two records of one message: the team knows it, and only the second one lacks.
  if (owner && addresseeOf(notice) === teamChannel) {
    await deliveries.recordCopy(accountId, noticeId, new Date(notice.plannedAt), owner);
    return undefined;
  }
  return {
    notice: toldStopsOn === undefined ? asOfNow(notice, ports) : notice,
    stopsOn: toldStopsOn,
    owner: ownerOutcome(notice, owner, teamChannel),
  };
}

/** Whoever is told later than planned is told of a later day, and so is the team before them. */
function asOfNow(notice: CopiedNotice, ports: NotifyPorts): CopiedNotice {
  const stopsOn = stopDay(notice, ports);
  return isWarning(notice) && stopsOn !== undefined ? { ...notice, stopsOn } : notice;
}

function ownerOutcome(
  notice: UserNotice,
  owner: DeliveryState['owner'],
  teamChannel: string,
): OwnerOutcome {
  const addressee = addresseeOf(notice);
  if (owner || addressee === undefined) return outcomeOf(owner);
  return addressee === teamChannel ? { is: 'told' } : { is: 'pending' };
}

/** Each in a message of its own. */
async function postSingles(copies: readonly Copy[], ports: NotifyPorts): Promise<void> {
  // Of these neither would the next one come through.
  const isOfAll = (error: unknown) =>
    error instanceof TeamChannelError || error instanceof SlackAppError;
  await eachOnItsOwn(copies, isOfAll, async (copy) => {
    const { notice, stopsOn, owner } = copy;
    const answer = await knownAnswer(notice, ports);
    const reader = { ...readerOf(ports), audience: 'team', stopsOn, owner, answer } as const;
    const delivery = await postToTeam(render(notice, reader), ports);
    await recordCopies([copy], delivery, ports);
    await showSaidSince(notice, reader, delivery, ports);
  });
}
