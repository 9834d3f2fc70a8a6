import type { StoppableRef } from '../../rules/credentials/credential';
import type { Account } from '../../rules/model';
import type { Maker, MakersCall } from '../../rules/notices';

/** What was done to credentials and by whom, by CloudTrail's LookupEvents, through each account's audit role. */
export interface IamTrailPort {
  /**
   * Who made the newest such call for the credential; undefined where it is not known.
   * @throws AccountError where it can't be asked
   */
  whoDid(
    account: Account,
    call: MakersCall,
    credential: CredentialOfUser,
  ): Promise<Maker | undefined>;
  /**
   * Whether the audit role itself set it to Inactive since then.
   * @throws AccountError where that can't be known
   */
  hasDisabled(account: Account, credential: StoppableRef, since: Date): Promise<boolean>;
}

export interface CredentialOfUser {
  readonly id: string;
  readonly userName: string;
}
