import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import {
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  DeactivateMFADeviceCommand,
  IAMClient,
  ResetServiceSpecificCredentialCommand,
  UpdateAccessKeyCommand,
  UpdateServiceSpecificCredentialCommand,
  UploadSSHPublicKeyCommand,
  UploadSigningCertificateCommand,
} from '@aws-sdk/client-iam';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startMoto, type KeyEvent, type Moto } from '../../emulation/moto/start';
import { certificates } from '../../emulation/moto/test-certificates';
import { createDevice, enableDevice } from '../../emulation/moto/test-clients';
import { noticeId, noticeSchema, type Notice } from '../../rules/notices';
import { rootUserName } from '../../rules/formats';
import { EnvironmentError } from '../environment';
import { setEnvironment } from '../testing/environment';
import { receiveActions } from '../testing/emulated-actions';
import { createNoticeQueue } from '../testing/emulated-queue';
import { lambdaContext } from '../testing/lambda-context';
import { outputOf } from '../testing/output';
import { createHandler } from './handler';
import { KeyEventError } from './key-event';

const account = { id: '222222222222', name: 'Production' };
const context = lambdaContext('keyturn-key-events');

describe('key-events, on the emulated AWS', () => {
  let moto: Moto;
  let restore: () => void;
  let sqs: SQSClient;
  let queueUrl: string;
  let announce: (event: unknown) => Promise<void>;
  let events: readonly KeyEvent[];
  let keyId: string;

  before(async () => {
    moto = await startMoto();
    restore = setEnvironment({ ...moto.env, POWERTOOLS_LOG_LEVEL: 'DEBUG' });
    const iam = new IAMClient({ credentials: await moto.credentialsFor(account.id) });
    await iam.send(new CreateUserCommand({ UserName: 'anna' }));
    const made = await iam.send(new CreateAccessKeyCommand({ UserName: 'anna' }));
    keyId = made.AccessKey?.AccessKeyId ?? '';
    for (const Status of ['Inactive', 'Active'] as const)
      await iam.send(new UpdateAccessKeyCommand({ UserName: 'anna', AccessKeyId: keyId, Status }));
    events = await moto.keyEvents();
    iam.destroy();
    sqs = new SQSClient();
  });
  after(async () => {
    restore();
    sqs.destroy();
    await moto.stop();
  });
  let count = 0;
  beforeEach(async () => {
    const { QueueUrl = '' } = await sqs.send(
      new CreateQueueCommand({
        QueueName: `notices-${++count}.fifo`,
        Attributes: { FifoQueue: 'true' },
      }),
    );
    queueUrl = QueueUrl;
    const handler = createHandler({
      KEYTURN_NOTICE_QUEUE_URL: queueUrl,
      KEYTURN_ACCOUNTS: JSON.stringify({ list: [account] }),
    });
    announce = async (event) => void (await handler(event, context));
  });

  const queued = async (): Promise<readonly Notice[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
    );
    return Messages.map(({ Body = '' }) => noticeSchema.parse(JSON.parse(Body)));
  };

  it("puts a real key's events into the queue: that it was made, and enabled again", async () => {
    const output = await outputOf(async () => {
      for (const event of events) await announce(event);
    });
    const notices = await queued();
    assert.deepEqual(notices.map(({ kind }) => kind).sort(), ['key-created', 'key-reenabled']);
    const created = notices.find(({ kind }) => kind === 'key-created');
    assert.ok(created?.kind === 'key-created');
    assert.equal(created.id, noticeId.keyCreated(keyId));
    assert.deepEqual([created.account, created.owner], [account, { userName: 'anna' }]);
    assert.equal(created.maker?.arn, `arn:aws:iam::${account.id}:root`);
    assert.equal(created.maker.isOwner, false);
    assert.match(output, /"disabled"/);
    assert.doesNotMatch(output, /A[KS]IA[A-Z0-9]{5}/);
  });

  it('puts a real new key into the action queue, where owners are asked', async () => {
    const actionsUrl = await createNoticeQueue(sqs, 'actions');
    const handler = createHandler({
      KEYTURN_NOTICE_QUEUE_URL: queueUrl,
      KEYTURN_ACCOUNTS: JSON.stringify({ list: [account] }),
      KEYTURN_ACTION_QUEUE_URL: actionsUrl,
    });
    await outputOf(async () => {
      for (const event of events) await handler(event, context);
    });
    const [action, ...others] = await receiveActions(sqs, actionsUrl);
    assert.deepEqual(others, []);
    assert.ok(action?.kind === 'key-made');
    const { accountId, userName, maker } = action;
    assert.deepEqual([accountId, userName, action.keyId], [account.id, 'anna', keyId]);
    assert.equal(maker?.arn, `arn:aws:iam::${account.id}:root`);
    assert.equal((await queued()).length, 2);
  });

  it('puts real events of what else lets somebody in into the queue, and no secret anywhere', async () => {
    const since = await moto.now();
    const iam = new IAMClient({ credentials: await moto.credentialsFor(account.id) });
    const secrets = await changeOtherCredentials(iam);
    const deviceOfAnna = { UserName: 'anna', SerialNumber: await enabledDevice(moto, iam) };
    await iam.send(new DeactivateMFADeviceCommand(deviceOfAnna));
    iam.destroy();
    const output = await outputOf(async () => {
      for (const event of await moto.iamEvents(since)) await announce(event);
    });
    const notices = [...(await queued()), ...(await queued())];
    const told = notices.map((notice) => {
      assert.ok('maker' in notice && notice.maker);
      assert.equal(notice.maker.isOwner, notice.owner.userName === rootUserName);
      if (notice.kind !== 'credential-created') return `${notice.kind} of ${notice.owner.userName}`;
      const { how, credential, neverEnds, owner } = notice;
      return `${credential.kind} of ${owner.userName} ${how}${neverEnds ? ', never ends' : ''}`;
    });
    assert.deepEqual(told.toSorted(), [
      'console-user-created of BedrockAPIKey-x1y2',
      'login-profile-changed of anna',
      'mfa-deactivated of anna',
      'service-specific of BedrockAPIKey-x1y2 created, never ends',
      'service-specific of anna created',
      'service-specific of anna enabled',
      'service-specific of anna reset',
      'signing-certificate of <root_account> created',
      'signing-certificate of anna created',
      'ssh-key of anna created',
    ]);
    for (const secret of secrets) {
      assert.ok(secret.length > 8);
      assert.ok(!JSON.stringify(notices).includes(secret) && !output.includes(secret));
    }
  });

  it('leaves and logs an event of another account', async () => {
    const [event] = events;
    assert.ok(event);
    const detail = { ...event.detail, recipientAccountId: '999999999999' };
    const output = await outputOf(() => announce({ ...event, account: '999999999999', detail }));
    assert.match(output, /refused.*not one of the accounts/);
    assert.deepEqual(await queued(), []);
  });

  it('fails on what is no event of a key, and logs the field', async () => {
    const output = await outputOf(() =>
      assert.rejects(announce({ ...events[0], source: 'aws.ec2' }), KeyEventError),
    );
    assert.match(output, /not announced.*source: invalid_value/);
  });

  it('says what its environment lacks', () => {
    assert.throws(() => createHandler({}), EnvironmentError);
  });
});

/** As an administrator does it for anna, and root for itself; the secrets that IAM answered with, and the password. */
async function changeOtherCredentials(iam: IAMClient): Promise<readonly string[]> {
  const ofAnna = { UserName: 'anna' };
  const ServiceName = 'bedrock.amazonaws.com';
  const ofBedrock = { ...ofAnna, ServiceName, CredentialAgeDays: 30 };
  const { ServiceSpecificCredential: made } = await iam.send(
    new CreateServiceSpecificCredentialCommand(ofBedrock),
  );
  const { ServiceSpecificCredentialId } = made ?? {};
  const named = { ...ofAnna, ServiceSpecificCredentialId };
  const { ServiceSpecificCredential: again } = await iam.send(
    new ResetServiceSpecificCredentialCommand(named),
  );
  for (const Status of ['Inactive', 'Active'] as const)
    await iam.send(new UpdateServiceSpecificCredentialCommand({ ...named, Status }));

  const [ofHers, ofRoot] = certificates;
  await iam.send(new UploadSigningCertificateCommand({ ...ofAnna, CertificateBody: ofHers }));
  await iam.send(new UploadSigningCertificateCommand({ CertificateBody: ofRoot }));
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const SSHPublicKeyBody = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  await iam.send(new UploadSSHPublicKeyCommand({ ...ofAnna, SSHPublicKeyBody }));
  const Password = 'Correct-horse-1';
  await iam.send(new CreateLoginProfileCommand({ ...ofAnna, Password }));

  const ofConsole = { UserName: 'BedrockAPIKey-x1y2' };
  await iam.send(new CreateUserCommand(ofConsole));
  const { ServiceSpecificCredential: endless } = await iam.send(
    new CreateServiceSpecificCredentialCommand({ ...ofConsole, ServiceName }),
  );
  const shown = [made, again, endless].map((each) => each?.ServiceCredentialSecret ?? '');
  return [...shown, Password];
}

async function enabledDevice(moto: Moto, iam: IAMClient): Promise<string> {
  const device = await createDevice(iam);
  await enableDevice(moto, iam, device, 'anna');
  return device.serialNumber;
}
