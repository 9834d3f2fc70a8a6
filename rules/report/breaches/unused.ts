import { ageInDays, asOfWords, dateIn } from '../../calendar';
import { counted, daysOld } from '../../counted';
import { ageNotKnown, credentialKinds, credentialTraits } from '../../credentials';
import { keyIdOf, type Credential, type CredentialKind } from '../../credentials/credential';
import { isUnknown, type AccountReading } from '../../model';
import type { Settings } from '../../settings';
import { rulesInShort } from '../audit-rules';
import type { Breach } from '../report';
import { referenceOf, type AuditedUser } from '../subject';
import type { Judged, Verdict } from './verdict';

/** IAM does not say when these were last used. */
const ofUnknownUse: ReadonlySet<CredentialKind> = new Set([
  'service-specific',
  'ssh-key',
  'signing-certificate',
]);
const kinds = credentialKinds.filter((kind) => !ofUnknownUse.has(kind));

/** So long after a use IAM notes no other one. */
const NOT_NOTED_MS = 15 * 60_000;

/** As of when, and by which numbers. */
export interface Unused {
  /** Days. */
  readonly unusedAge: number;
  readonly now: Date;
  readonly timeZone: string;
  /** By account id: as of when uses are known. */
  readonly reportAt: ReadonlyMap<string, Date>;
}

/**
 * What judges, for the report, what nobody uses. By itself, since a daily run does without.
 * @param unusedAge in days
 */
export function judgeUnused(
  readings: readonly AccountReading[],
  { timeZone }: Pick<Settings, 'timeZone'>,
  unusedAge: number,
  now: Date,
): (users: readonly AuditedUser[]) => Judged {
  const times = readings.flatMap((each) =>
    each.outcome === 'unread' || isUnknown(each.credentialReportAt)
      ? []
      : [[each.inventory.account.id, each.credentialReportAt] as const],
  );
  const how = { unusedAge, now, timeZone, reportAt: new Map(times) };
  return (users) => ({ unused: { ...rulesInShort.unused, ...unusedVerdict(users, how) } });
}

/**
 * Rule 5: an enabled credential that nobody uses does nothing but wait for a thief. One that was never used, or has
 * been changed since, is as old as that; one with a valid exemption may wait. What is not known breaks nothing.
 */
export function unusedVerdict(users: readonly AuditedUser[], how: Unused): Verdict {
  const breaches: Breach[] = [];
  const notSeenOf: Breach[] = [];
  for (const audited of users) {
    // Nothing that a user has is older than the user.
    if (isRecent(audited.user.createdAt, audited, how)) continue;
    for (const kind of kinds) {
      const traits = credentialTraits[kind];
      if (traits.stop === 'inactivate' && isExempt(audited, how)) continue;
      const held = traits.heldBy(audited.user);
      if (isUnknown(held)) {
        notSeenOf.push({ ...referenceOf(audited), text: held.unknown });
        continue;
      }
      for (const credential of held.filter(({ status }) => status === 'Active')) {
        const found = judge(credential, traits, audited, how);
        const keyId = keyIdOf(credential.ref);
        const about = { ...referenceOf(audited), ...(keyId !== undefined && { keyId }) };
        if (found?.unused !== undefined) breaches.push({ ...about, text: found.unused });
        if (found?.unseen !== undefined) notSeenOf.push({ ...about, text: found.unseen });
      }
    }
  }
  return { breaches, notSeenOf };
}

interface Found {
  readonly unused?: string;
  readonly unseen?: string;
}

function judge(
  { createdAt, lastUsed }: Credential,
  traits: { readonly label: string },
  audited: AuditedUser,
  how: Unused,
): Found | undefined {
  const { label } = traits;
  // Whatever was made, changed or used since needs no more to be known of it.
  if (!isUnknown(createdAt) && isRecent(createdAt, audited, how)) return undefined;
  if (isUnknown(lastUsed))
    return { unseen: `when ${label} was last used is not known: ${lastUsed.unknown}` };
  const usedUntil = lastUsed && new Date(lastUsed.at.getTime() + NOT_NOTED_MS);
  if (usedUntil && isRecent(usedUntil, audited, how)) return undefined;
  if (isUnknown(createdAt)) return { unseen: ageNotKnown(traits, createdAt) };
  const asOf = asOfWords(how.reportAt.get(audited.account.id));
  const days = daysSince(createdAt, audited, how);
  if (!usedUntil) return { unused: `${label}, ${daysOld(days)}, was never used${asOf}` };
  const unusedFor =
    usedUntil < createdAt
      ? `since it was changed, ${counted(days, 'day')} before`
      : `for ${counted(daysSince(usedUntil, audited, how), 'day')}`;
  return { unused: `${label} was not used ${unusedFor}${asOf}` };
}

function isRecent(instant: Date, audited: AuditedUser, how: Unused): boolean {
  return daysSince(instant, audited, how) < how.unusedAge;
}

/** Until the report was made: since then anything may have been used. */
function daysSince(instant: Date, { account }: AuditedUser, { now, reportAt }: Unused): number {
  const reported = reportAt.get(account.id);
  return ageInDays({ createdAt: instant }, reported && reported < now ? reported : now);
}

function isExempt({ tags: { exemptUntil } }: AuditedUser, { now, timeZone }: Unused): boolean {
  return exemptUntil !== undefined && dateIn(timeZone, now) <= exemptUntil;
}
