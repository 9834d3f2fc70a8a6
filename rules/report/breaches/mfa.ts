import type { AuditedUser } from '../subject';
import { referenceOf } from '../subject';
import type { Breach } from '../report';

/** Rule 3: no role without MFA, and so no engineer and no password without a device. */
export function mfaBreaches(users: readonly AuditedUser[]): readonly Breach[] {
  return users.flatMap((audited) => {
    const { user, tags } = audited;
    if (user.hasMfa) return [];
    const reference = referenceOf(audited);
    if (tags.type === 'engineer')
      return [{ ...reference, text: 'an engineer without an MFA device' }];
    return user.password
      ? [{ ...reference, text: 'a console password without an MFA device' }]
      : [];
  });
}
