import assert from 'node:assert/strict';
import { CreateUserCommand, TagUserCommand } from '@aws-sdk/client-iam';
import { GetItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { accounts } from '../../demo/cast';
import { writeExampleProject } from '../../demo/example-project';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { Administrator } from '../../emulation/people/administrator';
import { Engineer } from '../../emulation/people/engineer';
import { destroyed, kindsOf, previewed, refreshed, upped, urnsOf } from './changes';
import { InAws } from './in-aws';
import { PulumiProject } from '../../emulation/pulumi/pulumi-project';

const engineersFile = 'stacks/engineers.yaml';
const newMonitorAccount = '444444444444';

/** One company's life with the stacks, under the real engine. Each step goes on where the one before ended. */
describe('a year of pulumi up', function () {
  this.timeout(300_000);
  this.bail(true);
  let moto: Moto;
  let project: PulumiProject;
  let identity: InAws;
  let monitor: InAws;
  const stackOf = (name: keyof typeof accounts) => project.stack(name, accounts[name]);

  before(async () => {
    moto = await startMoto();
    project = new PulumiProject(moto, writeExampleProject);
    identity = new InAws(moto, accounts.identity);
    monitor = new InAws(moto, accounts.monitor);
    const secrets = new SecretsManagerClient(await monitor.config());
    const { ARN } = await secrets.send(
      new CreateSecretCommand({ Name: 'keyturn/slack-token', SecretString: 'xoxb-nobodys' }),
    );
    project.set('Pulumi.monitor.yaml', ['config', 'keyturn:slackTokenSecretArn'], ARN);
  });
  after(async () => {
    await moto?.stop();
    project?.delete();
  });

  it('preview makes nothing', async () => {
    const changes = await previewed(await stackOf('identity'));
    assert.deepEqual(kindsOf(changes), ['create']);
    assert.deepEqual(await identity.everything(), []);
  });

  it('up makes the three accounts', async () => {
    for (const name of ['monitor', 'identity', 'production'] as const)
      assert.deepEqual(kindsOf(await upped(await stackOf(name))), ['create']);
    assert.deepEqual(await identity.userNames(), [
      'alice',
      'backup',
      'bob',
      'carol',
      'ci-deployer',
      'dan',
      'erin',
      'frank',
    ]);
    assert.ok((await monitor.everything()).includes('keyturn-ledger'));
  });

  it('up again changes nothing', async () => {
    for (const name of ['monitor', 'identity', 'production'] as const)
      assert.deepEqual(await upped(await stackOf(name)), [], name);
  });

  it('a new engineer is one user, and nobody else is touched', async () => {
    project.set(engineersFile, ['engineers', 'grace'], {
      fullName: 'Grace Green',
      slackId: 'U0GRACE0001',
    });
    assert.deepEqual(await upped(await stackOf('identity')), [
      'create grace-membership',
      'create grace-user',
    ]);
  });

  it('a changed Slack id is an update, not another user', async () => {
    const userId = await identity.userId('bob');
    project.set(engineersFile, ['engineers', 'bob', 'slackId'], 'U0BOB000002');
    assert.deepEqual(await upped(await stackOf('identity')), ['update bob-user']);
    assert.equal(await identity.tag('bob', 'slack-id'), 'U0BOB000002');
    assert.equal(await identity.userId('bob'), userId);
  });

  it('another order of the engineers changes nothing', async () => {
    const text = project.read(engineersFile);
    const alice = / {2}alice:\n(?: {4}.*\n)+/.exec(text)?.[0] ?? '';
    assert.match(alice, /slackId/);
    project.write(engineersFile, text.replace(alice, ''));
    project.write(
      engineersFile,
      project.read(engineersFile).replace('\nmachineUsers:', `\n${alice}machineUsers:`),
    );
    assert.deepEqual(await upped(await stackOf('identity')), []);
  });

  it('a role taken from one engineer is taken from nobody else', async () => {
    const rolesOf = (group: string) => identity.groupPolicyOf(group, 'assume-roles');
    const before = await rolesOf('engineers-backend');
    project.set(engineersFile, ['engineers', 'bob', 'roles'], ['production/read-only']);
    assert.deepEqual(
      await upped(await stackOf('identity')),
      ['create-replacement', 'delete-replaced', 'replace'].map(
        (change) => `${change} bob-membership:roles`,
      ),
    );
    assert.deepEqual(await identity.groupsOf('bob'), [
      'engineers',
      'engineers-read-only@production',
    ]);
    assert.doesNotMatch(await rolesOf('engineers-read-only@production'), /role\/deploy"/);
    assert.deepEqual(await identity.groupsOf('alice'), ['engineers', 'engineers-backend']);
    assert.equal(await rolesOf('engineers-backend'), before);
  });

  it('an engineer with keys and an MFA device leaves; what is known of them stays', async () => {
    const root = await moto.credentialsFor(accounts.identity);
    await new Administrator(moto, root).givePassword('frank', 'First-password-2027!');
    const frank = new Engineer(moto, { accountId: accounts.identity, userName: 'frank' });
    await frank.signInFirst('First-password-2027!', 'Own-password-2027!x');
    await frank.enrolMfa();
    await frank.createKey();
    const dynamo = new DynamoDBClient(await monitor.config());
    const item = { account: { S: accounts.identity }, item: { S: 'key#of-frank' } };
    await dynamo.send(new PutItemCommand({ TableName: 'keyturn-ledger', Item: item }));

    project.set(engineersFile, ['engineers', 'frank'], undefined);
    assert.deepEqual(await upped(await stackOf('identity')), [
      'delete frank-membership',
      'delete frank-membership:roles',
      'delete frank-user',
    ]);
    assert.ok(!(await identity.userNames()).includes('frank'));
    assert.equal((await identity.userNames()).length, 8);
    await upped(await stackOf('monitor'));
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: 'keyturn-ledger', Key: item }),
    );
    assert.deepEqual(Item, item);
  });

  it('what somebody changed by hand is seen by refresh, and put right by up', async () => {
    const iam = await identity.iam();
    const Tags = [{ Key: 'slack-id', Value: 'U0MALLORY01' }];
    await iam.send(new TagUserCommand({ UserName: 'carol', Tags }));
    assert.deepEqual(await refreshed(await stackOf('identity')), ['update carol-user']);
    assert.deepEqual(await upped(await stackOf('identity')), ['update carol-user']);
    assert.equal(await identity.tag('carol', 'slack-id'), 'U0CAROL0001');
  });

  it('a user who was there before is imported, and is the same user after', async () => {
    const iam = await identity.iam();
    await iam.send(new CreateUserCommand({ UserName: 'heidi' }));
    const userId = await identity.userId('heidi');
    project.set(engineersFile, ['engineers', 'heidi'], {
      fullName: 'Heidi Hill',
      slackId: 'U0HEIDI0001',
    });
    const stack = await stackOf('identity');
    const home = (await urnsOf(stack)).find((urn) => urn.endsWith('pulumi:providers:aws::home'));
    assert.ok(home);
    await stack.import({
      protect: false,
      generateCode: false,
      nameTable: { home },
      resources: [
        { type: 'keyturn:index:Engineer', name: 'heidi', component: true },
        {
          type: 'aws:iam/user:User',
          name: 'heidi-user',
          id: 'heidi',
          parent: 'heidi',
          provider: 'home',
        },
      ],
    });
    assert.deepEqual(await upped(stack), ['create heidi-membership', 'update heidi-user']);
    assert.equal(await identity.userId('heidi'), userId);
    assert.equal(await identity.tag('heidi', 'slack-id'), 'U0HEIDI0001');
    assert.deepEqual(await upped(stack), []);
  });

  it('the monitor moves to another account; users and roles stay who they are', async () => {
    const userId = await identity.userId('alice');
    project.set('Pulumi.monitor.yaml', ['config', 'keyturn:deletionProtection'], false);
    await upped(await stackOf('monitor'));
    await destroyed(await stackOf('monitor'));
    assert.deepEqual(await monitor.everything(), []);

    const moved = new InAws(moto, newMonitorAccount);
    const secrets = new SecretsManagerClient(await moved.config());
    const { ARN } = await secrets.send(
      new CreateSecretCommand({ Name: 'keyturn/slack-token', SecretString: 'xoxb-nobodys' }),
    );
    project.set('Pulumi.monitor.yaml', ['config', 'keyturn:accountId'], newMonitorAccount);
    project.set('Pulumi.monitor.yaml', ['config', 'keyturn:slackTokenSecretArn'], ARN);
    await upped(await project.stack('monitor', newMonitorAccount));
    for (const name of ['identity', 'production'] as const) {
      assert.deepEqual(kindsOf(await upped(await stackOf(name))), ['update'], name);
    }
    assert.ok((await moved.everything()).includes('keyturn-ledger'));
    assert.equal(await identity.userId('alice'), userId);
    assert.deepEqual(await upped(await stackOf('identity')), []);
  });

  it('destroy leaves nothing', async () => {
    const moved = await project.stack('monitor', newMonitorAccount);
    for (const stack of [await stackOf('production'), await stackOf('identity'), moved])
      await destroyed(stack);
    for (const accountId of [...Object.values(accounts), newMonitorAccount])
      assert.deepEqual(await new InAws(moto, accountId).everything(), [], accountId);
  });
});
