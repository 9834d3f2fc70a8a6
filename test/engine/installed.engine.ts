import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Stack } from '@pulumi/pulumi/automation';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { PulumiProject } from '../../emulation/pulumi/pulumi-project';
import { InstalledProject } from '../package/installed-project';
import { destroyed, kindsOf, upped } from './changes';
import { InAws } from './in-aws';

const examples = path.join(__dirname, '..', '..', 'examples');
const account = '111111111111';

/** What each example must have made in its accounts. */
const cases: readonly {
  readonly example: string;
  /** The stack's name, and its account. */
  readonly stacks: readonly (readonly [stack: string, accountId: string])[];
  readonly users: readonly string[];
  readonly hasMonitor: boolean;
}[] = [
  {
    example: 'one-account',
    stacks: [['acme', account]],
    users: ['ada', 'ben', 'ci-deployer'],
    hasMonitor: true,
  },
  {
    example: 'three-accounts',
    stacks: [
      ['monitor', '333333333333'],
      ['identity', account],
      ['production', '222222222222'],
    ],
    users: ['ada', 'ben', 'ci-deployer', 'cleo'],
    hasMonitor: true,
  },
  { example: 'typescript', stacks: [['acme', account]], users: ['ada', 'ben'], hasMonitor: true },
  { example: 'python', stacks: [['acme', account]], users: ['ada', 'ben'], hasMonitor: true },
  { example: 'template', stacks: [['acme', account]], users: ['ada'], hasMonitor: true },
  { example: 'yaml', stacks: [['acme', account]], users: ['ada'], hasMonitor: false },
];

describe('the installed package, under the engine', function () {
  this.timeout(600_000);
  const installed = new InstalledProject();
  before(() => installed.install());
  after(() => installed.delete());

  for (const { example, stacks, users, hasMonitor } of cases)
    describe(`the example ${example}`, function () {
      let moto: Moto;
      let project: PulumiProject;
      // Of an example that failed the rest would fail, too; the other examples go on.
      let hasFailed = false;
      beforeEach(function () {
        if (hasFailed) this.skip();
      });
      afterEach(function () {
        hasFailed ||= this.currentTest?.state === 'failed';
      });
      before(async function () {
        const language = languageOf(example);
        if (!hasLanguageHost(language)) {
          process.stdout.write(
            `skipped: ${example} needs pulumi-language-${language} on the PATH\n`,
          );
          this.skip();
        }
        moto = await startMoto();
        project = new PulumiProject(moto, (folder) => copyExample(example, folder, installed));
        if (language !== 'nodejs') addPackage(project, installed);
        if (hasMonitor) await storeToken(moto, project, stacks[0] ?? ['', '']);
      });
      after(async () => {
        await moto?.stop();
        project?.delete();
      });

      it('goes up, and finds nothing to change the second time', async () => {
        const all: Stack[] = [];
        for (const [name, accountId] of stacks) all.push(await project.stack(name, accountId));
        for (const stack of all) assert.deepEqual(kindsOf(await upped(stack)), ['create']);
        for (const stack of all) assert.deepEqual(await upped(stack), []);
      });

      it('has made what it says', async () => {
        const inAws = new InAws(moto, account);
        assert.deepEqual(await inAws.userNames(), users);
        assert.equal(await inAws.tag('ada', 'type'), 'engineer');
        assert.equal(await inAws.tag('ada', 'slack-id'), 'U0ADA000001');
        const [monitorsAccount = account] = stacks.map(([, accountId]) => accountId);
        const made = await new InAws(moto, monitorsAccount).everything();
        assert.equal(made.includes('keyturn-ledger'), hasMonitor);
      });

      it('is taken down', async () => {
        for (const [name, accountId] of stacks.toReversed())
          await takeDown(project, example, await project.stack(name, accountId));
        assert.deepEqual(await new InAws(moto, account).userNames(), []);
      });
    });
});

function languageOf(example: string): string {
  return example === 'python' || example === 'yaml' ? example : 'nodejs';
}

function hasLanguageHost(language: string): boolean {
  return spawnSync('which', [`pulumi-language-${language}`]).status === 0;
}

function copyExample(example: string, folder: string, installed: InstalledProject): void {
  if (example === 'template') makeFromTemplate(folder);
  else cpSync(path.join(examples, example), folder, { recursive: true });
  symlinkSync(path.join(installed.folder, 'node_modules'), path.join(folder, 'node_modules'));
}

/** As `pulumi new` makes it, with the answers that it asks for, and one engineer. */
function makeFromTemplate(folder: string): void {
  const template = path.join(examples, '..', 'template');
  const options = ['--generate-only', '--yes', '--force', '--name', 'acme-iam', '--dir', folder];
  execFileSync('pulumi', ['new', template, ...options], { stdio: 'pipe' });
  writeFileSync(
    path.join(folder, 'Pulumi.acme.yaml'),
    readFileSync(path.join(examples, 'one-account', 'Pulumi.acme.yaml'), 'utf8').replace(
      / {2}keyturn:(accountKinds|roles|settings):.*\n( {4}.*\n)*/g,
      '',
    ),
  );
  writeFileSync(
    path.join(folder, 'engineers.yaml'),
    'engineers:\n  ada:\n    fullName: Ada Adams\n    slackId: U0ADA000001\n',
  );
}

/** As the documentation says: the SDK is made from the installed package, and the language's packages installed. */
function addPackage(project: PulumiProject, installed: InstalledProject): void {
  for (const args of [['package', 'add', path.join(installed.keyturn, 'plugin')], ['install']])
    execFileSync('pulumi', args, {
      cwd: project.folder,
      env: { ...process.env, ...project.environment },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
}

/** The examples name a secret that somebody has made before. */
async function storeToken(
  moto: Moto,
  project: PulumiProject,
  [, accountId]: readonly [string, string],
): Promise<void> {
  const secrets = new SecretsManagerClient(await new InAws(moto, accountId).config());
  const { ARN = '' } = await secrets.send(
    new CreateSecretCommand({ Name: 'keyturn/slack-token', SecretString: 'xoxb-nobodys' }),
  );
  const example = /arn:aws:secretsmanager:[\w:-]+:secret:keyturn\/slack-token-\w{6}/g;
  for (const file of readdirSync(project.folder).filter((name) => /\.(yaml|ts|py)$/.test(name)))
    project.write(file, project.read(file).replace(example, ARN));
}

/** Protection is switched off first, as the README says. */
async function takeDown(project: PulumiProject, example: string, stack: Stack): Promise<void> {
  if (['one-account', 'three-accounts', 'template'].includes(example))
    project.set(`Pulumi.${stack.name}.yaml`, ['config', 'keyturn:deletionProtection'], false);
  else if (example !== 'yaml') allowDeletion(project, example);
  await upped(stack);
  await destroyed(stack);
}

function allowDeletion(project: PulumiProject, example: string): void {
  const [file, before, after] =
    example === 'python'
      ? ['__main__.py', 'time_zone=', 'deletion_protection=False,\n    time_zone=']
      : ['index.ts', 'timeZone:', 'deletionProtection: false,\n  timeZone:'];
  project.write(file ?? '', project.read(file ?? '').replace(before ?? '', after ?? ''));
}
