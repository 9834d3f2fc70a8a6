import assert from 'node:assert/strict';
import {
  CreateGroupCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetAccountAuthorizationDetailsCommand,
  ListUsersCommand,
  paginateGetAccountAuthorizationDetails,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import { startMoto, type Moto } from './start';
import { clientsOf } from './test-clients';

const identity = '111111111111';

describe('lists in pages', () => {
  let moto: Moto;
  let root: ReturnType<typeof clientsOf>;
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    root = clientsOf(moto, await moto.credentialsFor(identity));
  });
  after(() => moto.stop());

  const createUser = (UserName: string, tags: Record<string, string> = {}) =>
    root.iam.send(
      new CreateUserCommand({
        UserName,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );

  describe('of GetAccountAuthorizationDetails', () => {
    it('gives users with their tags, groups and ids', async () => {
      await createUser('alice', { type: 'engineer', 'slack-id': 'U0ALICE0001' });
      await createUser('bob');
      const { UserDetailList } = await root.iam.send(
        new GetAccountAuthorizationDetailsCommand({ Filter: ['User'] }),
      );
      assert.deepEqual(
        UserDetailList?.map(({ UserName, Tags }) => [UserName, Tags]),
        [
          [
            'alice',
            [
              { Key: 'type', Value: 'engineer' },
              { Key: 'slack-id', Value: 'U0ALICE0001' },
            ],
          ],
          ['bob', undefined],
        ],
      );
      assert.match(UserDetailList?.[0]?.UserId ?? '', /^AIDA[A-Z0-9]{17}$/);
    });

    it('gives all kinds in pages, each thing once', async () => {
      for (let i = 0; i < 5; i++) await createUser(`user-${i}`);
      for (const GroupName of ['engineers', 'guests'])
        await root.iam.send(new CreateGroupCommand({ GroupName }));
      await root.iam.send(
        new CreateRoleCommand({
          RoleName: 'audit',
          AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
        }),
      );
      const pages = [];
      for await (const page of paginateGetAccountAuthorizationDetails(
        { client: root.iam, pageSize: 3 },
        {},
      ))
        pages.push([
          ...(page.UserDetailList ?? []).map(({ UserName }) => UserName),
          ...(page.GroupDetailList ?? []).map(({ GroupName }) => GroupName),
          ...(page.RoleDetailList ?? []).map(({ RoleName }) => RoleName),
        ]);
      assert.deepEqual(pages, [
        ['user-0', 'user-1', 'user-2'],
        ['user-3', 'user-4', 'engineers'],
        ['guests', 'audit'],
      ]);
    });

    it('gives a hundred where no size is asked for, and refuses what IAM does', async () => {
      for (let i = 0; i < 101; i++) await createUser(`user-${i}`);
      const ask = (rest: { MaxItems?: number; Marker?: string }) =>
        root.iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['User'], ...rest }));
      const first = await ask({});
      assert.deepEqual([first.UserDetailList?.length, first.IsTruncated], [100, true]);
      const second = await ask({ Marker: first.Marker });
      assert.deepEqual([second.UserDetailList?.length, second.IsTruncated], [1, false]);
      assert.equal((await ask({ MaxItems: 101 })).IsTruncated, false);
      for (const bad of [{ MaxItems: 0 }, { MaxItems: 1001 }, { Marker: 'not one' }])
        await assert.rejects(ask(bad), { name: 'ValidationError' });
    });
  });

  it('of ListUsers', async () => {
    for (const name of ['carol', 'alice', 'bob']) await createUser(name);
    const pages = [];
    for await (const page of paginateListUsers({ client: root.iam, pageSize: 2 }, {}))
      pages.push(page.Users?.map(({ UserName }) => UserName));
    assert.deepEqual(pages, [['alice', 'bob'], ['carol']]);
    assert.equal((await root.iam.send(new ListUsersCommand())).IsTruncated, false);
  });
});
