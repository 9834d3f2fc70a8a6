import { CreateAccessKeyCommand, CreateLoginProfileCommand } from '@aws-sdk/client-iam';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import type { Moto } from '../moto/start';
import { clientsAt, type Workplace } from './workplace';

/** Somebody who may do things to other people's IAM users: an administrator, or who took their place. */
export class Administrator {
  /** @param credentials theirs in the account of the users. */
  constructor(
    private readonly moto: Moto,
    private readonly credentials: AwsCredentialIdentity,
    private readonly workplace: Workplace = {
      sourceAddress: '198.51.100.10',
      userAgent: 'aws-cli/2.31.0',
    },
  ) {}

  /** Gives a user their first password for the console, which they must change when they sign in. */
  async givePassword(userName: string, password: string): Promise<void> {
    const { iam } = clientsAt(this.workplace, this.moto, this.credentials);
    await iam.send(
      new CreateLoginProfileCommand({
        UserName: userName,
        Password: password,
        PasswordResetRequired: true,
      }),
    );
  }

  /** Makes an access key for somebody else, and answers its id. */
  async createKeyFor(userName: string): Promise<string> {
    const { iam } = clientsAt(this.workplace, this.moto, this.credentials);
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: userName }));
    if (!AccessKey?.AccessKeyId) throw new Error(`AWS answered no key for ${userName}`);
    return AccessKey.AccessKeyId;
  }
}
