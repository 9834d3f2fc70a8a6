import { addDays, dateOfRunAtAge } from '../calendar';
import { daysOld } from '../counted';
import type { Decision } from '../decisions';
import { noticeId, type NoticeOf } from '../notices';
import { because, keyFacts, nothing, personOf } from './context';
import { planDisabling } from './disabling';
import type { PlanFacts } from './facts';
import { whyNotDue } from './guards';
import { freshId, sendOnce } from './send-once';
import { warnOrWait } from './warn-or-wait';

/** An enabled key of an engineer, by its age: reminded, disabled, or why neither. */
export function planByAge(facts: PlanFacts): Decision {
  const { age, byAge } = facts;
  const why = whyNotDue('age', facts);
  if (byAge.is === 'due' && !why)
    return planDisabling(
      facts,
      'age',
      because(
        'past-its-day',
        `${daysOld(age)}; warned on ${byAge.warnedOn} that it stops on ${byAge.stopsOn}`,
      ),
    );
  return warnOrWait(facts, warnOfAge(facts), why);
}

/** The reminder of the key's stage, or that it was told. */
export function warnOfAge(facts: PlanFacts): Decision {
  const { day, subject, age, stage } = facts;
  if (stage === undefined) return nothing(subject, 'young', daysOld(age));
  const why = because('stage-crossed', `${daysOld(age)}, past ${stage}`);
  return sendOnce(day, subject, reminder(facts, stage), why);
}

function reminder(facts: PlanFacts, stage: number): NoticeOf<'key-reminder'> {
  const { day, owner, credential: key, reminders } = facts;
  const { settings, now } = day;
  // A later stage that was told already (the ages were set lower meanwhile) stands for this one.
  const recorded = reminders.find((each) => each.stage >= stage)?.record.id;
  return {
    kind: 'key-reminder',
    id: recorded ?? freshId(day, noticeId.keyReminder(key.ref.id, stage)),
    account: day.account,
    plannedAt: now.toISOString(),
    owner: personOf(owner),
    key: keyFacts(key, now),
    ...dayToName(facts),
    // The key itself is enabled.
    deadKeyId: owner.user.keys.find(({ status }) => status === 'Inactive')?.id,
    timeZone: settings.timeZone,
    stage,
  };
}

/**
 * A day that a delivered warning named stays, also where the circuit breaker holds what is past it; otherwise the owner
 * gets the days of grace from today.
 */
function dayToName({ day, credential, clock, isOld, byAge }: PlanFacts) {
  const { settings, now, today } = day;
  const atAge = dateOfRunAtAge(credential, clock.stopAt, now, settings.timeZone);
  const isPast = byAge.is === 'due' && isOld;
  const graceDays = byAge.is === 'waiting' || isPast ? 0 : clock.graceDays;
  const earliest = byAge.is === 'waiting' ? byAge.stopsOn : addDays(today, graceDays);
  return { stopsOn: atAge > earliest ? atAge : earliest, graceDays };
}
