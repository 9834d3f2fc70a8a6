import { ageInDays, dateIn } from '../calendar';
import { daysOld } from '../counted';
import type { Decision } from '../decisions';
import { isUnknown } from '../model';
import { noticeId } from '../notices';
import {
  because,
  lastCrossed,
  nothing,
  personOf,
  subjectOf,
  type Day,
  type TaggedUser,
} from './context';
import { sendOnce } from './send-once';

const DAY_MS = 24 * 60 * 60 * 1000;

/** An engineer's console password: reminded at the ages of the keys. IAM's own policy expires it. */
export function planPassword(day: Day, owner: TaggedUser): Decision {
  const { settings, now } = day;
  const { remindAt, stopAt } = settings.clocks.password;
  const { password, id: userId } = owner.user;
  const subject = subjectOf(day, owner);
  if (!password) return nothing(subject, 'no-password', 'no console password');
  if (isUnknown(password))
    return nothing(
      subject,
      'not-known',
      `whether there is a console password is not known: ${password.unknown}`,
    );
  const { changedAt, asOf } = password;
  if (isUnknown(changedAt))
    return nothing(
      subject,
      'not-known',
      `the age of the console password is not known: ${changedAt.unknown}`,
    );
  if (changedAt > now)
    return nothing(
      subject,
      'made-later',
      'the password was changed after the time that the run is for',
    );
  const age = ageInDays({ createdAt: changedAt }, now);
  const stage = lastCrossed(remindAt, age);
  if (stage === undefined) return nothing(subject, 'young', `the password is ${daysOld(age)}`);
  // Without a policy that expires it, the rule's own number: the last full day before stopAt.
  const expiresAt = password.expiresAt ?? new Date(changedAt.getTime() + (stopAt - 1) * DAY_MS);
  return sendOnce(
    day,
    subject,
    {
      kind: 'password-reminder',
      id: noticeId.passwordReminder(userId, dateIn('Etc/UTC', changedAt), stage),
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
