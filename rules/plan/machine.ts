import { daysOld } from '../counted';
import type { Decision } from '../decisions';
import { noticeId } from '../notices';
import { because, keyFacts, lastCrossed, nothing, personOf } from './context';
import type { PlanFacts } from './facts';
import { freshId, recordOfStage, sendOnce } from './send-once';

/** A machine's key is never disabled: its owner and the team's channel are told as it grows old. */
export function planMachineKey(facts: PlanFacts): Decision {
  const { day, owner, credential: key, subject, age } = facts;
  const { remindAt, stopAt } = facts.clock;
  const stage = lastCrossed([...remindAt, stopAt], age);
  if (stage === undefined) return nothing(subject, 'young', `a machine's key, ${daysOld(age)}`);
  const { id } = key.ref;
  const planned = recordOfStage(day, id, noticeId.machineKeyOld(id, ''), stage);
  const decision = sendOnce(
    day,
    subject,
    {
      kind: 'machine-key-old',
      id: planned?.id ?? freshId(day, noticeId.machineKeyOld(id, stage)),
      account: day.account,
      plannedAt: day.now.toISOString(),
      owner: personOf(owner),
      key: keyFacts(key, day.now),
      stage,
    },
    because('stage-crossed', `a machine's key, ${daysOld(age)}, past ${stage}`),
  );
  return decision.do === 'nothing'
    ? nothing(subject, 'machine', `a machine's key is never disabled; ${decision.why.text}`)
    : decision;
}
