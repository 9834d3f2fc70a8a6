import { dateIn } from '../calendar';
import { accessKeyRef } from '../credentials/credential';
import type { AccountLedger, NoticeRecord } from '../ledger';
import type { AccessKey, IamUser, Inventory } from '../model';
import { noticeId } from '../notices';
import { askedLongAgo } from '../plan/ask';
import { answerOf } from '../presses/answer-of';
import type { Settings } from '../settings';
import { userTypeOf } from '../tags';
import { nameOfSubject } from './sentences';

/**
 * A sentence for each enabled key of which its owner was asked so long ago that it is asked once more, and has not said
 * whose it is.
 */
export function unansweredIn(
  { account, users }: Pick<Inventory, 'account' | 'users'>,
  ledger: AccountLedger,
  { questions, timeZone }: Pick<Settings, 'questions' | 'timeZone'>,
  now: Date,
): readonly string[] {
  if (!questions) return [];
  const sentenceOf = (user: IamUser, { id }: AccessKey): readonly string[] => {
    const first = ledger.notices.get(noticeId.keyQuestion(id, 1));
    const asked = askedLongAgo(first, now, questions.againAfterDays, timeZone);
    if (!asked || answerOf(ledger, id) || isOfNewer(ledger, id)) return [];
    const name = nameOfSubject({ account, userName: user.name, credential: accessKeyRef(id) });
    const on = dateIn(timeZone, asked);
    return [`${name}: ${isUntold(first) ? 'its owner could not be asked' : 'asked'} on ${on}`];
  };
  return users
    .filter(({ tags }) => userTypeOf(tags) === 'engineer')
    .flatMap((user) =>
      user.keys.filter(({ status }) => status === 'Active').flatMap((key) => sentenceOf(user, key)),
    );
}

/** Then they may have answered what only that version can read. */
function isOfNewer({ notices }: AccountLedger, keyId: string): boolean {
  return notices.get(noticeId.keyQuestion(keyId, 2))?.newer !== undefined;
}

function isUntold(first: NoticeRecord | undefined): boolean {
  const { owner } = first ?? {};
  return owner !== undefined && 'failed' in owner;
}
