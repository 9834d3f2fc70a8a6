import assert from 'node:assert/strict';
import { cpSync, renameSync } from 'node:fs';
import path from 'node:path';
import { stackConfigSchema } from '../stacks/config/stack-keys';
import { goodStacks, TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { Keyturn } from './testing/keyturn';

const root = path.join(__dirname, '..');

describe('keyturn validate', () => {
  let keyturn: Keyturn;
  let project: TestProject;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  afterEach(() => project?.remove());

  const validate = (...args: readonly string[]) =>
    keyturn.run(['validate', '--project', project.folder, ...args]);

  it('finds nothing wrong with the repository’s own stacks, from their folder', async () => {
    const ended = await keyturn.start(['validate'], { cwd: root });
    assert.deepEqual([ended.code, ended.stdout], [exitCodes.fine, '']);
    assert.match(ended.stderr, /\nno mistake in 3 stacks\n$/);
  });

  it('says every mistake of every file once, in lines that an editor can jump from', async () => {
    project = new TestProject(
      {
        ...goodStacks,
        production: goodStacks.production.replace("'222222222222'", "'2222'"),
        identity: `${goodStacks.identity}  keyturn:engineerFile: a.yaml\n`,
      },
      'engineers:\n  ada: {slackId: nobody}\n',
    );
    const { code, stdout, stderr } = await validate();
    assert.equal(code, exitCodes.findings);
    const lines = stdout.trimEnd().split('\n');
    assert.equal(new Set(lines).size, lines.length);
    for (const line of lines) assert.match(line, /^[\w./]+:\d+:\d+: .*found .*, expected /);
    for (const file of ['Pulumi.production.yaml:4:', 'Pulumi.identity.yaml:5:'])
      assert.ok(
        lines.some((line) => line.startsWith(file)),
        stdout,
      );
    assert.equal(
      stderr,
      `${lines.length === 1 ? 'one mistake' : `${lines.length} mistakes`} in 3 stacks\n`,
    );
  });

  describe('where no stack file says whether there is a trail', () => {
    const silent = goodStacks.identity;
    const ask = (
      identity: string,
      more: Readonly<Record<string, string>> = {},
      pulumi?: string,
    ) => {
      project = new TestProject({ ...goodStacks, ...more, identity }, undefined, pulumi);
      return validate();
    };

    it('asks for it, and fails nothing', async () => {
      const { code, stdout, stderr } = await ask(silent);
      assert.deepEqual([code, stdout], [exitCodes.fine, '']);
      assert.match(
        stderr,
        /^to be settled: Pulumi\.identity\.yaml: keyturn:createTrail: found nothing, expected false, if [^]*\nno mistake in 3 stacks\n$/,
      );
    });

    it('asks although Pulumi.yaml has the default of every key, and another account a trail', async () => {
      const defaults =
        'name: keyturn\nconfig: {keyturn:createTrail: {type: boolean, default: false}}\n';
      const monitor = `${goodStacks.monitor}  keyturn:createTrail: true\n`;
      assert.match((await ask(silent, { monitor }, defaults)).stderr, /createTrail/);
    });

    it('asks a program and a pull request too', async () => {
      await ask(silent);
      const { code, stdout } = await validate('--format', 'json');
      const [question] = JSON.parse(stdout) as Record<string, unknown>[];
      assert.deepEqual([code, question?.['isQuestion']], [exitCodes.fine, true]);
      const { stdout: annotated } = await validate('--format', 'github');
      assert.match(annotated, /^::notice file=Pulumi\.identity\.yaml::keyturn:createTrail: /);
    });

    for (const [what, line] of [
      ['there is one', 'keyturn:createTrail: false'],
      ['one is made', 'keyturn:createTrail: true'],
      ['the StackSet forwards', 'keyturn:coveredByStackSet: true'],
    ] as const)
      it(`asks nothing where the file says that ${what}`, async () =>
        assert.doesNotMatch((await ask(`${silent}  ${line}\n`)).stderr, /createTrail/));

    it('asks nothing of a stack that it is not asked for, nor while there are mistakes', async () => {
      await ask(silent);
      assert.doesNotMatch((await validate('--stack', 'monitor')).stderr, /createTrail/);
      project.write('Pulumi.identity.yaml', `config:${silent}  keyturn:engineerFile: a.yaml\n`);
      assert.doesNotMatch((await validate()).stderr, /createTrail/);
    });
  });

  describe('where an id of the examples still stands', () => {
    const trail = `${goodStacks.identity}  keyturn:createTrail: false\n`;
    const example = { ...goodStacks, identity: trail };

    it('asks for it, once, and fails nothing', async () => {
      project = new TestProject(example, 'engineers:\n  ada: {slackId: U0ADA000001}\n');
      const { code, stdout, stderr } = await validate();
      assert.deepEqual([code, stdout], [exitCodes.fine, '']);
      const asked = stderr.trimEnd().split('\n').slice(0, -1);
      assert.equal(asked.length, 6, stderr);
      assert.equal(new Set(asked).size, asked.length);
      assert.match(stderr, /^to be settled: stacks\/engineers\.yaml:2:18: .*Slack/m);
    });

    it('fails with --strict, in every format', async () => {
      project = new TestProject(example);
      for (const format of ['text', 'json', 'github'])
        assert.equal((await validate('--strict', '--format', format)).code, exitCodes.findings);
    });

    it('passes --strict where there is nothing to be asked', async () => {
      const monitor = goodStacks.monitor
        .replaceAll('333333333333', '789789789789')
        .replace('C0INFRA0001', 'C08KEYROOM1');
      project = new TestProject({
        monitor,
        identity: trail.replace('111111111111', '123123123123'),
      });
      assert.deepEqual(await validate('--strict'), {
        code: exitCodes.fine,
        stdout: '',
        stderr: 'no mistake in 2 stacks\n',
      });
    });

    it('is a mistake beside an account of one’s own', async () => {
      project = new TestProject({
        ...example,
        monitor: goodStacks.monitor.replaceAll('333333333333', '789789789789'),
      });
      const { code, stdout } = await validate();
      assert.equal(code, exitCodes.findings);
      assert.match(
        stdout,
        /^Pulumi\.monitor\.yaml:5:24: keyturn:teamChannel: found "C0INFRA0001"/m,
      );
    });
  });

  it('looks at the stacks that it is asked for', async () => {
    project = new TestProject({
      ...goodStacks,
      monitor: `${goodStacks.monitor}  keyturn:scheduleTime: noon\n`,
    });
    assert.equal((await validate('--stack', 'identity')).code, exitCodes.fine);
    const { code, stdout } = await validate('--stack', 'identity', '--stack', 'monitor');
    assert.equal(code, exitCodes.findings);
    assert.match(stdout, /keyturn:scheduleTime: found "noon"/);
  });

  it('takes a stack as Pulumi names it, with its organization and project', async () => {
    project = new TestProject({
      ...goodStacks,
      monitor: `${goodStacks.monitor}  keyturn:scheduleTime: noon\n`,
    });
    assert.equal((await validate('--stack', 'acme/identity')).code, exitCodes.fine);
    const { code, stdout } = await validate('--stack', 'acme/iam/monitor');
    assert.equal(code, exitCodes.findings);
    assert.match(stdout, /keyturn:scheduleTime: found "noon"/);
  });

  it('has a hook for whatever it reads, the default place of engineers.yaml among it', async () => {
    project = new TestProject();
    const { stdout } = await validate('--help');
    const [, pattern] = /^ +files: (.+)$/m.exec(stdout) ?? [];
    assert.ok(pattern);
    const files = new RegExp(pattern);
    const read = [
      'Pulumi.yaml',
      'Pulumi.identity.yaml',
      'Pulumi.eu.production.yaml',
      'accounts/Pulumi.identity.yaml',
      stackConfigSchema.shape.engineersFile.parse(undefined),
      'engineers.yaml',
      // Which it refuses.
      'Pulumi.identity.yml',
    ];
    assert.deepEqual(
      read.filter((file) => !files.test(file)),
      [],
    );
    const others = [
      'README.md',
      'Pulumi.ts',
      'my-engineers.yaml',
      'engineers.yaml.md',
      'xPulumi.yaml',
    ];
    assert.deepEqual(
      others.filter((file) => files.test(file)),
      [],
    );
  });

  it('tells a program the same', async () => {
    project = new TestProject(goodStacks, 'engineers:\n  ada: {slackId: nobody}\n');
    const { code, stdout } = await validate('--format', 'json');
    assert.equal(code, exitCodes.findings);
    const [problem] = JSON.parse(stdout) as Record<string, unknown>[];
    assert.equal(problem?.['file'], 'stacks/engineers.yaml');
    assert.deepEqual(problem?.['position'], { line: 2, column: 18 });
    assert.equal(problem?.['found'], '"nobody"');
  });

  it('shows them in a pull request, where no value can forge another command', async () => {
    project = new TestProject(goodStacks, 'engineers:\n  ada: {slackId: "a\\n::error::b%"}\n');
    const { stdout } = await validate('--format', 'github');
    const lines = stdout.trimEnd().split('\n');
    assert.equal(lines.length, 1);
    assert.match(
      stdout,
      /^::error file=stacks\/engineers\.yaml,line=2,col=18::engineers\.ada\.slackId: /,
    );
    assert.match(stdout, /b%25/);
  });

  it('does not look into secrets', async () => {
    project = new TestProject({
      ...goodStacks,
      monitor: `${goodStacks.monitor.replace(/ {2}keyturn:slackTokenSecretArn.*\n/, '')}  keyturn:slackToken: {secure: v1:abc}\n`,
    });
    const { code, stdout } = await validate();
    assert.deepEqual([code, stdout], [exitCodes.fine, '']);
  });

  const mistakes: [string, readonly string[], RegExp][] = [
    [
      'a stack without a file',
      ['--stack', 'staging'],
      /--stack is staging, .* expected one of identity, monitor, production/,
    ],
    ['an unknown format', ['--format', 'xml'], /Allowed choices are text, json, github/],
  ];
  for (const [what, args, expected] of mistakes)
    it(`says in one line what is wrong with ${what}`, async () => {
      project = new TestProject();
      const { code, stdout, stderr } = await validate(...args);
      assert.deepEqual([code, stdout], [exitCodes.badUse, '']);
      assert.match(stderr, /^keyturn: .*\n$/);
      assert.match(stderr, expected);
    });

  it('says in one line that a folder has no project', async () => {
    project = new TestProject();
    const args = ['validate', '--project', path.join(root, 'docs')];
    const { code, stdout, stderr } = await keyturn.run(args);
    assert.deepEqual([code, stdout], [exitCodes.badUse, '']);
    assert.match(stderr, /^keyturn: .*which has no Pulumi\.yaml.*\n$/);
  });

  it('says where a file is no YAML', async () => {
    project = new TestProject();
    project.write('stacks/engineers.yaml', 'engineers: [\n');
    const { code, stdout } = await validate();
    assert.equal(code, exitCodes.findings);
    assert.match(stdout, /^stacks\/engineers\.yaml:\d+:\d+: /);
  });

  it('says what Pulumi reads in the place of a file that ends in .yml', async () => {
    project = new TestProject({});
    for (const stack of ['identity', 'monitor'] as const)
      project.write(`Pulumi.${stack}.yml`, `config:${goodStacks[stack]}`);
    const { code, stdout } = await validate();
    assert.equal(code, exitCodes.findings);
    assert.deepEqual(stdout.trimEnd().split('\n'), [
      'Pulumi.identity.yml: found a name that Pulumi does not read, expected Pulumi.identity.yaml',
      'Pulumi.monitor.yml: found a name that Pulumi does not read, expected Pulumi.monitor.yaml',
    ]);
    renameSync(path.join(project.folder, 'Pulumi.yaml'), path.join(project.folder, 'Pulumi.yml'));
    assert.match((await validate()).stderr, /no Pulumi\.yaml, but a Pulumi\.yml, to be renamed/);
  });

  it('says one mistake of a key under a misspelt namespace, which would allow disabling', async () => {
    project = new TestProject({
      ...goodStacks,
      production: `${goodStacks.production}  keytrun:allowDisable: false\n`,
    });
    const { code, stdout } = await validate();
    assert.equal(code, exitCodes.findings);
    assert.equal(
      stdout,
      'Pulumi.production.yaml:7:3: keytrun:allowDisable: found the namespace keytrun, expected keyturn:allowDisable\n',
    );
  });

  it('says that a project has no stacks', async () => {
    project = new TestProject({});
    cpSync(path.join(root, 'Pulumi.yaml'), path.join(project.folder, 'Pulumi.yaml'));
    const { code, stderr } = await validate();
    assert.equal(code, exitCodes.badUse);
    assert.match(stderr, /expected a file for each account/);
  });
});
