import { noticeId } from '../../rules/notices';
import { showAnswerId } from '../../rules/notices/show-answer';
import { answerOf } from '../../rules/presses/answer-of';
import type { NoticeQueuePort } from '../ports/notice-queue';
import type { About } from './acting';

/**
 * Has what the owner said shown in the messages that ask of the key and that tell of it.
 * @param ledger as it was before the press, or after it
 * @throws what the queue throws
 */
export async function showAnswer(
  queue: NoticeQueuePort,
  { press, notice, ledger }: Pick<About, 'press' | 'notice' | 'ledger'>,
  said: 'mine' | 'not-mine',
): Promise<void> {
  const keyId = press.on.credential.id;
  const before = answerOf(ledger, keyId);
  const { by, at } = before?.said === said ? before : { by: press.by.id, at: new Date(press.at) };
  const { keyQuestion, keyCreated } = noticeId;
  const about = [keyQuestion(keyId, 1), keyQuestion(keyId, 2), keyCreated(keyId)];
  const message = {
    kind: 'show-answer',
    id: showAnswerId(press.id),
    plannedAt: press.at,
    accountId: notice.account.id,
    answer: { said, by, at: at.toISOString() },
    noticeIds: about.filter((id) => ledger.notices.has(id)),
  } as const;
  await queue.put([message], new Date(press.at));
}
