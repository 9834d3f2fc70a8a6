import assert from 'node:assert/strict';
import {
  DeleteGroupMembershipCommand,
  IdentitystoreClient,
  ListGroupMembershipsCommand,
  ListGroupsCommand,
  ListUsersCommand,
} from '@aws-sdk/client-identitystore';
import { ListPermissionSetsCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { awsOf, type Place } from '../../../emulation/company/aws-of';
import { MotoError, type Moto } from '../../../emulation/moto/start';
import { AccountAccessClient } from '../../../emulation/pulumi/account-access-client';

/** What somebody hears who is not let in. */
export const denied = 'AccessDeniedException';

/** Looks at IAM Identity Center in the account that administers it, past Pulumi, and has people come in by it. */
export class IdentityCenterInAws {
  private constructor(
    private readonly moto: Moto,
    private readonly place: Place,
    readonly instanceArn: string,
    private readonly identityStoreId: string,
  ) {}

  static async enable(
    moto: Moto,
    place: Place,
    source: 'internal' | 'external' = 'internal',
  ): Promise<IdentityCenterInAws> {
    const { accountId, region } = place;
    const made = await moto.enableIdentityCenter(accountId, { region, source });
    return new IdentityCenterInAws(moto, place, made.instanceArn, made.identityStoreId);
  }

  /** Names of people and groups, and how many there are of the rest. */
  async contents() {
    const { IdentityStoreId, store, config } = await this.store();
    const { Groups = [] } = await store.send(new ListGroupsCommand({ IdentityStoreId }));
    const { Users = [] } = await store.send(new ListUsersCommand({ IdentityStoreId }));
    const { PermissionSets = [] } = await new SSOAdminClient(config).send(
      new ListPermissionSetsCommand({ InstanceArn: this.instanceArn }),
    );
    const applications = await new AccountAccessClient(config).listApplications();
    return {
      groups: Groups.map(({ DisplayName }) => DisplayName).sort(),
      users: Users.map(({ UserName }) => UserName).sort(),
      sets: PermissionSets.length,
      applications: applications.length,
    };
  }

  /** By user name, sorted. */
  async membersOf(groupName: string): Promise<readonly string[]> {
    const { IdentityStoreId, store } = await this.store();
    const { Users = [] } = await store.send(new ListUsersCommand({ IdentityStoreId }));
    const members = (await this.memberships(groupName)).map(({ MemberId }) => MemberId?.UserId);
    return Users.filter(({ UserId }) => members.includes(UserId))
      .map(({ UserName = '' }) => UserName)
      .sort();
  }

  /** Takes everybody out of a group, as somebody may do by hand. */
  async empty(groupName: string): Promise<void> {
    const { IdentityStoreId, store } = await this.store();
    for (const { MembershipId } of await this.memberships(groupName))
      await store.send(new DeleteGroupMembershipCommand({ IdentityStoreId, MembershipId }));
  }

  /** As whom somebody comes in, or AWS's word for why not. Their session is called as they are. */
  async comesIn(
    userName: string,
    by: { readonly applicationArn: string; readonly roleArn: string },
  ): Promise<string | undefined> {
    try {
      const asked = { ...by, userName, sessionName: userName };
      const credentials = await this.moto.roleCredentials(asked);
      const { region } = this.place;
      const sts = new STSClient({ endpoint: this.moto.url, region, credentials });
      return (await sts.send(new GetCallerIdentityCommand())).Arn;
    } catch (error) {
      return error instanceof MotoError ? error.code : assert.fail(String(error));
    }
  }

  private async memberships(groupName: string) {
    const { IdentityStoreId, store } = await this.store();
    const { Groups = [] } = await store.send(new ListGroupsCommand({ IdentityStoreId }));
    const group = Groups.find(({ DisplayName }) => DisplayName === groupName);
    assert.ok(group, `no group ${groupName}`);
    const { GroupMemberships = [] } = await store.send(
      new ListGroupMembershipsCommand({ IdentityStoreId, GroupId: group.GroupId }),
    );
    return GroupMemberships;
  }

  private async store() {
    const config = await awsOf(this.moto, this.place);
    return {
      IdentityStoreId: this.identityStoreId,
      store: new IdentitystoreClient(config),
      config,
    };
  }
}
