import { ageInDays, asOfWords, dateIn } from '../../calendar';
import type { Clock } from '../../clocks';
import { daysOld } from '../../counted';
import { ageNotKnown, credentialKinds, credentialTraits } from '../../credentials';
import { keyIdOf, type Credential, type CredentialKind } from '../../credentials/credential';
import type { CredentialTraits } from '../../credentials/credential-traits';
import { isUnknown } from '../../model';
import { mayWait } from '../../plan/exemption';
import type { Settings } from '../../settings';
import type { Breach } from '../report';
import { referenceOf, type AuditedUser } from '../subject';
import type { Verdict } from './verdict';

/** Of these rules of their own say what is wrong with one, its age too. */
const ofOwnRules: ReadonlySet<CredentialKind> = new Set([
  'service-specific',
  'ssh-key',
  'signing-certificate',
]);
const kinds = credentialKinds.filter((kind) => !ofOwnRules.has(kind));

/** Rule 5: enabled credentials that are too old, unless a valid exemption holds for them. */
export function rotationVerdict(
  users: readonly AuditedUser[],
  settings: Settings,
  now: Date,
): Verdict {
  const today = dateIn(settings.timeZone, now);
  const verdicts = users.flatMap((audited) => {
    return kinds
      .filter((kind) => !mayWait(kind, today, audited.tags.exemptUntil))
      .map((kind) => verdictOf(audited, credentialTraits[kind], settings.clocks[kind], now));
  });
  return {
    breaches: verdicts.flatMap(({ breaches }) => breaches),
    notSeenOf: verdicts.flatMap(({ notSeenOf }) => notSeenOf),
  };
}

/** Of one user's credentials of a kind. */
function verdictOf(
  audited: AuditedUser,
  traits: CredentialTraits,
  { stopAt }: Pick<Clock, 'stopAt'>,
  now: Date,
): Verdict {
  const held = traits.heldBy(audited.user);
  if (isUnknown(held))
    return { breaches: [], notSeenOf: [{ ...referenceOf(audited), text: held.unknown }] };
  const breaches: Breach[] = [];
  const notSeenOf: Breach[] = [];
  for (const credential of held.filter(({ status }) => status === 'Active')) {
    const { createdAt } = credential;
    if (isUnknown(createdAt))
      notSeenOf.push({ ...referenceOf(audited), text: ageNotKnown(traits, createdAt) });
    else if (ageInDays({ createdAt }, now) >= stopAt)
      breaches.push({
        ...breachOf(audited, credential),
        text: `${sentence(traits, credential, ageInDays({ createdAt }, now), stopAt)}${consequence(audited, traits)}`,
      });
  }
  return { breaches, notSeenOf };
}

function breachOf(audited: AuditedUser, { ref }: Credential): Omit<Breach, 'text'> {
  const keyId = keyIdOf(ref);
  return { ...referenceOf(audited), ...(keyId !== undefined && { keyId }) };
}

/** Nobody but the credential report knows when a password was changed, so its time is named. */
function sentence(
  { label }: CredentialTraits,
  { asOf }: Credential,
  age: number,
  stopAt: number,
): string {
  return `${label} is ${daysOld(age)}${asOfWords(asOf)}: at most ${stopAt - 1} are allowed`;
}

function consequence({ tags }: AuditedUser, { stop }: CredentialTraits): string {
  if (stop === 'expires-itself') return '';
  switch (tags.type) {
    case 'engineer':
      return '';
    case 'machine':
      return "; a machine's key is never disabled";
    case undefined:
      return '; its owner has no valid type, so nobody is told and nothing disabled';
  }
}
