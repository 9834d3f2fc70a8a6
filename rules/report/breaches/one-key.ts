import { ageInDays } from '../../calendar';
import { daysOld } from '../../counted';
import { lastFour } from '../../credentials/credential';
import { secondKeyOf } from '../../plan/second-key-of';
import { referenceOf, type AuditedUser } from '../subject';
import { unseenKeys } from './unseen-keys';
import type { Verdict } from './verdict';

/** Rule 4: one enabled key at a time. The older of two is named. */
export function oneKeyVerdict(users: readonly AuditedUser[], now: Date): Verdict {
  const breaches = users.flatMap((audited) =>
    audited.user.keys.flatMap((key) => {
      const newer = key.status === 'Active' ? secondKeyOf(audited.user, key) : undefined;
      if (!newer) return [];
      const text = `two enabled keys: this one, ${daysOld(ageInDays(key, now))}, and …${lastFour(newer.id)}, ${daysOld(ageInDays(newer, now))}`;
      return [{ ...referenceOf(audited), keyId: key.id, text }];
    }),
  );
  return { breaches, notSeenOf: users.flatMap(unseenKeys) };
}
