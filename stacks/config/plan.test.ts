import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import path from 'node:path';
import { goodStacks, organizationStacks, planOf, TestProject } from '../testing/project';
import { settingsOf } from './credentials';
import { planStack } from './plan';
import { formatProblem } from './problem';
import { readProjectFolder } from './project-folder';

const without = (stack: keyof typeof goodStacks, key: string) =>
  goodStacks[stack].replace(new RegExp(`  ${key}:.*\n(    .*\n)*`), '');
const problemsOf = (...args: Parameters<typeof planOf>) => planOf(...args).problems;
const account = (id: string, kinds: string, region = 'eu-central-1') =>
  `\n  aws:region: ${region}\n  keyturn:accountKinds: [${kinds}]\n  keyturn:accountId: '${id}'\n`;

describe('the plan of a stack', () => {
  it('knows who the others are, from their files', () => {
    const { value, problems } = planOf('production');
    assert.deepEqual(problems, []);
    assert.equal(value?.identityAccountId, '111111111111');
    assert.deepEqual(value.monitor, {
      roleArn: 'arn:aws:iam::333333333333:role/keyturn-monitor',
      eventBusArn: 'arn:aws:events:eu-central-1:333333333333:event-bus/keyturn',
    });
    assert.deepEqual(
      value.accounts.map(({ name, id }) => [name, id]),
      [
        ['identity', '111111111111'],
        ['monitor', '333333333333'],
        ['production', '222222222222'],
      ],
    );
  });

  it("gives engineers the roles of the members' files", () => {
    const engineers = 'engineers:\n  alice: {slackId: U0ALICE0001, roles: [production/deploy]}\n';
    const { value, problems } = planOf('identity', {}, { engineers });
    assert.deepEqual(problems, []);
    assert.deepEqual(value?.users.engineers, [
      {
        access: ['key'],
        userName: 'alice',
        slackId: 'U0ALICE0001',
        roles: [
          {
            reference: 'production/deploy',
            arn: 'arn:aws:iam::222222222222:role/deploy',
            maxSessionHours: 4,
            permissions: { policyArns: ['arn:aws:iam::aws:policy/PowerUserAccess'] },
          },
        ],
      },
    ]);
  });

  it('reads engineers.yaml for the identity account alone', () => {
    const engineers = 'engineers: broken\n';
    assert.deepEqual(problemsOf('identity', {}, { engineers }), [
      'stacks/engineers.yaml:1:12: engineers: found "broken", expected a map',
    ]);
    assert.deepEqual(problemsOf('production', {}, { engineers }), []);
  });

  it('looks for engineers.yaml where the config says', () =>
    assert.deepEqual(
      problemsOf('identity', {
        identity: `${goodStacks.identity}  keyturn:engineersFile: people/everybody.yaml\n`,
      }),
      [
        'Pulumi.identity.yaml:5:26: keyturn:engineersFile: found no such file as "people/everybody.yaml", expected the file that declares the users, from the folder of Pulumi.yaml (stacks/engineers.yaml is there)',
      ],
    ));

  it('shows little of a page of text in the place of the name', () => {
    const identity = `${goodStacks.identity}  keyturn:engineersFile: ${'x'.repeat(100_000)}\n`;
    const [line = '', ...others] = problemsOf('identity', { identity });
    assert.deepEqual(others, []);
    assert.match(
      line,
      /^Pulumi\.identity\.yaml:5:26: keyturn:engineersFile: found .*x…, expected /,
    );
    assert.ok(line.length < 300, `${line.length} characters`);
  });

  it('names the key that says where engineers.yaml is, where it is elsewhere', () => {
    const project = new TestProject({ identity: goodStacks.identity, monitor: goodStacks.monitor });
    const said = () =>
      planStack(readProjectFolder(project.folder), 'identity').problems.map(formatProblem);
    for (const [from, to, there] of [
      ['stacks/engineers.yaml', 'engineers.yaml', ' (engineers.yaml is there)'],
      ['engineers.yaml', 'stacks/engineers.yml', ' (stacks/engineers.yml is there)'],
      ['stacks/engineers.yml', 'people', ''],
    ] as const) {
      renameSync(path.join(project.folder, from), path.join(project.folder, to));
      assert.deepEqual(said(), [
        `Pulumi.identity.yaml: keyturn:engineersFile: found no such file as "stacks/engineers.yaml", expected the file that declares the users, from the folder of Pulumi.yaml${there}`,
      ]);
    }
    project.remove();
  });

  it('wants every account with a stack file in a list of accounts', () => {
    const listing = (...ids: string[]) => {
      const list = ids.map((id) => `{id: '${id}', name: n${id}}`).join(', ');
      return { monitor: `${goodStacks.monitor}  keyturn:accounts:\n    list: [${list}]\n` };
    };
    assert.deepEqual(problemsOf('monitor', listing('111111111111', '222222222222')), []);
    assert.deepEqual(problemsOf('monitor', listing('111111111111', '444444444444')), [
      'Pulumi.monitor.yaml:8:5: keyturn:accounts.list: found a list without 222222222222, expected every account with a stack file, production among them: AWS refuses to forward the key events of others',
    ]);
  });

  it('lets one account be everything', () => {
    const all = `${goodStacks.monitor.replace('[monitor]', '[identity, member, monitor]')}  keyturn:roles: [{name: deploy}]\n`;
    const engineers = 'engineers:\n  alice: {slackId: U0ALICE0001, roles: [all/deploy]}\n';
    const project = new TestProject({ all }, engineers);
    const { value, problems } = planStack(readProjectFolder(project.folder), 'all');
    project.remove();
    assert.deepEqual(problems, []);
    assert.equal(value?.identityAccountId, '333333333333');
    assert.equal(value.monitor.roleArn, 'arn:aws:iam::333333333333:role/keyturn-monitor');
    assert.deepEqual(value.accounts, [value.account]);
  });

  it('takes the identity account and the monitor from the config where no file declares them', () => {
    const project = new TestProject({ production: goodStacks.production });
    const found = () => {
      const { value, problems } = planStack(readProjectFolder(project.folder), 'production');
      return { value, problems: problems.map(formatProblem) };
    };
    assert.deepEqual(found().problems, [
      'Pulumi.production.yaml: keyturn:identityAccountId: found nothing, expected a value, or a stack file with keyturn:accountKinds: [identity]',
      'Pulumi.production.yaml: keyturn:monitorRoleArn: found nothing, expected a value, or a stack file with keyturn:accountKinds: [monitor]',
    ]);
    const arns = {
      roleArn: 'arn:aws:iam::999999999999:role/keyturn-monitor',
      eventBusArn: 'arn:aws:events:eu-west-1:999999999999:event-bus/keyturn',
    };
    project.write(
      'Pulumi.production.yaml',
      `config:${goodStacks.production}  keyturn:identityAccountId: '888888888888'\n  keyturn:monitorRoleArn: ${arns.roleArn}\n  keyturn:monitorEventBusArn: ${arns.eventBusArn}\n`,
    );
    const { value, problems } = found();
    project.remove();
    assert.deepEqual(problems, []);
    assert.equal(value?.identityAccountId, '888888888888');
    assert.deepEqual(value.monitor, arns);
  });

  const monitorOf = (stacks: Readonly<Record<string, string>>) => {
    const project = new TestProject({ ...goodStacks, ...stacks });
    const { value, problems } = planStack(readProjectFolder(project.folder), 'production');
    project.remove();
    assert.deepEqual(problems, []);
    return value?.monitor;
  };
  const answering = `${goodStacks.monitor}  keyturn:slackSigningSecret: {secure: AAAB}\n  keyturn:slackAppId: A0COMPANY01\n`;
  const actRoleArn = 'arn:aws:iam::333333333333:role/keyturn-act';

  it('knows of presses by the monitor’s file, whose secrets it can’t read', () => {
    assert.deepEqual(Object.keys(monitorOf({}) ?? {}), ['roleArn', 'eventBusArn']);
    const presses = (monitor: string) => monitorOf({ monitor })?.presses;
    assert.deepEqual(presses(answering), { actRoleArn, hasResponders: false });
    const responders = `${answering}  keyturn:responders: [U0ALICE0001]\n`;
    assert.deepEqual(presses(responders), { actRoleArn, hasResponders: true });
    const nobody = `${answering}  keyturn:responders: []\n`;
    assert.deepEqual(presses(nobody), { actRoleArn, hasResponders: false });
  });

  it('knows of presses by its own file, where the monitor’s is elsewhere', () => {
    const elsewhere = `${goodStacks.production}  keyturn:monitorRoleArn: arn:aws:iam::333333333333:role/watcher\n  keyturn:monitorEventBusArn: arn:aws:events:eu-central-1:333333333333:event-bus/keyturn\n`;
    // What is said of the monitor goes before the file that is there.
    const presses = (more: string) =>
      monitorOf({ monitor: answering, production: elsewhere + more })?.presses;
    assert.equal(presses(''), undefined);
    const act = `  keyturn:monitorActRoleArn: ${actRoleArn}\n`;
    assert.deepEqual(presses(act), { actRoleArn, hasResponders: false });
    const responders = `${act}  keyturn:monitorHasResponders: true\n`;
    assert.deepEqual(presses(responders), { actRoleArn, hasResponders: true });
  });

  it('keeps partitions apart', () => {
    const gov = {
      'gov-identity': account('666666666666', 'identity', 'us-gov-west-1'),
      'gov-member': `${account('555555555555', 'member', 'us-gov-east-1')}  keyturn:roles: [{name: deploy}]\n`,
    };
    assert.deepEqual(problemsOf('gov-member', gov), [
      'Pulumi.gov-member.yaml: keyturn:monitorRoleArn: found nothing, expected a value, or a stack file with keyturn:accountKinds: [monitor]',
    ]);
    const engineers = 'engineers:\n  alice: {slackId: U0ALICE0001, roles: [gov-member/deploy]}\n';
    assert.deepEqual(problemsOf('identity', gov, { engineers }), [
      'stacks/engineers.yaml:2:41: engineers.alice.roles[0]: found "gov-member/deploy", expected a role that a stack declares under keyturn:roles',
    ]);
    assert.equal(planOf('monitor', gov).value?.accounts.length, 3);
  });
});

describe('a mistake in one file', () => {
  const four = [1, 2, 3, 4]
    .map((n) => `  p${n}: {slackId: U0ALICE000${n}, roles: [production/deploy]}\n`)
    .join('');
  const engineers = `engineers:\n${four}`;
  const wrongId = goodStacks.production.replace("'222222222222'", '222222222222');

  it('is not said again of all that needs the file', () => {
    assert.deepEqual(problemsOf('identity', { production: wrongId }, { engineers }), [
      'Pulumi.production.yaml:4:22: keyturn:accountId: found 222222222222, expected an account id: twelve digits in quotes',
    ]);
    const identity = goodStacks.identity.replace('eu-central-1', 'Frankfurt');
    const monitor = `${goodStacks.monitor}  keyturn:dryRunAccounts: [identity]\n`;
    for (const stack of ['production', 'monitor'])
      assert.deepEqual(problemsOf(stack, { identity, monitor }), [
        'Pulumi.identity.yaml:2:15: aws:region: found "Frankfurt", expected an AWS region such as eu-central-1',
      ]);
  });

  it('hides none that does not come from it', () =>
    assert.deepEqual(
      problemsOf(
        'identity',
        { production: wrongId },
        { engineers: `${engineers}  bob: {slackId: bob, roles: [prodution/deploy]}\n` },
      ).map((line) => line.split(': found')[0]),
      [
        'Pulumi.production.yaml:4:22: keyturn:accountId',
        'stacks/engineers.yaml:6:18: engineers.bob.slackId',
        'stacks/engineers.yaml:6:31: engineers.bob.roles[0]',
      ],
    ));

  for (const name of ['Pulumi.production.yml', 'pulumi.production.yaml', 'Pulumi.production.YAML'])
    it(`is a name that Pulumi does not read: ${name}`, () => {
      const { identity, monitor } = goodStacks;
      const project = new TestProject({ identity, monitor }, engineers);
      project.write(name, `config:${goodStacks.production}`);
      const { problems } = planStack(readProjectFolder(project.folder), 'identity');
      project.remove();
      assert.deepEqual(problems.map(formatProblem), [
        `${name}: found a name that Pulumi does not read, expected Pulumi.production.yaml`,
      ]);
    });

  it('is a file under another name than people’s roles have', () => {
    const { identity, monitor, production } = goodStacks;
    const project = new TestProject({ identity, monitor, live: production }, engineers);
    const { problems } = planStack(readProjectFolder(project.folder), 'identity');
    project.remove();
    assert.deepEqual(problems.map(formatProblem), [
      'stacks/engineers.yaml:2:38: engineers.p1.roles[0]: found "production/deploy", expected a role of a stack that has a file (Pulumi.identity.yaml, Pulumi.live.yaml, Pulumi.monitor.yaml); 3 more places name that stack',
    ]);
  });
});

describe('a stack among others', () => {
  const refused: [string, string, Parameters<typeof planOf>[1], string[]][] = [
    [
      'two stacks of one account',
      'identity',
      { twin: account('222222222222', 'member') },
      [
        'Pulumi.twin.yaml:4:22: keyturn:accountId: found 222222222222, which the stack production has, expected one stack an account',
      ],
    ],
    [
      'two identity accounts',
      'production',
      { second: account('444444444444', 'identity') },
      [
        'Pulumi.second.yaml:3:3: keyturn:accountKinds: found identity, which the stack identity is, expected one identity account a partition',
      ],
    ],
    [
      'two monitors',
      'identity',
      { second: account('444444444444', 'monitor') },
      [
        'Pulumi.second.yaml:3:3: keyturn:accountKinds: found monitor, which the stack monitor is, expected one monitor account a partition',
      ],
    ],
    [
      'two that give the audit role to the organization',
      'identity',
      {
        first: account('444444444444', 'organization'),
        second: account('555555555555', 'organization'),
      },
      [
        'Pulumi.second.yaml:3:3: keyturn:accountKinds: found organization, which the stack first is, expected one organization account a partition',
      ],
    ],
    [
      'a monitor that would leave out the accounts that a StackSet brings',
      'monitor',
      { management: account('444444444444', 'organization') },
      [
        'Pulumi.monitor.yaml: keyturn:accounts: found nothing, expected organization (or list), as the stack management gives the audit role to accounts without a stack',
      ],
    ],
    [
      'a bad file of another stack, which would be an account forgotten in silence',
      'monitor',
      { second: account('44', 'member') },
      [
        'Pulumi.second.yaml:4:22: keyturn:accountId: found "44", expected an account id: twelve digits in quotes',
      ],
    ],
    [
      'bad YAML of another stack',
      'monitor',
      { second: '\n  a: &x 1\n' },
      ['Pulumi.second.yaml:2:9: config.a: found the anchor &x, expected no anchors'],
    ],
  ];
  for (const [name, stack, changed, problems] of refused)
    it(`refuses ${name}`, () => assert.deepEqual(problemsOf(stack, changed), problems));

  it('leaves out a stack that was just made', () => {
    const { value, problems } = planOf('monitor', { fresh: '\n  aws:region: eu-central-1\n' });
    assert.deepEqual(problems, []);
    assert.equal(value?.accounts.length, 3);
  });

  it("asks of another stack only what it needs to know: one's own mistakes are one's own", () =>
    assert.deepEqual(
      problemsOf('identity', { monitor: without('monitor', 'keyturn:teamChannel') }),
      [],
    ));
});

describe('what the monitor is to do about credentials, and what an account lets it', () => {
  const says = (stack: keyof typeof goodStacks, credentials: string) =>
    `${goodStacks[stack]}  keyturn:credentials: ${credentials}\n`;
  const problemIn = (stack: string, found: string, expected: string, position = '') =>
    `Pulumi.${stack}.yaml${position}: keyturn:credentials: found ${found}, expected at least ${expected}, as the stack monitor has (best as a default in Pulumi.yaml)`;
  const monitorDisables = says('monitor', '{ssh-key: {do: disable}}');

  it('names every account that says nothing of a kind that is to be disabled', () =>
    assert.deepEqual(problemsOf('monitor', { monitor: monitorDisables }), [
      problemIn('identity', 'ssh-key: report', 'disable'),
      problemIn('production', 'ssh-key: report', 'disable'),
    ]));

  it('says it in the account’s own stack, too, at the line that lets less', () => {
    const production = says('production', '{ssh-key: {do: remind}}');
    const identity = says('identity', '{ssh-key: {do: disable}}');
    const changed = { monitor: monitorDisables, production, identity };
    assert.deepEqual(problemsOf('production', changed), [
      problemIn('production', 'ssh-key: remind', 'disable', ':7:3'),
    ]);
  });

  it('wants the right to list certificates where the monitor reminds of them', () => {
    const monitor = says('monitor', '{signing-certificate: {do: remind}, ssh-key: {do: remind}}');
    assert.deepEqual(problemsOf('monitor', { monitor }), [
      problemIn('identity', 'signing-certificate: report', 'remind'),
      problemIn('production', 'signing-certificate: report', 'remind'),
    ]);
  });

  it('leaves an account alone that lets more, and one in which nothing may be disabled', () => {
    const identity = says('identity', '{ssh-key: {do: disable}, service-specific: {do: disable}}');
    const production = `${goodStacks.production}  keyturn:allowDisable: false\n`;
    assert.deepEqual(problemsOf('monitor', { monitor: monitorDisables, identity, production }), []);
  });

  it('asks it of the stack that gives the role to the organization, and not of who has it of that', () => {
    const covered = `${goodStacks.production}  keyturn:coveredByStackSet: true\n`;
    const monitor = `${organizationStacks.monitor}  keyturn:credentials: {ssh-key: {do: disable}}\n`;
    const changed = { ...organizationStacks, monitor, production: covered };
    assert.deepEqual(problemsOf('monitor', changed), [
      problemIn('identity', 'ssh-key: report', 'disable'),
      problemIn('management', 'ssh-key: report', 'disable'),
    ]);
  });

  it('is the same everywhere as a default of the project', () => {
    const project =
      'name: keyturn\nconfig:\n  keyturn:credentials:\n    default: {ssh-key: {do: disable}}\n';
    assert.deepEqual(problemsOf('monitor', {}, { project }), []);
  });
});

describe("a stack's own config", () => {
  const refused: [string, string, string, string[]][] = [
    [
      'a key that is not known',
      'identity',
      `${goodStacks.identity}  keyturn:engineerFile: x\n`,
      [
        'Pulumi.identity.yaml:5:3: keyturn:engineerFile: found an unknown key, expected a known key (did you mean engineersFile?)',
      ],
    ],
    [
      'a key that its kinds do not use',
      'production',
      `${goodStacks.production}  keyturn:dryRun: false\n`,
      [
        'Pulumi.production.yaml:7:3: keyturn:dryRun: found a key of the account kind monitor, expected keys of member only, as accountKinds says',
      ],
    ],
    [
      'no region',
      'identity',
      without('identity', 'aws:region'),
      [
        'Pulumi.identity.yaml: aws:region: found nothing, expected an AWS region such as eu-central-1',
      ],
    ],
    [
      'no account',
      'identity',
      '\n  aws:region: eu-central-1\n',
      [
        'Pulumi.identity.yaml: keyturn:accountKinds: found nothing, expected a list of identity, member, monitor, organization, identity-center',
        'Pulumi.identity.yaml: keyturn:accountId: found nothing, expected an account id: twelve digits in quotes',
      ],
    ],
    [
      'a monitor without channel and token',
      'monitor',
      account('333333333333', 'monitor'),
      [
        "Pulumi.monitor.yaml: keyturn:teamChannel: found nothing, expected a Slack channel's id (C… or G…): in Slack, the channel's name, About, at its end",
        'Pulumi.monitor.yaml: keyturn:slackTokenSecretArn: found nothing, expected the ARN of a secret, or the secret slackToken',
      ],
    ],
    [
      'a signing secret without the app’s id',
      'monitor',
      `${goodStacks.monitor}  keyturn:slackSigningSecret: {secure: AAAB}\n`,
      [
        "Pulumi.monitor.yaml: keyturn:slackAppId: found nothing, expected the id of Slack's app (A…): Basic Information, App ID",
      ],
    ],
    [
      'an organization without units',
      'management',
      account('444444444444', 'organization'),
      [
        'Pulumi.management.yaml: keyturn:auditRoleStackSet: found nothing, expected a map with organizationalUnitIds',
      ],
    ],
    [
      'a role of the monitor without its bus',
      'production',
      `${goodStacks.production}  keyturn:monitorRoleArn: arn:aws:iam::333333333333:role/keyturn-monitor\n`,
      [
        'Pulumi.production.yaml: keyturn:monitorEventBusArn: found nothing, expected a value: monitorRoleArn and monitorEventBusArn go together',
      ],
    ],
  ];
  for (const [name, stack, config, problems] of refused)
    it(`is refused with ${name}`, () =>
      assert.deepEqual(problemsOf(stack, { [stack]: config }), problems));

  it('may have a secret token, which only the engine can read', () =>
    assert.deepEqual(
      problemsOf('monitor', {
        monitor: `${without('monitor', 'keyturn:slackTokenSecretArn')}  keyturn:slackToken: {secure: AAAB}\n`,
      }),
      [],
    ));

  it('has people asked where a monitor has a signing secret, which may be one', () => {
    const answers =
      '  keyturn:slackAppId: A0COMPANY01\n  keyturn:slackSigningSecret: {secure: AAAB}\n';
    const questionsOf = (lines: string) => {
      const { value, problems } = planOf('monitor', { monitor: `${goodStacks.monitor}${lines}` });
      assert.deepEqual(problems, []);
      return value && settingsOf(value.config).questions;
    };
    assert.equal(questionsOf(''), undefined);
    assert.deepEqual(questionsOf(answers), { againAfterDays: 1 });
    for (const againAfterDays of [0, 30])
      assert.deepEqual(
        questionsOf(`${answers}  keyturn:settings: {askAgainDays: ${againAfterDays}}\n`),
        { againAfterDays },
      );
  });

  it('takes defaults from Pulumi.yaml, where they are of no kind in particular', () => {
    const project =
      "name: keyturn\nconfig:\n  keyturn:externalId: {type: string, default: turn-it}\n  keyturn:dryRun: {type: boolean, default: false}\n  keyturn:alarmEmails: {type: array, items: {type: string}, default: []}\n  keyturn:slackToken: {type: string, default: ''}\n  aws:region: {value: eu-west-1}\n";
    const changed = { identity: without('identity', 'aws:region') };
    const { value, problems } = planOf('identity', changed, { project });
    assert.deepEqual(problems, []);
    assert.equal(value?.config.externalId, 'turn-it');
    assert.equal(value.config.region, 'eu-west-1');
    assert.equal(planOf('monitor', changed, { project }).value?.config.dryRun, false);
  });

  it('goes by what the engine gives where that is another thing than the file', () => {
    const values = new Map<string, unknown>([
      ['aws:region', 'eu-central-1'],
      ['keyturn:accountKinds', ['member']],
      ['keyturn:accountId', '444444444444'],
      ['keyturn:allowDisable', 'maybe'],
      ['keyturn:roles', [{ name: 'x' }, { name: 'a/b' }]],
    ]);
    assert.deepEqual(problemsOf('production', {}, { values }), [
      'Pulumi.production.yaml: keyturn:allowDisable: found "maybe", expected true or false',
      'Pulumi.production.yaml:5:3: keyturn:roles[1].name: found "a/b", expected a role name that IAM takes: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -',
    ]);
    values.delete('keyturn:allowDisable');
    values.set('keyturn:roles', []);
    assert.equal(planOf('production', {}, { values }).value?.account.id, '444444444444');
  });

  it('need not be in a file', () => {
    const values = new Map<string, unknown>([['keyturn:accountId', '1']]);
    assert.deepEqual(problemsOf('elsewhere', {}, { values }), [
      'stack elsewhere: keyturn:accountKinds: found nothing, expected a list of identity, member, monitor, organization, identity-center',
      'stack elsewhere: keyturn:accountId: found "1", expected an account id: twelve digits in quotes',
      'stack elsewhere: aws:region: found nothing, expected an AWS region such as eu-central-1',
    ]);
    assert.deepEqual(problemsOf('elsewhere'), [
      'Pulumi.elsewhere.yaml: found no such file, expected a YAML file',
    ]);
  });

  it('never shows a secret in an error', () => {
    const planted = 'xoxp-planted-secret';
    for (const key of ['slackToken', 'slackSigningSecret', 'externalId']) {
      const values = new Map<string, unknown>([[`keyturn:${key}`, `${planted}!`]]);
      const text = problemsOf('monitor', {}, { values }).join('\n');
      assert.match(text, new RegExp(`keyturn:${key}: found other text`));
      assert.doesNotMatch(text, new RegExp(planted));
    }
  });
});
