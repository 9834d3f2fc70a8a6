import { credentialOfKey } from '../credentials/access-key';
import type { AccessKey } from '../model';
import { secondKeyOf } from '../plan/second-key-of';

/** How it stands with a key that its owner says is rotated. */
export type Looked =
  /** It is deleted: nothing is left. */
  | { readonly is: 'gone' }
  /** It is off, and takes one of the two places of the user. */
  | { readonly is: 'off' }
  /** A newer one is enabled: this one has to go. */
  | { readonly is: 'two-enabled'; readonly newerId: string }
  /** There is no newer one. */
  | { readonly is: 'not-rotated' };

/** @param keys the user's, as they are now */
export function look(keys: readonly AccessKey[], keyId: string): Looked {
  const key = keys.find(({ id }) => id === keyId);
  if (!key) return { is: 'gone' };
  if (key.status !== 'Active') return { is: 'off' };
  const newer = secondKeyOf({ keys }, key);
  return newer
    ? { is: 'two-enabled', newerId: credentialOfKey(newer).ref.id }
    : { is: 'not-rotated' };
}
