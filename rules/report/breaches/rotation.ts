import { ageInDays, dateIn } from '../../calendar';
import { daysOld } from '../../counted';
import type { Settings } from '../../settings';
import type { Breach } from '../report';
import { referenceOf, type AuditedUser } from '../subject';

/** Rule 5: enabled keys and passwords that are too old, unless a valid exemption holds for the keys. */
export function rotationBreaches(
  users: readonly AuditedUser[],
  { timeZone, disableAge }: Settings,
  now: Date,
): readonly Breach[] {
  const today = dateIn(timeZone, now);
  return users.flatMap((audited) => {
    const { user, tags } = audited;
    const isExempt = tags.exemptUntil !== undefined && today <= tags.exemptUntil;
    const keys = user.keys.filter(
      (key) => !isExempt && key.status === 'Active' && ageInDays(key, now) >= disableAge,
    );
    const passwordAge = user.password && ageInDays({ createdAt: user.password.changedAt }, now);
    return [
      ...keys.map((key) => ({
        ...referenceOf(audited),
        keyId: key.id,
        text: `${sentence(`the key is ${daysOld(ageInDays(key, now))}`, disableAge)}${consequence(audited)}`,
      })),
      ...(passwordAge !== undefined && passwordAge >= disableAge
        ? [
            {
              ...referenceOf(audited),
              text: sentence(`the console password is ${daysOld(passwordAge)}`, disableAge),
            },
          ]
        : []),
    ];
  });
}

function sentence(what: string, disableAge: number): string {
  return `${what}: at most ${disableAge - 1} are allowed`;
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
