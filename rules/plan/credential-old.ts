import { dateIn } from '../calendar';
import { daysOld } from '../counted';
import type { OtherKind, StoppableCredential } from '../credentials/credential';
import type { Decision, Reason } from '../decisions';
import { noticeId, type NoticeOf } from '../notices';
import { because, credentialFacts, lastCrossed, nothing, personOf, type Day } from './context';
import type { PlanFacts } from './facts';
import { freshId, isOfStage, sendOnce, toldFirst } from './send-once';

/**
 * A credential other than a key that grows old, and that Keyturn does not disable: its owner is told at the ages of the
 * reminders, and when it is too old.
 * @param why it is not disabled
 */
export function planCredentialOld(facts: PlanFacts, kind: OtherKind, why: Reason): Decision {
  const { day, subject, age, clock } = facts;
  const stage = lastCrossed([...clock.remindAt, clock.stopAt], age);
  if (stage === undefined) return nothing(subject, 'young', daysOld(age));
  const decision = sendOnce(
    day,
    subject,
    credentialOld(facts, kind, stage),
    because('stage-crossed', `${daysOld(age)}, past ${stage}`),
  );
  return decision.do === 'nothing'
    ? nothing(subject, why.code, `${why.text}; ${decision.why.text}`)
    : decision;
}

export function credentialOld(
  { day, owner, credential }: PlanFacts,
  kind: OtherKind,
  stage: number,
): NoticeOf<'credential-old'> {
  const { settings, now, account } = day;
  const { expiresAt } = credential;
  return {
    kind: 'credential-old',
    id: idOf(day, credential, stage),
    account,
    plannedAt: now.toISOString(),
    owner: personOf(owner),
    credential: credentialFacts(credential, kind, now),
    stage,
    ...(expiresAt && { endsOn: dateIn(settings.timeZone, expiresAt) }),
  };
}

/** Of one that is as new as another since it was reset, what was said before is not what is to be said. */
function idOf(day: Day, { ref, createdAt }: StoppableCredential, stage: number): string {
  const isStanding = isOfStage(noticeId.credentialOld(ref.id, ''), stage);
  const planned = (day.noticesAbout.get(ref.id) ?? []).filter(
    (record) => isStanding(record) && (record.newer !== undefined || record.plannedAt >= createdAt),
  );
  return toldFirst(planned)?.id ?? freshId(day, noticeId.credentialOld(ref.id, stage));
}
