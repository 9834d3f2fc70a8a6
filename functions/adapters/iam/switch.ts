import {
  UpdateAccessKeyCommand,
  UpdateServiceSpecificCredentialCommand,
  UpdateSigningCertificateCommand,
  UpdateSSHPublicKeyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { statusAction } from '../../../rules/credentials';
import type { StoppableKind, StoppableRef } from '../../../rules/credentials/credential';
import type { Account } from '../../../rules/model';
import type { IamSwitchPort } from '../../ports/iam-switch';
import { Calls, type CallOptions, type TimeLeft } from '../accounts/calls';
import type { IamClients } from './clients';
import { unlessGone } from './read-users';

/** The one change to IAM, through each account's audit role. */
export class AwsIamSwitch implements IamSwitchPort {
  /** @param timeLeft when it is over, what has no answer is given up */
  constructor(
    private readonly clients: IamClients,
    private readonly timeLeft?: TimeLeft,
  ) {}

  async disable(
    account: Account,
    userName: string,
    { kind, id }: StoppableRef,
  ): Promise<'disabled' | 'gone'> {
    const iam = this.clients.in(account.id);
    const calls = new Calls(account.id, { timeLeft: this.timeLeft });
    const answer = await unlessGone(
      calls.make(statusAction(kind), (options) => switchOff[kind](iam, userName, id, options)),
    );
    return answer ? 'disabled' : 'gone';
  }
}

type SwitchOff = (
  iam: IAMClient,
  UserName: string,
  id: string,
  options: CallOptions,
) => Promise<object>;

const Status = 'Inactive';

const switchOff: Readonly<Record<StoppableKind, SwitchOff>> = {
  'access-key': (iam, UserName, AccessKeyId, options) =>
    iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status }), options),
  'service-specific': (iam, UserName, ServiceSpecificCredentialId, options) =>
    iam.send(
      new UpdateServiceSpecificCredentialCommand({ UserName, ServiceSpecificCredentialId, Status }),
      options,
    ),
  'ssh-key': (iam, UserName, SSHPublicKeyId, options) =>
    iam.send(new UpdateSSHPublicKeyCommand({ UserName, SSHPublicKeyId, Status }), options),
  'signing-certificate': (iam, UserName, CertificateId, options) =>
    iam.send(new UpdateSigningCertificateCommand({ UserName, CertificateId, Status }), options),
};
