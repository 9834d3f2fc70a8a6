import type { Account } from '../../rules/model';

/** Turns keys off, through each account's audit role: the only change that is made to anybody's IAM. */
export interface IamSwitchPort {
  /**
   * Sets exactly this key to Inactive. Answers `gone` where it no longer exists.
   * @throws AccountError
   */
  disable(account: Account, userName: string, keyId: string): Promise<'disabled' | 'gone'>;
}
