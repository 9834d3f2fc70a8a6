import type { StoppableKind, StoppableRef } from '../../rules/credentials/credential';
import type { Account } from '../../rules/model';

/** How IAM calls it, by what is turned off. */
export const switchOperations = {
  'access-key': 'iam:UpdateAccessKey',
  'service-specific': 'iam:UpdateServiceSpecificCredential',
  'ssh-key': 'iam:UpdateSSHPublicKey',
  'signing-certificate': 'iam:UpdateSigningCertificate',
} as const satisfies Readonly<Record<StoppableKind, string>>;

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
