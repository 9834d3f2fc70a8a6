import type { IamUser, Unknown } from '../model';
import type { Settings } from '../settings';
import type { Credential } from './credential';

/** The days of a kind of credential. */
export interface Clock {
  /** Ages in days, ascending, at which its owner is reminded. */
  readonly remindAt: readonly number[];
  /** The age in days from which it must not let anybody in. */
  readonly stopAt: number;
  /** Calendar days between a delivered warning and its stop. */
  readonly graceDays: number;
}

/** What the rules know of a kind of credential. */
export interface CredentialTraits {
  /** In a sentence about one user: `the key`. */
  readonly label: string;
  /** Among others of its kind: `key …1234`. */
  name(id: string): string;
  /** The calls, as CloudTrail names them, of which the team hears within minutes. */
  readonly events: readonly string[];
  /**
   * How one that is past its day stops. `inactivate`: Keyturn sets it to Inactive, where its owner was warned and no
   * exemption holds; `expires-itself`: AWS does, and knows of neither.
   */
  readonly stop: 'inactivate' | 'expires-itself';
  clock(settings: Settings): Clock;
  /** Those that the user has, or that it is not known, and why. */
  heldBy(user: IamUser): readonly Credential[] | Unknown;
}
