import assert from 'node:assert/strict';
import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetAccountAuthorizationDetailsCommand,
  GetGroupCommand,
  GetRoleCommand,
  GetUserCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListRoleTagsCommand,
  ListUserTagsCommand,
  TagRoleCommand,
  TagUserCommand,
  UntagRoleCommand,
  UntagUserCommand,
  UpdateGroupCommand,
  UpdateUserCommand,
  type Tag,
} from '@aws-sdk/client-iam';
import { startMoto, type Moto } from './start';
import { clientsOf } from './test-clients';

const account = '111111111111';
const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
const PolicyDocument =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}';

describe('what IAM does not tell apart by case', () => {
  let moto: Moto;
  let iam: IAMClient;
  before(async () => (moto = await startMoto({ at: new Date('2026-01-05T08:00:00Z') })));
  beforeEach(async () => {
    await moto.reset();
    iam = clientsOf(moto, await moto.credentialsFor(account)).iam;
    await iam.send(new CreateUserCommand({ UserName: 'Alice', Path: '/people/' }));
    await iam.send(new CreateGroupCommand({ GroupName: 'Engineers' }));
    await iam.send(new CreateRoleCommand({ RoleName: 'Deploy', AssumeRolePolicyDocument }));
  });
  after(() => moto.stop());

  const taken = { name: 'EntityAlreadyExistsException' };

  describe('the names of users, groups and roles', () => {
    it('are found in any case, and answered as they were given', async () => {
      const { User } = await iam.send(new GetUserCommand({ UserName: 'ALICE' }));
      assert.equal(User?.Arn, `arn:aws:iam::${account}:user/people/Alice`);
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'deploy' }));
      assert.equal(Role?.RoleName, 'Deploy');
      await iam.send(new AddUserToGroupCommand({ UserName: 'alice', GroupName: 'engineers' }));
      const { Group, Users } = await iam.send(new GetGroupCommand({ GroupName: 'ENGINEERS' }));
      assert.deepEqual(
        [Group?.GroupName, Users?.map(({ UserName }) => UserName)],
        ['Engineers', ['Alice']],
      );
      await iam.send(new CreateAccessKeyCommand({ UserName: 'aLICE' }));
      const { AccessKeyMetadata } = await iam.send(
        new ListAccessKeysCommand({ UserName: 'alice' }),
      );
      assert.deepEqual(
        AccessKeyMetadata?.map(({ UserName }) => UserName),
        ['Alice'],
      );
    });

    it('are each taken once', async () => {
      await assert.rejects(iam.send(new CreateUserCommand({ UserName: 'alice' })), taken);
      await assert.rejects(iam.send(new CreateGroupCommand({ GroupName: 'engineers' })), taken);
      await assert.rejects(
        iam.send(new CreateRoleCommand({ RoleName: 'deploy', AssumeRolePolicyDocument })),
        taken,
      );
      const policy = (PolicyName: string, Path: string) =>
        iam.send(new CreatePolicyCommand({ PolicyName, Path, PolicyDocument }));
      await policy('Deploy', '/');
      await assert.rejects(policy('deploy', '/machines/'), taken);
    });

    it('are taken for who would be renamed, too, but for themselves', async () => {
      await iam.send(new CreateUserCommand({ UserName: 'bob' }));
      await iam.send(new CreateGroupCommand({ GroupName: 'machines' }));
      const rename = (UserName: string, NewUserName: string) =>
        iam.send(new UpdateUserCommand({ UserName, NewUserName }));
      const renameGroup = (GroupName: string, NewGroupName: string) =>
        iam.send(new UpdateGroupCommand({ GroupName, NewGroupName }));
      await assert.rejects(rename('bob', 'ALICE'), taken);
      await assert.rejects(renameGroup('machines', 'ENGINEERS'), taken);
      await rename('alice', 'alice');
      await renameGroup('engineers', 'engineers');
      const { User } = await iam.send(new GetUserCommand({ UserName: 'Alice' }));
      const { Group } = await iam.send(new GetGroupCommand({ GroupName: 'Engineers' }));
      assert.deepEqual([User?.UserName, Group?.GroupName], ['alice', 'engineers']);
    });

    it('stand in CloudTrail as they were asked for, and as they are', async () => {
      await iam.send(new CreateAccessKeyCommand({ UserName: 'ALICE' }));
      const [event] = await moto.keyEvents();
      const { requestParameters, responseElements } = event?.detail ?? {};
      assert.deepEqual(
        [requestParameters?.['userName'], responseElements?.accessKey.userName],
        ['ALICE', 'Alice'],
      );
    });
  });

  describe('the keys of tags', () => {
    const doubled: Tag[] = [
      { Key: 'type', Value: 'engineer' },
      { Key: 'Type', Value: 'machine' },
    ];
    const refused = { name: 'InvalidInputException', message: /Tag keys are case insensitive/ };
    const user = { UserName: 'Alice' };
    const role = { RoleName: 'Deploy' };
    const of = {
      users: {
        tag: (Tags: Tag[]) => iam.send(new TagUserCommand({ ...user, Tags })),
        untag: (TagKeys: string[]) => iam.send(new UntagUserCommand({ ...user, TagKeys })),
        list: async () => (await iam.send(new ListUserTagsCommand(user))).Tags,
      },
      roles: {
        tag: (Tags: Tag[]) => iam.send(new TagRoleCommand({ ...role, Tags })),
        untag: (TagKeys: string[]) => iam.send(new UntagRoleCommand({ ...role, TagKeys })),
        list: async () => (await iam.send(new ListRoleTagsCommand(role))).Tags,
      },
    };
    for (const [whose, { tag, untag, list }] of Object.entries(of)) {
      it(`of ${whose} are one, in the case that was given last`, async () => {
        await tag([
          { Key: 'Type', Value: 'machine' },
          { Key: 'team', Value: 'a' },
        ]);
        await tag([{ Key: 'type', Value: 'Engineer' }]);
        assert.deepEqual((await list())?.map(({ Key, Value }) => `${Key}=${Value}`).sort(), [
          'team=a',
          'type=Engineer',
        ]);
        await untag(['TYPE']);
        assert.deepEqual(await list(), [{ Key: 'team', Value: 'a' }]);
      });

      it(`of ${whose} are not given twice in one call`, async () => {
        await assert.rejects(tag(doubled), refused);
        assert.deepEqual(await list(), []);
      });
    }

    it('are not given twice to who is made', async () => {
      await assert.rejects(
        iam.send(new CreateUserCommand({ UserName: 'bob', Tags: doubled })),
        refused,
      );
      await assert.rejects(
        iam.send(
          new CreateRoleCommand({ RoleName: 'other', AssumeRolePolicyDocument, Tags: doubled }),
        ),
        refused,
      );
      await assert.rejects(iam.send(new GetUserCommand({ UserName: 'bob' })), {
        name: 'NoSuchEntityException',
      });
    });

    it('stay with who moves to another path', async () => {
      const Tags = [{ Key: 'Type', Value: 'engineer' }];
      await iam.send(new TagUserCommand({ ...user, Tags }));
      await iam.send(new UpdateUserCommand({ ...user, NewPath: '/staff/' }));
      const { UserDetailList } = await iam.send(new GetAccountAuthorizationDetailsCommand({}));
      assert.deepEqual(
        UserDetailList?.map((each) => [each.Arn, each.Tags]),
        [[`arn:aws:iam::${account}:user/staff/Alice`, Tags]],
      );
    });
  });
});
