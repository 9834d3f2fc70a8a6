import assert from 'node:assert/strict';
import {
  CreateUserCommand,
  GetGroupCommand,
  GetUserCommand,
  IAMClient,
  ListUserTagsCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startMoto, type Moto } from '../moto/start';
import type { Deployment } from './deploy';
import { deployFixture, refusedFixture } from './testing/fixture';

const ACCOUNT = '111111111111';
const MEMBER = '222222222222';

describe('deployStack', () => {
  let moto: Moto;
  before(async () => {
    moto = await startMoto();
  });
  beforeEach(() => moto.reset());
  after(() => moto.stop());

  const deploy = (what: string, more: Partial<Deployment> = {}) =>
    deployFixture(moto, what, { accountId: ACCOUNT, ...more });
  const refused = (what: string, more: Partial<Deployment> = {}) =>
    refusedFixture(moto, what, { accountId: ACCOUNT, ...more });

  async function clients(accountId = ACCOUNT) {
    const credentials = await moto.credentialsFor(accountId);
    const options = { endpoint: moto.url, region: 'eu-central-1', credentials };
    return {
      iam: new IAMClient(options),
      lambda: new LambdaClient(options),
      secretsManager: new SecretsManagerClient(options),
    };
  }

  it('makes the real thing in the account, with the config that the engine would give', async () => {
    const { resources } = await deploy('team');
    const { iam } = await clients();
    const group = await iam.send(new GetGroupCommand({ GroupName: 'engineers' }));
    assert.deepEqual(group.Users?.map(({ UserName }) => UserName).sort(), ['ada', 'alan']);
    const { Tags } = await iam.send(new ListUserTagsCommand({ UserName: 'ada' }));
    assert.deepEqual(Tags, [{ Key: 'greeting', Value: 'good morning' }]);
    const urn = 'urn:pulumi:dev::fixture::fixture:index:Team';
    assert.deepEqual(resources.map((each) => each.urn.replace(urn, 'Team')).sort(), [
      'Team$aws:iam/group:Group::engineers',
      'Team$aws:iam/user:User$aws:iam/userGroupMembership:UserGroupMembership::ada',
      'Team$aws:iam/user:User$aws:iam/userGroupMembership:UserGroupMembership::alan',
      'Team$aws:iam/user:User::ada',
      'Team$aws:iam/user:User::alan',
      'Team::engineers',
      'urn:pulumi:dev::fixture::pulumi:pulumi:Stack::fixture-dev',
    ]);
    const ada = resources.find(({ type, name }) => type === 'aws:iam/user:User' && name === 'ada');
    assert.equal(ada?.id, 'ada');
    assert.equal(ada?.outputs['arn'], `arn:aws:iam::${ACCOUNT}:user/ada`);
    const other = await (
      await clients(MEMBER)
    ).iam
      .send(new GetGroupCommand({ GroupName: 'engineers' }))
      .catch((error: Error) => error.name);
    assert.equal(other, 'NoSuchEntityException');
  });

  it('answers outputs as the provider does, and names what has no name the same way each time', async () => {
    const first = await deploy('outputs');
    const { name } = first.outputs;
    assert.match(String(name), /^work-[0-9a-f]{7}\.fifo$/);
    const arn = (region: string, queue: string) => `arn:aws:sqs:${region}:${ACCOUNT}:${queue}`;
    assert.deepEqual(first.outputs, {
      name,
      sentence: `${arn('eu-central-1', String(name))} and ${arn('us-east-1', 'there')}`,
      account: ACCOUNT,
      nested: { list: [`${moto.url}/${ACCOUNT}/there`] },
    });
    assert.deepEqual(first.secretOutputs, []);
    await moto.reset();
    assert.deepEqual((await deploy('outputs')).outputs, first.outputs);
  });

  it('keeps secrets secret, and lets later stacks refer to an earlier one', async () => {
    const password = 'not-a-password';
    const first = await deploy('secrets', { secrets: { 'fixture:password': password } });
    assert.deepEqual(first.secretOutputs, ['value']);
    assert.equal(first.outputs['value'], password);
    const { secretsManager } = await clients();
    const stored = await secretsManager.send(new GetSecretValueCommand({ SecretId: 'token' }));
    assert.equal(stored.SecretString, password);
    const references = { first: { ...first, outputs: { ...first.outputs, name: 'n' } } };
    const second = await deploy('reference', { references });
    assert.deepEqual(second.outputs, { name: 'n', value: password });
    assert.deepEqual(second.secretOutputs, ['value']);
    const lost = await refused('reference');
    assert.match(lost.message, /unknown stack "organization\/fixture\/first"/);
  });

  it('gives a function its code, its environment and its role', async () => {
    const { outputs } = await deploy('lambda', { secrets: { 'fixture:password': 'p' } });
    const { lambda } = await clients();
    const found = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: String(outputs['function']) }),
    );
    assert.deepEqual(found.Environment?.Variables, { SECRET: 'p' });
    assert.match(found.Role ?? '', /^arn:aws:iam::111111111111:role\/role-[0-9a-f]{7}$/);
    assert.equal(found.Runtime, 'nodejs24.x');
    assert((found.CodeSize ?? 0) > 500, 'the files are in the zip');
  });

  it('reads what exists, and imports it if it is as the program says', async () => {
    assert.match((await refused('importing')).message, /there is no aws:iam\/user:User ada/);
    const { iam } = await clients();
    const { User: ada } = await iam.send(new CreateUserCommand({ UserName: 'ada' }));
    const { User: alan } = await iam.send(new CreateUserCommand({ UserName: 'alan' }));
    const { outputs, resources } = await deploy('importing');
    assert.deepEqual(outputs, { ada: ada?.UserId, alan: alan?.Arn });
    assert(resources.some(({ urn, id }) => urn.endsWith('User::alan') && id === 'alan'));
    const Tags = [{ Key: 'type', Value: 'engineer' }];
    await iam.send(new TagUserCommand({ UserName: 'ada', Tags }));
    assert.match(
      (await refused('importing')).message,
      /User::ada: inputs to import do not match the existing resource: tags$/m,
    );
  });

  it("goes where the program's provider goes, and puts its default tags on", async () => {
    const role = await deployMemberRole();
    const { outputs } = await deploy('assuming', { config: { 'fixture:roleArn': role } });
    assert.match(String(outputs['arn']), /^arn:aws:iam::222222222222:user\/over-[0-9a-f]{7}$/);
    assert.deepEqual(outputs['tags'], { own: '1' });
    assert.deepEqual(outputs['tagsAll'], { own: '1', from: 'default' });
  });

  it("takes the stack's own role, and refuses an account that is not allowed", async () => {
    const roleArn = await deployMemberRole();
    const config = { 'aws:assumeRoles': [{ roleArn }], 'aws:allowedAccountIds': [MEMBER] };
    const { outputs } = await deploy('outputs', { config });
    assert.equal(outputs['account'], MEMBER);
    const allowed = { 'aws:allowedAccountIds': [MEMBER] };
    const { errors } = await refused('outputs', { config: allowed });
    assert.deepEqual(errors, [`AWS account ID not allowed: ${ACCOUNT}`]);
  });

  async function deployMemberRole(): Promise<string> {
    const { resources } = await deploy('lambda', {
      accountId: MEMBER,
      secrets: { 'fixture:password': 'p' },
    });
    const role = resources.find(({ type }) => type === 'aws:iam/role:Role');
    return String(role?.outputs['arn']);
  }

  it('makes what a plugin would make, from the same children', async () => {
    const { outputs, resources } = await deploy('trail');
    assert.match(String(outputs['bucket']), /^arn:aws:s3:::events-[0-9a-f]{7}$/);
    assert.match(
      String(outputs['trail']),
      /^arn:aws:cloudtrail:us-east-1:111111111111:trail\/events-/,
    );
    const trail = 'urn:pulumi:dev::fixture::awsx:cloudtrail:Trail';
    assert.deepEqual(
      resources
        .map(({ urn }) => urn)
        .filter((urn) => urn.startsWith(trail))
        .sort(),
      [
        `${trail}$aws:cloudtrail/trail:Trail::events`,
        `${trail}$aws:s3/bucket:Bucket::events`,
        `${trail}$aws:s3/bucketPolicy:BucketPolicy::events`,
        `${trail}::events`,
      ],
    );
  });

  describe('of a stack that is there', () => {
    const people = (...names: readonly string[]) => ({ 'fixture:people': names });
    const membersOf = async (iam: IAMClient) =>
      (await iam.send(new GetGroupCommand({ GroupName: 'engineers' }))).Users?.map(
        ({ UserName }) => UserName,
      ).sort();

    it('changes what the program says otherwise, and deletes what it says no more', async () => {
      const before = await deploy('team');
      const { iam } = await clients();
      const config = { ...people('ada', 'grace'), 'fixture:greeting': 'good night' };
      const { resources } = await deploy('team', { before, config });
      assert.deepEqual(await membersOf(iam), ['ada', 'grace']);
      const { Tags } = await iam.send(new ListUserTagsCommand({ UserName: 'ada' }));
      assert.deepEqual(Tags, [{ Key: 'greeting', Value: 'good night' }]);
      await assert.rejects(iam.send(new ListUserTagsCommand({ UserName: 'alan' })), {
        name: 'NoSuchEntityException',
      });
      assert.equal(
        resources.some(({ name }) => name === 'alan'),
        false,
      );
      const again = await deploy('team', { before: { ...before, resources }, config });
      const byUrn = (some: typeof resources) => some.toSorted((a, b) => (a.urn < b.urn ? -1 : 1));
      assert.deepEqual(byUrn(again.resources), byUrn(resources));
    });

    it('deletes in the region of the provider that is gone with it', async () => {
      const before = await deploy('outputs');
      assert.equal((await queuesIn('us-east-1')).length, 1);
      await deploy('team', { before });
      assert.deepEqual(await queuesIn('us-east-1'), []);
      assert.deepEqual(await queuesIn('eu-central-1'), []);
    });

    it('deletes what it has imported, and leaves what it has only read', async () => {
      const { iam } = await clients();
      await iam.send(new CreateUserCommand({ UserName: 'ada' }));
      await iam.send(new CreateUserCommand({ UserName: 'alan' }));
      const before = await deploy('importing');
      await deploy('outputs', { before });
      await assert.rejects(iam.send(new GetUserCommand({ UserName: 'ada' })), {
        name: 'NoSuchEntityException',
      });
      const { User } = await iam.send(new GetUserCommand({ UserName: 'alan' }));
      assert.equal(User?.UserName, 'alan');
    });

    it('refuses what the engine would replace', async () => {
      const before = await deploy('team');
      const moved = before.resources.map((each) =>
        each.type === 'aws:iam/group:Group'
          ? each
          : { ...each, outputs: { ...each.outputs, user: 'somebody' } },
      );
      assert.match(
        (await refused('team', { before: { ...before, resources: moved } })).message,
        /UserGroupMembership::ada: .*it would have to be replaced for user: the engine does that/,
      );
    });

    async function queuesIn(region: string): Promise<readonly string[]> {
      const credentials = await moto.credentialsFor(ACCOUNT);
      const { QueueUrls = [] } = await new SQSClient({
        ...{ endpoint: moto.url, region, credentials },
      }).send(new ListQueuesCommand({}));
      return QueueUrls;
    }
  });
});
