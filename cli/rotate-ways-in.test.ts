import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf, clientsOfRole } from '../emulation/moto/test-clients';
import { exitCodes } from './exit-codes';
import { Keyturn } from './testing/keyturn';
import { OwnTerminal } from './testing/own-terminal';

const ARN = 'arn:aws:iam::111111111111:user/ada';

describe('keyturn rotate with credentials that are no key of a file', () => {
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
    await moto.setClock(new Date());
    ada = await OwnTerminal.open(moto, keyturn.folder);
    ada.write('credentials', `[kept]\n${ada.lines()}`);
  });

  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    keyturn.run(['rotate', ...args], { env: { ...ada.env, ...env } });
  const session = async () => {
    const { sts } = clientsOf(moto, ada.key);
    const { Credentials } = await sts.send(
      new GetSessionTokenCommand({
        SerialNumber: ada.device.serialNumber,
        TokenCode: await ada.code(),
      }),
    );
    assert.ok(Credentials);
    return Credentials;
  };
  const keyId = () => /aws_access_key_id = (\w+)/.exec(ada.read('credentials'))?.[1] ?? '';
  async function isRotated(): Promise<void> {
    assert.notEqual(keyId(), ada.key.accessKeyId);
    assert.deepEqual(await ada.keys(), [keyId()]);
  }
  async function isAsBefore(): Promise<void> {
    assert.equal(keyId(), ada.key.accessKeyId);
    assert.deepEqual(await ada.keys(), [ada.key.accessKeyId]);
  }

  describe('those of aws login', () => {
    const folder = () => path.join(ada.home, 'login-cache');
    const login = (args: readonly string[]) => run(args, { AWS_LOGIN_CACHE_DIRECTORY: folder() });
    /** What `aws login` leaves: credentials of a quarter of an hour, renewed with a token. */
    async function signIn({ endsInMs = 900_000 } = {}): Promise<void> {
      const { AccessKeyId, SecretAccessKey, SessionToken } = await session();
      mkdirSync(folder(), { recursive: true });
      writeFileSync(
        path.join(folder(), `${createHash('sha256').update(ARN).digest('hex')}.json`),
        JSON.stringify({
          accessToken: {
            accessKeyId: AccessKeyId,
            secretAccessKey: SecretAccessKey,
            sessionToken: SessionToken,
            accountId: '111111111111',
            expiresAt: new Date(Date.now() + endsInMs).toISOString(),
          },
          clientId: 'arn:aws:signin:::devtools/same-device',
          refreshToken: 'refresh',
          dpopKey: 'none',
        }),
      );
    }
    beforeEach(() => {
      rmSync(folder(), { recursive: true, force: true });
      ada.write('config', `[profile work]\nlogin_session = ${ARN}\n`);
    });

    it('works, and asks for no code', async () => {
      await signIn();
      const { code, stderr } = await login(['work']);
      assert.equal(code, exitCodes.fine, stderr);
      await isRotated();
    });

    it('works behind the profile of a role', async () => {
      await signIn();
      ada.write(
        'config',
        `${ada.read('config')}[profile deploy]\nrole_arn = arn:aws:iam::222222222222:role/deploy\nsource_profile = work\n`,
      );
      assert.equal((await login(['deploy'])).code, exitCodes.fine);
      await isRotated();
    });

    it('says to sign in where nobody is, or no longer', async () => {
      for (const isSignedIn of [false, true]) {
        if (isSignedIn) await signIn({ endsInMs: -1000 });
        const { code, stderr } = await login(['work']);
        assert.equal(code, exitCodes.badUse);
        assert.match(
          stderr,
          /the login_session of the profile work gave no credentials: sign in with aws login --profile work, then/,
        );
        await isAsBefore();
      }
    });

    it('says what else to do where the session may not, for want of MFA', async () => {
      await signIn();
      for (const call of ['iam:ListAccessKeys', 'iam:CreateAccessKey']) {
        await moto.refuse([call]);
        const { code, stderr } = await login(['work']);
        assert.equal(code, exitCodes.noAnswer);
        assert.match(
          stderr,
          /AccessDenied.*the login_session of the profile work may be one without MFA: name a profile that has the key itself and mfa_serial/,
        );
      }
      await moto.refuse([]);
      await isAsBefore();
    });

    it('says that there is nothing to rotate for who has no key any more', async () => {
      await signIn();
      await ada.deleteKey(ada.key.accessKeyId);
      const { code, stderr } = await login(['work']);
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /ada has no access key: there is nothing to rotate/);
    });

    it('never deletes the key that works for one that is stored and does not', async () => {
      // The older, so that nothing but what is enabled says which one is needed.
      await signIn();
      const stale = await ada.createKey();
      ada.write('credentials', `[kept]\n${ada.lines(stale)}`);
      await ada.disable(stale.accessKeyId);
      for (const args of [[], ['--finish', '--yes'], ['--yes']]) {
        const { code, stderr } = await login(['work', ...args]);
        assert.equal(code, exitCodes.badUse);
        assert.match(stderr, /which is stored here, is disabled, and the other key works/);
      }
      const dead = `-${stale.accessKeyId}`;
      assert.deepEqual([...(await ada.keys())].sort(), [dead, ada.key.accessKeyId].sort());
    });

    it('does not take --yes for an answer about a key that may be the session’s', async () => {
      await signIn();
      const now = await moto.now();
      await moto.setClock(new Date(now.getTime() + 3_600_000));
      const stored = await ada.createKey();
      ada.write('credentials', `[kept]\n${ada.lines(stored)}`);
      const { code, stderr } = await login(['work', '--finish', '--yes']);
      assert.equal(code, exitCodes.badUse, stderr);
      assert.match(stderr, /Something else may be using it\..*--yes is no answer/);
      assert.equal((await ada.keys()).length, 2);
    });

    it('says where the key is not here', async () => {
      await signIn();
      ada.write('credentials', '');
      const { code, stderr } = await login(['work']);
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /no key of ada is in AWS's credentials or config file/);
    });
  });

  describe('those of a credential_process', () => {
    /** The profile `work`, whose program prints that. */
    const give = (answer: object) => {
      const file = path.join(ada.home, 'answer.json');
      writeFileSync(file, JSON.stringify(answer));
      ada.write(
        'config',
        `[profile work]\ncredential_process = cat ${file}\nmfa_serial = ${ada.device.serialNumber}\n`,
      );
    };
    const asAnswer = ({ accessKeyId, secretAccessKey }: AwsCredentialIdentity) => ({
      Version: 1,
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
    });

    it('a session: works, and asks for no code', async () => {
      const { AccessKeyId, SecretAccessKey, SessionToken } = await session();
      give({ Version: 1, AccessKeyId, SecretAccessKey, SessionToken });
      const { code, stderr } = await run(['work']);
      assert.equal(code, exitCodes.fine, stderr);
      await isRotated();
    });

    it('the key itself: works where a file has it too, and names the program', async () => {
      give(asAnswer(ada.key));
      const { code, stdout, stderr } = await run(['work', '--mfa-code', await ada.code()]);
      assert.equal(code, exitCodes.fine, stderr);
      assert.match(
        stdout,
        /the credential_process of the profile work, which gave it: put the new/,
      );
      await isRotated();
    });

    it('the key itself: says that it can’t put it there', async () => {
      ada.write('credentials', '');
      give(asAnswer(ada.key));
      const { code, stderr } = await run(['work', '--mfa-code', await ada.code()]);
      assert.equal(code, exitCodes.badUse);
      assert.match(
        stderr,
        /in no place where keyturn could .*found: the credential_process of the/,
      );
      assert.deepEqual(await ada.keys(), [ada.key.accessKeyId]);
    });

    it('none: says whose program it is, and has nothing of what that said', async () => {
      const file = path.join(ada.home, 'fails.sh');
      writeFileSync(file, `#!/bin/sh\necho ${ada.key.secretAccessKey} >&2\nexit 3\n`);
      chmodSync(file, 0o755);
      ada.write('config', `[profile work]\ncredential_process = ${file}\n`);
      const { code, stderr } = await run(['work']);
      assert.equal(code, exitCodes.badUse);
      assert.match(
        stderr,
        /^keyturn: the credential_process of the profile work gave no credentials: see that aws sts get-caller-identity --profile work works, then run this again\n$/,
      );
      await isAsBefore();
    });
  });

  it('those that aws-mfa puts into the file: works, and asks for no code', async () => {
    const { AccessKeyId, SecretAccessKey, SessionToken } = await session();
    const ofSession = `[default]\naws_access_key_id = ${AccessKeyId}\naws_secret_access_key = ${SecretAccessKey}\naws_session_token = ${SessionToken}\n`;
    ada.write('credentials', `[default-long-term]\n${ada.lines()}${ofSession}`);
    const { code, stdout, stderr } = await run([]);
    assert.equal(code, exitCodes.fine, stderr);
    assert.match(stdout, /credentials: default-long-term\n/);
    assert.ok(ada.read('credentials').endsWith(ofSession));
    await isRotated();
  });

  it('those of SSO: says that there is nothing to rotate', async () => {
    ada.write('config', '[profile work]\nsso_session = corp\nsso_account_id = 111111111111\n');
    const { code, stderr } = await run(['work']);
    assert.equal(code, exitCodes.badUse);
    assert.match(stderr, /but signs in with SSO, where there is nothing to rotate/);
  });

  it('those of a role in the environment: says whose are expected', async () => {
    const { config } = await clientsOfRole(moto, '111111111111', 'deploy');
    const { code, stderr } = await run([], {
      AWS_ACCESS_KEY_ID: config.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: config.credentials.secretAccessKey,
      AWS_SESSION_TOKEN: config.credentials.sessionToken ?? '',
    });
    assert.equal(code, exitCodes.badUse);
    assert.match(stderr, /is that of arn:aws:sts::.*expected one of an IAM user/);
    await isAsBefore();
  });
});
