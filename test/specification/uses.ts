import type { AccessKey, IamUser } from '../../rules/model';
import type { History, Reading } from './history';

/** Since when nobody has used it (decision 0011). Undefined: that is not known, and makes nothing unused. */
export function idleSince(
  { id, createdAt, lastUsed, changedAt = createdAt }: AccessKey,
  user: IamUser,
  reading: Reading,
  { readings, messages, stopped }: History,
): Date | undefined {
  if (lastUsed && 'unknown' in lastUsed) return undefined;
  const seen = [...readings, reading].flatMap(({ users, readAt }) => {
    const owner = users.find((each) => each.id === user.id);
    return (owner?.keys ?? []).flatMap((key) => (key.id === id ? [{ ...key, readAt }] : []));
  });
  const enabled = seen.filter(
    ({ status }, i) => status === 'Active' && seen[i - 1]?.status === 'Inactive',
  );
  const told = messages.filter(({ kind, keyId }) => kind === 'key-reenabled' && keyId === id);
  return latestOf([
    changedAt,
    ...(lastUsed ? [lastUse(lastUsed.at)] : []),
    ...enabled.map(({ readAt }) => readAt),
    ...told.map(({ plannedAt }) => plannedAt),
    // It is enabled, so somebody has enabled it since.
    ...stopped.filter(({ keyId }) => keyId === id).map(({ at }) => at),
  ]);
}

/** IAM notes no other use in the 15 minutes after one. */
export function lastUse(noted: Date): Date {
  return new Date(noted.getTime() + 15 * 60_000);
}

export function latestOf(dates: readonly Date[]): Date {
  return new Date(Math.max(...dates.map((date) => date.getTime())));
}
