import type { Chronicle } from '../world/chronicle';
import type { TrueCredential } from '../world/credentials';
import type { TrueUser } from '../world/user-history';

/** Whether its owner had said by then that a key is not theirs: no other key goes for such a one. */
export function isDisowned({ answered }: Chronicle, keyId: string, instant: number): boolean {
  return answered.some(
    ({ noticeId, said, at }) =>
      said === 'not-mine' && at < instant && noticeId.startsWith(`key/${keyId}/`),
  );
}

/** The same, or a press had begun with it and not come to an end. */
export function mayBeDisowned(chronicle: Chronicle, keyId: string, instant: number): boolean {
  const tries = chronicle.pressesOf(keyId).flatMap((pressed) => pressed.tries);
  const isUnfinished = tries.some(
    ({ begunAt = Infinity, clearedAt = Infinity }) => begunAt < instant && clearedAt > instant,
  );
  return isUnfinished || isDisowned(chronicle, keyId, instant);
}

/** The user without those of their keys that are not theirs, but for the one in question. */
export function withOwnKeys(
  user: TrueUser,
  { id }: Pick<TrueCredential, 'id'>,
  known: { readonly isDisowned: (keyId: string) => boolean },
): TrueUser {
  const keys = user.keys.filter((key) => key.id === id || !known.isDisowned(key.id));
  return { ...user, keys };
}
