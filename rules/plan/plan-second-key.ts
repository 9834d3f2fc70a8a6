import { addDays, ageInDays } from '../calendar';
import { counted } from '../counted';
import type { Decision } from '../decisions';
import type { AccessKey, LocalDate } from '../model';
import { noticeId, type NoticeOf } from '../notices';
import {
  because,
  keyFacts,
  nothing,
  personOf,
  subjectOf,
  type Day,
  type TaggedUser,
} from './context';
import { isSecondKeyOfLater } from './later';
import { planDisabling } from './plan-disabling';
import { freshId, sendOnce } from './send-once';
import { reminderRecords, roundOf, secondKeyRecords, warningState } from './warnings';

/**
 * The older of two enabled keys: its owner is told at once to finish the rotation, and it is disabled
 * `secondKeyGraceDays` after that was delivered.
 */
export function planOlderKey(
  day: Day,
  owner: TaggedUser,
  older: AccessKey,
  newer: AccessKey,
): Decision {
  const state = secondKeyState(day, owner, older, newer);
  if (state.is === 'due')
    return planDisabling(day, owner, older, 'second-key', {
      code: 'second-key-past-its-day',
      text: `a second key is enabled; told on ${state.warnedOn} that this one stops on ${state.stopsOn}`,
    });
  const decision = warnOfSecondKey(day, owner, older, newer);
  return decision.do === 'nothing' && state.is === 'waiting'
    ? nothing(
        subjectOf(day, owner, older),
        'waiting-for-its-day',
        `told that it stops on ${state.stopsOn}`,
      )
    : decision;
}

function secondKeyState(day: Day, owner: TaggedUser, older: AccessKey, newer: AccessKey) {
  const records = secondKeyRecords(day, owner, older, noticeId.secondKey(older.id, newer.id));
  return warningState(day, records, day.settings.secondKeyGraceDays);
}

/** The notice of a second key, or that it was told, or is another run's to tell. */
export function warnOfSecondKey(
  day: Day,
  owner: TaggedUser,
  older: AccessKey,
  newer: AccessKey,
): Decision {
  const { settings } = day;
  const subject = subjectOf(day, owner, older);
  if (isSecondKeyOfLater(day, older, newer))
    return nothing(
      subject,
      'made-later',
      'its second key is one of after the time that the run is for',
    );
  const plainId = noticeId.secondKey(older.id, newer.id);
  const records = secondKeyRecords(day, owner, older, plainId);
  const byAge = dayNamedByAge(day, owner, older);
  const byGrace = addDays(day.today, settings.secondKeyGraceDays);
  // A day that a reminder of the key's age has named holds, also where it comes before the grace is over.
  const isNamedBefore = byAge !== undefined && byAge < byGrace;
  const notice: NoticeOf<'second-key'> = {
    kind: 'second-key',
    id: records.at(-1)?.id ?? freshId(day, plainId),
    account: day.account,
    plannedAt: day.now.toISOString(),
    owner: personOf(owner),
    key: keyFacts(older, day.now),
    newer: keyFacts(newer, day.now),
    stopsOn: isNamedBefore ? byAge : byGrace,
    graceDays: isNamedBefore ? 0 : settings.secondKeyGraceDays,
    timeZone: settings.timeZone,
  };
  const age = ageInDays(newer, day.now);
  const why = because(
    'second-key-found',
    `a second key is enabled, made ${counted(age, 'day')} ago`,
  );
  return sendOnce(day, subject, notice, why);
}

/** The day that a delivered reminder of the key's age has named; today where that is past, and the key is held. */
function dayNamedByAge(day: Day, owner: TaggedUser, key: AccessKey): LocalDate | undefined {
  const reminders = reminderRecords(day, key.id, roundOf(day, owner, key));
  const records = reminders.map(({ record }) => record);
  const { stopAt, graceDays } = day.settings.clocks['access-key'];
  const state = warningState(day, records, graceDays);
  if (state.is === 'waiting') return state.stopsOn > day.today ? state.stopsOn : undefined;
  const isPast = state.is === 'due' && ageInDays(key, day.now) >= stopAt;
  return isPast ? day.today : undefined;
}
