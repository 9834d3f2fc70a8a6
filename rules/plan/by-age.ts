import { addDays, dateIn, dateOfRunAtAge, laterDate } from '../calendar';
import { daysOld } from '../counted';
import type { Decision } from '../decisions';
import type { OtherKind } from '../credentials/credential';
import type { LocalDate } from '../model';
import { noticeId, type NoticeOf, type UserNotice } from '../notices';
import { because, credentialFacts, keyFacts, nothing, personOf } from './context';
import { credentialOld } from './credential-old';
import { planDisabling } from './disabling';
import type { PlanFacts } from './facts';
import { whyNotDue } from './guards';
import { waysInstead } from './other-ways';
import { freshId, sendOnce, toldFirst } from './send-once';
import { warnOrWait } from './warn-or-wait';

/** An enabled credential of an engineer, by its age: reminded, disabled, or why neither. */
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

/** The reminder of its stage, or that it was told. */
export function warnOfAge(facts: PlanFacts): Decision {
  const { day, subject, age, stage } = facts;
  if (stage === undefined) return nothing(subject, 'young', daysOld(age));
  const why = because('stage-crossed', `${daysOld(age)}, past ${stage}`);
  return sendOnce(day, subject, reminder(facts, stage), why);
}

function reminder(facts: PlanFacts, stage: number): UserNotice {
  const { kind } = facts.credential.ref;
  if (kind === 'access-key') return keyReminder(facts, stage);
  const day = dayToName(facts);
  // What ends by itself on that day or before, nobody disables.
  return endsBy(facts, day.stopsOn)
    ? credentialOld(facts, kind, stage)
    : credentialReminder(facts, kind, stage, day);
}

function endsBy({ day, credential: { expiresAt } }: PlanFacts, stopsOn: LocalDate): boolean {
  return expiresAt !== undefined && dateIn(day.settings.timeZone, expiresAt) <= stopsOn;
}

function credentialReminder(
  facts: PlanFacts,
  kind: OtherKind,
  stage: number,
  named: Pick<NoticeOf<'credential-reminder'>, 'stopsOn' | 'graceDays'>,
): NoticeOf<'credential-reminder'> {
  const { day, owner, credential } = facts;
  return {
    kind: 'credential-reminder',
    id: reminderId(facts, stage, noticeId.credentialReminder(credential.ref.id, stage)),
    account: day.account,
    plannedAt: day.now.toISOString(),
    owner: personOf(owner),
    credential: credentialFacts(credential, kind, day.now),
    ...named,
    timeZone: day.settings.timeZone,
    stage,
  };
}

/** A later stage that was told already (the ages were set lower meanwhile) stands for this one. */
function reminderId({ day, reminders }: PlanFacts, stage: number, id: string): string {
  const planned = reminders.filter((each) => each.stage >= stage).map(({ record }) => record);
  return toldFirst(planned)?.id ?? freshId(day, id);
}

function keyReminder(facts: PlanFacts, stage: number): NoticeOf<'key-reminder'> {
  const { day, owner, credential: key } = facts;
  const { settings, now } = day;
  return {
    kind: 'key-reminder',
    id: reminderId(facts, stage, noticeId.keyReminder(key.ref.id, stage)),
    account: day.account,
    plannedAt: now.toISOString(),
    owner: personOf(owner),
    key: keyFacts(key, now),
    ...dayToName(facts),
    // The key itself is enabled.
    deadKeyId: owner.user.keys.find(({ status }) => status === 'Inactive')?.id,
    ...waysOf(facts),
    timeZone: settings.timeZone,
    stage,
  };
}

/** Whoever can make no new key does not rotate: they are told what they have in its place. */
function waysOf(facts: PlanFacts): Pick<NoticeOf<'key-reminder'>, 'ways'> {
  const ways = waysInstead(facts);
  return ways ? { ways } : {};
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
  return { stopsOn: laterDate(atAge, earliest), graceDays };
}
