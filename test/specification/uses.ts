import { latestOf, wholeDays } from './calendar';
import type { KeyCase, Reading, UserCase } from './history';
import { isExempt } from './tags';

type Idle = Omit<KeyCase, 'kind'>;

/** Since when nobody has used it (decision 0011). Undefined: that is not known, and makes nothing unused. */
function idleSince({ key, user, reading, history }: Idle): Date | undefined {
  const { id, createdAt, lastUsed, changedAt = createdAt } = key;
  if (lastUsed && 'unknown' in lastUsed) return undefined;
  const seen = [...history.readings, reading].flatMap(({ users, readAt }) => {
    const owner = users.find((each) => each.id === user.id);
    return (owner?.keys ?? []).flatMap((each) => (each.id === id ? [{ ...each, readAt }] : []));
  });
  const enabled = seen.filter(
    ({ status }, i) => status === 'Active' && seen[i - 1]?.status === 'Inactive',
  );
  const told = history.messages.filter((m) => m.kind === 'key-reenabled' && m.keyId === id);
  return latestOf([
    changedAt,
    ...(lastUsed ? [lastUse(lastUsed.at)] : []),
    ...enabled.map(({ readAt }) => readAt),
    ...told.map(({ plannedAt }) => plannedAt),
    // It is enabled, so somebody has enabled it since.
    ...history.stopped.filter(({ keyId }) => keyId === id).map(({ at }) => at),
  ]);
}

/** IAM notes no other use in the 15 minutes after one. */
const lastUse = (noted: Date) => new Date(noted.getTime() + 15 * 60_000);

/** Nobody has used it for long enough by then. */
export function isForgottenBy(one: Idle, at: Date): boolean {
  const since = idleSince(one);
  return since !== undefined && wholeDays(since, at) >= one.reading.settings.unusedAge;
}

/** What nobody uses is reckoned until the credential report was made. */
export const usesKnownUntil = ({ now, usesAsOf }: Reading) => (usesAsOf < now ? usesAsOf : now);

/** An exemption is for keys; a password is found all the same. */
export function hasUnused(one: UserCase): boolean {
  const { user, reading } = one;
  const isForgotten = user.keys.some(
    (key) => key.status === 'Active' && isForgottenBy({ ...one, key }, usesKnownUntil(reading)),
  );
  return (isForgotten && !isExempt(user, reading)) || isPasswordUnused(one);
}

function isPasswordUnused({ user: { password, createdAt }, reading }: UserCase): boolean {
  if (!password || 'unknown' in password || 'unknown' in password.changedAt) return false;
  const { lastUsedAt, changedAt } = password;
  if (lastUsedAt && 'unknown' in lastUsedAt) return false;
  const since = latestOf([createdAt, changedAt, ...(lastUsedAt ? [lastUse(lastUsedAt)] : [])]);
  return wholeDays(since, usesKnownUntil(reading)) >= reading.settings.unusedAge;
}
