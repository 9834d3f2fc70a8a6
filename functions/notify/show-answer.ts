import pMap from 'p-map';
import type { Delivery, NoticeAnswer } from '../../rules/ledger';
import type { Maker, NoticeOf, UserNotice } from '../../rules/notices';
import type { ShowAnswer } from '../../rules/notices/show-answer';
import { answerAmong } from '../../rules/presses/answer-of';
import { SlackAppError } from '../slack-errors';
import { render, type Reader } from '../messages';
import type { DeliveryState } from '../ports/deliveries';
import { outcomeOf, readerOf, type NotifyPorts } from './delivery';
import { orRefused } from './or-refused';
import { CALLS_AT_A_TIME, eachOnItsOwn } from './tell-copies';

/** In how many messages an answer is shown now, and Slack's codes of those in which it can't be. */
export interface ShownAnswer {
  readonly shown: number;
  readonly notShown: readonly string[];
}

/** A message that was sent, and who reads it. */
interface Place {
  readonly noticeId: string;
  readonly notice: UserNotice;
  readonly delivery: Delivery;
  readonly reader: Reader;
}

/**
 * Shows in each message that told of a new key, or asked of it, what its owner has said. Done again, it shows the same;
 * what Slack refuses for good, such as a message that somebody has deleted, stays as it is.
 */
export async function showAnswer(message: ShowAnswer, ports: NotifyPorts): Promise<ShownAnswer> {
  const { accountId, noticeIds } = message;
  const found = await pMap(
    noticeIds,
    async (noticeId) => ({ noticeId, ...(await ports.deliveries.find(accountId, noticeId)) }),
    { concurrency: CALLS_AT_A_TIME },
  );
  const said = { ...message.answer, at: new Date(message.answer.at) };
  // What comes late, such as out of the dead letters, is not taken for the last word.
  const answer = answerAmong([said, ...found.map((record) => record.answer)]) ?? said;
  const maker = found.map(({ notice }) => makerIn(notice)).find((each) => each !== undefined);
  const places = found.flatMap((record) => placesOf(withMaker(record, maker), answer, ports));
  const notShown: string[] = [];
  const isOfAll = (error: unknown) => error instanceof SlackAppError;
  await eachOnItsOwn(places, isOfAll, async (place) => {
    const code = await showAt(place, message, ports);
    if (code !== undefined) notShown.push(code);
  });
  return { shown: places.length - notShown.length, notShown };
}

/**
 * An event told who made the key, and a run that had planned the news before it did not know: what is recorded of the one
 * message is also true of the other.
 */
function withMaker<Found extends DeliveryState>(record: Found, maker: Maker | undefined): Found {
  const { notice } = record;
  if (!maker || !isOfNewKey(notice) || notice.maker) return record;
  return { ...record, notice: { ...notice, maker } };
}

function makerIn(notice: UserNotice | undefined): Maker | undefined {
  return isOfNewKey(notice) ? notice.maker : undefined;
}

function isOfNewKey(
  notice: UserNotice | undefined,
): notice is NoticeOf<'key-created' | 'key-question'> {
  return notice?.kind === 'key-created' || notice?.kind === 'key-question';
}

function placesOf(
  { noticeId, notice, owner, team, copy, toldStopsOn }: DeliveryState & { noticeId: string },
  answer: NoticeAnswer,
  ports: NotifyPorts,
): readonly Place[] {
  if (!notice) return [];
  const shared = { ...readerOf(ports), stopsOn: toldStopsOn, answer };
  const owners = owner && 'at' in owner ? [owner] : [];
  const teams = [team, copy].filter((delivery) => delivery !== undefined);
  const outcome = outcomeOf(owner);
  return [
    ...owners.map((delivery) => ({ delivery, reader: { ...shared, audience: 'owner' } as const })),
    ...teams.map((delivery) => ({
      delivery,
      reader: { ...shared, audience: 'team', owner: outcome } as const,
    })),
  ].map((place) => ({ noticeId, notice, ...place }));
}

/** @returns Slack's code, where it can't be shown there */
async function showAt(
  { noticeId, notice, delivery, reader }: Place,
  message: ShowAnswer,
  ports: NotifyPorts,
): Promise<string | undefined> {
  const { channel, ts, inDigest, threadTs = ts } = delivery;
  if (!inDigest) {
    const shown = render(notice, reader);
    const answer = await orRefused(() => ports.slack.update(channel, ts, shown));
    return 'failed' in answer ? answer.failed : undefined;
  }
  // That message tells of others as well: the answer comes under it, once.
  const { deliveries, slack, now } = ports;
  const place = [message.accountId, `${message.id}/${noticeId}`] as const;
  if ((await deliveries.find(...place)).team) return undefined;
  const withoutButtons = render(notice, { ...reader, press: undefined });
  const answer = await orRefused(() => slack.reply(channel, threadTs, withoutButtons));
  if ('failed' in answer) return answer.failed;
  if ('noThread' in answer) return answer.noThread;
  const told = { channel: answer.channel, ts: answer.ts, at: now() };
  await deliveries.recordTeam(...place, new Date(message.plannedAt), told);
  return undefined;
}
