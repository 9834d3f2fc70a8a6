import type { AccountLedger, NoticeAnswer } from '../ledger';
import { noticeId } from '../notices';

/**
 * What its owner has said of a key, under either question: that it was not them stands, whatever they said before or
 * after; else it is the first.
 */
export function answerOf(
  { notices }: Pick<AccountLedger, 'notices'>,
  keyId: string,
): NoticeAnswer | undefined {
  const answers = ([1, 2] as const)
    .map((asked) => notices.get(noticeId.keyQuestion(keyId, asked))?.answer)
    .filter((answer) => answer !== undefined)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return answers.find(({ said }) => said === 'not-mine') ?? answers[0];
}
