import { addDays, ageInDays, dateOfRunAtAge } from '../calendar';
import { daysOld } from '../counted';
import type { Decision } from '../decisions';
import type { AccessKey } from '../model';
import { noticeId, type NoticeOf } from '../notices';
import { because, keyFacts, lastCrossed, nothing, personOf, subjectOf } from './context';
import type { Day, TaggedUser } from './context';
import { planDisabling } from './plan-disabling';
import { freshId, sendOnce } from './send-once';
import { reminderRecords, roundOf, warningState, type WarningState } from './warnings';

/** An enabled key of an engineer, by its age: reminded, disabled, or why neither. */
export function planKeyByAge(day: Day, owner: TaggedUser, key: AccessKey): Decision {
  const { remindAt, stopAt, graceDays } = day.settings.clocks['access-key'];
  const age = ageInDays(key, day.now);
  const stage = lastCrossed(remindAt, age);
  const subject = subjectOf(day, owner, key);
  if (stage === undefined)
    return nothing(subject, 'young', `${daysOld(age)}; the first reminder comes at ${remindAt[0]}`);

  const reminders = reminderRecords(day, key.id, roundOf(day, owner, key));
  const records = reminders.map(({ record }) => record);
  const state = warningState(day, records, graceDays);
  if (age >= stopAt && state.is === 'due')
    return planDisabling(day, owner, key, 'age', {
      code: 'past-its-day',
      text: `${daysOld(age)}; warned on ${state.warnedOn} that it stops on ${state.stopsOn}`,
    });

  const decision = warnOfAge(day, owner, key);
  if (decision.do !== 'nothing' || state.is === 'not-warned') return decision;
  return nothing(subject, 'waiting-for-its-day', `told that it stops on ${state.stopsOn}`);
}

/** The reminder of the key's stage, or that it was told. */
export function warnOfAge(day: Day, owner: TaggedUser, key: AccessKey): Decision {
  const { remindAt, graceDays } = day.settings.clocks['access-key'];
  const age = ageInDays(key, day.now);
  const stage = lastCrossed(remindAt, age);
  const subject = subjectOf(day, owner, key);
  if (stage === undefined) return nothing(subject, 'young', daysOld(age));
  const reminders = reminderRecords(day, key.id, roundOf(day, owner, key));
  const records = reminders.map(({ record }) => record);
  const state = warningState(day, records, graceDays);
  // A later stage that was told already (the ages were set lower meanwhile) stands for this one.
  const recorded = reminders.find((each) => each.stage >= stage)?.record.id;
  const notice = reminder(day, owner, key, stage, state, recorded);
  return sendOnce(day, subject, notice, because('stage-crossed', `${daysOld(age)}, past ${stage}`));
}

function reminder(
  day: Day,
  owner: TaggedUser,
  key: AccessKey,
  stage: number,
  state: WarningState,
  recordedId: string | undefined,
): NoticeOf<'key-reminder'> {
  const { settings, now } = day;
  const { stopAt, graceDays: allGrace } = settings.clocks['access-key'];
  const atAge = dateOfRunAtAge(key, stopAt, now, settings.timeZone);
  // A day that a delivered warning named stays, also where the circuit breaker holds what is past it; otherwise
  // the owner gets the days of grace from today.
  const isPast = state.is === 'due' && ageInDays(key, now) >= stopAt;
  const graceDays = state.is === 'waiting' || isPast ? 0 : allGrace;
  const earliest = state.is === 'waiting' ? state.stopsOn : addDays(day.today, graceDays);
  return {
    kind: 'key-reminder',
    id: recordedId ?? freshId(day, noticeId.keyReminder(key.id, stage)),
    account: day.account,
    plannedAt: now.toISOString(),
    owner: personOf(owner),
    key: keyFacts(key, now),
    stopsOn: atAge > earliest ? atAge : earliest,
    graceDays,
    // The key itself is enabled.
    deadKeyId: owner.user.keys.find(({ status }) => status === 'Inactive')?.id,
    timeZone: settings.timeZone,
    stage,
  };
}
