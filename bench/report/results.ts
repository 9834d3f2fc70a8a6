import type { AccountsTrial } from '../trials/many-accounts';
import type { BundleTrial } from '../trials/bundles';
import type { Trial } from '../trials/trial';
import type { Row } from './ratios';

/** Everything that one run of the bench measured. */
export interface Results {
  readonly node: string;
  readonly cores: number;
  /** Of the machine when the run began and ended: what else it had to do, the mean of a minute. */
  readonly load: readonly [number, number];
  /** Milliseconds, added to every answer of AWS. */
  readonly latency: number;
  readonly rounds: number;
  readonly rows: readonly Row[];
  /** IAM's calls a second. */
  readonly throttle: number;
  readonly throttled: readonly Trial[];
  readonly accounts: readonly AccountsTrial[];
  readonly bundles: readonly BundleTrial[];
}
