import type { AccessKey, IamUser } from '../model';

/** The newer enabled key, if this is the older of two. */
export function secondKeyOf(
  { keys }: Pick<IamUser, 'keys'>,
  key: AccessKey,
): AccessKey | undefined {
  return keys.find(
    (other) =>
      other.status === 'Active' &&
      (other.createdAt > key.createdAt ||
        (other.createdAt.getTime() === key.createdAt.getTime() && other.id > key.id)),
  );
}
