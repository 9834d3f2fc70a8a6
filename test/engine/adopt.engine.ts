import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { ListAccessKeysCommand } from '@aws-sdk/client-iam';
import type { Stack } from '@pulumi/pulumi/automation';
import { makeUsers, type ExistingUser } from '../../cli/testing/existing-users';
import { Keyturn } from '../../cli/testing/keyturn';
import { accounts } from '../../demo/cast';
import { writeExampleProject } from '../../demo/example-project';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { PulumiProject } from '../../emulation/pulumi/pulumi-project';
import { previewed, refusalOf, upped, urnsOf } from './changes';
import { InAws } from './in-aws';

const engineersFile = 'stacks/engineers.yaml';
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

/** A company that had its users long before; some are called as resources of others are, or as the provider. */
const users: readonly ExistingUser[] = [
  ...Array.from({ length: 60 }, (_, i): ExistingUser => ({
    name: `person.${i}`,
    ...(i < 3 && { hasPassword: true }),
    tags: {
      email: `person.${i}@example.com`,
      team: `team-${i % 7}`,
      ...(i < 9 && { Type: 'engineer' }),
    },
    key: i % 3 === 0 ? 'sts' : null,
    path: i % 2 === 0 ? '/people/' : '/',
    group: 'Engineers',
  })),
  ...Array.from({ length: 16 }, (_, i): ExistingUser => ({
    name: `svc-${i}`,
    key: 'iam',
    policyArns: [readOnly],
  })),
  { name: 'home', hasPassword: true, hasMfa: true, inlinePolicy: 'old' },
  { name: 'home-user', hasPassword: true, group: 'admins' },
  { name: 'svc-0-user' },
  { name: '007', hasPassword: true },
];

/** From a company with 80 users to a stack that manages them, by the command's own words. */
describe('adopting the users of an account', function () {
  this.timeout(600_000);
  this.bail(true);
  let keyturn: Keyturn;
  let moto: Moto;
  let project: PulumiProject;
  let stack: Stack;
  let identity: InAws;
  let sinceBefore: readonly unknown[];
  let adopted: string;

  before(async () => {
    keyturn = await Keyturn.build();
    moto = await startMoto();
    project = new PulumiProject(moto, writeExampleProject);
    identity = new InAws(moto, accounts.identity);
    await makeUsers(moto, accounts.identity, users);
    sinceBefore = await everybody();
    // AWS forwards the users' events only to a bus whose policy lets it.
    await upped(await project.stack('monitor', accounts.monitor));
    stack = await project.stack('identity', accounts.identity);
  });
  after(async () => {
    await moto?.stop();
    project?.delete();
    keyturn?.remove();
  });

  /** Who there is, by IAM's unique ids, which no other user of the same name would have; and their keys. */
  async function everybody(): Promise<readonly unknown[]> {
    const iam = await identity.iam();
    const found = [];
    for (const UserName of await identity.userNames()) {
      const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName }));
      const keys = AccessKeyMetadata?.map(({ AccessKeyId, Status }) => [AccessKeyId, Status]);
      found.push([UserName, await identity.userId(UserName), keys]);
    }
    return found;
  }

  async function adopt(...args: readonly string[]): Promise<string> {
    const env = Object.fromEntries(
      Object.entries(stack.workspace.envVars).filter(([name]) => name.startsWith('AWS_')),
    );
    const { code, stdout, stderr } = await keyturn.run(
      ['adopt', '--project', project.folder, ...args],
      { env: { ...env, AWS_EC2_METADATA_DISABLED: 'true' } },
    );
    assert.deepEqual([code, stderr], [0, ''], stdout);
    return stdout;
  }

  /** Runs a command that the output of keyturn shows, without a question to a person. */
  function pulumi(command: RegExp): string {
    const [line = ''] = command.exec(adopted) ?? [];
    assert.notEqual(line, '', adopted);
    const args = [...line.trim().split(' ').slice(1), '--yes', '--skip-preview'];
    return execFileSync('pulumi', args, {
      cwd: project.folder,
      env: { ...process.env, ...stack.workspace.envVars },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  const touched = (changes: readonly string[]) =>
    changes.filter((change) => /^(create|replace|delete).*-user$/.test(change));

  it('writes both files, of which validate names each Slack id', async () => {
    adopted = await adopt('--force');
    const { code, stdout } = await keyturn.run(['validate', '--project', project.folder]);
    assert.equal(code, 1);
    const lines = stdout.trimEnd().split('\n');
    assert.equal(lines.length, users.length);
    for (const line of lines) assert.match(line, /slackId: found nothing/);
  });

  it('validates with the Slack ids filled in', async () => {
    let number = 0;
    const filled = project
      .read(engineersFile)
      .replace(/slackId: #.*/g, () => `slackId: U${String(++number).padStart(10, '0')}`);
    project.write(engineersFile, filled);
    project.set('Pulumi.identity.yaml', ['config', 'aws:ignoreTags'], { keys: ['email', 'team'] });
    assert.match(adopted, /^ +keyturn:groupName: Engineers$/m);
    project.set('Pulumi.identity.yaml', ['config', 'keyturn:groupName'], 'Engineers');
    const { code, stdout } = await keyturn.run(['validate', '--project', project.folder]);
    assert.deepEqual([code, stdout], [0, '']);
  });

  it('makes nothing in AWS with the provider', async () => {
    pulumi(/pulumi up .*--target .*/);
    assert.deepEqual(await everybody(), sinceBefore);
    assert.deepEqual((await identity.everything()).length, users.length);
  });

  it('imports everybody, and changes nobody', async () => {
    pulumi(/pulumi import .*/);
    const urns = (await urnsOf(stack)).filter((urn) => urn.includes('aws:iam/user:User'));
    assert.equal(urns.length, users.length);
    assert.deepEqual(await everybody(), sinceBefore);
  });

  it('plans no user made, replaced or deleted', async () =>
    assert.deepEqual(touched(await previewed(stack)), []));

  it('does so, and everybody is who they were, with their keys', async () => {
    const changes = await upped(stack);
    assert.deepEqual(touched(changes), []);
    assert.ok(!changes.some((change) => change.endsWith('engineers-group')), changes.join('\n'));
    const updated = changes.filter((change) => /^update .*-user$/.test(change));
    assert.equal(updated.length, users.length);
    assert.deepEqual(await everybody(), sinceBefore);
    assert.equal(await identity.tag('person.1', 'type'), 'engineer');
    assert.equal(await identity.tag('person.1', 'team'), 'team-1');
    assert.match((await identity.arnOf('person.2')) ?? '', /:user\/people\/person\.2$/);
    assert.match((await identity.arnOf('person.1')) ?? '', /:user\/person\.1$/);
  });

  it('finds nothing to change the second time', async () =>
    assert.deepEqual(await upped(stack), []));

  it('may be done again: who is there stays, who is new comes', async () => {
    await makeUsers(moto, accounts.identity, [
      { name: 'zoe', tags: { type: 'engineer', 'slack-id': 'U0ZOE000001' } },
    ]);
    sinceBefore = await everybody();
    adopted = await adopt('--merge', '--force');
    pulumi(/pulumi import .*/);
    assert.deepEqual(await upped(stack), ['create zoe-membership', 'update zoe-user']);
    assert.deepEqual(await everybody(), sinceBefore);
  });

  it('loses nobody whom people moved in one file alone', async () => {
    const tags = { type: 'machine', 'slack-id': 'U0YAN000001' };
    await makeUsers(moto, accounts.identity, [{ name: 'yan', tags }]);
    sinceBefore = await everybody();
    adopted = await adopt('--merge', '--force');
    pulumi(/pulumi import .*/);
    project.set(engineersFile, ['machineUsers', 'yan'], undefined);
    project.set(engineersFile, ['engineers', 'yan'], { slackId: 'U0YAN000001' });
    assert.match(await refusalOf(upped(stack)), /already exists|cannot be deleted/);
    assert.deepEqual(await everybody(), sinceBefore);
  });
});
