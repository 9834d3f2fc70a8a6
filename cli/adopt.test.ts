import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UpdateAccountPasswordPolicyCommand } from '@aws-sdk/client-iam';
import { parse } from 'yaml';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf } from '../emulation/moto/test-clients';
import { startSlack, type SlackServer } from '../emulation/slack/start';
import { goodStacks, TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { makeUsers, type ExistingUser } from './testing/existing-users';
import type { Ended } from './testing/ended';
import { Keyturn } from './testing/keyturn';

const ACCOUNT = '111111111111';
const ENGINEERS = 'stacks/engineers.yaml';
const IMPORTS = 'import.json';
const readOnly = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
/** Everything that may be called: nothing of it changes what IAM holds. */
const readCalls = new Set([
  'sts:GetCallerIdentity',
  'iam:GenerateCredentialReport',
  'iam:GetCredentialReport',
  'iam:GetAccountAuthorizationDetails',
  'iam:GetAccountPasswordPolicy',
  'iam:ListServiceSpecificCredentials',
  'iam:ListSSHPublicKeys',
]);

interface Fields {
  readonly fullName?: string;
  readonly path?: string;
  readonly slackId: string | null;
  readonly keyExemption?: object;
  readonly policyArns?: readonly string[];
}
interface File {
  readonly engineers?: Readonly<Record<string, Fields>>;
  readonly machineUsers?: Readonly<Record<string, Fields>>;
}
interface Imports {
  readonly nameTable: Readonly<Record<string, string>>;
  readonly resources: readonly Readonly<Record<string, unknown>>[];
}

describe('keyturn adopt', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  let slack: SlackServer;
  let project: TestProject;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  // cli/audit.test.ts and the guides wait for a report, as both read one the same way.
  before(async () => (moto = await startMoto({ reportsAtOnce: true })));
  after(() => moto.stop());
  before(
    async () =>
      (slack = await startSlack({
        users: [
          { id: 'U0ADA000001', name: 'ada', realName: 'Ada Lovelace', email: 'ada@example.com' },
          { id: 'U0OPS000001', name: 'ops', realName: 'Ops <3', email: 'ops@example.com' },
          { id: 'U0GONE00001', name: 'gone', email: 'gone@example.com', isDeactivated: true },
          { id: 'U0BOT000001', name: 'bot', email: 'bot@example.com', isBot: true },
        ],
      })),
  );
  after(() => slack.stop());

  beforeEach(async () => {
    await moto.reset();
    slack.clear();
    slack.app.setScopes(['users:read', 'users:read.email']);
    project = new TestProject(goodStacks);
  });
  afterEach(() => project.remove());
  afterEach(() => moto.refuse([]));

  const fileOf = (name: string) => path.join(project.folder, name);
  const read = (name: string) => readFileSync(fileOf(name), 'utf8');
  const written = () => parse(read(ENGINEERS)) as File;
  const imports = () => JSON.parse(read(IMPORTS)) as Imports;

  async function envOf(account = ACCOUNT): Promise<Record<string, string>> {
    const { accessKeyId, secretAccessKey, sessionToken = '' } = await moto.credentialsFor(account);
    return {
      ...moto.env,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    };
  }

  /** Runs it in a project without an engineers.yaml, unless `args` say what to do with one; holds it to reading. */
  async function adopt(
    args: readonly string[] = ['--force'],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    const before = (await moto.recordedCalls()).length;
    const ended = await keyturn.run(['adopt', '--project', project.folder, ...args], {
      env: { ...(await envOf()), ...env },
    });
    const calls = (await moto.recordedCalls()).slice(before);
    const wrong = calls.map(({ service, action }) => `${service}:${action}`);
    assert.deepEqual(
      wrong.filter((call) => !readCalls.has(call)),
      [],
    );
    return ended;
  }

  async function adopted(
    users: readonly ExistingUser[],
    args?: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<string> {
    await makeUsers(moto, ACCOUNT, users);
    const { code, stdout, stderr } = await adopt(args, env);
    assert.deepEqual([code, stderr], [exitCodes.fine, ''], stdout);
    return stdout;
  }

  /** One line on standard error, nothing else, and nothing written. */
  function assertRefusal(
    { code, stdout, stderr }: Ended,
    expected: number,
    line: RegExp,
    engineers = 'engineers: {}\n',
  ): void {
    assert.match(stderr, /^keyturn: [^\n]*\n$/);
    assert.match(stderr, line);
    assert.deepEqual([code, stdout], [expected, '']);
    assert.equal(existsSync(fileOf(IMPORTS)), false);
    assert.equal(read(ENGINEERS), engineers);
    assertNothingLeft();
  }

  function assertNothingLeft(): void {
    const names = readdirSync(project.folder, { recursive: true }) as string[];
    assert.deepEqual(
      names.filter((name) => /partial|before/.test(name)),
      [],
    );
  }

  const validate = () => keyturn.run(['validate', '--project', project.folder]);
  const withSlack = () => ({ KEYTURN_SLACK_TOKEN: slack.token });
  const atSlack = () => ['--force', '--slack-api-url', slack.url];

  describe('without a credential report', () => {
    it('writes what it knows, says what is missing, and ends with 4', async () => {
      await makeUsers(moto, ACCOUNT, [
        { name: 'ada.lovelace', hasPassword: true, hasMfa: true, key: 'sts' },
        { name: 'ci-deploy', key: 'iam' },
      ]);
      await moto.refuse(['iam:GetCredentialReport']);
      const { code, stdout, stderr } = await adopt();
      assert.equal(code, exitCodes.incomplete);
      assert.match(
        stderr,
        /^keyturn: there is no credential report, [^\n]*: the output says why\n$/,
      );
      assert.match(
        stdout,
        /^ {2}no credential report: .* access-denied at iam:GetCredentialReport/m,
      );
      assert.match(
        stdout,
        /^ {2}1 of the engineers of whom it is not known .* MFA.*: ada\.lovelace$/m,
      );
      assert.doesNotMatch(stdout, /the credential report/);
      assert.deepEqual(Object.keys(written().engineers ?? {}), ['ada.lovelace']);
      // No password and no device were seen: that is no sign of a machine.
      assert.doesNotMatch(read(ENGINEERS), /no console password|no MFA device/);
      assert.deepEqual(Object.keys(written().machineUsers ?? {}), ['ci-deploy']);
    });
  });

  describe('writes an engineers.yaml', () => {
    it('that has everybody, and marks what it guessed from', async () => {
      await adopted([
        { name: 'ada', hasPassword: true, hasMfa: true, key: 'sts' },
        { name: 'ci-deploy', key: 'iam' },
        { name: 'unknown', key: null },
        { name: 'grace.hopper', key: 'sts' },
      ]);
      assert.deepEqual(
        Object.keys(written().engineers ?? {}),
        ['ada', 'grace.hopper'],
        read(ENGINEERS),
      );
      assert.deepEqual(Object.keys(written().machineUsers ?? {}), ['ci-deploy', 'unknown']);
      const commentOf = (name: string) =>
        new RegExp(`^ +# (.*)\n +${name}:$`, 'm').exec(read(ENGINEERS))?.[1];
      assert.deepEqual(['ada', 'grace.hopper', 'ci-deploy', 'unknown'].map(commentOf), [
        'Guessed an engineer: a console password, an MFA device, a key used for sts.',
        'Unsure, guessed an engineer: the name, a key used for sts; against it: no console password and no MFA device.',
        'Guessed a machine: the name, no console password and no MFA device; against it: a key used for iam.',
        'Unsure, guessed a machine: no console password and no MFA device.',
      ]);
    });

    it('that takes what tags say for what it is', async () => {
      const tags = { type: 'engineer', 'slack-id': 'U0BOB000001', 'full-name': 'Bob Brown' };
      await adopted([
        {
          name: 'bob',
          tags: {
            ...{ ...tags, 'rotate-with': 'aws-vault', 'key-exempt-until': '2027-01-31' },
            ...{ 'key-exempt-reason': 'On leave: back in May', 'key-exempt-by': '@cto' },
          },
          path: '/people/eu/',
          hasMfa: true,
        },
        { name: 'robot', tags: { type: 'machine', 'slack-id': 'C0TEAM00001' } },
      ]);
      assert.doesNotMatch(read(ENGINEERS).replace(/^#.*/gm, ''), /#|[Gg]uess/);
      assert.deepEqual(written(), {
        engineers: {
          bob: {
            fullName: 'Bob Brown',
            path: '/people/eu/',
            slackId: 'U0BOB000001',
            keyExemption: {
              ...{ until: '2027-01-31', reason: 'On leave: back in May', approvedBy: '@cto' },
            },
            rotateWith: 'aws-vault',
          },
        },
        machineUsers: { robot: { slackId: 'C0TEAM00001' } },
      });
      assert.equal((await validate()).code, exitCodes.fine);
    });

    it('that takes tags for what they are, whatever the case of their keys', async () => {
      const stdout = await adopted([
        {
          name: 'bob',
          hasMfa: true,
          tags: {
            Type: 'engineer',
            'Slack-Id': 'U0BOB000001',
            'FULL-NAME': 'Bob Brown',
            'Key-Exempt-Until': '2027-01-31',
            'Key-Exempt-Reason': 'On leave',
            'KEY-EXEMPT-BY': 'Bob',
          },
        },
        { name: 'robot', tags: { TYPE: 'machine', 'SLACK-ID': 'C0TEAM00001' } },
      ]);
      assert.doesNotMatch(read(ENGINEERS).replace(/^#.*/gm, ''), /#|[Gg]uess/);
      assert.deepEqual(written(), {
        engineers: {
          bob: {
            ...{ fullName: 'Bob Brown', slackId: 'U0BOB000001' },
            keyExemption: { until: '2027-01-31', reason: 'On leave', approvedBy: 'Bob' },
          },
        },
        machineUsers: { robot: { slackId: 'C0TEAM00001' } },
      });
      // They become Keyturn's own: none of them can be kept beside it.
      assert.doesNotMatch(stdout, /aws:ignoreTags/);
    });

    it('that asks why somebody is exempt, and who allowed it, where the tags don’t say', async () => {
      const tags = { type: 'engineer', 'key-exempt-until': '2027-01-31' };
      const stdout = await adopted([
        { name: 'ann', hasMfa: true, tags: { ...tags, 'slack-id': 'U0ANN000001' } },
        {
          name: 'bob',
          hasMfa: true,
          // Signs alone are no reason.
          tags: {
            ...tags,
            'slack-id': 'U0BOB000001',
            'key-exempt-reason': '-',
            'key-exempt-by': 'x',
          },
        },
        // Without a day nobody is exempt.
        {
          name: 'eve',
          hasMfa: true,
          tags: { type: 'engineer', 'slack-id': 'U0EVE000001', 'key-exempt-reason': 'Away' },
        },
      ]);
      const until = '2027-01-31';
      assert.deepEqual(written().engineers, {
        ann: { slackId: 'U0ANN000001', keyExemption: { until, reason: null, approvedBy: null } },
        bob: { slackId: 'U0BOB000001', keyExemption: { until, reason: null, approvedBy: 'x' } },
        eve: { slackId: 'U0EVE000001' },
      });
      assert.match(read(ENGINEERS), /reason: +# To fill in: no tag key-exempt-reason\n/);
      assert.match(stdout, /Fill in why and by whose leave 2 users are exempt: keyturn validate n/);
      const { code, stdout: said } = await validate();
      assert.equal(code, exitCodes.findings);
      for (const field of ['ann.keyExemption.reason', 'ann.keyExemption.approvedBy'])
        assert.ok(said.includes(`engineers.${field}: found nothing, expected `), said);
    });

    it('that says of tags with nonsense in them that something is missing', async () => {
      const tags = {
        ...{ type: 'human', 'slack-id': '@eve', 'key-exempt-until': '2027-02-30' },
        'rotate-with': 'vault',
      };
      await adopted([{ name: 'eve', hasPassword: true, tags }]);
      assert.deepEqual(written(), { engineers: { eve: { slackId: null } } });
      assert.match(read(ENGINEERS), /# Guessed an engineer: the tag type, a console password\./);
    });

    it('with the policies of machines, and a note of what stays with people', async () => {
      const policyArns = ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'];
      const rest = { group: 'admins', inlinePolicy: 'dev', policyArns };
      await adopted([
        { name: 'backup', ...rest },
        { name: 'ada', hasPassword: true, ...rest },
      ]);
      assert.deepEqual(written().machineUsers?.['backup']?.policyArns, policyArns);
      assert.deepEqual(
        [...read(ENGINEERS).matchAll(/# Keeps besides: (.*)$/gm)].map(([, kept]) => kept),
        [
          'group admins; policy AmazonS3ReadOnlyAccess; inline policy dev.',
          'group admins; inline policy dev.',
        ],
      );
    });

    it('in which keyturn validate names each Slack id that is missing, and then nothing', async () => {
      await adopted([{ name: 'ada', hasPassword: true }, { name: 'ci' }]);
      const { code, stdout } = await validate();
      assert.equal(code, exitCodes.findings);
      assert.match(
        stdout,
        /^stacks\/engineers\.yaml:\d+:14: engineers\.ada\.slackId: found nothing, .*\n.*: machineUsers\.ci\.slackId: found nothing, .*\n$/,
      );
      const filled = read(ENGINEERS)
        .replace(/slackId: #.*/, 'slackId: U0ADA000001')
        .replace(/slackId: #.*/, 'slackId: C0TEAM00001');
      project.write(ENGINEERS, filled);
      const ended = await validate();
      assert.deepEqual([ended.code, ended.stdout], [exitCodes.fine, '']);
      assert.match(ended.stderr, /^no mistake in 3 stacks\n$/m);
    });

    it('whatever the users are called', async () => {
      const names = [
        '-',
        '007',
        '1e3',
        '=SUM',
        '@home',
        'True',
        'a,b',
        'ada@example.com',
        'constructor',
        'home',
        'home-user',
        'null',
        'x'.repeat(64),
        '_',
      ];
      await adopted(
        names.map((name, i) => ({
          name,
          tags: { type: 'engineer', 'slack-id': `U${String(i).padStart(10, '0')}` },
        })),
      );
      assert.deepEqual(Object.keys(written().engineers ?? {}).sort(), [...names].sort());
      assert.deepEqual((await validate()).stdout, '');
      const { resources } = imports();
      assert.deepEqual(
        resources.flatMap(({ id }) => id ?? []),
        names.toSorted((a, b) => (a < b ? -1 : 1)),
      );
      assert.equal(new Set(resources.map(({ name }) => name)).size, resources.length);
      assert.ok(!resources.some(({ name }) => name === 'home'));
    });

    it('as the options say, whatever it would guess', async () => {
      const users = [{ name: 'ada', hasPassword: true as const }, { name: 'ci' }, { name: 'root' }];
      await adopted(users, [
        '--force',
        ...['--machine', 'ada', '--engineer', 'ci', '--leave-out', 'root'],
      ]);
      const said = {
        engineers: { ci: { slackId: null } },
        machineUsers: { ada: { slackId: null } },
      };
      assert.deepEqual(written(), said);
      assert.ok(!read(IMPORTS).includes('root'));
      const { code } = await adopt([
        '--force',
        ...['--machine', 'ADA', '--engineer', 'Ci', '--leave-out', 'ROOT'],
      ]);
      assert.equal(code, exitCodes.fine);
      assert.deepEqual(written(), said);
      assert.ok(!read(IMPORTS).toLowerCase().includes('root'));
    });
  });

  it('writes what pulumi import takes, with the names that the stack gives', async () => {
    await adopted([{ name: 'ada', hasPassword: true }, { name: 'ci' }]);
    const provider = 'home';
    assert.deepEqual(imports(), {
      nameTable: { home: 'urn:pulumi:identity::keyturn::pulumi:providers:aws::home' },
      resources: [
        {
          type: 'keyturn:index:Engineer',
          name: 'Engineer ada',
          logicalName: 'ada',
          component: true,
        },
        {
          type: 'aws:iam/user:User',
          name: 'User ada',
          logicalName: 'ada-user',
          id: 'ada',
          parent: 'Engineer ada',
          provider,
        },
        {
          type: 'keyturn:index:MachineUser',
          name: 'MachineUser ci',
          logicalName: 'ci',
          component: true,
        },
        {
          type: 'aws:iam/user:User',
          name: 'User ci',
          logicalName: 'ci-user',
          id: 'ci',
          parent: 'MachineUser ci',
          provider,
        },
      ],
    });
  });

  it('imports the engineers’ group where there is one already', async () => {
    const stdout = await adopted([{ name: 'ada', group: 'engineers' }]);
    assert.match(stdout, /the group engineers is there: it is imported too/);
    assert.deepEqual(imports().resources[1], {
      type: 'aws:iam/group:Group',
      name: 'Group engineers',
      logicalName: 'engineers-group',
      id: 'engineers',
      parent: 'EngineerBaseline engineers',
      provider: 'home',
    });
  });

  it('imports it as IAM has it, and says what the stack must call it', async () => {
    const users = [{ name: 'ada', hasPassword: true as const, group: 'Engineers' }];
    const stdout = await adopted(users);
    assert.match(stdout, /the group Engineers is there: it is imported too/);
    assert.deepEqual([imports().resources[1]?.['id']], ['Engineers']);
    const [, lines = ''] = /Pulumi\.identity\.yaml:\n((?: {7}.*\n)+)/.exec(stdout) ?? [];
    assert.deepEqual(parse(lines), { 'keyturn:groupName': 'Engineers' });
    assert.match(stdout, /Engineers join the group Engineers,/);

    const config = `config:${goodStacks.identity}  keyturn:groupName: Engineers\n`;
    project.write('Pulumi.identity.yaml', config);
    const again = await adopt();
    assert.doesNotMatch(again.stdout, /Pulumi\.identity\.yaml|by case/);
    assert.deepEqual([imports().resources[1]?.['id']], ['Engineers']);
  });

  it('says which group that is there pulumi up would move to another path', async () => {
    const users = [
      { name: 'ada', hasPassword: true as const, group: 'engineers', groupPath: '/Old/' },
    ];
    const stdout = await adopted(users);
    assert.match(
      stdout,
      /\n {2}1 of them under another path than the stack's, \/, to which pulumi up would move them, and change their ARNs \(path in keyturn:groups says another\): engineers \(\/Old\/\)\n/,
    );

    const config = `config:${goodStacks.identity}  keyturn:groups: {path: /Old/}\n`;
    project.write('Pulumi.identity.yaml', config);
    assert.doesNotMatch((await adopt()).stdout, /would move/);
  });

  it('imports each group of the stack that is there, under the name that the stack gives it', async () => {
    project.write(
      ENGINEERS,
      'roleSets:\n  backend: [production/deploy]\nengineers:\n  ada: {slackId: U0ADA000001, roles: [backend]}\n  ben: {slackId: U0BEN000001, roles: [production/deploy]}\n',
    );
    const stdout = await adopted(
      [
        { name: 'ada', group: 'engineers-backend' },
        { name: 'ben', group: 'Engineers-Backend2' },
        { name: 'ci', policyArns: [readOnly], group: 'machines-AmazonS3ReadOnlyAccess@aws' },
      ],
      ['--merge', '--machine', 'ci'],
    );
    const groups = imports().resources.filter(({ type }) => String(type).endsWith('Group'));
    const group = (component: string, name: string) => [
      {
        type: `keyturn:index:${component}`,
        name: `${component} ${name}`,
        logicalName: name,
        component: true,
      },
      {
        type: 'aws:iam/group:Group',
        name: `Group ${name}`,
        logicalName: `${name}-group`,
        id: name,
        parent: `${component} ${name}`,
        provider: 'home',
      },
    ];
    assert.deepEqual(groups, [
      ...group('RoleGroup', 'engineers-backend'),
      ...group('MachineGroup', 'machines-AmazonS3ReadOnlyAccess@aws'),
    ]);
    assert.match(stdout, /the group engineers-backend is there: it is imported too/);
    assert.match(stdout, / 1 join the group engineers-backend, which is there: ben\n/);
    assert.match(stdout, / 2 join the group engineers, which is new: ada, ben\n/);
    assert.doesNotMatch(stdout, /join the group machines/);
  });

  it('says what changes for whom, and what stays', async () => {
    const stdout = await adopted([
      { name: 'ada', hasPassword: true, hasMfa: true, group: 'admins', inlinePolicy: 'dev' },
      { name: 'ben', hasPassword: true, hasMfa: true, policyArns: [readOnly] },
      { name: 'ci-deploy', policyArns: [readOnly] },
      { name: 'cd-deploy', policyArns: [readOnly], group: 'ops' },
      { name: 'bot' },
    ]);
    for (const line of [
      '2 join the group engineers, which is new: ada, ben',
      '2 join the group machines-AmazonS3ReadOnlyAccess@aws, which is new: cd-deploy, ci-deploy',
      '2 other groups of the account, which keep their members and policies: admins, ops',
      '2 of the engineers with policies on the user itself, which stay, and which the policy pack and keyturn audit find: ada (dev), ben (AmazonS3ReadOnlyAccess)',
      '2 of the machine users with attached policies, which their group gives them too, and which stay until you detach them (after pulumi up: aws iam detach-user-policy): cd-deploy (AmazonS3ReadOnlyAccess), ci-deploy (AmazonS3ReadOnlyAccess)',
    ])
      assert.ok(stdout.includes(`  ${line}\n`), `${line}\n${stdout}`);
  });

  it('imports a group of roles as IAM has it, and says what the stack must call it', async () => {
    project.write(
      ENGINEERS,
      'roleSets:\n  backend: [production/deploy]\nengineers:\n  ada: {slackId: U0ADA000001, roles: [backend]}\n',
    );
    project.write(
      'Pulumi.identity.yaml',
      `config:${goodStacks.identity}  keyturn:groups: {path: /staff/}\n`,
    );
    const stdout = await adopted([{ name: 'ada', group: 'Engineers-Backend' }], ['--merge']);
    assert.match(stdout, /the group Engineers-Backend is there: it is imported too/);
    const [, lines = ''] = /Pulumi\.identity\.yaml:\n((?: {7}.*\n)+)/.exec(stdout) ?? [];
    const named = { path: '/staff/', names: { backend: 'Engineers-Backend' } };
    assert.deepEqual(parse(lines), { 'keyturn:groups': named });
    const group = imports().resources.find(({ id }) => id === 'Engineers-Backend');
    assert.equal(group?.['logicalName'], 'Engineers-Backend-group');

    project.write(
      'Pulumi.identity.yaml',
      `config:${goodStacks.identity}  keyturn:groups: ${JSON.stringify(named)}\n`,
    );
    const again = await adopt(['--merge', '--force']);
    assert.doesNotMatch(again.stdout, /Pulumi\.identity\.yaml|by case/);
    assert.ok(imports().resources.some(({ id }) => id === 'Engineers-Backend'));
  });

  it('can’t keep one that no config could name, and says what to do', async () => {
    const group = 'Machines-AmazonS3ReadOnlyAccess@aws';
    const stdout = await adopted([{ name: 'ci', policyArns: [readOnly], group }]);
    assert.match(
      stdout,
      /the group Machines-\S+ is there, which IAM does not tell by case from machines-\S+, .*: say another machinePrefix in keyturn:groups\n/,
    );
    assert.ok(!imports().resources.some(({ id }) => id === group));
  });

  it('says that the account would have more groups than it takes', async () => {
    project.write(
      'Pulumi.identity.yaml',
      `config:${goodStacks.identity}  keyturn:groups: {most: 2}\n`,
    );
    const users = [
      { name: 'ada', group: 'a' },
      { name: 'ben', group: 'b' },
    ];
    assert.match(
      await adopted(users),
      / the account would have 3 groups, and takes 2: delete some, or give more people the same roles by roleSets\n/,
    );
  });

  it('takes 80 users, in a handful of calls and one a user', async () => {
    const users = Array.from({ length: 80 }, (_, i) => ({
      name: i % 4 === 0 ? `svc-${i}` : `person.of-${i}`,
      path: i % 2 === 0 ? '/people/' : '/',
      tags: { email: `${i}@example.com` },
    }));
    await makeUsers(moto, ACCOUNT, users);
    const before = (await moto.recordedCalls()).length;
    const { code, stdout } = await adopt();
    const calls = (await moto.recordedCalls()).slice(before);
    // Of SSH keys nothing else tells.
    const others = calls.filter(({ action }) => action !== 'ListSSHPublicKeys');
    assert.equal(calls.length - others.length, 80);
    assert.ok(others.length <= 8, `${others.length} calls`);
    assert.equal(code, exitCodes.fine);
    assert.match(stdout, /80 IAM users\n {2}80 adopted: /);
    const { engineers = {}, machineUsers = {} } = written();
    assert.equal(Object.keys({ ...engineers, ...machineUsers }).length, 80);
    assert.equal(imports().resources.length, 160);
    const named = (await validate()).stdout.split('\n').filter(Boolean);
    assert.equal(named.length, 80);
    for (const line of named) assert.match(line, /slackId: found nothing/);
  });

  describe('says what is next', () => {
    it('with the engineers who are younger than the credential report, of whose MFA it says nothing', async () => {
      const tags = { type: 'engineer', 'slack-id': 'U0BOB000001' };
      await adopted([{ name: 'bob', tags, hasMfa: true }]);
      const stdout = await adopted([{ name: 'eve', tags: { ...tags, 'slack-id': 'U0EVE000001' } }]);
      assert.match(
        stdout,
        /1 of the engineers of whom the credential report, as of [\d-]+ [\d:]+ UTC, does not say whether they have MFA: eve\n/,
      );
      assert.doesNotMatch(stdout, /engineers without MFA/);
      assert.match(
        read(ENGINEERS),
        /# Whether there is an MFA device, the credential report does not say\.\n {2}eve:/,
      );
    });

    describe('with those who are left out, and whose passwords would expire', () => {
      const password = { hasPassword: true } as const;
      const users = [
        { name: 'ada', ...password },
        { name: 'ben', ...password },
        { name: 'eve', ...password },
        { name: 'ci' },
      ];
      const leaving = ['--force', '--leave-out', 'BEN', 'ci'];
      const configIn = (stdout: string) =>
        [...stdout.matchAll(/Pulumi\.identity\.yaml:\n((?: {7}.*\n)+)/g)].map(
          ([, lines = '']) => parse(lines) as unknown,
        );

      it('and how the account lets them renew theirs', async () => {
        const policy = '{minimumLength: 20}';
        const config = `config:${goodStacks.identity}  keyturn:passwordPolicy: ${policy}\n`;
        project.write('Pulumi.identity.yaml', config);
        const stdout = await adopted(users, leaving);
        assert.match(
          stdout,
          / 1 left out whose password expires after 90 days from pulumi up on, and which nobody can renew then whom no policy of theirs allows iam:ChangePassword: ben\n/,
        );
        assert.deepEqual(configIn(stdout), [
          { 'keyturn:passwordPolicy': { minimumLength: 20, allowUsersToChangePassword: true } },
        ]);
      });

      it('and who may, once the stack says so', async () => {
        const policy = '{maxAgeDays: 60, allowUsersToChangePassword: true}';
        const config = `config:${goodStacks.identity}  keyturn:passwordPolicy: ${policy}\n`;
        project.write('Pulumi.identity.yaml', config);
        const stdout = await adopted(users, leaving);
        assert.match(stdout, / 1 left out .* after 60 days .*, and which they may renew: ben\n/);
        assert.deepEqual(configIn(stdout), []);
      });

      it('but nobody once all are in', async () => {
        const stdout = await adopted(users);
        assert.doesNotMatch(stdout, /left out|keyturn:passwordPolicy/);
      });

      describe('and what becomes of the account’s password policy', () => {
        const all =
          'at least 14 characters; of all four kinds; expires after 90 days; none of the last 24 again; who may change their own, their policies say';
        const before = async (policy: object) => {
          const { iam } = clientsOf(moto, await moto.credentialsFor(ACCOUNT));
          await iam.send(new UpdateAccountPasswordPolicyCommand(policy));
        };
        const kinds = {
          RequireLowercaseCharacters: true,
          RequireUppercaseCharacters: true,
          RequireNumbers: true,
          RequireSymbols: true,
        };

        it('where there is none', async () =>
          assert.ok(
            (await adopted(users)).includes(
              `\n  the account has no password policy of its own, and pulumi up gives it one: ${all}\n`,
            ),
          ));

        it('where it lets everybody change their own, and the stack does not', async () => {
          await before({
            ...kinds,
            ...{ MinimumPasswordLength: 14, MaxPasswordAge: 90, PasswordReusePrevention: 24 },
            AllowUsersToChangePassword: true,
          });
          assert.ok(
            (await adopted(users)).includes(
              "\n  pulumi up changes the account's password policy: who may change their own, their policies say (today: everybody may change their own)\n",
            ),
          );
        });

        it('where passwords never expire', async () => {
          await before({ ...kinds, MinimumPasswordLength: 20 });
          assert.ok(
            (await adopted(users)).includes(
              "\n  pulumi up changes the account's password policy: at least 14 characters (today: at least 20 characters); expires after 90 days (today: never expires); none of the last 24 again (today: any again)\n",
            ),
          );
        });

        it('where it is as the stack has it', async () => {
          const policy = '{minimumLength: 20, maxAgeDays: 60, allowUsersToChangePassword: true}';
          const config = `config:${goodStacks.identity}  keyturn:passwordPolicy: ${policy}\n`;
          project.write('Pulumi.identity.yaml', config);
          await before({
            ...kinds,
            ...{ MinimumPasswordLength: 20, MaxPasswordAge: 60, PasswordReusePrevention: 24 },
            AllowUsersToChangePassword: true,
          });
          const stdout = await adopted(users);
          assert.ok(stdout.includes("\n  the account's password policy stays as it is\n"), stdout);
        });

        it('where it may not be read, which keeps nobody from being adopted', async () => {
          await moto.refuse(['iam:GetAccountPasswordPolicy']);
          const stdout = await adopted(users);
          assert.match(
            stdout,
            /\n {2}the account's password policy could not be read, and pulumi up replaces it \(at least 14 .*\): access-denied at iam:GetAccountPasswordPolicy: /,
          );
          assert.match(stdout, / 4 adopted: /);
        });
      });

      it('with those of whom the report says nothing', async () => {
        await adopted([{ name: 'ada', ...password }]);
        const stdout = await adopted(
          [{ name: 'eve', ...password }],
          ['--force', '--leave-out', 'eve'],
        );
        assert.match(
          stdout,
          / 1 left out of whom it is not known whether they have a password: it expires after 90 days .*: eve\n/,
        );
      });
    });

    it('with the command for each step, in order', async () => {
      const stdout = await adopted([{ name: 'ada', hasPassword: true }]);
      assert.match(
        stdout,
        /1 of the engineers without MFA, as of \d{4}-\d\d-\d\d \d\d:\d\d UTC, who from pulumi up on .*: ada\n/,
      );
      const steps = [
        'keyturn validate',
        'pulumi up -s identity --target urn:pulumi:identity::keyturn::pulumi:providers:aws::home\n',
        'pulumi import -s identity --file import.json --generate-code=false\n',
        'pulumi preview -s identity\n',
        'pulumi up -s identity\n',
      ].map((step) => stdout.indexOf(step));
      assert.ok(!steps.includes(-1), stdout);
      assert.deepEqual(
        steps,
        steps.toSorted((a, b) => a - b),
      );
    });

    it('with a command for the second time that leaves out the same, by the same profile', async () => {
      const config = fileOf('aws-config');
      const env = { AWS_CONFIG_FILE: config };
      const keys = Object.entries(await envOf()).filter(([key]) => /^AWS_(ACC|SEC|SES)/.test(key));
      const lines = keys.map(([key, value]) => `${key.toLowerCase()} = ${value}\n`);
      writeFileSync(config, `[profile users]\n${lines.join('')}`);
      const people = fileOf('our people.yaml');
      const stdout = await adopted(
        ['ada', 'eve', 'root+'].map((name) => ({ name, hasPassword: true as const })),
        [
          ...['--profile', 'users', '--region', 'eu-west-1'],
          ...['--leave-out', 'eve', 'root+', '--engineers-file', people],
        ],
        env,
      );
      assert.match(
        stdout,
        /\nNext, .*, with credentials of the account 111111111111 \(export AWS_PROFILE=users\):\n/,
      );
      const [, again = ''] = /npm run -s keyturn -- adopt (.*)\n/.exec(stdout) ?? [];
      assert.equal(
        again,
        `--merge --force --profile users --region eu-west-1 --engineers-file '${people}' --leave-out eve --leave-out root+`,
      );
      const files = () => ['our people.yaml', IMPORTS].map(read);
      const before = files();
      const args = [...again.matchAll(/'([^']*)'|\S+/g)].map(([all, quoted]) => quoted ?? all);
      assert.equal((await adopt(args, env)).code, exitCodes.fine);
      assert.deepEqual(files(), before);
    });

    for (const [how, ignored] of [
      ['in YAML', '{keys: [kept], keyPrefixes: [x-]}'],
      ['as pulumi config set writes it', `'{"keys":["kept"],"keyPrefixes":["x-"]}'`],
    ] as const)
      it(`with the config that keeps the users’ other tags, beside what is there ${how}`, async () => {
        const config = `config:${goodStacks.identity}  aws:ignoreTags: ${ignored}\n`;
        project.write('Pulumi.identity.yaml', config);
        const tags = { email: 'a@example.com', kept: '1', 'x-1': '1', type: 'engineer' };
        const stdout = await adopted([
          { name: 'ada', tags },
          { name: 'bob', tags: { AKIAIOSFODNN7EXAMPLE: 'laptop' } },
        ]);
        const [, lines = ''] = /Pulumi\.identity\.yaml:\n((?: {7}.*\n)+)/.exec(stdout) ?? [];
        assert.deepEqual(parse(lines), {
          'aws:ignoreTags': { keys: ['kept', 'email'], keyPrefixes: ['x-', 'AKIA'] },
        });
      });
  });

  describe('asks Slack', () => {
    it('who is behind an e-mail address, of a tag or the name', async () => {
      const engineer = { hasPassword: true } as const;
      await adopted(
        [
          { name: 'ada', ...engineer, tags: { Email: 'Ada@example.com' } },
          { name: 'gone@example.com', ...engineer },
          { name: 'ops-bot', tags: { email: 'ops@example.com' } },
          { name: 'robot', tags: { email: 'bot@example.com' } },
          { name: 'zoe', ...engineer },
        ],
        atSlack(),
        withSlack(),
      );
      assert.deepEqual(written(), {
        engineers: {
          ada: { fullName: 'Ada Lovelace', slackId: 'U0ADA000001' },
          'gone@example.com': { slackId: null },
          zoe: { slackId: null },
        },
        machineUsers: { 'ops-bot': { slackId: 'U0OPS000001' }, robot: { slackId: null } },
      });
      assert.deepEqual(
        [...read(ENGINEERS).matchAll(/slackId: (?:U\w+ )?# (.*)$/gm)].map(([, note]) => note),
        [
          'Guessed: found in Slack by Ada@example.com',
          'To fill in: Slack knows nobody as gone@example.com',
          'To fill in: no e-mail address is known',
          'Guessed: found in Slack by ops@example.com',
          'To fill in: Slack knows nobody as bot@example.com',
        ],
      );
      assert.deepEqual(
        slack.calls.map(({ method }) => method),
        Array.from({ length: 4 }, () => 'users.lookupByEmail'),
      );
    });

    it('by another tag, at the Slack of the project', async () => {
      project.write(
        'Pulumi.monitor.yaml',
        `config:${goodStacks.monitor}  keyturn:slackApiUrl: ${slack.url}\n`,
      );
      const tags = { type: 'engineer', contact: 'ada@example.com', email: 'ops@example.com' };
      await adopted([{ name: 'ada', tags }], ['--force', '--email-tag', 'contact'], withSlack());
      assert.equal(written().engineers?.['ada']?.slackId, 'U0ADA000001');
    });

    it('and gives no two engineers one id', async () => {
      const tags = { type: 'engineer', email: 'ada@example.com' };
      const users = ['ada', 'ada-admin'].map((name) => ({ name, tags }));
      await adopted(users, atSlack(), withSlack());
      assert.deepEqual(
        Object.values(written().engineers ?? {}).map(({ slackId }) => slackId),
        ['U0ADA000001', null],
      );
      assert.match(read(ENGINEERS), /# To fill in: U0ADA000001 is that of ada: one user an eng/);
      assert.equal(slack.calls.length, 1);
    });

    it('and waits where it is told to', async () => {
      slack.faults.plan({ kind: 'rate-limited', retryAfterSeconds: 1 }, { times: 1 });
      const tags = { type: 'engineer', email: 'ada@example.com' };
      await adopted([{ name: 'ada', tags }], atSlack(), withSlack());
      assert.equal(written().engineers?.['ada']?.slackId, 'U0ADA000001');
    });

    it('nothing without a token', async () => {
      const tags = { email: 'ada@example.com' };
      const stdout = await adopted([{ name: 'ada', tags }], atSlack());
      assert.match(stdout, /bot token in KEYTURN_SLACK_TOKEN, adopt asks Slack for them/);
      assert.match(read(ENGINEERS), /# To fill in: ada@example\.com; Slack was not asked/);
      assert.equal(slack.calls.length, 0);
    });

    const refusals: [string, () => void, RegExp][] = [
      [
        'for want of the scope',
        () => slack.app.setScopes(['chat:write']),
        /the app lacks the scope users:read\.email/,
      ],
      [
        'for the token',
        () => slack.faults.plan({ kind: 'error', code: 'invalid_auth' }),
        /Slack refuses the token \(invalid_auth\)/,
      ],
      [
        'for no reason that is known',
        () => slack.faults.plan({ kind: 'error', code: 'team_access_not_granted' }),
        /Slack refuses to look up people: team_access_not_granted/,
      ],
      [
        'since it is down',
        () => slack.faults.plan({ kind: 'http', status: 503 }),
        /Slack can't be reached at http.*: http_503/,
      ],
    ];
    for (const [why, plan, line] of refusals)
      it(`and writes nothing where Slack refuses, ${why}`, async () => {
        await makeUsers(moto, ACCOUNT, [{ name: 'ada', tags: { email: 'ada@example.com' } }]);
        plan();
        const ended = await adopt(atSlack(), withSlack());
        assertRefusal(ended, exitCodes.noAnswer, line);
        assert.ok(!ended.stderr.includes(slack.token));
      });

    it('and never shows what stands in place of a token', async () => {
      const ended = await adopt(['--force'], { KEYTURN_SLACK_TOKEN: 'nonsense-secret' });
      assertRefusal(
        ended,
        exitCodes.badUse,
        /KEYTURN_SLACK_TOKEN is not a bot token: expected xox/,
      );
      assert.ok(!ended.stderr.includes('nonsense'));
    });
  });

  describe('with a file that is there', () => {
    const theirs = [
      '# ours, since 2019',
      'roleSets:',
      '    back: [production/deploy]',
      '# people',
      'engineers:',
      '    ada: {slackId: U0ADA000001, roles: [back]} # since ever',
      '',
      '# nobody yet',
      'machineUsers: {}',
      '',
      '# the end',
      '',
    ].join('\n');
    const users: readonly ExistingUser[] = [
      { name: 'ada', tags: { type: 'machine' } },
      { name: 'bob', tags: { type: 'engineer', 'slack-id': 'U0BOB000001' } },
      { name: 'ci', tags: { type: 'machine', 'slack-id': 'C0TEAM00001' } },
    ];
    beforeEach(() => project.write(ENGINEERS, theirs));

    it('refuses, and says what can be done, before anything is asked', async () => {
      const before = (await moto.recordedCalls()).length;
      assertRefusal(
        await adopt([]),
        exitCodes.badUse,
        /engineers\.yaml is there already: --merge adds .*, --force replaces it, --engineers-file/,
        theirs,
      );
      assert.equal((await moto.recordedCalls()).length, before);
    });

    it('--merge adds who is missing, and keeps every line', async () => {
      const stdout = await adopted(users, ['--merge']);
      assert.equal(
        read(ENGINEERS),
        theirs
          .replace(
            '# since ever\n',
            '# since ever\n    # No MFA device, by the credential report.\n    bob:\n        slackId: U0BOB000001\n',
          )
          .replace('machineUsers: {}', 'machineUsers:\n    ci:\n        slackId: C0TEAM00001'),
      );
      assert.match(stdout, /1 declared before, and left as they are declared: ada/);
      assert.deepEqual((await validate()).stdout, '');
      const components = imports().resources.filter(({ component }) => component);
      assert.deepEqual(
        components.map(({ name }) => name),
        ['Engineer ada', 'Engineer bob', 'MachineUser ci'],
      );
    });

    it('--merge twice changes nothing more, and keeps what was filled in and moved', async () => {
      await adopted([...users, { name: 'unsure' }], ['--merge']);
      const moved = read(ENGINEERS)
        .replace(/ +# Unsure.*\n +unsure:\n +slackId:.*\n/, '')
        .replace(/\n +bob:/, '\n    unsure: { slackId: U0UNSURE001 } # a person\n    bob:');
      project.write(ENGINEERS, moved);
      const { code } = await adopt(['--merge', '--force']);
      assert.equal(code, exitCodes.fine);
      assert.equal(read(ENGINEERS), moved);
      assert.ok(imports().resources.some(({ name }) => name === 'Engineer unsure'));
    });

    it('--merge leaves what was said of each user above them, where ids are still missing', async () => {
      const people = ['bea', 'cy'].map((name) => ({ name, hasPassword: true as const }));
      await adopted(people, ['--force']);
      const first = read(ENGINEERS);
      await adopted([{ name: 'dan', tags: { type: 'engineer' } }], ['--merge', '--force']);
      assert.ok(read(ENGINEERS).startsWith(first), read(ENGINEERS));
    });

    it('--merge knows the Slack ids that are taken', async () => {
      const tags = { type: 'engineer', 'slack-id': 'U0ADA000001' };
      await adopted([{ name: 'ada-two', tags }], ['--merge']);
      assert.match(read(ENGINEERS), /slackId: # To fill in: U0ADA000001 is that of somebody in /);
    });

    it('--merge says who is declared, and not there', async () => {
      const stdout = await adopted([{ name: 'bob' }], ['--merge']);
      assert.match(stdout, /1 declared, and not in the account: pulumi up would make them: ada/);
      assert.doesNotMatch(read(IMPORTS), /ada/);
    });

    it('--merge says who is declared under another path', async () => {
      const stdout = await adopted([{ name: 'ada', path: '/people/' }], ['--merge']);
      assert.match(stdout, /1 of them declared under another path than theirs, .*: ada \(\/people/);
    });

    it('--merge imports no IAM user of whoever is to have none, and says so', async () => {
      const text = `engineers:
  ada: { slackId: U0ADA000001, access: [identity-center], iamUser: false }
  bob: { slackId: U0BOB000001, access: [identity-center], iamUser: false }
  cleo: { slackId: U0CLEO00001 }
`;
      project.write(ENGINEERS, text);
      const stdout = await adopted([{ name: 'ada' }, { name: 'cleo' }], ['--merge']);
      assert.match(
        stdout,
        /^ {2}not imported: ada: engineers\.yaml says iamUser: false, and the account has an IAM user of that name: delete it/m,
      );
      assert.doesNotMatch(stdout, /not imported: bob|pulumi up would make them/);
      assert.doesNotMatch(stdout, /left as they are declared: ada/);
      assert.equal(read(ENGINEERS), text);
      const names = imports().resources.map(({ name }) => name);
      assert.ok(names.includes('Engineer cleo') && !names.includes('Engineer ada'), names.join());
    });

    it('--merge leaves out whose name differs by case alone', async () => {
      await makeUsers(moto, ACCOUNT, [{ name: 'ADA' }, { name: 'bob' }]);
      const { code, stdout, stderr } = await adopt(['--merge']);
      assert.equal(code, exitCodes.incomplete);
      assert.match(stderr, /^keyturn: 1 of 2 users could not be adopted: the output says why\n$/);
      assert.match(stdout, /left out: ADA: engineers\.yaml has ada, which IAM does not tell apart/);
      assert.doesNotMatch(stdout, /not in the account/);
      assert.doesNotMatch(read(IMPORTS), /ADA/);
    });

    it('--merge keeps Windows line ends', async () => {
      project.write(ENGINEERS, theirs.replaceAll('\n', '\r\n'));
      await adopted(users, ['--merge']);
      assert.equal(read(ENGINEERS).replaceAll('\r\n', '').includes('\n'), false);
      assert.match(read(ENGINEERS), /# since ever\r\n {4}# No MFA .*\r\n {4}bob:\r\n/);
    });

    it('--merge takes a file in which there is nobody yet', async () => {
      for (const text of ['# nobody yet\n', 'engineers:\n', '{}\n', '']) {
        project.write(ENGINEERS, text);
        await moto.reset();
        await adopted(users.slice(1), ['--merge', '--force']);
        assert.deepEqual(written(), {
          engineers: { bob: { slackId: 'U0BOB000001' } },
          machineUsers: { ci: { slackId: 'C0TEAM00001' } },
        });
        assert.equal((await validate()).stdout, '');
        if (text.startsWith('#')) assert.match(read(ENGINEERS), /^# nobody yet\n/);
      }
    });

    it('--force replaces it, but for where editors find its schema', async () => {
      const forEditors = '# yaml-language-server: $schema=engineers.schema.json\n';
      project.write(ENGINEERS, `${forEditors}# sample\n${theirs}`);
      await adopted([{ name: 'bob' }], ['--force']);
      assert.ok(read(ENGINEERS).startsWith(forEditors));
      assert.doesNotMatch(read(ENGINEERS), /sample|ours/);
    });

    it('--force replaces it', async () => {
      await adopted([{ name: 'bob' }], ['--force']);
      assert.deepEqual(written(), { machineUsers: { bob: { slackId: null } } });
      assertNothingLeft();
    });

    it('--engineers-file writes another', async () => {
      const other = fileOf('other.yaml');
      await adopted([{ name: 'bob' }], ['--engineers-file', other]);
      assert.equal(read(ENGINEERS), theirs);
      assert.match(read('other.yaml'), /^machineUsers:/m);
    });

    it('of imports needs --force, also beside --merge', async () => {
      project.write(IMPORTS, 'mine');
      for (const args of [['--merge'], ['--engineers-file', fileOf('other.yaml')]]) {
        const { code, stderr } = await adopt(args);
        assert.equal(code, exitCodes.badUse);
        assert.match(stderr, /import\.json is there already: --force replaces it/);
      }
      assert.equal(read(IMPORTS), 'mine');
      assert.equal(existsSync(fileOf('other.yaml')), false);
      await adopted(users, ['--merge', '--force']);
      assert.equal(imports().resources.length, 6);
      assert.match(read(ENGINEERS), /ours, since 2019/);
    });

    it('--merge of what is no such file says where', async () => {
      for (const [text, line] of [
        ['engineers: [\n', /stacks\/engineers\.yaml:\d+:\d+: .*: nobody can be added/],
        ['engineers: [ada]\n', /engineers: found other things than a map: nobody can be added/],
        ['- ada\n', /found other things than a map/],
      ] as const) {
        project.write(ENGINEERS, text);
        assertRefusal(await adopt(['--merge']), exitCodes.badUse, line, text);
      }
    });
  });

  it('--dry-run prints both files, and writes none', async () => {
    await makeUsers(moto, ACCOUNT, [{ name: 'ada', hasPassword: true }]);
    const { code, stdout } = await adopt(['--dry-run']);
    assert.equal(code, exitCodes.fine);
    assert.match(stdout, /==> .*engineers\.yaml <==\n(?:.*\n)+engineers:\n(?: {2}# .*\n)+ {2}ada:/);
    assert.match(stdout, /==> .*import\.json <==\n\{\n/);
    assert.match(stdout, /Dry run: .*\n.*engineers\.yaml is there already: --merge/);
    assert.equal(read(ENGINEERS), 'engineers: {}\n');
    assert.equal(existsSync(fileOf(IMPORTS)), false);
  });

  it('writes nothing of an account without users', async () => {
    const { code, stdout } = await adopt();
    assert.equal(code, exitCodes.fine);
    assert.match(stdout, /has no IAM user: there is nobody to adopt, and nothing was written/);
    assert.equal(existsSync(fileOf(IMPORTS)), false);
    assert.equal(read(ENGINEERS), 'engineers: {}\n');
  });

  describe('without an answer of AWS', () => {
    it('for want of credentials, says how to get some', async () => {
      const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' };
      assertRefusal(
        await adopt(['--force'], env),
        exitCodes.noAnswer,
        /no AWS credentials found.*aws-vault exec/,
      );
    });

    it('since nothing is permitted', async () => {
      await moto.refuse([ACCOUNT]);
      assertRefusal(await adopt(), exitCodes.noAnswer, /AccessDenied/);
    });

    it('since IAM can not be reached', async () => {
      const env = { AWS_ENDPOINT_URL_IAM: 'http://127.0.0.1:9' };
      assertRefusal(
        await adopt(['--force'], env),
        exitCodes.noAnswer,
        /the account 111111111111 could not be read: unreachable at iam:GetAccountAuthorizationDetails: .*; look at the network/,
      );
    });

    it('of the stack’s account', async () => {
      assertRefusal(
        await adopt(['--force'], await envOf('222222222222')),
        exitCodes.badUse,
        /the credentials are of account 222222222222: expected 111111111111, the account of stack/,
      );
    });
  });

  describe('refuses, and writes nothing', () => {
    const cases: [string, () => readonly string[], RegExp][] = [
      [
        'a folder that is not there',
        () => ['--merge', '--import-file', fileOf('no/such/import.json')],
        /--import-file is .*, which can't be written \(there is no such folder\)/,
      ],
      [
        'a folder for a file',
        () => ['--engineers-file', fileOf('stacks')],
        /--engineers-file is .*stacks, a folder: expected a file/,
      ],
      [
        'a place where nobody may write',
        () => ['--merge', '--import-file', '/proc/import.json'],
        /--import-file is \/proc\/import\.json, which can't be written/,
      ],
      [
        'one file for both',
        () => ['--force', '--import-file', fileOf(ENGINEERS)],
        /are both .*engineers\.yaml: expected two files/,
      ],
      [
        'a user whom two options name',
        () => ['--force', '--engineer', 'ada', '--machine', 'ada'],
        /--machine is ada, of whom another option says something else/,
      ],
      [
        'a user whom two options name in other letters',
        () => ['--force', '--engineer', 'ada', '--leave-out', 'ADA'],
        /--engineer is ada, of whom another option says something else/,
      ],
      [
        'a user who is not there',
        () => ['--force', '--leave-out', 'adaa'],
        /--leave-out is adaa, and the account has no such user \(did you mean ada\?\)/,
      ],
      [
        'a stack without users',
        () => ['--force', '--stack', 'production'],
        /the stack production is not of the kind identity: expected identity/,
      ],
      [
        'a stack that is not there',
        () => ['--force', '--stack', 'staging'],
        /--stack is staging, of which there is no file/,
      ],
      [
        'a Slack that is none',
        () => ['--force', '--slack-api-url', 'ftp://x'],
        /--slack-api-url is "ftp:\/\/x": expected an https URL/,
      ],
      ['a token as an argument', () => ['--slack-token', 'x'], /unknown option '--slack-token'/],
    ];
    for (const [what, args, line] of cases)
      it(what, async () => {
        await makeUsers(moto, ACCOUNT, [{ name: 'ada' }]);
        assertRefusal(await adopt(args()), exitCodes.badUse, line);
      });

    it('to make a machine of an engineer who is declared', async () => {
      const text = 'engineers:\n  ada: {slackId: U0ADA000001}\n';
      project.write(ENGINEERS, text);
      await makeUsers(moto, ACCOUNT, [{ name: 'ada' }]);
      assertRefusal(
        await adopt(['--merge', '--machine', 'ada']),
        exitCodes.badUse,
        /--machine is ada, whom the engineers' file declares as an engineer: move them there/,
        text,
      );
    });

    it('in a project whose stacks are not right', async () => {
      project.write('Pulumi.identity.yaml', 'config:\n  keyturn:accountKinds: [identity]\n');
      assertRefusal(
        await adopt(),
        exitCodes.badUse,
        /Pulumi\.identity\.yaml.*keyturn:accountId.*keyturn validate shows all/,
      );
    });
  });
});
