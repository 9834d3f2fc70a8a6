import { inOrder } from '../order';
import type { AccessKey, IamUser } from '../model';

/** What is known of a key that another is compared with. */
type Made = Pick<AccessKey, 'id' | 'createdAt'>;

/** The newer enabled key, if this is the older of two. */
export function secondKeyOf({ keys }: Pick<IamUser, 'keys'>, key: Made): AccessKey | undefined {
  return keys.find((other) => other.status === 'Active' && compareAges(other, key) > 0);
}

/** Older keys come first; of two of the same second the one with the smaller id. */
export function compareAges(a: Made, b: Made): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || inOrder(a.id, b.id);
}
