import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  CreateServiceSpecificCredentialCommand,
  UpdateServiceSpecificCredentialCommand,
  UploadSigningCertificateCommand,
  UploadSSHPublicKeyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { startMoto, type Moto } from '../emulation/moto/start';
import { certificates } from '../emulation/moto/test-certificates';
import { clientsOf } from '../emulation/moto/test-clients';
import { goodStacks, TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { makeUsers } from './testing/existing-users';
import { Keyturn } from './testing/keyturn';

const ACCOUNT = '111111111111';
const bedrock = 'bedrock.amazonaws.com';

describe('keyturn adopt, of other credentials than keys and passwords', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  let iam: IAMClient;
  let project: TestProject;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (moto = await startMoto({ reportsAtOnce: true })));
  after(() => moto.stop());
  beforeEach(async () => {
    await moto.reset();
    ({ iam } = clientsOf(moto, await moto.credentialsFor(ACCOUNT)));
    project = new TestProject(goodStacks);
  });
  afterEach(() => project.remove());
  afterEach(() => moto.refuse([]));

  async function make(UserName: string, ServiceName: string, CredentialAgeDays?: number) {
    const input = { UserName, ServiceName, CredentialAgeDays };
    const { ServiceSpecificCredential: made } = await iam.send(
      new CreateServiceSpecificCredentialCommand(input),
    );
    return made?.ServiceSpecificCredentialId;
  }

  /** What it says of the account, a line each. */
  async function said(): Promise<readonly string[]> {
    const { accessKeyId, secretAccessKey, sessionToken = '' } = await moto.credentialsFor(ACCOUNT);
    const { code, stdout, stderr } = await keyturn.run(
      ['adopt', '--project', project.folder, '--force'],
      {
        env: {
          ...moto.env,
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
          AWS_SESSION_TOKEN: sessionToken,
        },
      },
    );
    assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    return (stdout.split('\n\n')[0] ?? '').split('\n').map((line) => line.trim());
  }

  const about = (lines: readonly string[], pattern: RegExp) =>
    lines.filter((line) => pattern.test(line));

  const people = [
    { name: 'ada', hasPassword: true, hasMfa: true },
    { name: 'bert', hasPassword: true, hasMfa: true },
    { name: 'carl', hasPassword: true, hasMfa: true },
    { name: 'ci-deploy', key: 'iam' },
  ] as const;

  /** One credential of each sort. */
  async function seed(): Promise<void> {
    await makeUsers(moto, ACCOUNT, people);
    await make('ada', bedrock);
    await make('ada', bedrock, 30);
    await make('bert', 'codecommit.amazonaws.com');
    const off = { UserName: 'carl', Status: 'Inactive' } as const;
    const ServiceSpecificCredentialId = await make('carl', bedrock);
    await iam.send(
      new UpdateServiceSpecificCredentialCommand({ ...off, ServiceSpecificCredentialId }),
    );
    await make('ci-deploy', 'logs.amazonaws.com', 90);
    const [CertificateBody] = certificates;
    await iam.send(new UploadSigningCertificateCommand({ UserName: 'ci-deploy', CertificateBody }));
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const SSHPublicKeyBody = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    await iam.send(new UploadSSHPublicKeyCommand({ UserName: 'bert', SSHPublicKeyBody }));
  }

  it('names whose have no end, and whose pulumi up makes useless', async () => {
    await seed();
    const lines = await said();
    assert.deepEqual(about(lines, /no end|MFA, and what/), [
      '2 with API keys or passwords for a service that have no end (keyturn audit has the commands that make others): ada (bedrock.amazonaws.com), bert (codecommit.amazonaws.com)',
      '2 with enabled SSH keys or signing certificates, which have no end: bert (SSH key), ci-deploy (signing certificate)',
      '2 of the engineers with what brings no MFA, and what it is used for is denied from pulumi up on (but for API keys of services that keyturn:selfManagement lists): ada (bedrock.amazonaws.com), bert (codecommit.amazonaws.com, SSH key)',
    ]);
  });

  it('leaves out whose go on, as the stack lists their service', async () => {
    project.write(
      'Pulumi.identity.yaml',
      `config:${goodStacks.identity}  keyturn:selfManagement: {serviceCredentials: [${bedrock}]}\n`,
    );
    await seed();
    const [denied = ''] = about(await said(), /MFA, and what/);
    assert.match(denied, /^1 of the engineers .*: bert \(codecommit\.amazonaws\.com, SSH key\)$/);
  });

  it('counts whom engineers.yaml declares already among the engineers', async () => {
    await seed();
    await said();
    const [denied = ''] = about(await said(), /MFA, and what/);
    assert.match(denied, /^2 of the engineers /);
  });

  it('says nothing where there is nothing', async () => {
    await makeUsers(moto, ACCOUNT, people);
    await moto.setRoot(ACCOUNT, { mfa: true });
    assert.deepEqual(about(await said(), /service|SSH|certificate|root|console calls/), []);
  });

  it('says what root has that it should not', async () => {
    await makeUsers(moto, ACCOUNT, people);
    await moto.setRoot(ACCOUNT, {
      mfa: false,
      accessKeys: [{ createdAt: new Date('2020-02-03T04:05:06Z') }],
    });
    const [key = '', mfa = ''] = about(await said(), /^root/);
    assert.match(key, /^root has an enabled access key \(since .*, never used\), as of \d{4}-/);
    assert.match(mfa, /^root has a password and no MFA device, as of \d{4}-/);
  });

  it('takes a user whom a console made for a machine, and says so', async () => {
    await makeUsers(moto, ACCOUNT, [{ name: 'BedrockAPIKey-x1y2' }, ...people]);
    await make('BedrockAPIKey-x1y2', bedrock);
    const lines = await said();
    assert.deepEqual(about(lines, /console calls/), [
      '1 as a console calls a user that it makes for an API key: leave out and delete those that nobody needs: BedrockAPIKey-x1y2',
    ]);
    const [file = '', machines = ''] = readFileSync(
      path.join(project.folder, 'stacks/engineers.yaml'),
      'utf8',
    ).split('machineUsers:');
    assert.doesNotMatch(file, /BedrockAPIKey/);
    assert.match(
      machines,
      /# Guessed a machine: a name that a console gives a user that it makes for an API key, no console password and no MFA device\.\n +BedrockAPIKey-x1y2:/,
    );
  });

  it('adopts everybody where they may not be read, and says so', async () => {
    await seed();
    await moto.refuse(['iam:ListServiceSpecificCredentials', 'iam:ListSSHPublicKeys']);
    const lines = await said();
    assert.ok(lines.some((line) => line.startsWith('4 adopted')));
    assert.deepEqual(about(lines, /could not be read/), [
      'service-specific credentials could not be read: access-denied at iam:ListServiceSpecificCredentials',
      'SSH keys could not be read: access-denied at iam:ListSSHPublicKeys',
    ]);
    assert.deepEqual(about(lines, /API keys or passwords/), []);
  });
});
