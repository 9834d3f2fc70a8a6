import type { SignedCall } from '../notices';

/** What CloudTrail has of an access key: the management events that it has signed, in the regions that were asked. */
export interface KeyHistory {
  readonly calls: readonly SignedCall[];
  readonly since: Date;
  /** Where CloudTrail answered. */
  readonly regions: readonly string[];
  /** Where it did not, and nothing says that a key of the account is used: an organization may forbid such a region. */
  readonly unasked: readonly string[];
  /** Whether these are all of the calls: of a key with very many the newest are read, and of those before samples. */
  readonly isWhole: boolean;
  /** Why it did not answer where a key of the account is used; a reason a region. */
  readonly failed: readonly string[];
}
