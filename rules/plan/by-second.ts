import { addDays, ageInDays } from '../calendar';
import { counted } from '../counted';
import type { Decision } from '../decisions';
import type { StoppableCredential } from '../credentials/credential';
import type { LocalDate } from '../model';
import { noticeId, type NoticeOf } from '../notices';
import { because, keyFacts, nothing, personOf } from './context';
import { planDisabling } from './disabling';
import type { PlanFacts } from './facts';
import { whyNotDue } from './guards';
import { isSecondKeyOfLater } from './later';
import { freshId, sendOnce } from './send-once';
import { warnOrWait } from './warn-or-wait';

/**
 * The older of two enabled keys: its owner is told at once to finish the rotation, and it is disabled
 * `secondKeyGraceDays` after that was delivered.
 */
export function planBySecondKey(facts: PlanFacts, newer: StoppableCredential): Decision {
  const { bySecondKey } = facts;
  const why = whyNotDue('second-key', facts);
  if (bySecondKey.is === 'due' && !why)
    return planDisabling(
      facts,
      'second-key',
      because(
        'second-key-past-its-day',
        `a second key is enabled; told on ${bySecondKey.warnedOn} that this one stops on ${bySecondKey.stopsOn}`,
      ),
    );
  return warnOrWait(facts, warnOfSecondKey(facts, newer), why);
}

/** The notice of a second key, or that it was told, or is another run's to tell. */
export function warnOfSecondKey(facts: PlanFacts, newer: StoppableCredential): Decision {
  const { day, subject, credential } = facts;
  if (isSecondKeyOfLater(day, credential, newer))
    return nothing(
      subject,
      'made-later',
      'its second key is one of after the time that the run is for',
    );
  const age = ageInDays(newer, day.now);
  const why = because(
    'second-key-found',
    `a second key is enabled, made ${counted(age, 'day')} ago`,
  );
  return sendOnce(day, subject, secondKeyNotice(facts, newer), why);
}

function secondKeyNotice(facts: PlanFacts, newer: StoppableCredential): NoticeOf<'second-key'> {
  const { day, owner, credential: key, secondKeyNotices } = facts;
  return {
    kind: 'second-key',
    id: secondKeyNotices.at(-1)?.id ?? freshId(day, noticeId.secondKey(key.ref.id, newer.ref.id)),
    account: day.account,
    plannedAt: day.now.toISOString(),
    owner: personOf(owner),
    key: keyFacts(key, day.now),
    newer: keyFacts(newer, day.now),
    ...dayToName(facts),
    timeZone: day.settings.timeZone,
  };
}

/** A day that a reminder of the key's age has named holds, also where it comes before the grace is over. */
function dayToName(facts: PlanFacts) {
  const { settings, today } = facts.day;
  const byAge = dayNamedByAge(facts);
  const byGrace = addDays(today, settings.secondKeyGraceDays);
  const isNamedBefore = byAge && byAge < byGrace;
  return isNamedBefore
    ? { stopsOn: byAge, graceDays: 0 }
    : { stopsOn: byGrace, graceDays: settings.secondKeyGraceDays };
}

/** The day that a delivered reminder of the key's age has named; today where that is past, and the key is held. */
function dayNamedByAge({ day, byAge, isOld }: PlanFacts): LocalDate | undefined {
  if (byAge.is === 'waiting') return byAge.stopsOn;
  return byAge.is === 'due' && isOld ? day.today : undefined;
}
