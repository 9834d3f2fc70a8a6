import { latest } from '../calendar';
import type { Decision } from '../decisions';
import { noticeId } from '../notices';
import { because, keyFacts, personOf } from './context';
import type { PlanFacts } from './facts';
import { sendOnce } from './send-once';

/** A key made since the account's first run of which no event has told. */
export function announce({ day, owner, credential: key, subject }: PlanFacts): readonly Decision[] {
  const { firstReadAt } = day.ledger;
  if (!firstReadAt || key.createdAt <= firstReadAt) return [];
  // News of what a late run finds is as old as the key.
  const at = latest(day.now, key.createdAt);
  const decision = sendOnce(
    day,
    subject,
    {
      kind: 'key-created',
      id: noticeId.keyCreated(key.ref.id),
      account: day.account,
      plannedAt: at.toISOString(),
      owner: personOf(owner),
      key: keyFacts(key, at),
    },
    because('created-unannounced', 'made since the last run, and no event has told of it'),
  );
  return decision.do === 'nothing' ? [] : [decision];
}
