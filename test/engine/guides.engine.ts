import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exitCodes } from '../../cli/exit-codes';
import { makeUsers } from '../../cli/testing/existing-users';
import { functionsWith } from '../../demo/deployed-monitor';
import { EmulatedCompany } from '../../emulation/company/emulated-company';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { startSlack, type SlackServer } from '../../emulation/slack/start';
import { dependencies } from '../../package.json';
import { root } from '../../scripts/project-files';
import { acme, acmeInIam, acmeInSlack, editValues, fillInSlackIds } from '../guides/acme';
import { blocksOfPages } from '../guides/blocks';
import { Reader } from '../guides/reader';
import { placesOf } from '../guides/table';
import { InAws } from './in-aws';

const { identity, production, monitor, channel, deployChannel, ada, ben } = acme;

/** Each step goes on where the one before ended, so nothing is left to run after one that failed. */
describe('the guides, from a clone to the end', function () {
  this.timeout(900_000);
  this.bail(true);
  let moto: Moto;
  let slack: SlackServer;
  let reader: Reader;
  let secretArn: string;
  let company: EmulatedCompany | undefined;
  const notRun: string[] = [];

  before(async () => {
    moto = await startMoto();
    slack = await startSlack(acmeInSlack);
    await makeUsers(moto, identity, acmeInIam);
    reader = await Reader.atDesk(moto, {
      profiles: { default: monitor, identity, production, monitor, 'monitor-admin': monitor },
      // The first is what the emulated company does. moto does not know the second.
      onlyNoted: ['lambda invoke', 'sqs start-message-move-task'],
      env: pulumi(),
    });
    // What `pulumi install` and `pulumi new` would fetch counts as there; Pulumi.yaml says where the emulated one is.
    const plugin = `.pulumi/plugins/resource-aws-v${dependencies['@pulumi/aws']}`;
    mkdirSync(path.join(reader.home, plugin), { recursive: true });
    writeFileSync(path.join(reader.home, plugin, 'pulumi-resource-aws'), '#!/bin/sh\nexit 1\n', {
      mode: 0o755,
    });
  });
  after(async () => {
    // It stops the clouds, too.
    if (company) await company.stop();
    else await Promise.all([moto?.stop(), slack?.stop()]);
    reader?.remove();
  });

  async function follow(page: string, begins: string) {
    const { code, output, stdout } = await reader.follow(page, begins);
    assert.equal(code, 0, output);
    return { output, stdout };
  }

  async function run(commands: string): Promise<string> {
    const { code, output, stdout } = await reader.run(commands);
    assert.equal(code, 0, output);
    return stdout;
  }

  /** What the last `aws lambda invoke` asked for: the emulated company does it, and delivers what comes of it. */
  async function invoke(): Promise<void> {
    const { operation, params } = reader.calls.at(-1) ?? {};
    assert.equal(operation, 'Invoke');
    const event = JSON.parse(String(params?.['Payload'])) as { scheduledTime: string };
    const now = new Date();
    const functions = path.join(reader.home, 'acme-keyturn/node_modules/keyturn/dist/functions');
    company ??= await EmulatedCompany.of(
      moto,
      slack,
      { accountId: monitor, region: 'eu-central-1' },
      { clock: { now }, ...functionsWith(slack, functions) },
    );
    await company.wake(String(params?.['FunctionName']), event, now);
    await company.deliver(now);
  }

  it('try: the emulated company is audited', async () => {
    const how = { goesOn: true } as const;
    const { code, output } = await reader.follow('docs/try.md', 'npm run -s demo:audit', how);
    // One of the accounts can't be read.
    assert.equal(code, exitCodes.incomplete, output);
    assert.match(output, /dave/);
    assert.match(reader.read('keys.html'), /<h2 id="ages">/);
  });

  it('roll-out: the project is made of the example and the package', async () => {
    await follow('docs/roll-out.md', 'npm run build:package');
    assert.equal(path.basename(reader.folder), 'acme-keyturn');
    assert.match(reader.read('package.json'), /"keyturn": "file:keyturn-/);
  });

  it('roll-out: the state has a place', async () => {
    await run('mkdir ../administrator && cd ../administrator');
    await follow('docs/administrator.md', 'export identity=');
    await run(`export identity=${identity} production=${production} monitor=${monitor}`);
    await follow('docs/administrator.md', 'cat > bucket.json');
    await run('unset AWS_PROFILE && cd ../acme-keyturn');
    await follow('docs/roll-out.md', 'pulumi login');
    assert.match(reader.read('Pulumi.identity.yaml'), /encryptionsalt: /);
  });

  it('slack: the token is kept in the stack, or in a secret of its own', async () => {
    reader.configure('monitor', { 'keyturn:slackApiUrl': slack.url });
    const { code, output } = await reader.follow('docs/slack.md', 'read -rs KEYTURN_SLACK_TOKEN', {
      typed: `${slack.token}\n`,
    });
    // The channels and people are the example's as yet.
    assert.equal(code, exitCodes.findings, output);
    const withSecret = reader.read('Pulumi.monitor.yaml');
    await follow('docs/slack.md', 'printf %s "$KEYTURN_SLACK_TOKEN" | pulumi');
    assert.match(reader.read('Pulumi.monitor.yaml'), /keyturn:slackToken:\n +secure: /);
    assert.equal(
      (await run('pulumi config get keyturn:slackToken -s monitor')).trim(),
      slack.token,
    );
    reader.write('Pulumi.monitor.yaml', withSecret);
    const { stdout } = await follow('docs/slack.md', 'printf %s "$KEYTURN_SLACK_TOKEN" | aws');
    const { ARN } = JSON.parse(stdout) as { ARN: string };
    secretArn = ARN;
    await run('unset KEYTURN_SLACK_TOKEN');
  });

  it('roll-out: the values of the example are the company’s', () => {
    editValues(reader, secretArn);
  });

  it('roll-out: the users are adopted and imported, and nobody is made anew', async () => {
    await follow('docs/roll-out.md', 'rm engineers.yaml');
    fillInSlackIds(reader);
    await follow('docs/roll-out.md', 'npm run -s keyturn -- validate');
    const before = await new InAws(moto, identity).userId('ada');
    const { output } = await follow('docs/roll-out.md', 'export AWS_PROFILE=identity');
    assert.doesNotMatch(output, /[-+]+ .*aws:iam:User /);
    assert.match(output, /~ .*aws:iam:User /);
    assert.equal(await new InAws(moto, identity).userId('ada'), before);
    await run('unset AWS_PROFILE');
  });

  it('slack: all is checked', async () => {
    const { output } = await follow('docs/slack.md', 'npm run -s keyturn -- slack check');
    assert.ok(output.includes(ada));
  });

  it('roll-out: the three accounts are deployed, in the order that is written', async () => {
    await follow('docs/roll-out.md', 'AWS_PROFILE=monitor pulumi up');
    assert.equal(await new InAws(moto, identity).tag('ada', 'slack-id'), ada);
    assert.ok((await new InAws(moto, production).everything()).includes('keyturn-audit'));
  });

  it('slack: the first message comes', async () => {
    await follow('docs/slack.md', 'export AWS_PROFILE=monitor');
    await invoke();
    const [summary, ...others] = slack.inbox.all;
    assert.deepEqual([summary?.to, others], [channel, []]);
    assert.match(JSON.stringify(summary), /dry run/);
    await run('unset AWS_PROFILE');
  });

  it('run: a plan has those whom the monitor has', async () => {
    const { output } = await follow('docs/run.md', 'npm run -s keyturn -- plan');
    assert.match(output, /ada/);
    assert.doesNotMatch(output, /No ledger was read/);
  });

  it('runbooks: by hand, in the monitor’s account', async () => {
    await run('export AWS_PROFILE=monitor');
    await follow('docs/runbooks/catch-up.md', 'aws lambda invoke');
    for (const [page, begins] of [
      ['failed-runs', 'aws sqs receive-message'],
      ['missed-schedules', 'aws sqs receive-message'],
      ['undelivered', 'aws sqs receive-message'],
      ['undelivered', 'aws sqs start-message-move-task'],
      ['key-events-errors', 'aws cloudtrail lookup-events'],
    ] as const)
      await follow(`docs/runbooks/${page}.md`, begins);
    const move = reader.calls.find(({ operation }) => operation === 'StartMessageMoveTask');
    assert.deepEqual(move?.params, {
      SourceArn: `arn:aws:sqs:eu-central-1:${monitor}:keyturn-undelivered.fifo`,
    });
  });

  it('runbooks: of the state machine, where there is one', async () => {
    reader.configure('monitor', { 'keyturn:fanOut': 'distributed' });
    await run('pulumi up -s monitor');
    await follow('docs/runbooks/catch-up.md', 'aws stepfunctions start-execution');
    await follow('docs/runbooks/executions-failed.md', 'aws stepfunctions list-executions');
  });

  it('policies: the pack looks at a preview and an update', async () => {
    await run('pulumi stack select monitor');
    const { output } = await follow('docs/policies.md', 'npm install --save-dev');
    assert.match(output, /keyturn/);
  });

  it('run: the monitor is taken down, once its bucket is empty', async () => {
    // With the versions, as the console's "Empty" does it.
    const { Buckets = [] } = JSON.parse(await run('aws s3api list-buckets')) as {
      Buckets?: { Name: string }[];
    };
    const reports = Buckets.find(({ Name }) => Name.startsWith('keyturn-reports-'))?.Name ?? '';
    const bucket = `--bucket ${reports}`;
    const versions = JSON.parse(
      await run(`aws s3api list-object-versions ${bucket} --query 'Versions[].[Key, VersionId]'`),
    ) as string[][];
    assert.ok(versions.length > 0);
    for (const [key, version] of versions)
      await run(`aws s3api delete-object ${bucket} --key ${key} --version-id ${version}`);
    await follow('docs/run.md', 'export AWS_PROFILE=monitor');
    assert.deepEqual(await new InAws(moto, monitor).everything(), []);
  });

  it('examples: one account, from nothing to a preview', async () => {
    await run(`cd ${reader.clone} && export AWS_PROFILE=identity`);
    await follow('examples/README.md', 'npm run build:package');
    reader.configure('acme', {
      'keyturn:accountId': identity,
      'keyturn:teamChannel': channel,
      'keyturn:slackTokenSecretArn': `arn:aws:secretsmanager:eu-central-1:${identity}:secret:keyturn/slack-token-UvWxYz`,
    });
    const people = reader
      .read('engineers.yaml')
      .replace('U0ADA000001', ada)
      .replace('U0BEN000001', ben)
      .replace('C0DEPLOY001', deployChannel);
    reader.write('engineers.yaml', people);
    const { output } = await follow('examples/README.md', 'npm run -s keyturn -- validate');
    assert.match(output, /no mistake in one stack\n/);
  });

  it('examples: a new project', async () => {
    await run(`cd ${reader.clone}`);
    await follow('examples/README.md', 'mkdir ../acme-new');
    // It asks for the token, too, and encrypts what people type; what is given by an option it would not.
    await run('echo xoxb-nobodys-token | pulumi config set --secret keyturn:slackToken -s acme');
    await run('npm run -s keyturn -- validate');
  });

  it('examples: another language', async function () {
    if (spawnSync('which', ['pulumi-language-yaml']).status !== 0) {
      notRun.push('examples/README.md');
      process.stdout.write('skipped: the guide for YAML needs pulumi-language-yaml on the PATH\n');
      return this.skip();
    }
    await run(`cd ${reader.clone}`);
    await follow('examples/README.md', 'cp -R examples/yaml');
  });

  it('are all run that are said to be', () => {
    const missing = placesOf('npm run test:engine', blocksOfPages()).filter(
      (place) => !reader.followed.has(place),
    );
    assert.equal(missing.length, notRun.length, missing.join('\n'));
  });
});

/** What the stand-in for the CLI needs, and that the CLI itself asks nobody. */
function pulumi(): Record<string, string> {
  const provider = (name: string, folder: string) => ({
    name,
    path: path.join(root, 'emulation', 'pulumi', folder),
  });
  return {
    KEYTURN_GUIDE_PULUMI: execFileSync('which', ['pulumi'], { encoding: 'utf8' }).trim(),
    KEYTURN_GUIDE_PROVIDERS: JSON.stringify([
      provider('aws', 'provider'),
      provider('awsx', 'provider-awsx'),
    ]),
    KEYTURN_GUIDE_ANSWERS: JSON.stringify([
      ...['--name', 'acme-iam', '--description', 'Keys that turn', '--stack', 'acme'],
      ...['-c', 'aws:region=eu-central-1', '-c', `keyturn:accountId=${identity}`],
      ...['-c', `keyturn:teamChannel=${channel}`, '-c', 'keyturn:createTrail=false'],
    ]),
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    PULUMI_DISABLE_REGISTRY_RESOLVE: 'true',
    PULUMI_CONFIG_PASSPHRASE: 'nobody',
  };
}
