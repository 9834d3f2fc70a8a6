import type { AccountLedger } from '../ledger';
import type { Account, IamUser, Unknown } from '../model';
import type { Settings } from '../settings';
import type { AccountPolicies } from './account-policies';
import type { Holdings } from './holdings';
import type { ReportedUsers } from './reported-user';
import type { UserEvents } from './user-events';
import type { Whose } from './whose';

/** All that was read of somebody who has left. */
export interface Verified {
  readonly keyturnVersion: string;
  readonly account: Account;
  readonly userName: string;
  readonly whose: Whose;
  /** Undefined where IAM has them no more. */
  readonly user?: IamUser;
  /** The serial numbers of theirs; none where IAM has them no more. */
  readonly mfaDevices: readonly string[] | Unknown;
  /** The file that has them still: engineers.yaml, as the project calls it. */
  readonly stillIn?: string;
  readonly slackId?: string;
  readonly policies: readonly AccountPolicies[];
  readonly before?: Holdings;
  readonly ledger?: AccountLedger;
  readonly reports?: ReportedUsers;
  /** Those of their own lifetime; absent where CloudTrail was not asked. */
  readonly trail?: UserEvents;
  readonly settings: Pick<Settings, 'timeZone'>;
  readonly now: Date;
}
