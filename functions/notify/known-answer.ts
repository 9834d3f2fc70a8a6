import pMap from 'p-map';
import type { NoticeAnswer } from '../../rules/ledger';
import type { Notice } from '../../rules/notices';
import { answerAmong, questionsOf } from '../../rules/presses/answer-of';
import type { NotifyPorts } from './delivery';

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
