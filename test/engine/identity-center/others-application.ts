import { AccountAccessClient } from '../../../emulation/pulumi/account-access-client';
import type { Moto } from '../../../emulation/moto/start';
import type { Place } from '../../../emulation/company/aws-of';
import { InAws } from '../in-aws';
import { IdentityCenterInAws } from './in-aws';

/** An application of account access manager's that somebody else than our stacks has made, and lets people in by. */
export class OthersApplication {
  private constructor(
    private readonly client: AccountAccessClient,
    readonly center: IdentityCenterInAws,
    readonly arn: string,
    private readonly userIds: Readonly<Record<string, string>>,
  ) {}

  /** @param users who is in that Identity Center */
  static async make(
    moto: Moto,
    place: Place,
    users: readonly string[],
  ): Promise<OthersApplication> {
    const { accountId, region } = place;
    const center = await IdentityCenterInAws.enable(moto, place);
    const provisioned = await moto.provision(accountId, { region, users });
    const client = new AccountAccessClient(await new InAws(moto, accountId, region).config());
    const arn = await client.createApplication(center.instanceArn);
    // It is in progress at the first look.
    await client.getApplication(arn);
    return new OthersApplication(client, center, arn, provisioned.users);
  }

  /** @throws AccountAccessError where the role does not trust it */
  async letIn(userName: string, roleArn: string): Promise<void> {
    const userId = this.userIds[userName] ?? '';
    const principal = { identityCenter: { userId } };
    await this.client.createEntitlement(this.arn, { principal, roleArn });
  }
}
