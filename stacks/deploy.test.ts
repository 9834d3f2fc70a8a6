import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as pulumi from '@pulumi/pulumi';
import { iam } from '../policy-pack/core/resource-types';
import { manyEngineers } from './testing/many-engineers';
import { engineConfig, runStack, type Run } from './testing/run-stack';
import { goodStacks, organizationStacks, planOf, TestProject } from './testing/project';
import { withTypeScript } from '../scripts/typescript/options';

const root = path.join(__dirname, '..');

/** `type name` of all that a program registered, without the stack itself and aws's modules. */
function registered({ resources }: Run): string[] {
  return resources
    .filter(({ type }) => type !== 'pulumi:pulumi:Stack')
    .map(({ type, name }) => `${type.split(':').at(-1)} ${name}`)
    .sort();
}

const everyAccount = [
  'AuditRole audit',
  'EventRule key-events-rule',
  'EventTarget key-events-target',
  'KeyEventForwarder key-events',
  'Role audit-role',
  'Role key-events-role',
  'RolePolicy audit-permissions',
  'RolePolicy key-events-permissions',
  'aws home',
  'aws key-events',
];
/** An engineer with roles: in the group of all engineers, and in that of those roles. */
const engineer = (name: string) => [
  `Engineer ${name}`,
  `User ${name}-user`,
  `UserGroupMembership ${name}-membership`,
  `UserGroupMembership ${name}-membership:roles`,
];
const roleGroup = (name: string) => [
  `RoleGroup ${name}`,
  `Group ${name}-group`,
  `GroupPolicy ${name}-assume-roles`,
];
const machine = (name: string, group: string, policy: string) => [
  `MachineUser ${name}`,
  `User ${name}-user`,
  `UserGroupMembership ${name}-membership`,
  `MachineGroup ${group}`,
  `Group ${group}-group`,
  `GroupPolicyAttachment ${group}-policy:aws:${policy}`,
];
/** Of erin, who has more than a role set. */
const erins = 'engineers-administrator+deploy+read-only@production';
const baseline = [
  'AccountPasswordPolicy engineers-password-policy',
  'EngineerBaseline engineers',
  'Group engineers-group',
  'GroupPolicy engineers-self-management',
];
const assumableRole = (name: string, policy: string) => [
  `AssumableRole ${name}`,
  `Role ${name}-role`,
  `RolePolicyAttachment ${name}-policy:aws:${policy}`,
];

describe('the program of a stack', () => {
  describe('of the identity account', () => {
    let run: Run;
    before(async () => (run = await runStack(root, 'identity')));

    it('makes the engineers, the machine users, and the groups that they have their permissions from', () =>
      assert.deepEqual(
        registered(run),
        [
          ...everyAccount,
          ...baseline,
          ...['alice', 'bob', 'carol', 'dan', 'erin', 'frank'].flatMap(engineer),
          ...['engineers-backend', 'engineers-read-only@production', erins].flatMap(roleGroup),
          ...machine('backup', 'machines-AmazonS3ReadOnlyAccess@aws', 'AmazonS3ReadOnlyAccess'),
          ...machine(
            'ci-deployer',
            'machines-AmazonEC2ContainerRegistryPowerUser@aws',
            'AmazonEC2ContainerRegistryPowerUser',
          ),
        ].sort(),
      ));

    it('lets engineers assume exactly the roles that engineers.yaml says', () => {
      assert.deepEqual(
        run.resource('UserGroupMembership', 'erin-membership:roles').inputs['groups'],
        [erins],
      );
      const { inputs } = run.resource('GroupPolicy', `${erins}-assume-roles`);
      const { Statement } = JSON.parse(String(inputs['policy'])) as {
        Statement: { Resource: string[] }[];
      };
      assert.deepEqual(
        Statement.map(({ Resource }) => Resource),
        [
          ['administrator', 'deploy', 'read-only'].map(
            (name) => `arn:aws:iam::222222222222:role/${name}`,
          ),
        ],
      );
    });

    it('tags users as people and machines', () => {
      const tags = (name: string) => run.resource('User', `${name}-user`).inputs['tags'];
      assert.deepEqual(tags('dan'), {
        type: 'engineer',
        'slack-id': 'U0DAN000001',
        'full-name': 'Dan Davis',
      });
      assert.deepEqual(tags('ci-deployer'), { type: 'machine', 'slack-id': 'C0DEPLOY001' });
    });
  });

  it('of a member makes its roles, and lets the identity account in', async () => {
    const run = await runStack(root, 'production');
    assert.deepEqual(
      registered(run),
      [
        ...everyAccount,
        ...assumableRole('administrator', 'AdministratorAccess'),
        ...assumableRole('deploy', 'PowerUserAccess'),
        ...assumableRole('read-only', 'ReadOnlyAccess'),
      ].sort(),
    );
    const { inputs } = run.resource('Role', 'read-only-role');
    assert.equal(inputs['name'], 'read-only');
    assert.equal(inputs['maxSessionDuration'], 8 * 3600);
    assert.match(String(inputs['assumeRolePolicy']), /arn:aws:iam::111111111111:root/);
    assert.deepEqual(run.outputs, {});
  });

  it('of a member makes a role under a path, and engineers are given that one', async () => {
    const project = new TestProject(
      {
        ...goodStacks,
        production: `${goodStacks.production}    - {name: ops, path: /teams/on-call/}
    - {name: Billing, path: /made-by-hand/, existing: true}
`,
      },
      'engineers:\n  ada: {slackId: U0ADA000001, roles: [production/ops, production/Billing]}\n',
    );
    try {
      const production = await runStack(project.folder, 'production');
      const made = production.resource('Role', 'ops-role').arn;
      assert.equal(made, 'arn:aws:iam::222222222222:role/teams/on-call/ops');
      const identity = await runStack(project.folder, 'identity');
      const { policy } = identity.resource(
        'GroupPolicy',
        'engineers-Billing+ops@production-assume-roles',
      ).inputs;
      const { Statement } = JSON.parse(String(policy)) as { Statement: { Resource: string[] }[] };
      assert.deepEqual(Statement[0]?.Resource, [
        'arn:aws:iam::222222222222:role/made-by-hand/Billing',
        made,
      ]);
    } finally {
      project.remove();
    }
  });

  describe('of an account whose monitor takes presses', () => {
    const answering = `${goodStacks.monitor}  keyturn:slackSigningSecret: {secure: AAAB}\n  keyturn:slackAppId: A0COMPANY01\n`;
    const responding = `${answering}  keyturn:responders: [U0ALICE0001]\n`;
    const auditOf = (monitor: string, more = '') =>
      inProject({ ...goodStacks, monitor, production: goodStacks.production + more }, (folder) =>
        runStack(folder, 'production'),
      ).then((run) => [
        String(run.resource('Role', 'audit-role').inputs['assumeRolePolicy']),
        String(run.resource('RolePolicy', 'audit-permissions').inputs['policy']),
      ]);

    it('has an audit role for them, and lets them at engineers’ keys alone', async () => {
      const [trust = '', permissions] = await auditOf(answering);
      assert.match(trust, /"arn:aws:iam::333333333333:role\/keyturn-act"/);
      const [, before] = await auditOf(goodStacks.monitor);
      assert.equal(permissions, before);
    });

    it('has one that lets responders at the keys of machines, where the monitor names some', async () => {
      const [, permissions = ''] = await auditOf(responding);
      assert.match(
        permissions,
        /"aws:ResourceTag\/type":"machine","aws:SourceIdentity":"keyturn-act"/,
      );
      for (const more of ['allowDisableMachineKeys: false', 'allowDisable: false']) {
        const [, without = ''] = await auditOf(responding, `  keyturn:${more}\n`);
        assert.doesNotMatch(without, /SourceIdentity/, more);
      }
    });

    it('is told by the monitor’s outputs what a stack of another project has to know', async () => {
      const { outputs } = await inProject({ ...goodStacks, monitor: answering }, (folder) =>
        runStack(folder, 'monitor'),
      );
      assert.equal(outputs['actRoleArn'], 'arn:aws:iam::333333333333:role/keyturn-act');
      assert.ok('slackRequestUrl' in outputs);
    });

    it('has the audit role that it had, to the letter, where the monitor takes none', async () => {
      const before = await auditOf(goodStacks.monitor);
      const after = await auditOf(goodStacks.monitor, '  keyturn:allowDisableMachineKeys: true\n');
      assert.deepEqual(after, before);
      assert.doesNotMatch(before.join(), /SourceIdentity|keyturn-act/);
    });

    it('has a StackSet that brings the same to the organization’s accounts', async () => {
      const templateOf = (more: string) =>
        inProject(
          {
            ...organizationStacks,
            monitor: `${responding}  keyturn:accounts: {organization: {id: o-abcdefghij}}\n`,
            management: organizationStacks.management + more,
          },
          (folder) => runStack(folder, 'management'),
        ).then((run) =>
          String(run.resource('StackSet', 'audit-everywhere-stack-set').inputs['templateBody']),
        );
      const template = await templateOf('');
      assert.match(template, /role\/keyturn-act"/);
      assert.match(template, /"aws:SourceIdentity":"keyturn-act"/);
      assert.doesNotMatch(
        await templateOf('    allowDisableMachineKeys: false\n'),
        /"aws:SourceIdentity"/,
      );
      assert.doesNotMatch(await templateOf('    allowDisable: false\n'), /"iam:UpdateAccessKey"/);
    });
  });

  describe("of the monitor's account", () => {
    let run: Run;
    before(async () => (run = await runStack(root, 'monitor')));

    it('makes the monitor, once, and what every account gets', () => {
      const names = registered(run);
      for (const name of [...everyAccount, 'KeyMonitor keyturn', 'Table keyturn-ledger'])
        assert.ok(names.includes(name), name);
      assert.equal(names.filter((name) => /^(User|Group|AssumableRole) /.test(name)).length, 0);
    });

    it('has the names by which the other accounts know it', async () => {
      const production = await runStack(root, 'production');
      const trust = String(production.resource('Role', 'audit-role').inputs['assumeRolePolicy']);
      assert.match(trust, new RegExp(`"${String(run.outputs['monitorRoleArn'])}"`));
      assert.equal(
        production.resource('EventTarget', 'key-events-target').inputs['arn'],
        run.outputs['eventBusArn'],
      );
      assert.equal(run.resource('Role', 'keyturn-monitor-role').inputs['name'], 'keyturn-monitor');
      assert.equal(run.resource('EventBus', 'keyturn-bus').inputs['name'], 'keyturn');
    });

    it('tells the functions what the config says', () => {
      const { inputs } = run.resource('Function', 'keyturn-monitor-function');
      const { variables } = inputs['environment'] as { variables: Record<string, string> };
      assert.deepEqual(JSON.parse(variables['KEYTURN_ACCOUNTS'] ?? ''), {
        list: [
          { id: '111111111111', name: 'identity' },
          { id: '333333333333', name: 'monitor' },
          { id: '222222222222', name: 'production' },
        ],
      });
      assert.equal(variables['KEYTURN_DRY_RUN'], 'true');
      assert.equal(variables['KEYTURN_EXTERNAL_ID'], 'keyturn-333333333333');
      assert.match(variables['KEYTURN_SETTINGS'] ?? '', /"timeZone":"Europe\/Berlin"/);
      const schedule = run.resource('Schedule', 'keyturn-schedule').inputs;
      assert.equal(schedule['scheduleExpressionTimezone'], 'Europe/Berlin');
      assert.equal(schedule['scheduleExpression'], 'cron(0 9 * * ? *)');
    });

    it('says where to find it', () =>
      assert.deepEqual(Object.keys(run.outputs).sort(), [
        'alarmTopicArn',
        'eventBusArn',
        'ledgerTableName',
        'monitorFunctionName',
        'monitorRoleArn',
        'noticeQueueUrl',
        'reportsBucketName',
        'slackTokenSecretArn',
        'undeliveredQueueUrl',
      ]));
  });

  it('sends each thing to the account and region where it belongs', async () => {
    for (const stack of ['identity', 'production', 'monitor']) {
      const { resources } = await runStack(root, stack);
      const accountId = engineConfig(root, stack)['keyturn:accountId'];
      for (const { type, name, inputs, provider } of resources) {
        if (type === 'pulumi:providers:aws') {
          const region = name === 'home' ? 'eu-central-1' : 'us-east-1';
          assert.equal(inputs['region'], region);
          assert.equal(inputs['allowedAccountIds'], JSON.stringify([accountId]));
        }
        if (type.startsWith('aws:'))
          assert.equal(provider, name.startsWith('key-events-') ? 'key-events' : 'home', name);
      }
    }
  });
});

/** A project in a folder of its own, gone after the test. */
async function inProject<Result>(
  stacks: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<Result>,
  engineers?: string,
): Promise<Result> {
  const project = new TestProject(stacks, engineers);
  try {
    return await work(project.folder);
  } finally {
    project.remove();
  }
}

describe('a stack', () => {
  const engineers = (roles: string) =>
    `engineers:\n  alice: {slackId: U0ALICE0001, roles: [${roles}]}\n`;
  const all = `${goodStacks.monitor.replace('[monitor]', '[monitor, member, identity]')}  keyturn:roles: [{name: deploy}, {name: old, existing: true}]\n`;

  it('can be all of it, for a company with one account', () =>
    inProject(
      { company: all },
      async (folder) => {
        const run = await runStack(folder, 'company');
        const names = registered(run);
        const expected = [
          ...everyAccount,
          ...baseline,
          ...engineer('alice'),
          'AssumableRole deploy',
          'Role deploy-role',
          'KeyMonitor keyturn',
        ];
        for (const name of expected) assert.ok(names.includes(name), name);
        // Made elsewhere.
        assert.ok(!names.some((name) => /^(AssumableRole|Role) old/.test(name)));
        const { inputs } = run.resource('GroupPolicy', 'engineers-deploy+old@company-assume-roles');
        assert.match(String(inputs['policy']), /333333333333:role\/deploy","[^"]*role\/old"/);
      },
      engineers('company/deploy, company/old'),
    ));

  it('names things after people, in whatever order they stand', async () => {
    const users = ['alice: {slackId: U0ALICE0001}', 'bob: {slackId: U0BOB000001}'];
    const machines = 'machineUsers:\n  ci: {slackId: C0TEAM00001}\n';
    const file = (lines: string[]) => `engineers:\n  ${lines.join('\n  ')}\n`;
    const run = (text: string) =>
      inProject(goodStacks, (folder) => runStack(folder, 'identity'), text);
    const one = await run(file(users) + machines);
    const other = await run(machines + file(users.toReversed()));
    assert.deepEqual(one.resources, other.resources);
  });

  it('leaves users under the path that engineers.yaml says', () =>
    inProject(
      goodStacks,
      async (folder) => {
        const run = await runStack(folder, 'identity');
        const pathOf = (name: string) => run.resource('User', `${name}-user`).inputs['path'];
        assert.deepEqual(['ada', 'ci', 'bob'].map(pathOf), ['/people/', '/machines/', undefined]);
      },
      'engineers:\n  ada: {slackId: U0ADA000001, path: /people/}\n  bob: {slackId: U0BOB000001}\nmachineUsers:\n  ci: {slackId: C0TEAM00001, path: /machines/}\n',
    ));

  it('leaves the groups under the path that its config says, with the names that it gives', () =>
    inProject(
      {
        ...goodStacks,
        identity: `${goodStacks.identity}  keyturn:groupName: people\n  keyturn:groups: {path: /staff/, names: {backend: Backend}, machinePrefix: m-}\n`,
      },
      async (folder) => {
        const { resources } = await runStack(folder, 'identity');
        const groups = resources.filter(({ type }) => type === iam.group);
        assert.deepEqual(groups.map(({ inputs }) => [inputs['name'], inputs['path']]).sort(), [
          ['Backend', '/staff/'],
          ['m-x@aws', '/staff/'],
          ['people', '/staff/'],
        ]);
        const memberships = resources
          .filter(({ type }) => type === iam.userGroupMembership)
          .map(({ inputs }) => [inputs['user'], inputs['groups']]);
        assert.deepEqual(memberships, [
          ['alice', ['people']],
          ['alice', ['Backend']],
          ['ci', ['m-x@aws']],
        ]);
      },
      'roleSets: {backend: [production/deploy]}\nengineers:\n  alice: {slackId: U0ALICE0001, roles: [backend]}\nmachineUsers:\n  ci: {slackId: C0TEAM00001, policyArns: [arn:aws:iam::aws:policy/x]}\n',
    ));

  it('has a group for each of 60 sets of roles of 500 engineers, and policies that have the room for 120', () =>
    inProject(
      manyEngineers.stacks,
      async (folder) => {
        const { resources } = await runStack(folder, 'identity');
        const of = (type: string) => resources.filter((each) => each.type === type);
        // Those of roles, that of all engineers, and that of the machines.
        assert.equal(of(iam.group).length, 61 + 2);
        assert.equal(of(iam.user).length, 503);
        for (const type of [iam.userPolicy, iam.userPolicyAttachment])
          assert.deepEqual(of(type), []);
        const groupsOf = Map.groupBy(of(iam.userGroupMembership), ({ inputs }) => inputs['user']);
        assert.equal(groupsOf.size, 503);
        for (const [user, memberships] of groupsOf) {
          const groups = memberships.flatMap(({ inputs }) => inputs['groups'] as string[]);
          assert.equal(groups.length, /^c[id]$/.test(String(user)) ? 1 : 2, String(user));
        }
        const [managed, ...more] = of(iam.policy);
        assert.deepEqual(
          [managed?.name.replace(/[0-9a-f]{8}/, '…'), more.length],
          ['engineers-120-roles-…-assume-roles-1', 0],
        );
        const [attachment] = of(iam.groupPolicyAttachment);
        assert.deepEqual(attachment?.inputs, {
          group: managed?.name.replace(/-assume-roles-1$/, ''),
          policyArn: `arn:aws:iam::111111111111:policy/${managed?.name}`,
        });
        for (let i = 0; i < 120; i++)
          assert.match(String(managed?.inputs['policy']), new RegExp(`role/every-role-${i}"`));
      },
      manyEngineers.engineers,
    ));

  it('deploys the most accounts that its plan takes', async () => {
    const monitor = (count: number) => {
      const account = (i: number) => `    - {id: '${400000000000 + i}', name: a-name-${i}}\n`;
      // Those that have stack files, and as many others.
      const declared = ['111111111111', '222222222222', '333333333333'].map(
        (id, i) => `    - {id: '${id}', name: a-name-${i}}\n`,
      );
      const others = Array.from({ length: count - 3 }, (_, i) => account(i + 3));
      const list = [...declared, ...others];
      return { monitor: `${goodStacks.monitor}  keyturn:accounts:\n   list:\n${list.join('')}` };
    };
    const isRefused = (count: number) => planOf('monitor', monitor(count)).problems.length > 0;
    const most = Array.from({ length: 40 }, (_, i) => 100 - i).find((n) => !isRefused(n)) ?? 0;
    assert.ok(most >= 50, `only ${most} accounts are taken`);
    assert.match(
      planOf('monitor', monitor(most + 1)).problems.join(),
      /^Pulumi\.monitor\.yaml:7:3: keyturn:accounts: found \d+ accounts \(\d+ bytes with the settings\), expected at most 3584 bytes: of more accounts, say organization instead$/,
    );
    await inProject({ ...goodStacks, ...monitor(most) }, (folder) => runStack(folder, 'monitor'));
  });

  it('passes on what the config says of AWS', () =>
    inProject(goodStacks, async (folder) => {
      const role = [{ roleArn: 'arn:aws:iam::222222222222:role/deployer' }];
      const { resources } = await runStack(folder, 'production', {
        config: {
          'aws:profile': 'production',
          'aws:assumeRoles': JSON.stringify(role),
          'aws:defaultTags': '{"tags":{"team":"platform"}}',
          'aws:skipCredentialsValidation': 'true',
        },
      });
      for (const { inputs } of resources.filter(({ type }) => type === 'pulumi:providers:aws')) {
        assert.equal(inputs['profile'], 'production');
        assert.equal(inputs['assumeRoles'], JSON.stringify(role));
        assert.equal(inputs['defaultTags'], '{"tags":{"team":"platform"}}');
        assert.equal(inputs['skipCredentialsValidation'], 'true');
      }
    }));

  describe('that gives the audit role to its organization', () => {
    const covered = `${goodStacks.production}  keyturn:coveredByStackSet: true\n`;
    const stacks = { ...organizationStacks, production: covered };
    const runOf = (stack: string, more = '') =>
      inProject({ ...stacks, management: stacks.management + more }, (folder) =>
        runStack(folder, stack),
      );
    const instance = 'audit-everywhere-ou-abcd-11111111';

    it('has a StackSet, and its own audit role as every account has', async () => {
      const run = await runOf('management');
      assert.deepEqual(
        registered(run),
        [
          ...everyAccount,
          'AuditRoleStackSet audit-everywhere',
          'StackSet audit-everywhere-stack-set',
          `StackSetInstance ${instance}`,
        ].sort(),
      );
      const { templateBody, callAs } = run.resource(
        'StackSet',
        'audit-everywhere-stack-set',
      ).inputs;
      assert.equal(callAs, 'SELF');
      assert.match(
        String(templateBody),
        /"keyturn-audit".*"keyturn-333333333333".*UpdateAccessKey/,
      );
      assert.match(String(templateBody), /event-bus\/keyturn/);
    });

    it('leaves out the accounts whose own stacks make it', async () => {
      const run = await runOf('management');
      const { deploymentTargets } = run.resource('StackSetInstance', instance).inputs;
      assert.deepEqual(deploymentTargets, {
        organizationalUnitIds: ['ou-abcd-11111111'],
        accountFilterType: 'DIFFERENCE',
        accounts: ['111111111111', '333333333333'],
      });
      const production = registered(await runOf('production'));
      assert.deepEqual(
        production.filter((name) => /audit|key-events-/.test(name)),
        [],
      );
      assert.ok(production.includes('AssumableRole deploy'));
    });

    it('leaves itself out, where it is no management account', async () => {
      const run = await runOf(
        'management',
        '    delegatedAdministrator: true\n    allowDisable: false\n    forwardKeyEvents: false\n',
      );
      const { deploymentTargets, callAs } = run.resource('StackSetInstance', instance).inputs;
      assert.equal(callAs, 'DELEGATED_ADMIN');
      assert.deepEqual((deploymentTargets as { accounts: string[] }).accounts, [
        '111111111111',
        '444444444444',
        '333333333333',
      ]);
      const { templateBody } = run.resource('StackSet', 'audit-everywhere-stack-set').inputs;
      assert.doesNotMatch(String(templateBody), /UpdateAccessKey|event-bus/);
    });
  });

  it('keeps the Slack token a secret', () =>
    inProject(
      {
        ...goodStacks,
        monitor: goodStacks.monitor.replace(/ {2}keyturn:slackTokenSecretArn:.*\n/, ''),
      },
      async (folder) => {
        const token = ['xoxb', 'not', 'a', 'real', 'token'].join('-');
        const { resources } = await runStack(folder, 'monitor', {
          config: { 'keyturn:slackToken': token },
          secretKeys: ['keyturn:slackToken'],
        });
        const holders = resources.filter((each) => JSON.stringify(each.inputs).includes(token));
        assert.deepEqual(
          holders.map(({ type }) => type),
          // The component is told of it, as a secret.
          ['aws:secretsmanager/secretVersion:SecretVersion', 'keyturn:index:KeyMonitor'],
        );
      },
    ));

  it('keeps an external id a secret where the config does', async () => {
    const line = '  keyturn:externalId: turn-it\n';
    const stacks = Object.entries(goodStacks).map(([stack, config]) => [stack, config + line]);
    const shown = (secretKeys: string[]) =>
      inProject(Object.fromEntries(stacks) as Record<string, string>, async (folder) => {
        const run = await runStack(folder, 'production', { secretKeys });
        return run.resource('AuditRole', 'audit').inputs['externalId'];
      });
    assert.equal(await shown([]), 'turn-it');
    // As a secret travels to the engine.
    assert.equal(typeof (await shown(['keyturn:externalId'])), 'object');
  });

  it('lives in China and in GovCloud, too', async () => {
    for (const [region, eventsRegion, partition] of [
      ['cn-northwest-1', 'cn-north-1', 'aws-cn'],
      ['us-gov-east-1', 'us-gov-west-1', 'aws-us-gov'],
    ]) {
      const stacks = Object.fromEntries(
        Object.entries(goodStacks).map(([stack, config]) => [
          stack,
          config
            .replaceAll('eu-central-1', region ?? '')
            .replaceAll('arn:aws:', `arn:${partition}:`),
        ]),
      );
      const { resources } = await inProject(stacks, (folder) => runStack(folder, 'production'));
      const provider = resources.find(
        ({ name, type }) => name === 'key-events' && type.endsWith(':aws'),
      );
      assert.equal(provider?.inputs['region'], eventsRegion);
      assert.match(
        JSON.stringify(resources),
        new RegExp(`arn:${partition}:iam::333333333333:role/keyturn-monitor`),
      );
    }
  });
});

describe('a stack with mistakes', () => {
  /** What a program threw, and how many resources it had registered. */
  async function failure(run: Promise<Run>): Promise<Error> {
    const error = await run.then(
      () => assert.fail('the program succeeded'),
      (thrown: unknown) => thrown,
    );
    assert.ok(pulumi.RunError.isInstance(error), String(error));
    return error;
  }

  it('registers nothing, and says everything at once', () =>
    inProject(
      { ...goodStacks, identity: `${goodStacks.identity}  keyturn:groupName: a/b\n` },
      async (folder) => {
        const registeredTypes: string[] = [];
        const error = await failure(
          runStack(folder, 'identity', { onRegister: (type) => registeredTypes.push(type) }),
        );
        assert.deepEqual(registeredTypes, []);
        assert.equal(
          error.message,
          [
            'nothing was deployed, because of one mistake:',
            '  Pulumi.identity.yaml:5:22: keyturn:groupName: found "a/b", expected a group\'s name: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -',
          ].join('\n'),
        );
      },
    ));

  it('says all that is wrong with its files', () =>
    inProject(
      goodStacks,
      async (folder) => {
        const { message } = await failure(runStack(folder, 'identity'));
        assert.equal(message.split('\n').length, 3);
        assert.match(
          message,
          /^nothing was deployed, because of 2 mistakes:\n {2}stacks\/engineers.yaml:2:/,
        );
      },
      'engineers:\n  alice: {slackId: alice, roles: [production/dploy]}\n',
    ));

  it('looks for the bundles before it makes anything', async () => {
    const registeredTypes: string[] = [];
    const error = await failure(
      runStack(root, 'monitor', {
        functionsPath: path.join(root, 'nowhere'),
        onRegister: (type) => registeredTypes.push(type),
      }),
    );
    assert.match(
      error.message,
      /nowhere\/monitor\/index\.js does not exist: run `npm run build` first$/,
    );
    assert.deepEqual(registeredTypes, []);
  });
});

describe('the program', () => {
  it('loads only what the kinds of its account use', async () => {
    const script = `
      const { runStack } = require('./stacks/testing/run-stack');
      runStack('.', process.argv[1]).then(() => {
        const { relative } = require('node:path');
        console.log(Object.keys(require.cache).map((file) => relative('.', file)).join('\\n'));
      });`;
    const loadedBy = async (stack: string) => {
      const options = [...withTypeScript, '-e', script, stack];
      const { stdout } = await promisify(execFile)(process.execPath, options, { cwd: root });
      return stdout.split('\n').filter((file) => /^(stacks|components)\//.test(file));
    };
    const [member = [], identity = []] = await Promise.all(
      ['production', 'identity'].map(loadedBy),
    );
    const others = (loaded: readonly string[], those: RegExp) =>
      loaded.filter((file) => those.test(file));
    assert.ok(member.includes('components/assumable-role.ts'));
    assert.deepEqual(
      others(member, /key-monitor|components\/(engineer|machine)|stacks\/[im]\w+\.ts$/),
      ['stacks/member.ts'],
    );
    assert.ok(identity.includes('components/engineer.ts'));
    assert.deepEqual(others(identity, /key-monitor|components\/assumable|stacks\/[im]\w+\.ts$/), [
      'stacks/identity.ts',
    ]);
  });

  it('is what Pulumi.yaml names', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- as Pulumi loads it
    assert.equal(typeof require('./index'), 'function');
  });
});
