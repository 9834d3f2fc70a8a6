import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { CreateLoginProfileCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import { toolNames, type ToolName } from '../../cli/aws-config/tool-names';
import { Keyturn } from '../../cli/testing/keyturn';
import { ACCOUNT, OwnTerminal } from '../../cli/testing/own-terminal';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { clientsOf } from '../../emulation/moto/test-clients';
import { AwsLogin } from '../../emulation/people/aws-login';
import { goodStacks, TestProject } from '../../stacks/testing/project';
import { awsVaultVersion, installTools } from './installed';
import { Portal } from './portal';
import { standInForVersion2 } from './stand-in-for-version-2';
import { run, toolRuns } from './tool-runs';

const password = 'Only-for-the-emulated-1';
const startUrl = ['--start-url', 'https://d-1234567890.awsapps.com/start'];
const tenantId = 'aa-1234567890abcdef';
const deploy = 'arn:aws:iam::222222222222:role/deploy';
const inDeploy = 'arn:aws:sts::222222222222:assumed-role/deploy/erin';

describe('the profiles of keyturn aws-config without a key', function () {
  this.timeout(180_000);
  const programs = installTools();
  const runs = toolRuns(programs);
  const itWith = (tool: ToolName) =>
    tool !== 'aws-vault' || awsVaultVersion() !== undefined ? it : it.skip;
  /** Of whoever has all ways, one by one. */
  const project = new TestProject(
    { ...goodStacks, identity: `${goodStacks.identity}  keyturn:identityCenterElsewhere: true\n` },
    'engineers:\n  erin: {slackId: U0ERIN00001, roles: [production/deploy], access: [key, sign-in, identity-center]}\n',
  );
  let moto: Moto;
  let keyturn: Keyturn;
  let portal: Portal;
  let erin: OwnTerminal;
  before(async () => {
    moto = await startMoto();
    keyturn = await Keyturn.build();
    portal = await Portal.open(moto);
    standInForVersion2(path.join(keyturn.folder, 'programs'), programs);
  });
  beforeEach(async () => {
    await moto.reset();
    portal.letIn.length = 0;
    const there = clientsOf(moto, await moto.credentialsFor('222222222222'));
    const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
    await there.iam.send(new CreateRoleCommand({ RoleName: 'deploy', AssumeRolePolicyDocument }));
    erin = await OwnTerminal.open(moto, keyturn.folder, 'erin');
  });
  afterEach(() => {
    for (const folder of ['.aws', '.awsume', '.awsvault'])
      rmSync(path.join(keyturn.folder, folder), { recursive: true, force: true });
  });
  after(async () => {
    project.remove();
    await portal.stop();
    await moto.stop();
    keyturn.remove();
  });

  /** The AWS CLI is on the PATH, since a credential_process calls it. */
  const env = () => ({
    ...portal.env,
    PATH: [path.join(keyturn.folder, 'programs'), programs, process.env['PATH']].join(
      path.delimiter,
    ),
  });
  const whoAmI = (tool: ToolName, profile: string) => runs[tool].whoAmI(erin, profile, '', env());

  async function write(...args: readonly string[]): Promise<void> {
    const given = ['aws-config', 'erin', '--project', project.folder, ...startUrl, ...args];
    const { code, stdout, stderr } = await keyturn.run(given);
    if (code !== 0) throw new Error(stderr);
    erin.write('config', stdout);
  }

  describe('by aws login', () => {
    beforeEach(async () => {
      await write();
      // As it is left there, and forgotten.
      erin.write('credentials', `[identity]\n${erin.lines()}`);
      const login = { UserName: 'erin', Password: password };
      await erin.iam.send(new CreateLoginProfileCommand(login));
      const workplace = { sourceAddress: '203.0.113.20', userAgent: 'aws-cli/2.32.0' };
      const who = { accountId: ACCOUNT, userName: 'erin', password, mfaCode: await erin.code() };
      (await AwsLogin.signIn(moto, workplace, who)).keepIn(erin.home);
    });

    const asErin = `arn:aws:iam::${ACCOUNT}:user/erin`;

    it('have the AWS CLI, with awscrt, use the session itself', async () =>
      assert.equal(await whoAmI('aws-cli', 'identity-sign-in'), asErin));

    for (const tool of toolNames) {
      itWith(tool)(`let ${tool} use it by the bridge`, async () =>
        assert.equal(await whoAmI(tool, 'identity-sign-in-process'), asErin),
      );

      itWith(tool)(`let ${tool} into a role, and ask for no code`, async () => {
        const before = (await moto.recordedCalls()).length;
        assert.equal(await whoAmI(tool, 'production-deploy-sign-in'), inDeploy);
        const calls = (await moto.recordedCalls()).slice(before);
        assert.ok(calls.every(({ about }) => about['SerialNumber'] === undefined));
        const { key } = erin;
        assert.ok(calls.every(({ accessKeyId }) => accessKeyId !== key.accessKeyId));
      });
    }

    it('are of no use to boto3 without awscrt, as their comment says, but for the bridge', async () => {
      const asked = async (profile: string) => {
        const python = `import sys; sys.modules['awscrt'] = None
import boto3; print(boto3.Session(profile_name='${profile}').client('sts').get_caller_identity()['Arn'])`;
        return run(erin, path.join(programs, 'python'), ['-c', python], '', env());
      };
      await assert.rejects(asked('identity-sign-in'), /botocore\[crt\]/);
      assert.equal((await asked('identity-sign-in-process')).trim(), asErin);
    });
  });

  describe('by IAM Identity Center', () => {
    const profile = 'production-deploy-identity-center';

    /** The newest AWS CLI that pip has does not know the service; botocore has its model. */
    async function teachAccountAccess(): Promise<void> {
      const python = 'import botocore, os; print(os.path.dirname(botocore.__file__))';
      const botocore = await run(erin, path.join(programs, 'python'), ['-c', python], '');
      const service = 'account-access-runtime';
      const model = path.join(botocore.trim(), 'data', service);
      cpSync(model, path.join(erin.home, '.aws', 'models', service), { recursive: true });
    }

    it('have the AWS CLI ask the portal for a permission set', async () => {
      await write();
      portal.keepSignIn(erin.home, 'identity-center');
      assert.equal(await whoAmI('aws-cli', profile), inDeploy);
      assert.deepEqual(portal.letIn, [{ by: 'permission-set', roleArn: deploy }]);
    });

    for (const tool of toolNames.filter((each) => each !== 'awsume'))
      itWith(tool)(`have account access manager let ${tool} into the role itself`, async () => {
        await write('--tenant-id', tenantId);
        await teachAccountAccess();
        portal.keepSignIn(erin.home, 'identity-center');
        assert.equal(await whoAmI(tool, profile), inDeploy);
        assert.deepEqual(portal.letIn, [{ by: 'account-access', roleArn: deploy, tenantId }]);
      });

    it('are of no use to awsume by account access, as their comment says: it heeds no quotes', async () => {
      await write('--tenant-id', tenantId);
      await teachAccountAccess();
      portal.keepSignIn(erin.home, 'identity-center');
      await assert.rejects(whoAmI('awsume', profile), /Bad value for --query/);
    });

    it('let nobody in who has not signed in', async () => {
      for (const more of [[], ['--tenant-id', tenantId]]) {
        await write(...more);
        await teachAccountAccess();
        await assert.rejects(whoAmI('aws-cli', profile), /sso|token/i);
      }
      assert.deepEqual(portal.letIn, []);
    });
  });
});
