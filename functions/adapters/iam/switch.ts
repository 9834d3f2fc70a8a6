import { UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import type { Account } from '../../../rules/model';
import type { IamSwitchPort } from '../../ports/iam-switch';
import { Calls, type TimeLeft } from '../accounts/calls';
import type { IamClients } from './clients';
import { unlessGone } from './read-users';

/** The one change to IAM, through each account's audit role. */
export class AwsIamSwitch implements IamSwitchPort {
  /** @param timeLeft when it is over, what has no answer is given up */
  constructor(
    private readonly clients: IamClients,
    private readonly timeLeft?: TimeLeft,
  ) {}

  async disable(account: Account, userName: string, keyId: string): Promise<'disabled' | 'gone'> {
    const iam = this.clients.in(account.id);
    const calls = new Calls(account.id, { timeLeft: this.timeLeft });
    const input = { UserName: userName, AccessKeyId: keyId, Status: 'Inactive' } as const;
    const answer = await unlessGone(
      calls.make('iam:UpdateAccessKey', (options) =>
        iam.send(new UpdateAccessKeyCommand(input), options),
      ),
    );
    return answer ? 'disabled' : 'gone';
  }
}
