import type { AccessKey, IamUser } from '../../rules/model';
import type { History, Reading } from './history';

/** Since when nobody has used it (decision 0011). Undefined: that is not known, and makes nothing unused. */
export function idleSince(
  key: AccessKey,
  user: IamUser,
  reading: Reading,
  { readings, messages, stopped }: History,
): Date | undefined {
  if (key.lastUsed && 'unknown' in key.lastUsed) return undefined;
  const seen = [...readings, reading].flatMap(({ users, readAt }) => {
    const found = users.find(({ id }) => id === user.id)?.keys.find(({ id }) => id === key.id);
    return found ? [{ status: found.status, readAt }] : [];
  });
  const enabled = seen.filter(
    ({ status }, i) => status === 'Active' && seen[i - 1]?.status === 'Inactive',
  );
  const told = messages.filter(
    ({ notice }) => notice.kind === 'key-reenabled' && notice.keyId === key.id,
  );
  return latestOf([
    key.createdAt,
    ...(key.lastUsed ? [lastUse(key.lastUsed.at)] : []),
    ...(key.changedAt ? [key.changedAt] : []),
    ...enabled.map(({ readAt }) => readAt),
    ...told.map(({ plannedAt }) => plannedAt),
    // It is enabled, so somebody has enabled it since.
    ...stopped.filter(({ keyId }) => keyId === key.id).map(({ at }) => at),
  ]);
}

/** IAM notes no other use in the 15 minutes after one. */
export function lastUse(noted: Date): Date {
  return new Date(noted.getTime() + 15 * 60_000);
}

export function latestOf(dates: readonly Date[]): Date {
  return new Date(Math.max(...dates.map((date) => date.getTime())));
}
