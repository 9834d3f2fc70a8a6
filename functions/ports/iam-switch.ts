import type { StoppableRef } from '../../rules/credentials/credential';
import type { Account } from '../../rules/model';

/** Turns credentials off, through each account's audit role: the only change that is made to anybody's IAM. */
export interface IamSwitchPort {
  /**
   * Sets exactly this credential to Inactive. Answers `gone` where it no longer exists.
   * @throws AccountError
   */
  disable(
    account: Account,
    userName: string,
    credential: StoppableRef,
  ): Promise<'disabled' | 'gone'>;
}
