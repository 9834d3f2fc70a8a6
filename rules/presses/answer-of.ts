import type { AccountLedger, NoticeAnswer } from '../ledger';
import { noticeId } from '../notices';

/** The notices under which its owner says whose a key is. */
export function questionsOf(keyId: string): readonly string[] {
  return ([1, 2] as const).map((asked) => noticeId.keyQuestion(keyId, asked));
}

/** What its owner has said of a key, under either question. */
export function answerOf(
  { notices }: Pick<AccountLedger, 'notices'>,
  keyId: string,
): NoticeAnswer | undefined {
  return answerAmong(questionsOf(keyId).map((id) => notices.get(id)?.answer));
}

/** That it was not them stands, whatever they said before or after; else it is the first. */
export function answerAmong(
  given: readonly (NoticeAnswer | undefined)[],
): NoticeAnswer | undefined {
  const answers = given
    .filter((answer) => answer !== undefined)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return answers.find(({ said }) => said === 'not-mine') ?? answers[0];
}
