import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CreateRoleCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf, createKey } from '../emulation/moto/test-clients';
import { waysStatementSchema } from '../rules/person/ways-statement';
import { goodStacks, TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { Keyturn } from './testing/keyturn';

const home = '111111111111';
const there = '222222222222';
const ada = `arn:aws:iam::${home}:user/ada`;
const people =
  'engineers:\n  ada: {slackId: U0ADA000001, access: [sign-in], roles: [production/deploy]}\n';
const byCenter = `
[profile center]
credential_process = aws account-access-runtime get-role-credentials
region = eu-central-1
`;

describe('keyturn ways', () => {
  const outerPath = process.env['PATH'] ?? '';
  let keyturn: Keyturn;
  let moto: Moto;
  let old: AwsCredentialIdentity;
  let signedIn: AwsCredentialIdentity;
  /** What `keyturn aws-config` writes for ada. */
  let profiles: string;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    moto = await startMoto();
    const { iam } = clientsOf(moto, await moto.credentialsFor(home));
    await iam.send(new CreateUserCommand({ UserName: 'ada' }));
    old = await createKey(iam, 'ada');
    const { sts } = clientsOf(moto, old);
    signedIn = sessionIn(await sts.send(new GetSessionTokenCommand({})));
    const other = clientsOf(moto, await moto.credentialsFor(there));
    const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
    await other.iam.send(new CreateRoleCommand({ RoleName: 'deploy', AssumeRolePolicyDocument }));
    const ofCenter = sessionIn(
      await other.sts.send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${there}:role/deploy`,
          RoleSessionName: 'ada@example.com',
        }),
      ),
    );
    keepProgram({ 'configure export-credentials': signedIn, 'account-access-runtime': ofCenter });
    const project = new TestProject(goodStacks, people);
    const { stdout } = await keyturn.run(['aws-config', 'ada', '--project', project.folder]);
    profiles = stdout;
    project.remove();
    // Where the SDK starts programs by it, also of a command that is run within this process.
    process.env['PATH'] = `${programs()}${path.delimiter}${outerPath}`;
  });
  after(async () => {
    process.env['PATH'] = outerPath;
    await moto.stop();
  });

  function sessionIn({
    Credentials: found,
  }: {
    Credentials?: { AccessKeyId?: string; SecretAccessKey?: string; SessionToken?: string };
  }): AwsCredentialIdentity {
    return {
      accessKeyId: found?.AccessKeyId ?? '',
      secretAccessKey: found?.SecretAccessKey ?? '',
      sessionToken: found?.SessionToken,
    };
  }

  const programs = () => path.join(keyturn.folder, 'programs');

  /** The AWS CLI, which answers to calls that begin so. */
  function keepProgram(answers: Readonly<Record<string, AwsCredentialIdentity>>): void {
    const cases = Object.entries(answers).map(([call, session]) => {
      const answer = {
        Version: 1,
        AccessKeyId: session.accessKeyId,
        SecretAccessKey: session.secretAccessKey,
        SessionToken: session.sessionToken,
        Expiration: new Date(Date.now() + 14 * 60_000).toISOString(),
      };
      return `'${call}'*) echo '${JSON.stringify(answer)}' ;;`;
    });
    mkdirSync(programs());
    const file = path.join(programs(), 'aws');
    writeFileSync(file, `#!/bin/sh\ncase "$*" in\n${cases.join('\n')}\n*) exit 9 ;;\nesac\n`);
    chmodSync(file, 0o755);
  }

  let count = 0;
  /** A home of its own for each run: the SDK reads its files once. */
  function homeWith(files: { config?: string; credentials?: string; signedIn?: boolean }) {
    const folder = path.join(keyturn.folder, `home-${++count}`);
    mkdirSync(path.join(folder, 'login'), { recursive: true });
    const at = (name: string) => path.join(folder, name);
    writeFileSync(at('config'), files.config ?? profiles);
    writeFileSync(at('credentials'), files.credentials ?? '');
    if (files.signedIn ?? true) {
      const token = {
        accessToken: {
          ...signedIn,
          accountId: home,
          expiresAt: new Date(Date.now() + 14 * 60_000).toISOString(),
        },
        clientId: 'arn:aws:signin:::devtools/same-device',
        refreshToken: 'of-a-test',
        dpopKey: 'of-a-test',
      };
      const name = createHash('sha256').update(ada).digest('hex');
      writeFileSync(at(`login/${name}.json`), JSON.stringify(token));
    }
    const env = {
      AWS_CONFIG_FILE: at('config'),
      AWS_SHARED_CREDENTIALS_FILE: at('credentials'),
      AWS_LOGIN_CACHE_DIRECTORY: at('login'),
      AWS_ENDPOINT_URL: moto.url,
      PATH: process.env['PATH'] ?? '',
    };
    return { env, statement: at('statement.json') };
  }

  const keyOf = (section: string) =>
    `[${section}]\naws_access_key_id = ${old.accessKeyId}\naws_secret_access_key = ${old.secretAccessKey}\n`;
  const end = () => old.accessKeyId.slice(-4);
  const readStatement = (file: string) =>
    waysStatementSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

  it('shows who somebody is by each profile that aws-config writes, as a process too', async () => {
    for (const how of ['run', 'start'] as const) {
      const { env } = homeWith({});
      const { code, stdout, stderr } = await keyturn[how](['ways'], { env });
      assert.deepEqual([code, stderr], [exitCodes.fine, '']);
      assert.deepEqual(
        stdout
          .trimEnd()
          .split('\n')
          .slice(1)
          .map((line) => line.split(/ {2,}/)),
        [
          ['sign-in', 'identity-sign-in', 'works', ada],
          ['sign-in', 'identity-sign-in-process', 'works', ada],
          [
            'sign-in',
            'production-deploy',
            'works',
            `arn:aws:sts::${there}:assumed-role/deploy/ada`,
          ],
        ],
      );
    }
  });

  it('writes what the person can say of them, and no key', async () => {
    const { env, statement } = homeWith({
      config: `${profiles}${byCenter}`,
      credentials: keyOf('identity'),
    });
    const { code, stdout } = await keyturn.run(['ways', '--statement', statement], { env });
    assert.equal(code, exitCodes.fine);
    const { said, madeAt } = readStatement(statement);
    assert.deepEqual(
      said.map(({ way, profile, arn, accountId }) => [way, profile, arn, accountId]),
      [
        ['sign-in', 'identity-sign-in', ada, home],
        ['sign-in', 'identity-sign-in-process', ada, home],
        [
          'identity-center',
          'center',
          `arn:aws:sts::${there}:assumed-role/deploy/ada@example.com`,
          there,
        ],
      ],
    );
    for (const { at } of said) assert.ok(at <= madeAt);
    assert.match(stdout, /^key +identity +works /m);
    assert.match(stdout, /^The profile identity still has a key that works: /m);
    assert.ok(!stdout.includes(old.accessKeyId));
  });

  it('takes a key that stands in its place for no sign-in, and says where it is', async () => {
    const { env, statement } = homeWith({ credentials: keyOf('identity-sign-in') });
    const { code, stdout, stderr } = await keyturn.run(['ways', '--statement', statement], { env });
    assert.equal(code, exitCodes.noAnswer);
    assert.match(stderr, /no way without a key let you in as yourself: .* is not written/);
    assert.match(stdout, /^sign-in +identity-sign-in +a key instead +arn:/m);
    const line = `Take the key …${end()} out of the profile identity-sign-in: tools use it there, and not sign-in.`;
    assert.equal(stdout.split('\n').filter((each) => each === line).length, 1);
    assert.ok(!existsSync(statement));
  });

  it('says what to do where nobody is signed in, with what still works', async () => {
    const { env, statement } = homeWith({
      config: `${profiles}${byCenter}`,
      signedIn: false,
    });
    const { code, stdout, stderr } = await keyturn.run(['ways', '--statement', statement], { env });
    assert.equal(code, exitCodes.incomplete);
    assert.match(stderr, /^keyturn: 1 of 4 did not let you in \(identity-sign-in\)/);
    assert.match(stdout, /^identity-sign-in: aws login --profile identity-sign-in$/m);
    assert.ok(readStatement(statement).said.every(({ profile }) => profile !== 'identity-sign-in'));
  });

  it('tries those that are named, and writes JSON', async () => {
    const { env } = homeWith({ credentials: keyOf('identity') });
    const { code, stdout } = await keyturn.run(['ways', 'identity', '--json'], {
      env: {
        ...env,
        AWS_ACCESS_KEY_ID: old.accessKeyId,
        AWS_SECRET_ACCESS_KEY: old.secretAccessKey,
      },
    });
    assert.equal(code, exitCodes.fine);
    const { ways, todo, keyOfShell } = JSON.parse(stdout) as {
      ways: readonly Record<string, unknown>[];
      todo: readonly string[];
      keyOfShell: string;
    };
    assert.deepEqual(
      ways.map(({ way, profile, outcome, arn }) => [way, profile, outcome, arn]),
      [['key', 'identity', 'works', ada]],
    );
    assert.equal(keyOfShell, end());
    assert.match(todo[0] ?? '', /in this shell's environment/);
  });

  const bad: readonly [what: string, args: readonly string[], config: string, RegExp][] = [
    [
      'no profile at all',
      [],
      '',
      /have no profile of a key, of aws login or of IAM Identity Center/,
    ],
    [
      'a profile that is not there',
      ['identity-signin'],
      '[profile identity-sign-in]\nlogin_session = x\n',
      /no profile "identity-signin" \(did you mean identity-sign-in\?\)/,
    ],
    [
      'a profile that is no way',
      ['other'],
      '[profile other]\nregion = eu-central-1\n',
      /the profile other is none of a key/,
    ],
    ['a statement that is a folder', ['--statement', '.'], '', /--statement is \., a folder/],
  ];
  for (const [what, args, config, message] of bad)
    it(`refuses ${what}`, async () => {
      const { env } = homeWith({ config });
      const { code, stdout, stderr } = await keyturn.run(['ways', ...args], { env });
      assert.deepEqual([code, stdout], [exitCodes.badUse, '']);
      assert.match(stderr, message);
    });
});
