import { asOfWords } from '../../calendar';
import { isUnknown } from '../../model';
import type { AuditedUser } from '../subject';
import { referenceOf } from '../subject';
import type { Breach } from '../report';
import type { Verdict } from './verdict';

/** Rule 3: no role without MFA, and so no engineer and no password without a device. */
export function mfaVerdict(users: readonly AuditedUser[]): Verdict {
  const breaches: Breach[] = [];
  const notSeenOf: Breach[] = [];
  for (const audited of users) {
    const { hasMfa, mfaAsOf, password } = audited.user;
    const isEngineer = audited.tags.type === 'engineer';
    // Nobody asks a device of whoever can't sign in and is no engineer.
    if (hasMfa === true || (!isEngineer && password === undefined)) continue;
    const reference = referenceOf(audited);
    if (isUnknown(hasMfa)) {
      const text = `whether there is an MFA device is not known: ${hasMfa.unknown}`;
      notSeenOf.push({ ...reference, text });
      continue;
    }
    const asOf = asOfWords(mfaAsOf);
    if (isEngineer)
      breaches.push({ ...reference, text: `an engineer without an MFA device${asOf}` });
    else if (isUnknown(password))
      notSeenOf.push({
        ...reference,
        text: `without an MFA device${asOf}; whether there is a console password is not known: ${password.unknown}`,
      });
    else breaches.push({ ...reference, text: `a console password without an MFA device${asOf}` });
  }
  return { breaches, notSeenOf };
}
