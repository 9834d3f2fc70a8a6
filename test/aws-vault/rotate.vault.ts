import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { exitCodes } from '../../cli/exit-codes';
import { Keyturn } from '../../cli/testing/keyturn';
import { OwnTerminal } from '../../cli/testing/own-terminal';
import { startMoto, type Moto } from '../../emulation/moto/start';

const PROFILE = 'identity';

describe('keyturn rotate with the real aws-vault', function () {
  this.timeout(60_000);
  let keyturn: Keyturn;
  let moto: Moto;
  let ada: OwnTerminal;
  let vault: string;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());
  beforeEach(async () => {
    await moto.reset();
    await moto.setClock(new Date());
    ada = await OwnTerminal.open(moto, keyturn.folder);
    vault = path.join(keyturn.folder, 'vault');
    rmSync(vault, { recursive: true, force: true });
    mkdirSync(vault);
    ada.write('config', `[profile ${PROFILE}]\nmfa_serial = ${ada.device.serialNumber}\n`);
  });

  const env = () => ({
    ...ada.env,
    PATH: process.env['PATH'] ?? '',
    AWS_VAULT_BACKEND: 'file',
    AWS_VAULT_FILE_DIR: vault,
    AWS_VAULT_FILE_PASSPHRASE: 'a passphrase',
  });
  /** aws-vault, by hand. */
  const run = async (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    (await promisify(execFile)('aws-vault', args, { env: { ...env(), ...more } })).stdout;
  const keep = (profile = PROFILE, key = ada.key) =>
    run(['add', '--env', '--no-add-config', profile], {
      AWS_ACCESS_KEY_ID: key.accessKeyId,
      AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    });
  const kept = async (profile = PROFILE) => {
    const text = await run(['export', '--no-session', '--format=json', profile]);
    return JSON.parse(text) as { AccessKeyId: string; SecretAccessKey: string };
  };
  const rotate = async (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    keyturn.start(['rotate', ...args, '--mfa-code', await ada.code()], {
      env: { ...env(), ...more },
    });
  /** One key, a new one, which aws-vault has, and with which AWS gives a session. */
  async function isRotated(): Promise<string> {
    const { AccessKeyId } = await kept();
    assert.notEqual(AccessKeyId, ada.key.accessKeyId);
    assert.deepEqual(await ada.keys(), [AccessKeyId]);
    const exec = ['exec', '--mfa-token', await ada.code(), PROFILE, '--', 'printenv'];
    assert.match(await run(exec), /^AWS_SESSION_TOKEN=./m);
    return AccessKeyId;
  }

  it('replaces the key, and aws-vault forgets its sessions', async () => {
    await keep();
    await run(['exec', '--mfa-token', await ada.code(), PROFILE, '--', 'true']);
    assert.match(await run(['list', '--sessions']), /sts/);
    // It was used a moment ago, for that session.
    const { code, stdout, stderr } = await rotate(['--aws-vault', PROFILE, '--yes']);
    assert.equal(code, exitCodes.fine, stderr);
    assert.match(stdout, /The new key is in:\n {2}aws-vault: identity\n$/);
    assert.doesNotMatch(await run(['list', '--sessions']), /sts/);
    const { SecretAccessKey } = await kept();
    for (const said of [stdout, stderr]) assert.ok(!said.includes(SecretAccessKey));
    await isRotated();
    assert.equal(
      ada.read('config'),
      `[profile ${PROFILE}]\nmfa_serial = ${ada.device.serialNumber}\n`,
    );
  });

  it('replaces it in the files too, from the profile of a role', async () => {
    await keep();
    ada.write('credentials', `[script]\n${ada.lines()}`);
    ada.write(
      'config',
      `${ada.read('config')}[profile deploy]\nrole_arn = arn:aws:iam::222222222222:role/deploy\nsource_profile = ${PROFILE}\n`,
    );
    const { code, stderr } = await rotate(['deploy', '--aws-vault', PROFILE]);
    assert.equal(code, exitCodes.fine, stderr);
    assert.ok(ada.read('credentials').includes(await isRotated()));
  });

  it('works where the profile is one of aws-vault alone, and leaves no config', async () => {
    rmSync(ada.file('config'));
    await keep();
    const { code, stderr } = await rotate(['--aws-vault', PROFILE]);
    assert.equal(code, exitCodes.fine, stderr);
    assert.equal((await kept()).AccessKeyId, (await ada.keys())[0]);
    assert.ok(!/\[profile/.test(existsSync(ada.file('config')) ? ada.read('config') : ''));
  });

  it('works below aws-vault itself, with its session and no code', async () => {
    await keep();
    const exec = ['exec', '--mfa-token', await ada.code(), PROFILE, '--'];
    await run([...exec, process.execPath, keyturn.file, 'rotate', '--aws-vault', PROFILE, '--yes']);
    await isRotated();
  });

  it('names the profile whose key is meant where a role’s is named', async () => {
    await keep();
    ada.write(
      'config',
      `${ada.read('config')}[profile deploy]\nrole_arn = arn:aws:iam::222222222222:role/deploy\nsource_profile = ${PROFILE}\nmfa_serial = ${ada.device.serialNumber}\n`,
    );
    const { code, stderr } = await rotate(['--aws-vault', 'deploy']);
    assert.equal(code, exitCodes.badUse);
    assert.match(
      stderr,
      /deploy of aws-vault is one of a role: name that of the user, --aws-vault identity/,
    );
    assert.equal((await kept()).AccessKeyId, ada.key.accessKeyId);
  });

  it('says where aws-vault has no such profile', async () => {
    await keep();
    const { code, stderr } = await rotate(['--aws-vault', 'identiy']);
    assert.equal(code, exitCodes.badUse);
    assert.match(stderr, /aws-vault export identiy did not work \(it ended with the exit code 1\)/);
    assert.deepEqual(await ada.keys(), [ada.key.accessKeyId]);
  });

  it('leaves the old key where aws-vault can’t write', async () => {
    await keep();
    const { code, stderr } = await rotate(['--aws-vault', PROFILE], {
      AWS_VAULT_FILE_PASSPHRASE: 'another one',
    });
    assert.equal(code, exitCodes.badUse, stderr);
    assert.deepEqual(await ada.keys(), [ada.key.accessKeyId]);
    assert.equal((await kept()).AccessKeyId, ada.key.accessKeyId);
  });

  for (const name of ['a+b@example.com', 'my own profile'])
    it(`takes a profile with the name ${name}`, async () => {
      ada.write('config', `[profile ${name}]\nmfa_serial = ${ada.device.serialNumber}\n`);
      await keep(name);
      const { code, stderr } = await rotate(['--aws-vault', name]);
      assert.equal(code, exitCodes.fine, stderr);
      assert.deepEqual(await ada.keys(), [(await kept(name)).AccessKeyId]);
    });

  it('goes on where it was killed, whenever that was', async () => {
    await keep();
    const home = path.dirname(ada.file('config'));
    for (let afterMs = 100; afterMs < 2000; afterMs += 170) {
      const running = promisify(execFile)(
        process.execPath,
        [keyturn.file, 'rotate', '--aws-vault', PROFILE, '--mfa-code', await ada.code()],
        { env: env(), timeout: afterMs, killSignal: 'SIGKILL' },
      );
      const isWhole = await running.then(
        () => true,
        () => false,
      );
      const { AccessKeyId } = await kept();
      assert.ok((await ada.keys()).includes(AccessKeyId), `${afterMs} ms: what is kept is enabled`);
      if (isWhole) break;
    }
    const { code, stderr } = await rotate(['--aws-vault', PROFILE]);
    assert.equal(code, exitCodes.fine, stderr);
    assert.ok(!existsSync(path.join(home, 'credentials.keyturn-rotation.json')));
    await isRotated();
  });

  it('puts no secret into arguments', async () => {
    await keep();
    const log = path.join(keyturn.folder, 'arguments');
    const bin = path.join(keyturn.folder, 'spy');
    mkdirSync(bin, { recursive: true });
    writeFileSync(
      path.join(bin, 'aws-vault'),
      `#!/bin/sh\necho "$@" >> ${log}\nPATH="\${PATH#*:}" exec aws-vault "$@"\n`,
      { mode: 0o755 },
    );
    const { code, stderr } = await rotate(['--aws-vault', PROFILE], {
      PATH: `${bin}:${process.env['PATH']}`,
    });
    assert.equal(code, exitCodes.fine, stderr);
    const said = readFileSync(log, 'utf8');
    assert.match(said, /^add /m);
    for (const secret of [ada.key.secretAccessKey, (await kept()).SecretAccessKey])
      assert.ok(!said.includes(secret));
    assert.ok(said.trim().split('\n').length <= 4, `a key store that asks each time: ${said}`);
  });
});
