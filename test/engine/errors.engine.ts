import assert from 'node:assert/strict';
import path from 'node:path';
import { parse } from 'yaml';
import { accounts } from '../../demo/cast';
import { writeExampleProject } from '../../demo/example-project';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { refusalOf, urnsOf } from './changes';
import { InAws } from './in-aws';
import { PulumiProject } from '../../emulation/pulumi/pulumi-project';

const repository = path.join(__dirname, '..', '..');

/** A wrong value for every line that engineers.yaml may have, and what the diagnostic says of it. */
const wrongEngineers = `engineers:
  alice adams:
    slackId: U0ALICE0001
  bob:
    slackId: C0BOB000001
  carol:
    slackId: U0CAROL0001
    roles: [production/no-such-role]
  dan:
    slackId: U0CAROL0001
  erin:
    slakId: U0ERIN00001
  frank:
    slackId: U0FRANK0001
    keyExemption: {until: '2027-02-30', reason: 'on leave, really'}
    fullName: [Frank]
machineUsers:
  ci:
    slackId: '@deployers'
    policyArns: [ReadOnlyAccess]
`;
const saidOfEngineers = [
  'stacks/engineers.yaml:2:3: engineers.alice adams',
  'stacks/engineers.yaml:5:14: engineers.bob.slackId',
  'stacks/engineers.yaml:8:13: engineers.carol.roles[0]',
  'stacks/engineers.yaml:12:5: engineers.erin.slakId',
  'stacks/engineers.yaml:15:5: engineers.frank.keyExemption.approvedBy',
  'stacks/engineers.yaml:15:27: engineers.frank.keyExemption.until',
  'stacks/engineers.yaml:15:49: engineers.frank.keyExemption.reason',
  'stacks/engineers.yaml:16:5: engineers.frank.fullName',
  'stacks/engineers.yaml:19:14: machineUsers.ci.slackId',
  'stacks/engineers.yaml:20:18: machineUsers.ci.policyArns[0]',
];

/**
 * A wrong value of the right type for every config key: of what has the wrong type, Pulumi says so itself, before
 * our program runs. A boolean of the right type can't be wrong.
 */
function wrongButOfTheirType(project: PulumiProject): ReadonlyMap<string, unknown> {
  const { config } = parse(project.read('Pulumi.yaml')) as {
    config: Record<string, { type: string; items?: { type: string } }>;
  };
  const wrong: Record<string, unknown> = {
    string: '!',
    array: ['!'],
    object: { nonsense: true },
    integer: -1,
  };
  // Any text may be a file's name, and an account that nobody knows is found out only where all else is right.
  const elsewhere = ['keyturn:engineersFile', 'keyturn:dryRunAccounts'];
  const typed = Object.entries(config).filter(
    ([key, { type }]) => type !== 'boolean' && !elsewhere.includes(key),
  );
  return new Map(
    typed.map(([key, { type, items }]) => [
      key,
      items?.type === 'object' ? [wrong['object']] : wrong[type],
    ]),
  );
}

describe('mistakes, as the engine shows them', function () {
  this.timeout(300_000);
  let moto: Moto;
  let project: PulumiProject;

  before(async () => {
    moto = await startMoto();
  });
  beforeEach(() => {
    project = new PulumiProject(moto, writeExampleProject);
  });
  afterEach(() => project.delete());
  after(() => moto?.stop());

  /** Runs `up`, and holds that it refused in plain words and made nothing. Answers what it said. */
  async function refused(name: keyof typeof accounts): Promise<string> {
    const stack = await project.stack(name, accounts[name]);
    const said = await refusalOf(stack.up({ suppressProgress: true }));
    assert.match(said, /nothing was deployed/);
    assert.doesNotMatch(said, /\n\s+at .*:\d+:\d+/, 'a stack trace');
    const urns = (await urnsOf(stack)).filter((urn) => !urn.includes('pulumi:pulumi:Stack'));
    assert.deepEqual(urns, []);
    assert.deepEqual(await new InAws(moto, accounts[name]).everything(), []);
    return said;
  }

  it('every config key: with the file, the line and the key', async () => {
    const keys = wrongButOfTheirType(project);
    for (const [key, value] of keys) project.set('Pulumi.monitor.yaml', ['config', key], value);
    const said = await refused('monitor');
    const silent = [...keys.keys()].filter(
      (key) => !new RegExp(`Pulumi\\.monitor\\.yaml:\\d+:\\d+: ${key}\\b`).test(said),
    );
    assert.deepEqual(silent, []);
  });

  it('an account that no stack declares', async () => {
    project.set('Pulumi.monitor.yaml', ['config', 'keyturn:dryRunAccounts'], ['nowhere']);
    assert.match(
      await refused('monitor'),
      /Pulumi\.monitor\.yaml:\d+:\d+: keyturn:dryRunAccounts\[0\]: found "nowhere"/,
    );
  });

  it('a value of the wrong type: by the engine itself, with the key', async () => {
    project.set('Pulumi.monitor.yaml', ['config', 'keyturn:dryRun'], 'perhaps');
    const stack = await project.stack('monitor', accounts.monitor);
    const said = await refusalOf(stack.up({ suppressProgress: true }));
    assert.match(said, /keyturn:dryRun' must be of type 'boolean'/);
    assert.deepEqual(await urnsOf(stack), []);
  });

  it('a key that there is not', async () => {
    project.set('Pulumi.identity.yaml', ['config', 'keyturn:engineersFiel'], 'x.yaml');
    assert.match(
      await refused('identity'),
      /Pulumi\.identity\.yaml:\d+:\d+: keyturn:engineersFiel: .*did you mean engineersFile/s,
    );
  });

  it('every line of engineers.yaml: with the file, the line and the field', async () => {
    project.write('stacks/engineers.yaml', wrongEngineers);
    const said = await refused('identity');
    assert.deepEqual(
      saidOfEngineers.filter((line) => !said.includes(line)),
      [],
      said,
    );
  });

  it('one Slack id for two engineers', async () => {
    project.set('stacks/engineers.yaml', ['engineers', 'bob', 'slackId'], 'U0ALICE0001');
    assert.match(await refused('identity'), /stacks\/engineers\.yaml:\d+:\d+: .*U0ALICE0001/);
  });

  it('a file of engineers that is not there', async () => {
    project.remove('stacks/engineers.yaml');
    assert.match(await refused('identity'), /stacks\/engineers\.yaml/);
  });

  it('no Slack token', async () => {
    project.set('Pulumi.monitor.yaml', ['config', 'keyturn:slackTokenSecretArn'], undefined);
    assert.match(await refused('monitor'), /keyturn:slackToken/);
  });

  it('functions that have not been built', async () => {
    const program = `const { deploy } = require(${JSON.stringify(path.join(repository, 'stacks', 'deploy.ts'))});
module.exports = () => deploy(${JSON.stringify(project.folder)}, ${JSON.stringify(path.join(project.folder, 'nowhere'))});
`;
    project.write('stacks/index.ts', program);
    project.set('Pulumi.yaml', ['main'], 'stacks/index.ts');
    project.write(
      'stacks/tsconfig.json',
      JSON.stringify({ extends: path.join(repository, 'stacks', 'tsconfig.json') }),
    );
    project.linkModules();
    assert.match(await refused('monitor'), /npm run build/);
  });
});
