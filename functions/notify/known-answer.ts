import pMap from 'p-map';
import type { Delivery, NoticeAnswer } from '../../rules/ledger';
import type { Notice } from '../../rules/notices';
import { answerAmong, questionsOf } from '../../rules/presses/answer-of';
import { render, type Reader } from '../messages';
import type { NotifyPorts } from './delivery';
import { orRefused } from './or-refused';

/** What its owner said of a new key before the team is told of it: then no message is there yet to be changed. */
export async function knownAnswer(
  notice: Notice,
  { deliveries, press }: NotifyPorts,
): Promise<NoticeAnswer | undefined> {
  if (!press || notice.kind !== 'key-created') return undefined;
  const { account, key } = notice;
  const questions = await pMap(questionsOf(key.id), (id) => deliveries.find(account.id, id));
  return answerAmong(questions.map(({ answer }) => answer));
}

/**
 * Shows what its owner has said since the message was made: Slack may have it wait for minutes, and whoever shows what is
 * said then finds no message yet. To be asked once the delivery is recorded.
 * @param reader as the message was made for
 */
export async function showSaidSince(
  notice: Notice,
  reader: Reader,
  { channel, ts }: Pick<Delivery, 'channel' | 'ts'>,
  ports: NotifyPorts,
): Promise<void> {
  const answer = await knownAnswer(notice, ports);
  if (!answer || answer.said === reader.answer?.said) return;
  const message = render(notice, { ...reader, answer });
  await orRefused(() => ports.slack.update(channel, ts, message));
}
