import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  EnableAWSServiceAccessCommand,
  ListParentsCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import type { Moto } from './moto';

/** As AWS Organizations calls StackSets that deploy to its accounts. */
const STACK_SETS = 'member.org.stacksets.cloudformation.amazonaws.com';

/** An organization of an emulated AWS, as its management account sees it. */
export class Organization {
  private constructor(
    private readonly client: OrganizationsClient,
    readonly id: string,
    readonly rootId: string,
  ) {}

  /** Makes the account the management account of an organization that trusts StackSets. */
  static async of(moto: Moto, managementAccountId: string): Promise<Organization> {
    const client = new OrganizationsClient({
      endpoint: moto.url,
      region: 'us-east-1',
      credentials: await moto.credentialsFor(managementAccountId),
    });
    const made = await client.send(new CreateOrganizationCommand({}));
    await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: STACK_SETS }));
    const { Roots } = await client.send(new ListRootsCommand());
    return new Organization(client, made.Organization?.Id ?? '', Roots?.[0]?.Id ?? '');
  }

  /** Makes a unit, and answers its id. */
  async addUnit(Name: string, ParentId = this.rootId): Promise<string> {
    const { OrganizationalUnit } = await this.client.send(
      new CreateOrganizationalUnitCommand({ Name, ParentId }),
    );
    return OrganizationalUnit?.Id ?? '';
  }

  /** Makes an account, which AWS puts into the root, and moves it to the unit; answers its id. */
  async addAccount(AccountName: string, unit = this.rootId): Promise<string> {
    const { CreateAccountStatus } = await this.client.send(
      new CreateAccountCommand({ AccountName, Email: `${AccountName}@example.com` }),
    );
    const id = CreateAccountStatus?.AccountId ?? '';
    if (unit !== this.rootId) await this.move(id, unit);
    return id;
  }

  async move(AccountId: string, DestinationParentId: string): Promise<void> {
    const { Parents } = await this.client.send(new ListParentsCommand({ ChildId: AccountId }));
    const SourceParentId = Parents?.[0]?.Id;
    await this.client.send(
      new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }),
    );
  }

  /** Lets an account make StackSets in the organization's name. */
  async delegateStackSets(AccountId: string): Promise<void> {
    await this.client.send(
      new RegisterDelegatedAdministratorCommand({ AccountId, ServicePrincipal: STACK_SETS }),
    );
  }
}
