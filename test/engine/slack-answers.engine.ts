import assert from 'node:assert/strict';
import { GetPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  paginateListSecrets,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { accounts } from '../../demo/cast';
import { writeExampleProject } from '../../demo/example-project';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { PulumiProject } from '../../emulation/pulumi/pulumi-project';
import { refreshed, upped, urnsOf } from './changes';
import { InAws } from './in-aws';

const secretKey = 'keyturn:slackSigningSecret';
const [first = '', second = ''] = ['first', 'second'].map((which) => `the-${which}-of-nobodys`);

/** People answer in Slack, and then no more, under the real engine. Each step goes on where the one before ended. */
describe('pulumi up of a monitor to which people answer', function () {
  this.timeout(300_000);
  this.bail(true);
  let moto: Moto;
  let project: PulumiProject;
  let monitor: InAws;
  let manager: SecretsManagerClient;
  let without: { readonly urns: readonly string[]; readonly inAws: readonly string[] };

  before(async () => {
    moto = await startMoto();
    project = new PulumiProject(moto, writeExampleProject);
    monitor = new InAws(moto, accounts.monitor);
    manager = new SecretsManagerClient(await monitor.config());
    const { ARN } = await manager.send(
      new CreateSecretCommand({ Name: 'keyturn/slack-token', SecretString: 'xoxb-nobodys' }),
    );
    set('slackTokenSecretArn', ARN);
    await upped(await stack());
    without = await whatThereIs();
  });
  after(async () => {
    await moto?.stop();
    project?.delete();
  });

  const stack = () => project.stack('monitor', accounts.monitor);
  const set = (key: string, value: unknown) =>
    project.set('Pulumi.monitor.yaml', ['config', `keyturn:${key}`], value);
  const sign = async (value: string) =>
    (await stack()).setConfig(secretKey, { value, secret: true });
  /** Of the account's audit role, which is to trust `act` too, other tests say more. */
  const upOfMonitor = async () =>
    (await upped(await stack())).filter((change) => !/ audit-/.test(change));

  async function whatThereIs() {
    const inAws = [...(await monitor.everything())];
    for await (const { SecretList = [] } of paginateListSecrets({ client: manager }, {}))
      inAws.push(...SecretList.map(({ Name = '' }) => Name));
    return { urns: await urnsOf(await stack()), inAws };
  }
  async function secretAt(stage: string): Promise<string | undefined> {
    const { inAws } = await whatThereIs();
    const SecretId = inAws.find((name) => name.startsWith('keyturn-slack-signing-secret'));
    const { SecretString } = await manager.send(
      new GetSecretValueCommand({ SecretId, VersionStage: stage }),
    );
    return SecretString;
  }

  it('makes what answering takes, and makes nothing else anew', async () => {
    set('slackAppId', 'A0COMPANY01');
    await sign(first);
    const changes = await upOfMonitor();
    assert.deepEqual(
      changes.filter((change) => !change.startsWith('create ')),
      [
        'update keyturn-key-events-function',
        'update keyturn-key-events-permissions',
        'update keyturn-monitor-function',
        'update keyturn-notify-function',
      ],
    );
    assert.ok(changes.includes('create keyturn-slack-in-url'));
    assert.equal(project.read('Pulumi.monitor.yaml').includes(first), false);
  });

  it('says which URL Slack is to call, which everybody may, and by no other way', async () => {
    const { slackRequestUrl } = await (await stack()).outputs();
    assert.match(
      String(slackRequestUrl?.value),
      /^https:\/\/[a-z0-9]+\.lambda-url\.eu-central-1\.on\.aws\/$/,
    );
    const { Policy = '' } = await new LambdaClient(await monitor.config()).send(
      new GetPolicyCommand({ FunctionName: 'keyturn-slack-in' }),
    );
    const { Statement } = JSON.parse(Policy) as { Statement: { Condition?: unknown }[] };
    const conditions = Statement.map(({ Condition }) => JSON.stringify(Condition));
    assert.deepEqual([...new Set(conditions)].sort(), [
      '{"Bool":{"lambda:InvokedViaFunctionUrl":"true"}}',
      '{"StringEquals":{"lambda:FunctionUrlAuthType":"NONE"}}',
    ]);
  });

  it('up again changes nothing, nor does a refresh', async () => {
    assert.deepEqual(await upped(await stack()), []);
    assert.deepEqual(await refreshed(await stack()), []);
  });

  it('other responders are an update of the two functions that know of them', async () => {
    set('responders', ['U0ALICE0001']);
    assert.deepEqual(await upOfMonitor(), [
      'update keyturn-act-function',
      'update keyturn-notify-function',
    ]);
  });

  it('another secret leaves the one before beside it, and touches no function', async () => {
    await sign(second);
    const changes = await upOfMonitor();
    const names = changes.map((change) => change.split(' ')[1]);
    assert.deepEqual([...new Set(names)], ['keyturn-slack-signing-secret-version']);
    assert.deepEqual(
      [await secretAt('AWSCURRENT'), await secretAt('AWSPREVIOUS')],
      [second, first],
    );
    assert.deepEqual(await upped(await stack()), []);
    assert.deepEqual(await refreshed(await stack()), []);
  });

  it('without the secret all of it goes, at once, and nothing else', async () => {
    for (const key of ['slackSigningSecret', 'slackAppId', 'responders']) set(key, undefined);
    const changes = await upOfMonitor();
    assert.deepEqual(
      changes.filter((change) => !change.startsWith('delete ')),
      [
        'update keyturn-key-events-function',
        'update keyturn-key-events-permissions',
        'update keyturn-monitor-function',
        'update keyturn-notify-function',
      ],
    );
    assert.deepEqual(await whatThereIs(), without);
    assert.equal((await (await stack()).outputs())['slackRequestUrl'], undefined);
    assert.deepEqual(await upped(await stack()), []);
  });
});
