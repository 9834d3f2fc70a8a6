import pMap from 'p-map';
import { addresseeOf, type UserNotice } from '../../rules/notices';
import type { CopyItem, TeamCopies } from '../../rules/team-copies';
import { SlackAppError, SlackContentError } from '../adapters/slack-errors';
import { render, renderDigest, renderDigestPages, type Copy, type OwnerOutcome } from '../messages';
import type { DeliveryState, SlackMessage } from '../ports';
import { ORGANIZATION, outcomeOf, stopDay, TeamChannelError, type NotifyPorts } from './delivery';

/** Reads and writes of the ledger at a time. */
const CALLS_AT_A_TIME = 8;

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
  else await postDigest(message, copies, ports);
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
  if (!notice || withdrawn !== undefined || team || copy) return undefined;
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
function asOfNow(notice: UserNotice, ports: NotifyPorts): UserNotice {
  const stopsOn = stopDay(notice, ports);
  return 'stopsOn' in notice && stopsOn !== undefined ? { ...notice, stopsOn } : notice;
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
  const { teamChannel } = ports;
  // Of these neither would the next one come through.
  const isOfAll = (error: unknown) =>
    error instanceof TeamChannelError || error instanceof SlackAppError;
  await eachOnItsOwn(copies, isOfAll, (copy) => {
    const { notice, stopsOn, owner } = copy;
    const reader = { audience: 'team', teamChannel, stopsOn, owner } as const;
    return post([copy], render(notice, reader), ports);
  });
}

/** One that fails does not hold the others. What failed is left to the queue's next try, and in the end to the dead letters. */
async function eachOnItsOwn<Item>(
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

/** One message in the channel; the notices are in its thread, which a later try goes on with. */
async function postDigest(
  { id, plannedAt, date }: TeamCopies,
  copies: readonly Copy[],
  ports: NotifyPorts,
): Promise<void> {
  const { deliveries } = ports;
  const { team } = await deliveries.find(ORGANIZATION, id);
  let threadTs = team?.ts;
  if (threadTs === undefined) {
    const head = await postToTeam(renderDigest(date, copies), ports);
    await deliveries.recordTeam(ORGANIZATION, id, new Date(plannedAt), head);
    threadTs = head.ts;
  }
  // Only what Slack refuses for what it holds is a page's own.
  const isOfAll = (error: unknown) => !(error instanceof SlackContentError);
  await eachOnItsOwn(renderDigestPages(copies), isOfAll, (page) =>
    post(page.copies, page.message, ports, threadTs),
  );
}

/** One message that tells some notices, recorded for each of them. */
async function post(
  copies: readonly Copy[],
  message: SlackMessage,
  ports: NotifyPorts,
  threadTs?: string,
): Promise<void> {
  const { deliveries, teamChannel } = ports;
  const delivery = await postToTeam(message, ports, threadTs);
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

async function postToTeam(
  message: SlackMessage,
  { slack, teamChannel, now }: NotifyPorts,
  threadTs?: string,
) {
  const answer = await slack.post(teamChannel, message, threadTs);
  if ('failed' in answer) throw new TeamChannelError(answer.failed, teamChannel);
  return { ...answer, at: now() };
}
