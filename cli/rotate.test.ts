import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { startMoto, type Moto } from '../emulation/moto/start';
import { goodStacks, TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { fakeVault } from './testing/fake-vault';
import { Keyturn } from './testing/keyturn';
import { OwnTerminal } from './testing/own-terminal';
import { talkTo, type Dialogue } from './testing/typist';

describe('keyturn rotate', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  let ada: OwnTerminal;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());
  beforeEach(async () => {
    await moto.refuse([]);
    await moto.reset();
    // Each code of the tests before has turned it on by half a minute.
    await moto.setClock(new Date());
    ada = await OwnTerminal.open(moto, keyturn.folder);
  });

  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    keyturn.run(['rotate', ...args], { env: { ...ada.env, ...env } });
  /** With a code of the device. */
  const rotate = async (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
    run([...args, '--mfa-code', await ada.code()], env);
  const keyIn = (text: string) => /aws_access_key_id\s*=\s*(\w+)/.exec(text)?.[1] ?? '';
  /** One key, the new one, and nothing left behind. */
  async function isRotated(text = ada.read('credentials')): Promise<string> {
    const keyId = keyIn(text);
    assert.notEqual(keyId, ada.key.accessKeyId);
    assert.deepEqual(await ada.keys(), [keyId]);
    assert.ok(!text.includes(ada.key.secretAccessKey));
    const left = readdirSync(path.join(ada.home, '.aws')).filter((name) =>
      name.includes('keyturn'),
    );
    assert.equal(left.length, 1);
    assert.match(left[0] ?? '', /\.keyturn-status$/);
    // What a prompt shows.
    const line = new RegExp(`^keyturn-status 1\\n${keyId.slice(-4)} [^\\n]+:user/ada\\n$`);
    assert.match(ada.read(left[0] ?? ''), line);
    return keyId;
  }
  /** What `aws-vault exec` gives a program. */
  async function sessionEnv(): Promise<Record<string, string>> {
    const sts = new STSClient({ endpoint: moto.url, region: 'us-east-1', credentials: ada.key });
    const { Credentials } = await sts.send(
      new GetSessionTokenCommand({
        SerialNumber: ada.device.serialNumber,
        TokenCode: await ada.code(),
      }),
    );
    return {
      AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
      AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
      AWS_REGION: 'us-east-1',
    };
  }
  /** Somebody's program, before the command. */
  async function useKey(credentials: AwsCredentialIdentity, region = 'us-east-1') {
    const now = await moto.now();
    await moto.setClock(new Date(now.getTime() - 180_000));
    await new STSClient({ endpoint: moto.url, region, credentials }).send(
      new GetCallerIdentityCommand({}),
    );
    await moto.setClock(now);
  }
  async function isAsBefore(before: string): Promise<void> {
    assert.equal(ada.read('credentials'), before);
    assert.deepEqual(await ada.keys(), [ada.key.accessKeyId]);
    assert.ok(!existsSync(ada.file('credentials.keyturn-rotation.json')));
    assert.ok(!existsSync(ada.file('credentials.keyturn-lock')));
  }

  it('replaces the key with one code, in every profile that has it, and says where', async () => {
    const other = await OwnTerminal.open(moto, path.join(keyturn.folder, 'bin'), 'bob');
    const textWith = (key: typeof ada.key) =>
      `# mine\n\n[default]\n${ada.lines(key)}region = eu-west-1\n\n[bob]\n${ada.lines(other.key)}\n[again]\n${ada.lines(key)}`;
    ada.write('credentials', textWith(ada.key), 0o640);
    ada.write(
      'config',
      `[default]\nmfa_serial = ${ada.device.serialNumber}\n[profile more]\n${ada.lines()}`,
    );
    const before = (await moto.recordedCalls()).length;
    const { code, stdout, stderr } = await rotate();
    assert.equal(code, exitCodes.fine, stderr);
    const calls = (await moto.recordedCalls()).slice(before);
    const fresh = await isRotated();
    const secret = /aws_secret_access_key = (.+)/.exec(ada.read('credentials'))?.[1] ?? '';
    assert.equal(
      ada.read('credentials'),
      textWith({ accessKeyId: fresh, secretAccessKey: secret }),
    );
    assert.equal(statSync(ada.file('credentials')).mode & 0o777, 0o640);
    assert.equal(keyIn(ada.read('config')), fresh);
    assert.match(
      stdout,
      /^Rotated the key of arn:aws:iam::111111111111:user\/ada: …\w{4} is deleted/,
    );
    assert.match(stdout, /credentials: default, again\n.*config: more\n/);
    assert.match(stderr, /two are enabled until …\w{4} is deleted/);
    assert.deepEqual(
      calls.map(({ service, action }) => `${service}:${action}`),
      [
        'sts:GetCallerIdentity',
        'sts:GetSessionToken',
        'iam:ListAccessKeys',
        'iam:GetAccessKeyLastUsed',
        'iam:CreateAccessKey',
        ...Array.from({ length: 3 }, () => 'sts:GetCallerIdentity'),
        'iam:ListAccessKeys',
        'iam:GetAccessKeyLastUsed',
        'iam:DeleteAccessKey',
      ],
    );
    for (const { service, about, accessKeyId } of calls)
      if (service === 'iam') {
        assert.equal(about['UserName'], 'ada');
        assert.match(accessKeyId, /^ASIA/, 'in the session');
      }
    assert.deepEqual(await other.keys(), [other.key.accessKeyId]);
    for (const said of [stdout, stderr])
      assert.ok(!said.includes(secret) && !said.includes(ada.key.secretAccessKey));
  });

  it('asks IAM for the device where the profile does not say', async () => {
    ada.write('credentials', `[default]\n${ada.lines()}`);
    assert.equal((await rotate()).code, exitCodes.fine);
    await isRotated();
  });

  it('writes JSON', async () => {
    ada.settle();
    const { code, stdout } = await rotate(['--json']);
    assert.equal(code, exitCodes.fine);
    const { version, outcome, userArn, oldKeyId, newKeyId, stored } = JSON.parse(stdout) as Record<
      string,
      unknown
    >;
    assert.deepEqual(
      { version, outcome, userArn, oldKeyId, newKeyId, stored },
      {
        version: 1,
        outcome: 'rotated',
        userArn: 'arn:aws:iam::111111111111:user/ada',
        oldKeyId: ada.key.accessKeyId,
        newKeyId: await isRotated(),
        stored: [{ place: ada.file('credentials'), profiles: ['default'] }],
      },
    );
  });

  for (const name of ['a+b@example.com', 'my own profile'])
    it(`takes a profile with the name ${name}`, async () => {
      ada.write('credentials', `[${name}]\r\n${ada.lines().replaceAll('\n', '\r\n')}`);
      ada.write('config', `[profile "${name}"]\nmfa_serial=${ada.device.serialNumber}\n`);
      const { code, stderr } = await rotate([name]);
      assert.equal(code, exitCodes.fine, stderr);
      await isRotated();
      assert.equal(ada.read('credentials').split('\r\n').length, 4);
      assert.match(ada.read('credentials'), /^[^\r\n]+\r\n[^\r\n]+\r\n[^\r\n]+\r\n$/);
    });

  it('rotates the key behind a role’s profile, with the device that the role’s names', async () => {
    ada.write('credentials', `[identity]\n${ada.lines()}`);
    ada.write(
      'config',
      `[profile deploy]\nrole_arn = arn:aws:iam::222222222222:role/deploy\nsource_profile = identity\nmfa_serial = ${ada.device.serialNumber}\n`,
    );
    assert.equal((await rotate(['deploy'])).code, exitCodes.fine);
    await isRotated();
  });

  for (const written of [[], ['--for', 'aws-vault']])
    it(`works with the profiles of keyturn aws-config ${written.join(' ')}, by their device`, async () => {
      const engineers = 'engineers:\n  ada: {slackId: U0ADA000001, roles: [production/deploy]}\n';
      const project = new TestProject(goodStacks, engineers);
      try {
        const args = ['--project', project.folder, '--mfa-serial', ada.device.serialNumber];
        const { stdout } = await keyturn.run(['aws-config', 'ada', ...args, ...written]);
        ada.write('config', stdout);
      } finally {
        project.remove();
      }
      ada.write('credentials', `[identity]\n${ada.lines()}`);
      await moto.refuse(['iam:ListMFADevices']);
      const { code, stderr } = await rotate(['production-deploy']);
      assert.equal(code, exitCodes.fine, stderr);
      await isRotated();
    });

  it('takes the code from the profile’s mfa_process', async () => {
    ada.settle();
    ada.write(
      'config',
      `[default]\nmfa_serial = ${ada.device.serialNumber}\nmfa_process = echo ${await ada.code()}\n`,
    );
    assert.equal((await run([])).code, exitCodes.fine);
    await isRotated();
  });

  it('takes files from where the environment says, and follows a link', async () => {
    const folder = path.join(ada.home, '.aws', 'dotfiles');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'keys'), `[default]\n${ada.lines()}`, { mode: 0o600 });
    symlinkSync(path.join('dotfiles', 'keys'), ada.file('linked'));
    const { code, stderr } = await rotate([], { AWS_SHARED_CREDENTIALS_FILE: ada.file('linked') });
    assert.equal(code, exitCodes.fine, stderr);
    await isRotated(ada.read('dotfiles/keys'));
    assert.deepEqual(readdirSync(folder), ['keys']);
  });

  it('works in a session that there is already, and asks for no code', async () => {
    ada.settle();
    const { code, stderr } = await run([], await sessionEnv());
    assert.equal(code, exitCodes.fine, stderr);
    await isRotated();
  });

  it('says where a key may be that it can’t write', async () => {
    ada.settle();
    ada.write(
      'config',
      `[default]\nmfa_serial = ${ada.device.serialNumber}\n[profile x]\ncredential_process = op read op://aws\n`,
    );
    const cwd = path.join(ada.home, 'project');
    const called = path.join(ada.home, 'called');
    for (const [folder, name] of [
      [cwd, '.env.local'],
      [called, '.envrc'],
    ] as const) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, name), `AWS_ACCESS_KEY_ID=${ada.key.accessKeyId}\n`);
    }
    const { code, stdout, stderr } = await keyturn.start(
      ['rotate', 'default', '--mfa-code', await ada.code()],
      {
        // npm runs its scripts elsewhere than where it was called.
        env: { ...ada.env, AWS_ACCESS_KEY_ID: ada.key.accessKeyId, INIT_CWD: called },
        cwd,
      },
    );
    assert.equal(code, exitCodes.fine, stderr);
    assert.match(stdout, /shell's environment \(AWS_ACCESS_KEY_ID\)/);
    assert.match(stdout, /project\/\.env\.local: put the new key there/);
    assert.match(stdout, /called\/\.envrc: put the new key there/);
    assert.match(stdout, /1Password, of which the profile x takes its key/);
  });

  it('changes nothing with --dry-run, and says what it would do', async () => {
    ada.settle();
    const before = ada.read('credentials');
    const { code, stdout } = await rotate(['--dry-run']);
    assert.equal(code, exitCodes.fine);
    assert.match(
      stdout,
      /^Would rotate the key …\w{4} of .*Nothing was changed\.\nThe new key would be put in:\n.*: default\n$/,
    );
    await isAsBefore(before);
  });

  describe('where there is a second key', () => {
    it('deletes a disabled one after a question alone', async () => {
      ada.settle();
      const before = ada.read('credentials');
      const dead = (await ada.createKey()).accessKeyId;
      await ada.disable(dead);
      const asked = await rotate();
      assert.equal(asked.code, exitCodes.badUse);
      assert.match(
        asked.stderr,
        /The disabled key …\w{4} \(made on .*never used\) is in the way.*There is no terminal to ask/,
      );
      assert.equal((await ada.keys()).length, 2);
      assert.equal(ada.read('credentials'), before);
      const { code, stderr } = await rotate(['--yes']);
      assert.equal(code, exitCodes.fine, stderr);
      await isRotated();
    });

    it('shows both where both are enabled, and deletes the stale one with --finish', async () => {
      const old = ada.key.accessKeyId;
      await moto.setClock(new Date((await moto.now()).getTime() + 5000));
      const fresh = await ada.createKey();
      ada.write('credentials', `[default]\n${ada.lines(fresh)}`);
      ada.write('config', `[default]\nmfa_serial = ${ada.device.serialNumber}\n`);
      const { code, stderr } = await rotate();
      assert.equal(code, exitCodes.badUse);
      assert.match(
        stderr,
        /two enabled keys: …\w{4} \(stored; made on .*\) and …\w{4} \(made on .*never used\)\. The second is the stale one/,
      );
      const finished = await rotate(['--finish', '--yes']);
      assert.equal(finished.code, exitCodes.fine, finished.stderr);
      assert.match(finished.stdout, new RegExp(`^Deleted …${old.slice(-4)}`));
      assert.deepEqual(await ada.keys(), [fresh.accessKeyId]);
      const again = await rotate(['--finish']);
      assert.match(again.stdout, /^Nothing is unfinished/);
    });

    it('does not take --yes for an answer where the second may be in use', async () => {
      ada.settle();
      const other = await ada.createKey();
      await useKey(other);
      assert.match(
        (await rotate(['default'])).stderr,
        /Nothing here has the second, but something else may.* then keyturn rotate --finish default deletes/,
      );
      const { code, stderr } = await rotate(['--finish', '--yes']);
      assert.equal(code, exitCodes.badUse);
      assert.match(
        stderr,
        /Something else may be using it\. There is no terminal to ask: run it in one, --yes is no answer/,
      );
      assert.equal((await ada.keys()).length, 2);
    });

    it('takes none for that of an interrupted run unasked', async () => {
      ada.settle();
      const now = (await moto.now()).toISOString();
      const journal = {
        version: 1,
        userArn: 'arn:aws:iam::111111111111:user/ada',
        oldKeyId: ada.key.accessKeyId,
        keyIdsBefore: [ada.key.accessKeyId],
        openedAt: now,
        begunAt: now,
      };
      ada.write('credentials.keyturn-rotation.json', JSON.stringify(journal));
      const byHand = (await ada.createKey()).accessKeyId;
      const { code, stderr } = await rotate();
      assert.equal(code, exitCodes.badUse, stderr);
      const [older, other] = [ada.key.accessKeyId.slice(-4), byHand.slice(-4)];
      assert.match(
        stderr,
        new RegExp(
          `…${other} \\(made at .*, never used\\) is stored nowhere here.*or somebody by hand\\. Delete it\\? There is no terminal to ask.* the old …${older} is where it was, and beside it is …${other}, which is enabled`,
        ),
      );
      assert.deepEqual(await ada.keys(), [ada.key.accessKeyId, byHand]);
      const said = await talkTo([keyturn.file, 'rotate', '--finish'], ada.env, [
        ['Code of', await ada.code()],
        ['Delete it\\? \\[y/N\\]', 'n'],
      ]);
      assert.match(said.said, new RegExp(`beside it …${other}, which the rotation did not make`));
      assert.deepEqual(await ada.keys(), [ada.key.accessKeyId, byHand]);
      ada.write('credentials.keyturn-rotation.json', JSON.stringify(journal));
      const { code: answered } = await rotate(['--yes']);
      assert.equal(answered, exitCodes.fine);
      await isRotated();
    });

    it('never guesses which of two stored keys is to go', async () => {
      const other = await ada.createKey();
      ada.write('credentials', `[default]\n${ada.lines()}[two]\n${ada.lines(other)}`);
      for (const args of [[], ['--finish', '--yes']]) {
        const { code, stderr } = await rotate(args);
        assert.equal(code, exitCodes.badUse);
        assert.match(stderr, /both are stored: …\w{4}, and …\w{4} in .*credentials \(two\)/);
      }
      assert.equal((await ada.keys()).length, 2);
    });
  });

  it('says where else the key is in use, and waits for a yes', async () => {
    ada.settle();
    await useKey(ada.key, 'eu-west-1');
    const before = ada.read('credentials');
    const { code, stderr } = await rotate();
    assert.equal(code, exitCodes.badUse);
    assert.match(stderr, /is in use elsewhere \(last used \d+ minutes? ago, sts in eu-west-1\)/);
    await isAsBefore(before);
    assert.equal((await rotate(['--yes'])).code, exitCodes.fine);
    await isRotated();
  });

  it('says so too where this machine’s clock is wrong', async () => {
    // An hour ahead of AWS's.
    await moto.reset();
    await moto.setClock(new Date(Date.now() - 3_600_000));
    ada = await OwnTerminal.open(moto, keyturn.folder);
    ada.settle();
    await useKey(ada.key, 'eu-west-1');
    await moto.tellTime(true);
    const before = ada.read('credentials');
    const { code, stderr } = await rotate();
    await moto.tellTime(false);
    assert.equal(code, exitCodes.badUse);
    assert.match(stderr, /is in use elsewhere \(last used \d minutes? ago, sts in eu-west-1\)/);
    await isAsBefore(before);
  });

  describe('with aws-vault', () => {
    const vault = () => path.join(ada.home, 'vault.json');
    const vaultEnv = () => fakeVault(ada.home, vault());
    const keep = (key = ada.key) =>
      writeFileSync(vault(), JSON.stringify({ identity: [key.accessKeyId, key.secretAccessKey] }));

    it('replaces the key there, and in the files', async () => {
      keep();
      ada.write('credentials', `[old-script]\n${ada.lines()}`);
      ada.write('config', `[profile identity]\nmfa_serial = ${ada.device.serialNumber}\n`);
      const { code, stdout, stderr } = await rotate(['--aws-vault', 'identity'], {
        ...vaultEnv(),
        AWS_VAULT: 'other',
      });
      assert.equal(code, exitCodes.fine, stderr);
      const fresh = await isRotated();
      assert.match(stdout, /aws-vault: identity\n/);
      const { identity } = JSON.parse(readFileSync(vault(), 'utf8')) as Record<
        string,
        [string, string, string]
      >;
      assert.equal(identity?.[0], fresh);
      assert.equal(
        identity?.[2],
        'add --env --no-add-config identity',
        'no secret in its arguments',
      );
    });

    it('works below it, with its session and no code', async () => {
      keep();
      const env = { ...(await sessionEnv()), ...vaultEnv(), AWS_VAULT: 'identity' };
      const { code, stderr } = await run(['--aws-vault', 'identity', '--yes'], env);
      assert.equal(code, exitCodes.fine, stderr);
      const [fresh = ''] = await ada.keys();
      assert.ok(readFileSync(vault(), 'utf8').includes(fresh));
    });

    it('names it where it runs below it, and rotates what is in the files alone', async () => {
      ada.settle();
      const { code, stdout } = await run(['--yes'], { ...(await sessionEnv()), AWS_VAULT: 'work' });
      assert.equal(code, exitCodes.fine);
      assert.match(stdout, /aws-vault, whose profile work this runs below: if it has this key/);
    });

    it('does not take the profile of a role, for which aws-vault would ask a code', async () => {
      ada.write(
        'config',
        '[profile deploy]\nrole_arn = arn:aws:iam::222222222222:role/deploy\nsource_profile = identity\n',
      );
      const { code, stderr } = await run(['--aws-vault', 'deploy'], { PATH: '/nowhere' });
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /deploy of aws-vault is one of a role: name .*--aws-vault identity/);
    });

    it('deletes the new key at once where aws-vault does not take it', async () => {
      keep();
      ada.write('credentials', `[old-script]\n${ada.lines()}`);
      const before = ada.read('credentials');
      const { code, stderr } = await rotate(['--aws-vault', 'identity'], {
        ...vaultEnv(),
        FAKE_VAULT_IS_FULL: '1',
      });
      assert.equal(code, exitCodes.badUse);
      assert.match(
        stderr,
        /aws-vault add identity did not work \(it ended with the exit code 1\).*Nothing has changed/,
      );
      await isAsBefore(before);
    });

    it('waits for the aws-vault of a run that was killed, which may store the key yet', async () => {
      keep();
      const [free, begun] = ['free', 'begun'].map((name) => path.join(ada.home, name));
      const env = { ...ada.env, ...vaultEnv(), FAKE_VAULT_WAITS_FOR: free ?? '' };
      const killed = spawn(
        process.execPath,
        [keyturn.file, 'rotate', '--aws-vault', 'identity', '--mfa-code', await ada.code()],
        { env: { ...env, FAKE_VAULT_BEGINS: begun }, stdio: 'ignore' },
      );
      while (!existsSync(begun ?? '')) await sleep(10);
      const closed = once(killed, 'close');
      killed.kill('SIGKILL');
      await closed;
      const second = rotate(['--aws-vault', 'identity'], vaultEnv());
      await sleep(300);
      writeFileSync(free ?? '', '');
      const { code, stderr } = await second;
      assert.equal(code, exitCodes.fine, stderr);
      assert.match(stderr, /waiting for process \d+, which stores a key/);
      const [fresh = '', ...others] = await ada.keys();
      assert.deepEqual(others, []);
      assert.ok(readFileSync(vault(), 'utf8').includes(fresh), 'what is kept works');
      assert.ok(!existsSync(ada.file('credentials.keyturn-storing')));
    });

    it('says where there is none', async () => {
      const { code, stderr } = await rotate(['--aws-vault', 'identity'], { PATH: '/nowhere' });
      assert.equal(code, exitCodes.badUse);
      assert.match(
        stderr,
        /aws-vault export identity did not work \(it did not run: there is no such program\)/,
      );
    });
  });

  describe('where AWS refuses', () => {
    const refusals = [
      [
        'iam:CreateAccessKey',
        /AccessDenied: .*Nothing has changed: …\w{4} is where it was/,
        exitCodes.noAnswer,
      ],
      ['iam:ListAccessKeys', /AccessDenied/, exitCodes.noAnswer],
      [
        'sts:GetSessionToken',
        /asked for a session with the code, and answered: AccessDenied/,
        exitCodes.noAnswer,
      ],
    ] as const;
    for (const [call, line, exitCode] of refusals)
      it(`${call}, nothing has changed`, async () => {
        ada.settle();
        const before = ada.read('credentials');
        await moto.refuse([call]);
        const { code, stdout, stderr } = await rotate();
        await moto.refuse([]);
        assert.match(stderr.trimEnd().split('\n').at(-1) ?? '', line);
        assert.deepEqual([code, stdout], [exitCode, '']);
        await isAsBefore(before);
      });

    it('iam:DeleteAccessKey, both keys are named, and the next run goes on', async () => {
      ada.settle();
      await moto.refuse(['iam:DeleteAccessKey']);
      const { code, stderr } = await rotate();
      assert.equal(code, exitCodes.incomplete);
      assert.match(
        stderr,
        /Two keys are enabled now, the old …\w{4} and the new …\w{4}, which is stored in .*credentials: run keyturn rotate again/,
      );
      assert.equal((await ada.keys()).length, 2);
      const status = await run(['--status']);
      assert.equal(status.code, exitCodes.fine);
      assert.match(
        status.stdout,
        /The new key …\w{4} is stored \(.*credentials: default\)\. The old key …\w{4} may still be enabled\.\nkeyturn rotate finishes it/,
      );
      const { step } = JSON.parse((await run(['--status', '--json'])).stdout) as { step: string };
      assert.equal(step, 'stored');
      await moto.refuse([]);
      const again = await rotate(['--finish']);
      assert.equal(again.code, exitCodes.fine, again.stderr);
      await isRotated();
      assert.equal((await run(['--status'])).stdout, 'No rotation is unfinished.\n');
    });

    it('iam:DeleteAccessKey, and says what is so where the new key was disabled since', async () => {
      ada.settle();
      await moto.refuse(['iam:DeleteAccessKey']);
      assert.equal((await rotate()).code, exitCodes.incomplete);
      await moto.refuse([]);
      const fresh = keyIn(ada.read('credentials'));
      const session = await sessionEnv();
      await ada.disable(fresh);
      const { code, stderr } = await run([], session);
      assert.equal(code, exitCodes.incomplete, stderr);
      const [newer, older] = [fresh.slice(-4), ada.key.accessKeyId.slice(-4)];
      assert.doesNotMatch(stderr, /Two keys are enabled/);
      assert.match(
        stderr,
        new RegExp(
          `somebody has disabled the new key …${newer}\\. The new key …${newer}, which is stored in .*credentials, is disabled, and the old …${older} is enabled: enable …${newer} in the AWS console`,
        ),
      );
      assert.deepEqual(await ada.keys(), [ada.key.accessKeyId, `-${fresh}`]);
      assert.equal(keyIn(ada.read('credentials')), fresh);
    });

    it('iam:DeleteAccessKey, and says what is so where the new key was deleted since', async () => {
      ada.settle();
      await moto.refuse(['iam:DeleteAccessKey']);
      assert.equal((await rotate()).code, exitCodes.incomplete);
      await moto.refuse([]);
      const fresh = keyIn(ada.read('credentials'));
      const session = await sessionEnv();
      await ada.deleteKey(fresh);
      const { code, stderr } = await run([], session);
      assert.equal(code, exitCodes.incomplete, stderr);
      const [newer, older] = [fresh.slice(-4), ada.key.accessKeyId.slice(-4)];
      assert.doesNotMatch(stderr, /Nothing has changed/);
      assert.match(
        stderr,
        new RegExp(
          `somebody has deleted the new key …${newer}\\. The new key …${newer}, which is stored in .*credentials, is deleted, and the old …${older} is enabled: where you still have the old secret`,
        ),
      );
      assert.deepEqual(await ada.keys(), [ada.key.accessKeyId]);
    });

    it('iam:DeleteAccessKey, and the next run goes on whatever AWS_PROFILE says', async () => {
      ada.write('credentials', `[identity]\n${ada.lines()}[work]\nregion = eu-west-1\n`);
      await moto.refuse(['iam:DeleteAccessKey']);
      const shell = { AWS_PROFILE: 'work' };
      assert.equal((await rotate(['identity'], shell)).code, exitCodes.incomplete);
      await moto.refuse([]);
      const { code, stderr } = await rotate([], shell);
      assert.equal(code, exitCodes.fine, stderr);
      await isRotated();
    });

    it('asks where IAM does not say when the key was last used', async () => {
      ada.settle();
      await moto.refuse(['iam:GetAccessKeyLastUsed']);
      const { code, stderr } = await rotate();
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /AWS does not say when …\w{4} was last used \(AccessDenied\)/);
      assert.equal((await rotate(['--yes'])).code, exitCodes.fine);
      await isRotated();
    });

    it('a key that is disabled, before a code is asked for', async () => {
      ada.settle();
      await ada.disable(ada.key.accessKeyId);
      const { code, stderr } = await run([]);
      assert.equal(code, exitCodes.noAnswer);
      assert.match(
        stderr,
        /whose the key is, and answered: InvalidClientTokenId.*it was deleted or switched off.*can't rotate itself: in the AWS console, under Security credentials, delete it and make a new/,
      );
    });
  });

  describe('refuses', () => {
    const cases: readonly (readonly [what: string, args: readonly string[], line: RegExp])[] = [
      [
        'a code that is none',
        ['--mfa-code', 'hunter2'],
        /--mfa-code is no code of an MFA device: expected six digits$/,
      ],
      [
        'a profile that is not there',
        ['defualt'],
        /the profile is defualt, which .* don't have \(did you mean default\?\)/,
      ],
      [
        'no code where nobody can be asked',
        ['default'],
        /a code of the MFA device .*no terminal to ask: give one with --mfa-code/,
      ],
      [
        '--status with --finish',
        ['--status', '--finish'],
        /--status is given with --finish or --dry-run/,
      ],
      ['a region that is none', ['--region', 'the moon'], /the moon/],
      [
        'a profile without a key',
        ['empty'],
        /the profile empty has no access key of an IAM user, but signs in with SSO/,
      ],
    ];
    for (const [what, args, line] of cases)
      it(what, async () => {
        ada.settle();
        const before = ada.read('credentials');
        ada.write('config', `${ada.read('config')}[profile empty]\nsso_session = x\n`);
        const { code, stdout, stderr } = await run(args);
        assert.match(stderr.trimEnd(), line);
        assert.ok(!stderr.includes('hunter2'));
        assert.deepEqual([code, stdout], [exitCodes.badUse, '']);
        await isAsBefore(before);
      });

    it('to look for a default that there is not, and says which profiles there are', async () => {
      ada.write('credentials', `[identity]\n${ada.lines()}`);
      ada.write('config', '[profile deploy]\nrole_arn = x\nsource_profile = identity\n');
      const { code, stderr } = await rotate();
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /no profile is named, .* name yours \(there are identity\)\n$/);
    });

    it('a key that is in no place', async () => {
      const env = {
        AWS_ACCESS_KEY_ID: ada.key.accessKeyId,
        AWS_SECRET_ACCESS_KEY: ada.key.secretAccessKey,
      };
      const { code, stderr } = await rotate([], env);
      assert.equal(code, exitCodes.badUse);
      assert.match(
        stderr,
        /is in no place where keyturn could put a new key \(found: this shell's environment/,
      );
      assert.equal((await ada.keys()).length, 1);
    });

    it('a read-only file, before a key is made', async () => {
      ada.settle();
      const before = ada.read('credentials');
      chmodSync(ada.file('credentials'), 0o400);
      const { code, stderr } = await rotate();
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /credentials is read-only: make it writable \(chmod u\+w\)/);
      await isAsBefore(before);
    });

    it('what another process is rotating', async () => {
      ada.settle();
      const { hostname } = await import('node:os');
      ada.write(
        'credentials.keyturn-lock',
        JSON.stringify({ pid: process.ppid, host: hostname(), nonce: 'n' }),
      );
      const { code, stderr } = await rotate();
      assert.equal(code, exitCodes.badUse);
      assert.match(
        stderr,
        /process \d+ on .* is rotating keys of the same file: wait until it has ended/,
      );
      assert.ok(existsSync(ada.file('credentials.keyturn-lock')));
      assert.equal((await ada.keys()).length, 1);
    });

    it('a journal that is none of its own', async () => {
      ada.settle();
      ada.write('credentials.keyturn-rotation.json', '{"version":2}');
      const { code, stderr } = await rotate();
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /none that this version of keyturn can read/);
      assert.equal((await ada.keys()).length, 1);
    });
  });

  describe('in a terminal', () => {
    beforeEach(() => ada.settle());

    const talk = (dialogue: Dialogue) => talkTo([keyturn.file, 'rotate'], ada.env, dialogue);

    it('asks for a code', async () => {
      const { code, said } = await talk([['Code of .*ada-phone: ', await ada.code()]]);
      assert.equal(code, exitCodes.fine, said);
      assert.notDeepEqual(await ada.keys(), [ada.key.accessKeyId]);
      assert.equal((await ada.keys()).length, 1);
      // eslint-disable-next-line no-control-regex -- NO_COLOR.
      assert.doesNotMatch(said, /\u001b\[\d+m/);
    });

    it('takes a code in two halves', async () => {
      const typed = (await ada.code()).replace(/^\d{3}/, '$& ');
      assert.equal((await talk([['Code of', typed]])).code, exitCodes.fine);
    });

    it('takes Ctrl-C and Ctrl-D for a no', async () => {
      for (const given of ['\u0003', '\u0004']) {
        const { code, said } = await talk([['Code of', given]]);
        assert.equal(code, exitCodes.badUse);
        assert.match(said, /no code was typed: nothing has changed/);
      }
      const dead = (await ada.createKey()).accessKeyId;
      await ada.disable(dead);
      const { code, said } = await talk([
        ['Code of', await ada.code()],
        ['\\[y/N\\]', '\u0003'],
      ]);
      assert.equal(code, exitCodes.badUse);
      assert.match(said, /was not deleted, as you answered: nothing has changed/);
      assert.equal((await ada.keys()).length, 2);
    });

    for (const [answer, exitCode, count] of [
      ['y', exitCodes.fine, 1],
      ['', exitCodes.badUse, 2],
    ] as const)
      it(`asks before it deletes a disabled key, and is told ${JSON.stringify(answer)}`, async () => {
        const dead = (await ada.createKey()).accessKeyId;
        await ada.disable(dead);
        const { code, said } = await talk([
          ['Code of', await ada.code()],
          ['The disabled key .* is in the way.*Delete it\\? \\[y/N\\]', answer],
        ]);
        assert.equal(code, exitCode, said);
        assert.equal((await ada.keys()).length, count);
      });
  });
});
