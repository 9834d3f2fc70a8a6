import { ageInDays, dateIn } from '../calendar';
import { daysOld } from '../counted';
import { ageNotKnown } from '../credentials';
import { passwordRef } from '../credentials/credential';
import { password } from '../credentials/password';
import type { Decision } from '../decisions';
import { isUnknown } from '../model';
import { noticeId } from '../notices';
import {
  because,
  lastCrossed,
  nothing,
  ofNewerVersion,
  personOf,
  subjectOf,
  type Day,
  type TaggedUser,
} from './context';
import { freshId, recordOfStage, sendOnce } from './send-once';

const DAY_MS = 24 * 60 * 60 * 1000;

/** An engineer's console password: reminded at its ages. IAM's own policy expires it. */
export function planPassword(day: Day, owner: TaggedUser): Decision {
  const { settings, now } = day;
  const { user } = owner;
  const subject = subjectOf(day, owner, passwordRef(user.id));
  if (day.ledger.newer?.credentials.has(user.id))
    return { do: 'nothing', subject, why: ofNewerVersion };
  const held = password.heldBy(user);
  if (isUnknown(held)) return nothing(subject, 'not-known', held.unknown);
  const [credential] = held;
  if (!credential) return nothing(subject, 'no-password', 'no console password');
  const { createdAt, asOf } = credential;
  if (isUnknown(createdAt)) return nothing(subject, 'not-known', ageNotKnown(password, createdAt));
  if (createdAt > now)
    return nothing(
      subject,
      'made-later',
      'the password was changed after the time that the run is for',
    );
  const { remindAt, stopAt } = settings.clocks.password;
  const age = ageInDays({ createdAt }, now);
  const stage = lastCrossed(remindAt, age);
  if (stage === undefined) return nothing(subject, 'young', `the password is ${daysOld(age)}`);
  const changedOn = dateIn('Etc/UTC', createdAt);
  const planned = recordOfStage(
    day,
    user.id,
    noticeId.passwordReminder(user.id, changedOn, ''),
    stage,
  );
  // Without a policy that expires it, the rule's own number: the last full day before it must stop.
  const expiresAt = credential.expiresAt ?? new Date(createdAt.getTime() + (stopAt - 1) * DAY_MS);
  return sendOnce(
    day,
    subject,
    {
      kind: 'password-reminder',
      id: planned?.id ?? freshId(day, noticeId.passwordReminder(user.id, changedOn, stage)),
      account: day.account,
      plannedAt: now.toISOString(),
      owner: personOf(owner),
      age,
      stage,
      expiresOn: dateIn(settings.timeZone, expiresAt),
      ...(asOf && { asOf: asOf.toISOString() }),
    },
    because('stage-crossed', `the password is ${daysOld(age)}, past ${stage}`),
  );
}
