import { toldAnswerId, toldTeamId, type PressAnswer } from '../../rules/presses/press-answer';
import { SlackAppError } from '../slack-errors';
import { isAboutKey, renderPressAnswer, renderPressForTeam } from '../messages';
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
 * the other from being told. The team is told once of many presses that come to the same.
 */
export async function tellAnswer(answer: PressAnswer, ports: NotifyPorts): Promise<Answered> {
  const became: { presser: Answered['presser']; team: Answered['team'] } = {
    presser: 'before',
    team: 'before',
  };
  const steps = [
    async () => void (became.presser = await tellPresser(answer, ports)),
    async () => void (became.team = await tellTeam(answer, ports)),
  ];
  const isOfAll = (error: unknown) => error instanceof SlackAppError;
  await eachOnItsOwn(steps, isOfAll, (step) => step());
  return became;
}

async function tellPresser(answer: PressAnswer, ports: NotifyPorts): Promise<Answered['presser']> {
  const accountId = answer.about?.account.id ?? ORGANIZATION;
  const [id, plannedAt] = [toldAnswerId(answer), new Date(answer.plannedAt)];
  const { owner } = await ports.deliveries.find(accountId, id);
  if (owner) return 'before';
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

async function tellTeam(answer: PressAnswer, ports: NotifyPorts): Promise<Answered['team']> {
  if (!answer.tellsTeam || !isAboutKey(answer)) return 'not-told';
  const { deliveries } = ports;
  const place = [answer.about.account.id, toldTeamId(answer)] as const;
  if ((await deliveries.find(...place)).team) return 'before';
  const delivery = await postToTeam(renderPressForTeam(answer), ports);
  await deliveries.recordTeam(...place, new Date(answer.plannedAt), delivery);
  return 'told';
}
