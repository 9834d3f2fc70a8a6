import { toldAnswerId, type PressAnswer } from '../../rules/presses/press-answer';
import { SlackAppError } from '../slack-errors';
import { isAboutKey, renderPressAnswer, renderPressForTeam } from '../messages';
import type { DeliveryState } from '../ports/deliveries';
import type { PostFailed, Posted } from '../ports/slack';
import { ORGANIZATION, type NotifyPorts } from './delivery';
import { eachOnItsOwn, postToTeam } from './tell-copies';

/** What became of an answer to a press now; `before` where an earlier try had told it. */
export interface Answered {
  readonly presser: 'told' | 'before' | PostFailed;
  readonly team: 'told' | 'before' | 'not-told';
}

/**
 * Tells whoever pressed what came of it, and the team where it must hear it: each once, and neither waits for what keeps
 * the other from being told.
 */
export async function tellAnswer(answer: PressAnswer, ports: NotifyPorts): Promise<Answered> {
  const record = recordOf(answer);
  const known = await ports.deliveries.find(record.accountId, record.id);
  const became: { presser: Answered['presser']; team: Answered['team'] } = {
    presser: 'before',
    team: 'before',
  };
  const steps = [
    async () => void (became.presser = await tellPresser(answer, known, ports)),
    async () => void (became.team = await tellTeam(answer, known, ports)),
  ];
  const isOfAll = (error: unknown) => error instanceof SlackAppError;
  await eachOnItsOwn(steps, isOfAll, (step) => step());
  return became;
}

async function tellPresser(
  answer: PressAnswer,
  { owner }: DeliveryState,
  ports: NotifyPorts,
): Promise<Answered['presser']> {
  if (owner) return 'before';
  const { accountId, id, plannedAt } = recordOf(answer);
  const told = await postToPresser(answer, ports);
  const outcome = 'failed' in told ? told : { ...told, at: ports.now() };
  await ports.deliveries.recordOwner(accountId, id, plannedAt, outcome);
  return 'failed' in told ? told : 'told';
}

/**
 * Where they pressed: in a private conversation by a message, elsewhere by one that they alone see. Where nothing of ours
 * is seen there, as under a copy that somebody has passed on, by a private message.
 */
async function postToPresser(
  answer: PressAnswer,
  { slack, teamChannel, rotation }: NotifyPorts,
): Promise<Posted | PostFailed> {
  const { slackId, channel } = answer.to;
  const message = renderPressAnswer(answer, { teamChannel, rotation });
  const there = channel.startsWith('D')
    ? await slack.post(channel, message)
    : await slack.tellAlone(channel, slackId, message);
  return 'failed' in there ? slack.post(slackId, message) : there;
}

async function tellTeam(
  answer: PressAnswer,
  { team }: DeliveryState,
  ports: NotifyPorts,
): Promise<Answered['team']> {
  if (!answer.tellsTeam || !isAboutKey(answer)) return 'not-told';
  if (team) return 'before';
  const { accountId, id, plannedAt } = recordOf(answer);
  const delivery = await postToTeam(renderPressForTeam(answer), ports);
  await ports.deliveries.recordTeam(accountId, id, plannedAt, delivery);
  return 'told';
}

/** Under what it is recorded that the answer was told. */
function recordOf(answer: PressAnswer) {
  const accountId = answer.about?.account.id ?? ORGANIZATION;
  return { accountId, id: toldAnswerId(answer), plannedAt: new Date(answer.plannedAt) };
}
