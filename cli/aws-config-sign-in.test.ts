import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CreateRoleCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { parseKnownFiles } from '@smithy/core/config';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf, createKey } from '../emulation/moto/test-clients';
import { goodStacks, TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { Keyturn } from './testing/keyturn';

const engineers = `engineers:
  ada: {slackId: U0ADA000001, access: [sign-in], roles: [production/deploy]}
  ben: {slackId: U0BEN000001, access: [key, sign-in], roles: [production/deploy]}
  cleo: {slackId: U0CLEO00001, roles: [production/deploy]}
  dora: {slackId: U0DORA00001, access: [sign-in], path: /team/}
`;
const role = 'arn:aws:iam::222222222222:role/deploy';
const ofSignIn = (userName: string) => ({
  'identity-sign-in': {
    login_session: `arn:aws:iam::111111111111:user/${userName}`,
    region: 'eu-central-1',
  },
  'identity-sign-in-process': {
    credential_process:
      'aws configure export-credentials --profile identity-sign-in --format process',
    region: 'eu-central-1',
  },
});
const roleBySignIn = (userName: string) => ({
  source_profile: 'identity-sign-in-process',
  role_arn: role,
  role_session_name: userName,
  region: 'eu-central-1',
});

describe('keyturn aws-config for those who sign in', () => {
  let keyturn: Keyturn;
  let project: TestProject;
  before(async () => {
    project = new TestProject(goodStacks, engineers);
    keyturn = await Keyturn.build();
  });
  after(() => {
    project.remove();
    keyturn.remove();
  });

  async function written(userName: string, ...args: readonly string[]) {
    const out = path.join(keyturn.folder, `config-of-${userName}`);
    const all = ['aws-config', userName, '--project', project.folder, '--out', out, ...args];
    const { code, stderr } = await keyturn.run(all);
    assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    const profiles = await parseKnownFiles({
      configFilepath: out,
      filepath: path.join(keyturn.folder, 'no-credentials'),
      ignoreCache: true,
    });
    return { out, profiles, text: readFileSync(out, 'utf8') };
  }

  it('writes the session, a bridge to it, and the roles by the bridge', async () => {
    const { profiles } = await written('ada');
    assert.deepEqual(profiles, { ...ofSignIn('ada'), 'production-deploy': roleBySignIn('ada') });
  });

  it('writes both where both ways are open, under names that do not meet', async () => {
    const { profiles } = await written('ben');
    const { profiles: withKey } = await written('cleo');
    const ofKey = JSON.parse(JSON.stringify(withKey).replaceAll('cleo', 'ben')) as object;
    assert.deepEqual(profiles, {
      ...ofKey,
      ...ofSignIn('ben'),
      'production-deploy-sign-in': roleBySignIn('ben'),
    });
  });

  it('names a user under a path as IAM does, and puts the prefix before each name', async () => {
    const { profiles } = await written('dora', '--prefix', 'acme-');
    assert.deepEqual(Object.keys(profiles), [
      'acme-identity-sign-in',
      'acme-identity-sign-in-process',
    ]);
    assert.equal(
      profiles['acme-identity-sign-in']?.['login_session'],
      'arn:aws:iam::111111111111:user/team/dora',
    );
    assert.match(
      String(profiles['acme-identity-sign-in-process']?.['credential_process']),
      /--profile acme-identity-sign-in --format process$/,
    );
  });

  // https://docs.aws.amazon.com/sdkref/latest/guide/feature-login-credentials.html, and what a profile can have else.
  it('has nothing beside login_session that gives credentials, or asks for a code', async () => {
    for (const userName of ['ada', 'ben', 'dora'])
      for (const [name, profile] of Object.entries((await written(userName)).profiles))
        if (profile['login_session'] !== undefined)
          assert.deepEqual(Object.keys(profile), ['login_session', 'region'], name);
  });

  it('says above each profile why it is there', async () => {
    for (const userName of ['ada', 'ben']) {
      const { text } = await written(userName);
      for (const name of ['identity-sign-in', 'identity-sign-in-process'])
        assert.match(text, new RegExp(`^# .*\\n\\[profile ${name}\\]$`, 'm'));
      assert.match(text, /^# By aws login.*: aws login --profile identity-sign-in$/m);
      assert.ok(text.split('\n').every((line) => line.length <= 120));
    }
  });

  for (const [option, value] of [
    ['--for', 'aws-vault'],
    ['--mfa-serial', 'arn:aws:iam::111111111111:mfa/phone'],
  ] as const) {
    const runWith = (userName: string) =>
      keyturn.run(['aws-config', userName, '--project', project.folder, option, value]);

    it(`refuses ${option} of whom no key is to be used, and takes it of others`, async () => {
      const { code, stdout, stderr } = await runWith('ada');
      assert.deepEqual([code, stdout], [exitCodes.badUse, '']);
      assert.match(
        stderr,
        new RegExp(`^keyturn: ${option} says how a key is used, and ada has no`),
      );
      assert.equal((await runWith('ben')).code, exitCodes.fine);
    });
  }

  describe('in the AWS SDK', () => {
    let moto: Moto;
    let session: AwsCredentialIdentity;
    /** Of the variables that are set here. */
    const environment = { ...process.env };
    before(async () => {
      moto = await startMoto();
      const { iam } = clientsOf(moto, await moto.credentialsFor('111111111111'));
      await iam.send(new CreateUserCommand({ UserName: 'ada' }));
      const old = await createKey(iam, 'ada');
      const there = clientsOf(moto, await moto.credentialsFor('222222222222'));
      const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
      await there.iam.send(new CreateRoleCommand({ RoleName: 'deploy', AssumeRolePolicyDocument }));
      const { sts } = clientsOf(moto, old);
      const { Credentials } = await sts.send(new GetSessionTokenCommand({}));
      session = {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken,
      };
      // As it stands there before somebody moves, and is forgotten.
      writeFileSync(
        path.join(keyturn.folder, 'credentials'),
        `[identity]\naws_access_key_id = ${old.accessKeyId}\naws_secret_access_key = ${old.secretAccessKey}\n`,
      );
      keepSession();
      const programs = path.join(keyturn.folder, 'programs');
      mkdirSync(programs);
      writeFileSync(path.join(programs, 'aws'), awsCli());
      chmodSync(path.join(programs, 'aws'), 0o755);
      process.env['PATH'] = `${programs}${path.delimiter}${process.env['PATH']}`;
      process.env['AWS_LOGIN_CACHE_DIRECTORY'] = path.join(keyturn.folder, 'login');
    });
    after(async () => {
      for (const name of ['PATH', 'AWS_LOGIN_CACHE_DIRECTORY']) {
        if (environment[name] === undefined) delete process.env[name];
        else process.env[name] = environment[name];
      }
      await moto.stop();
    });

    /** What `aws login` leaves: of the session, under the name of whose it is. */
    function keepSession(): void {
      const name = createHash('sha256').update('arn:aws:iam::111111111111:user/ada').digest('hex');
      mkdirSync(path.join(keyturn.folder, 'login'));
      const expiresAt = new Date(Date.now() + 14 * 60_000).toISOString();
      const token = {
        accessToken: { ...session, accountId: '111111111111', expiresAt },
        clientId: 'arn:aws:signin:::devtools/same-device',
        refreshToken: 'of-a-test',
        dpopKey: 'of-a-test',
      };
      writeFileSync(path.join(keyturn.folder, 'login', `${name}.json`), JSON.stringify(token));
    }

    /** As version 2 answers, and only to that call. */
    function awsCli(): string {
      const answer = {
        Version: 1,
        AccessKeyId: session.accessKeyId,
        SecretAccessKey: session.secretAccessKey,
        SessionToken: session.sessionToken,
        Expiration: new Date(Date.now() + 14 * 60_000).toISOString(),
      };
      const call = 'configure export-credentials --profile identity-sign-in --format process';
      return `#!/bin/sh\n[ "$*" = '${call}' ] || exit 9\necho '${JSON.stringify(answer)}'\n`;
    }

    async function whoAmI(profile: string): Promise<{ arn: string; accessKeyId: string }> {
      const { out } = await written('ada');
      const credentials = await fromIni({
        profile,
        configFilepath: out,
        filepath: path.join(keyturn.folder, 'credentials'),
        ignoreCache: true,
        clientConfig: { endpoint: moto.url, region: 'us-east-1' },
      })();
      const { Arn = '' } = await clientsOf(moto, credentials).sts.send(
        new GetCallerIdentityCommand({}),
      );
      return { arn: Arn, accessKeyId: credentials.accessKeyId };
    }

    for (const profile of ['identity-sign-in', 'identity-sign-in-process'])
      it(`makes calls by ${profile} with the session, whatever key is left`, async () =>
        assert.equal((await whoAmI(profile)).accessKeyId, session.accessKeyId));

    it('assumes a role from the session, by the name of the person', async () => {
      const { arn } = await whoAmI('production-deploy');
      assert.equal(arn, 'arn:aws:sts::222222222222:assumed-role/deploy/ada');
      const calls = await moto.recordedCalls();
      const last = calls.findLast(({ action }) => action === 'AssumeRole');
      assert.equal(last?.accessKeyId, session.accessKeyId);
    });
  });
});
