import { ageInDays } from '../../calendar';
import { daysOld } from '../../counted';
import { lastFour } from '../../notices';
import { secondKeyOf } from '../../plan/second-key-of';
import type { Breach } from '../report';
import { referenceOf, type AuditedUser } from '../subject';

/** Rule 4: one enabled key at a time. The older of two is named. */
export function oneKeyBreaches(users: readonly AuditedUser[], now: Date): readonly Breach[] {
  return users.flatMap((audited) =>
    audited.user.keys.flatMap((key) => {
      const newer = key.status === 'Active' ? secondKeyOf(audited.user, key) : undefined;
      if (!newer) return [];
      const text = `two enabled keys: this one, ${daysOld(ageInDays(key, now))}, and …${lastFour(newer.id)}, ${daysOld(ageInDays(newer, now))}`;
      return [{ ...referenceOf(audited), keyId: key.id, text }];
    }),
  );
}
