import { wholeDays } from './calendar';
import { known, latestOf, type KeyCase, type UserCase } from './case';
import { isExempt } from './tags';

/** Since when nobody has used it (decision 0011). Undefined: that is not known, and makes nothing unused. */
function idleSince(one: KeyCase): Date | undefined {
  const { createdAt, lastUsed, changedAt = createdAt } = one.key;
  if (lastUsed && 'unknown' in lastUsed) return undefined;
  const enabled = one.seen.filter((then, i) => then.isOn && one.seen[i - 1]?.isOn === false);
  return latestOf([
    changedAt,
    ...(lastUsed ? [lastUse(lastUsed.at)] : []),
    ...enabled.map(({ reading }) => reading.readAt),
    ...one.messages('key-reenabled').map(({ plannedAt }) => plannedAt),
    // It is enabled, so somebody has enabled it since.
    ...one.stoppedAt,
  ]);
}

/** IAM notes no other use in the 15 minutes after one. */
const lastUse = (noted: Date) => new Date(noted.getTime() + 15 * 60_000);

/** Nobody has used it for long enough by then. */
export function isForgottenBy(one: KeyCase, at: Date): boolean {
  const since = idleSince(one);
  return since !== undefined && wholeDays(since, at) >= one.settings.unusedAge;
}

/** What nobody uses is reckoned until the credential report was made. */
export const usesKnownUntil = ({ reading: { now, usesAsOf } }: UserCase) =>
  usesAsOf < now ? usesAsOf : now;

/** An exemption is for keys; a password is found all the same. */
export function hasUnused(one: UserCase): boolean {
  const isForgotten = (key: KeyCase) => key.isOn && isForgottenBy(key, usesKnownUntil(one));
  return (!isExempt(one) && one.keys.some(isForgotten)) || isPasswordUnused(one);
}

function isPasswordUnused(one: UserCase): boolean {
  const { changedAt, lastUsedAt } = known(one.user.password) ?? {};
  const [changed, used] = [known(changedAt), known(lastUsedAt)];
  if (!changed || (lastUsedAt && !used)) return false;
  const since = latestOf([one.user.createdAt, changed, ...(used ? [lastUse(used)] : [])]);
  return wholeDays(since, usesKnownUntil(one)) >= one.settings.unusedAge;
}
