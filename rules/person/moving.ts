import type { AccountLedger } from '../ledger';
import type { IamUser } from '../model';
import type { Settings } from '../settings';
import type { NewWay } from '../ways-in';
import type { KeysOff } from './keys-of-move';
import type { MoveRecord } from './move-record';
import type { Proof } from './proof';

export { moveSteps, type MoveStep } from './move-steps';

/** What is known of somebody who is on the way. */
export interface Moving {
  readonly user: IamUser;
  readonly ledger: AccountLedger;
  readonly settings: Settings;
  readonly now: Date;
  readonly usesAsOf: Date | undefined;
  readonly record: MoveRecord | undefined;
  /** Those that need no key. */
  readonly newWays: readonly NewWay[];
  readonly isKeyOpen: boolean;
  readonly proof: Proof | undefined;
  readonly off: KeysOff;
}
