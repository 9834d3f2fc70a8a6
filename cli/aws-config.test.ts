import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseKnownFiles } from '@smithy/core/config';
import { goodStacks, TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { Keyturn } from './testing/keyturn';

const root = path.join(__dirname, '..');

describe('keyturn aws-config', () => {
  let keyturn: Keyturn;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());

  const run = (...args: readonly string[]) =>
    keyturn.run(['aws-config', ...args, '--project', root]);

  /** The profiles as the AWS SDK reads them. */
  async function profilesIn(file: string) {
    return parseKnownFiles({
      configFilepath: file,
      filepath: path.join(keyturn.folder, 'no-credentials'),
      ignoreCache: true,
    });
  }

  it('writes a profile for the user and one for each role, as the AWS SDK reads them', async () => {
    const out = path.join(keyturn.folder, 'config');
    const ended = await keyturn.start(['aws-config', 'erin', '--out', out], { cwd: root });
    assert.deepEqual(ended, { code: exitCodes.fine, stdout: '', stderr: '' });
    const serial = 'arn:aws:iam::111111111111:mfa/erin';
    const role = (name: string, hours: number) => ({
      source_profile: 'identity',
      role_arn: `arn:aws:iam::222222222222:role/${name}`,
      role_session_name: 'erin',
      mfa_serial: serial,
      region: 'eu-central-1',
      duration_seconds: String(hours * 3600),
    });
    assert.deepEqual(await profilesIn(out), {
      identity: { region: 'eu-central-1', mfa_serial: serial },
      'production-deploy': role('deploy', 4),
      'production-read-only': role('read-only', 8),
      'production-administrator': role('administrator', 1),
    });
    const lines = readFileSync(out, 'utf8').split('\n');
    // Only above the role whose sessions are capped.
    const notes = lines.flatMap((line, i) => (line.includes('one hour') ? [lines[i + 1]] : []));
    assert.deepEqual(notes, ['[profile production-administrator]']);
    assert.equal(statSync(out).mode & 0o077, 0);
  });

  describe('written for one tool', () => {
    const writtenFor = async (tool: string) => {
      const out = path.join(keyturn.folder, `config-of-${tool}`);
      const { code, stderr } = await run('erin', '--for', tool, '--out', out);
      assert.equal(code, exitCodes.fine, stderr);
      return { profiles: await profilesIn(out), text: readFileSync(out, 'utf8'), stderr };
    };
    const all = async () => {
      const out = path.join(keyturn.folder, 'config-for-all');
      await run('erin', '--out', out);
      return profilesIn(out);
    };

    it('have the device once for aws-vault, which alone includes a profile', async () => {
      const { profiles, text, stderr } = await writtenFor('aws-vault');
      const expected = Object.entries(await all()).map(([name, { mfa_serial, ...rest }]) => [
        name,
        name === 'identity' ? { mfa_serial, ...rest } : { include_profile: 'identity', ...rest },
      ]);
      assert.deepEqual(profiles, Object.fromEntries(expected));
      assert.equal(text.split('mfa_serial =').length, 2);
      assert.equal(stderr, '');
    });

    it('have sessions of an hour for awsume, which asks for a code at every switch to a longer one', async () => {
      const { profiles, text, stderr } = await writtenFor('awsume');
      const expected = Object.entries(await all()).map(([name, profile]) => [
        name,
        profile['duration_seconds'] === undefined
          ? profile
          : { ...profile, duration_seconds: '3600' },
      ]);
      assert.deepEqual(profiles, Object.fromEntries(expected));
      assert.match(
        text,
        /^# .* The access key is in ~\/\.aws\/credentials, under \[identity\]\.$/m,
      );
      assert.equal(stderr, '');
    });

    it('warn of the AWS CLI, which uses the user without MFA', async () => {
      const { profiles, text, stderr } = await writtenFor('aws-cli');
      assert.deepEqual(profiles, await all());
      assert.match(stderr, /^keyturn: the AWS CLI uses identity without MFA, .*mfa-login.*\n$/);
      assert.ok(text.includes(`# Mind: ${stderr.slice('keyturn: '.length).trimEnd()}.\n`));
    });
  });

  it('leaves what it is appended to as it was, also where its last line has no end', async () => {
    const file = path.join(keyturn.folder, 'config-without-an-end');
    const written = path.join(keyturn.folder, 'config-to-append');
    writeFileSync(file, '[profile old]\nregion = eu-west-1');
    await run('erin', '--out', written);
    const { stdout } = await run('erin');
    assert.equal(stdout, readFileSync(written, 'utf8'));
    appendFileSync(file, stdout);
    const { old, ...added } = await profilesIn(file);
    assert.deepEqual(old, { region: 'eu-west-1' });
    assert.deepEqual(added, await profilesIn(written));
    // The SDK drops a comment from behind a value; the AWS CLI takes it for part of it.
    assert.match(readFileSync(file, 'utf8'), /^region = eu-west-1$/m);
  });

  it('says how many codes each tool asks for', async () => {
    const { stdout } = await run('erin');
    const [first = ''] = stdout.trimStart().split('\n\n');
    assert.deepEqual(
      first
        .split('\n')
        .flatMap((line) => /^# {3}([\w -]+): one for each role/.exec(line)?.[1] ?? []),
      ['aws-vault', 'awsume', 'AWS CLI'],
    );
  });

  describe('of users of one and of sixty-four signs', () => {
    const long = 'a=b,c@d.e+f-g_h'.padEnd(64, 'x');
    let project: TestProject;
    before(() => {
      const engineer = (name: string, slackId: string) =>
        `  '${name}': {slackId: ${slackId}, roles: [production/deploy]}\n`;
      const both = engineer('j', 'U0JIM000001') + engineer(long, 'U0ADA000001');
      const idle = '  k: {slackId: U0KIM000001}\n';
      project = new TestProject(goodStacks, `engineers:\n${both}${idle}`);
    });
    after(() => project.remove());
    const written = async (userName: string) => {
      const out = path.join(keyturn.folder, 'config-of-one');
      const args = ['aws-config', userName, '--project', project.folder, '--out', out];
      const { stderr } = await keyturn.run(args);
      const { 'production-deploy': deploy } = await profilesIn(out);
      return { stderr, sessionName: deploy?.['role_session_name'] };
    };

    it('leaves out the name that STS takes for none, and says so', async () => {
      const { stderr, sessionName } = await written('j');
      assert.equal(sessionName, undefined);
      assert.match(stderr, /^keyturn: .*no role_session_name: CloudTrail .* does not say j\n$/);
    });

    it('says nothing where there is no role', async () => {
      const { code, stderr } = await keyturn.run(['aws-config', 'k', '--project', project.folder]);
      assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    });

    it('writes the other as it is', async () => {
      assert.deepEqual(await written(long), { stderr: '', sessionName: long });
    });
  });

  it('names a role under a path by its ARN', async () => {
    const project = new TestProject(
      {
        ...goodStacks,
        production: `${goodStacks.production}    - {name: ops, path: /teams/, existing: true}\n`,
      },
      'engineers:\n  ada: {slackId: U0ADA000001, roles: [production/ops]}\n',
    );
    try {
      const { stdout } = await keyturn.start(['aws-config', 'ada'], { cwd: project.folder });
      assert.match(stdout, /^role_arn = arn:aws:iam::222222222222:role\/teams\/ops$/m);
      assert.match(stdout, /^\[profile production-ops\]$/m);
    } finally {
      project.remove();
    }
  });

  it('finds the engineer whatever the case of the name, and calls them as engineers.yaml does', async () => {
    const { code, stdout } = await run('ERIN');
    assert.equal(code, exitCodes.fine);
    assert.match(stdout, /^mfa_serial = arn:aws:iam::111111111111:mfa\/erin$/m);
  });

  it('takes another device and a prefix', async () => {
    const serial = 'arn:aws:iam::111111111111:mfa/phone';
    const { stdout } = await run('carol', '--mfa-serial', serial, '--prefix', 'acme-');
    assert.match(
      stdout,
      /^\[profile acme-production-read-only\]\nsource_profile = acme-identity$/m,
    );
    assert.equal(stdout.split(`mfa_serial = ${serial}`).length, 3);
  });

  const mistakes: [string, readonly string[], RegExp][] = [
    [
      'an engineer who is not there',
      ['erni'],
      /stacks\/engineers\.yaml has no engineer "erni" \(did you mean erin\?\)/,
    ],
    [
      'a machine user',
      ['ci-deployer'],
      /ci-deployer is a machine user in stacks\/engineers\.yaml: expected an engineer/,
    ],
    [
      'a tool that it does not know',
      ['erin', '--for', 'aws-mfa'],
      /--for <tool>' argument 'aws-mfa' is invalid\. Allowed choices are aws-vault, awsume, aws-cli/,
    ],
    ['no engineer', [], /missing required argument 'engineer'/],
    [
      'a device that is no ARN',
      ['erin', '--mfa-serial', 'phone'],
      /--mfa-serial is "phone": expected an ARN/,
    ],
    [
      'a prefix that would end the section',
      ['erin', '--prefix', 'a]\n[b'],
      /--prefix is "a\]\\n\[b"/,
    ],
    [
      'a path that can’t be written',
      ['erin', '--out', '/nowhere/config'],
      /--out is \/nowhere\/config, .* no such folder/,
    ],
  ];
  for (const [what, args, expected] of mistakes)
    it(`says in one line what is wrong with ${what}`, async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.deepEqual([code, stdout], [exitCodes.badUse, '']);
      assert.match(stderr, /^keyturn: .*\n$/);
      assert.match(stderr, expected);
    });

  describe('of a project that is not right', () => {
    let project: TestProject;
    afterEach(() => project.remove());
    const runAda = () => keyturn.run(['aws-config', 'ada', '--project', project.folder]);

    it('says what is wrong, and how to see the rest', async () => {
      project = new TestProject(goodStacks, 'engineers:\n  ada: {slackId: nobody}\n');
      const { code, stderr } = await runAda();
      assert.equal(code, exitCodes.badUse);
      assert.match(
        stderr,
        /stacks\/engineers\.yaml:2:.*found "nobody".*keyturn validate shows all/,
      );
    });

    it('says that nobody’s account is declared', async () => {
      project = new TestProject({ production: goodStacks.production });
      const { code, stderr } = await runAda();
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /no stack file declares an account of the kind identity/);
    });
  });
});
