import assert from 'node:assert/strict';
import {
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  CreateUserCommand,
  DeleteGroupCommand,
  DeleteUserCommand,
  DescribeGroupCommand,
  DescribeUserCommand,
  GetGroupIdCommand,
  GetUserIdCommand,
  IdentitystoreClient,
  ListGroupMembershipsCommand,
  UpdateGroupCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-identitystore';
import { ListInstancesCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { startMoto, type Moto } from './start';

const management = '111111111111';
const region = 'eu-central-1';
const Name = { GivenName: 'Ada', FamilyName: 'Lovelace' };

describe('IAM Identity Center', () => {
  let moto: Moto;
  let store: IdentitystoreClient;
  before(async () => (moto = await startMoto()));
  beforeEach(() => moto.reset());
  after(() => moto.stop());

  const configIn = async (where: string, account = management) => ({
    ...{ endpoint: moto.url, region: where, maxAttempts: 1 },
    credentials: await moto.credentialsFor(account),
  });
  const instancesIn = async (where: string, account?: string) => {
    const client = new SSOAdminClient(await configIn(where, account));
    return (await client.send(new ListInstancesCommand({}))).Instances;
  };
  const open = async (source: 'internal' | 'external' = 'internal') => {
    const { identityStoreId } = await moto.enableIdentityCenter(management, { region, source });
    store = new IdentitystoreClient(await configIn(region));
    return { IdentityStoreId: identityStoreId };
  };
  const createUser = (id: { IdentityStoreId: string }, UserName = 'ada') =>
    store.send(new CreateUserCommand({ ...id, UserName, DisplayName: 'Ada', Name }));

  it('is in the account and region where it was enabled, and nowhere else', async () => {
    assert.deepEqual(await instancesIn(region), []);
    const of = { region, source: 'internal' } as const;
    const made = await moto.enableIdentityCenter(management, of);
    assert.deepEqual(await moto.enableIdentityCenter(management, of), made);
    const [{ InstanceArn, IdentityStoreId, OwnerAccountId } = assert.fail(), ...more] =
      (await instancesIn(region)) ?? [];
    assert.deepEqual(more, []);
    assert.deepEqual(
      [InstanceArn, IdentityStoreId, OwnerAccountId],
      [made.instanceArn, made.identityStoreId, management],
    );
    assert.deepEqual(await instancesIn('us-east-1'), []);
    assert.deepEqual(await instancesIn(region, '222222222222'), []);
  });

  it('has people and groups whose names change, and no store but its own', async () => {
    const id = await open();
    const { UserId } = await createUser(id);
    await createUser(id, 'bob');
    const user = { ...id, UserId };
    const rename = (AttributeValue: string) =>
      store.send(
        new UpdateUserCommand({
          ...user,
          Operations: [
            { AttributePath: 'userName', AttributeValue },
            { AttributePath: 'name.familyName', AttributeValue: 'King' },
          ],
        }),
      );
    await rename('ada.king');
    const { UserName, Name: name, UserStatus } = await store.send(new DescribeUserCommand(user));
    assert.deepEqual([UserName, name?.FamilyName, name?.GivenName], ['ada.king', 'King', 'Ada']);
    assert.equal(UserStatus, 'ENABLED');
    await assert.rejects(rename('bob'), { name: 'ConflictException' });

    const { GroupId } = await store.send(new CreateGroupCommand({ ...id, DisplayName: 'backend' }));
    const group = { ...id, GroupId };
    await store.send(
      new UpdateGroupCommand({
        ...group,
        Operations: [{ AttributePath: 'description', AttributeValue: 'Who runs it' }],
      }),
    );
    const found = await store.send(new DescribeGroupCommand(group));
    assert.deepEqual([found.DisplayName, found.Description], ['backend', 'Who runs it']);
    const elsewhere = { IdentityStoreId: 'd-0000000000', DisplayName: 'backend' };
    await assert.rejects(store.send(new CreateGroupCommand(elsewhere)), {
      name: 'ResourceNotFoundException',
    });
  });

  it('has memberships once, and as long as both are there', async () => {
    const id = await open();
    const { UserId = '' } = await createUser(id);
    const group = async (DisplayName: string) =>
      (await store.send(new CreateGroupCommand({ ...id, DisplayName }))).GroupId ?? '';
    const join = (GroupId: string) =>
      store.send(new CreateGroupMembershipCommand({ ...id, GroupId, MemberId: { UserId } }));
    const members = async (GroupId: string) =>
      (await store.send(new ListGroupMembershipsCommand({ ...id, GroupId }))).GroupMemberships
        ?.length;
    const [backend, data] = [await group('backend'), await group('data')];
    await join(backend);
    await join(data);
    await assert.rejects(join(data), { name: 'ConflictException' });
    await store.send(new DeleteGroupCommand({ ...id, GroupId: backend }));
    assert.deepEqual([await members(backend), await members(data)], [0, 1]);
    await store.send(new DeleteUserCommand({ ...id, UserId }));
    assert.equal(await members(data), 0);
  });

  it('has only whom its outside source provisions, who are found by their names', async () => {
    const id = await open('external');
    const refused = { name: 'AccessDeniedException' };
    await assert.rejects(createUser(id), refused);
    const backend = { ...id, DisplayName: 'backend' };
    await assert.rejects(store.send(new CreateGroupCommand(backend)), refused);
    const made = await moto.provision(management, {
      region,
      users: ['cleo'],
      groups: { backend: ['ada'] },
    });
    const userId = async (AttributeValue: string) => {
      const UniqueAttribute = { AttributePath: 'userName', AttributeValue };
      const asked = { ...id, AlternateIdentifier: { UniqueAttribute } };
      return (await store.send(new GetUserIdCommand(asked))).UserId;
    };
    assert.deepEqual({ ada: await userId('ada'), cleo: await userId('cleo') }, made.users);
    await assert.rejects(userId('bob'), { name: 'ResourceNotFoundException' });
    const UniqueAttribute = { AttributePath: 'displayName', AttributeValue: 'backend' };
    const { GroupId = '' } = await store.send(
      new GetGroupIdCommand({ ...id, AlternateIdentifier: { UniqueAttribute } }),
    );
    assert.equal(GroupId, made.groups['backend']);
    const UserId = made.users['ada'] ?? '';
    const joining = new CreateGroupMembershipCommand({ ...id, GroupId, MemberId: { UserId } });
    await assert.rejects(store.send(joining), refused);
    await assert.rejects(store.send(new DeleteUserCommand({ ...id, UserId })), refused);
    // As the source says now.
    await moto.provision(management, { region, groups: { backend: ['cleo'] } });
    const { GroupMemberships = [] } = await store.send(
      new ListGroupMembershipsCommand({ ...id, GroupId }),
    );
    assert.deepEqual(
      GroupMemberships.map(({ MemberId }) => MemberId?.UserId),
      [made.users['cleo']],
    );
  });
});
