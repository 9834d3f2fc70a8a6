import { asOfWords, dateIn } from '../../calendar';
import { keyIdOf } from '../../credentials/credential';
import { mayWait } from '../../plan/exemption';
import type { Settings } from '../../settings';
import { unusedOf } from '../../unused';
import type { Breach } from '../report';
import { referenceOf, type AuditedUser } from '../subject';
import type { Verdict } from './verdict';

/** Rule 5: an enabled credential that nobody uses does nothing but wait for a thief. */
export function unusedVerdict(
  users: readonly AuditedUser[],
  { unusedAge, timeZone }: Settings,
  now: Date,
): Verdict {
  const breaches: Breach[] = [];
  const notSeenOf: Breach[] = [];
  const today = dateIn(timeZone, now);
  for (const audited of users) {
    const { user, usesAsOf, tags, enabledAgainAt = () => undefined } = audited;
    const found = unusedOf(
      user,
      { unusedAge, now, usesAsOf },
      {
        mayWait: (kind) => mayWait(kind, today, tags.exemptUntil),
        enabledAgainAt,
        nameOf: (_, { label }) => label,
      },
    );
    for (const { is, credential, text } of found) {
      const keyId = keyIdOf(credential);
      const about = { ...referenceOf(audited), ...(keyId !== undefined && { keyId }) };
      if (is === 'unused') breaches.push({ ...about, text: text + asOfWords(usesAsOf) });
      else notSeenOf.push({ ...about, text });
    }
  }
  return { breaches, notSeenOf };
}
