import { ageInDays, asOfWords, dateIn } from '../../calendar';
import { daysOld } from '../../counted';
import { isUnknown } from '../../model';
import type { Settings } from '../../settings';
import type { Breach } from '../report';
import { referenceOf, type AuditedUser } from '../subject';
import { unseenKeys } from './unseen-keys';
import type { Verdict } from './verdict';

/** Rule 5: enabled keys and passwords that are too old, unless a valid exemption holds for the keys. */
export function rotationVerdict(
  users: readonly AuditedUser[],
  { timeZone, clocks }: Settings,
  now: Date,
): Verdict {
  const today = dateIn(timeZone, now);
  const { stopAt } = clocks['access-key'];
  const breaches: Breach[] = [];
  const notSeenOf: Breach[] = [];
  for (const audited of users) {
    const { user, tags } = audited;
    const isExempt = tags.exemptUntil !== undefined && today <= tags.exemptUntil;
    for (const key of isExempt ? [] : user.keys)
      if (key.status === 'Active' && ageInDays(key, now) >= stopAt)
        breaches.push({
          ...referenceOf(audited),
          keyId: key.id,
          text: `${sentence(`the key is ${daysOld(ageInDays(key, now))}`, stopAt)}${consequence(audited)}`,
        });
    if (!isExempt) notSeenOf.push(...unseenKeys(audited));
    const { unknown, breach } = passwordVerdict(audited, clocks.password.stopAt, now);
    if (unknown !== undefined) notSeenOf.push({ ...referenceOf(audited), text: unknown });
    if (breach !== undefined) breaches.push({ ...referenceOf(audited), text: breach });
  }
  return { breaches, notSeenOf };
}

/** Nobody but the credential report knows when a password was changed, so its time is named. */
function passwordVerdict(
  { user: { password } }: AuditedUser,
  stopAt: number,
  now: Date,
): { readonly breach?: string; readonly unknown?: string } {
  if (password === undefined) return {};
  if (isUnknown(password))
    return { unknown: `whether there is a console password is not known: ${password.unknown}` };
  const { changedAt, asOf } = password;
  if (isUnknown(changedAt))
    return { unknown: `the age of the console password is not known: ${changedAt.unknown}` };
  const age = ageInDays({ createdAt: changedAt }, now);
  if (age < stopAt) return {};
  const what = `the console password is ${daysOld(age)}${asOfWords(asOf)}`;
  return { breach: sentence(what, stopAt) };
}

function sentence(what: string, stopAt: number): string {
  return `${what}: at most ${stopAt - 1} are allowed`;
}

function consequence({ tags }: AuditedUser): string {
  switch (tags.type) {
    case 'engineer':
      return '';
    case 'machine':
      return "; a machine's key is never disabled";
    case undefined:
      return '; its owner has no valid type, so nobody is told and nothing disabled';
  }
}
