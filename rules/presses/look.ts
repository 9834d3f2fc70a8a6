import { credentialOfKey } from '../credentials/access-key';
import type { AccessKey } from '../model';
import { secondKeyOf } from '../plan/second-key-of';

/** How it stands with a key that its owner says is rotated. */
export type Looked =
  /** It is deleted: nothing is left. */
  | { readonly is: 'gone' }
  /** It is off, and takes one of the two places of the user, who has another that works or has none. */
  | { readonly is: 'off'; readonly hasEnabled: boolean }
  /** A newer one is enabled: this one has to go. */
  | { readonly is: 'two-enabled'; readonly newerId: string }
  /** There is no newer one; one that is off takes the second place, without which AWS makes none. */
  | { readonly is: 'not-rotated'; readonly deadId?: string };

/** @param keys the user's, as they are now */
export function look(keys: readonly AccessKey[], keyId: string): Looked {
  const key = keys.find(({ id }) => id === keyId);
  if (!key) return { is: 'gone' };
  const isEnabled = ({ status }: AccessKey) => status === 'Active';
  if (!isEnabled(key)) return { is: 'off', hasEnabled: keys.some(isEnabled) };
  const newer = secondKeyOf({ keys }, key);
  if (newer) return { is: 'two-enabled', newerId: credentialOfKey(newer).ref.id };
  const dead = keys.find((other) => !isEnabled(other));
  return { is: 'not-rotated', ...(dead && { deadId: credentialOfKey(dead).ref.id }) };
}
