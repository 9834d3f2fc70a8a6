import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import {
  CloudTrailClient,
  LookupEventsCommand,
  type LookupAttributeKey,
} from '@aws-sdk/client-cloudtrail';
import {
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  DeactivateMFADeviceCommand,
  DeleteServiceSpecificCredentialCommand,
  ResetServiceSpecificCredentialCommand,
  UpdateSSHPublicKeyCommand,
  UpdateServiceSpecificCredentialCommand,
  UpdateSigningCertificateCommand,
  UploadSSHPublicKeyCommand,
  UploadSigningCertificateCommand,
} from '@aws-sdk/client-iam';
import { startMoto, type IamEventDetail, type Moto } from './start';
import { certificates } from './test-certificates';
import { clientsOf, clientsOfRole, createDevice, createKey, enableDevice } from './test-clients';

const identity = '111111111111';
const alice = { UserName: 'alice' };
const about = { userName: 'alice' };
const dates = /^Jan 5, 2026, 8:\d\d:\d\d AM$/;

describe('events of other credentials than access keys', () => {
  let moto: Moto;
  let root: ReturnType<typeof clientsOf>;
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    await moto.setClock(new Date('2026-01-05T08:00:00Z'));
    root = clientsOf(moto, await moto.credentialsFor(identity));
    await root.iam.send(new CreateUserCommand(alice));
  });
  after(() => moto.stop());

  /** Those since the user was made, each as its name, what was asked and what was answered. */
  const told = async () =>
    (await moto.iamEvents())
      .slice(1)
      .map(({ detail: { eventName, requestParameters, responseElements } }) => [
        eventName,
        requestParameters,
        responseElements,
      ]);
  const lookUp = async (AttributeKey: LookupAttributeKey, AttributeValue: string) => {
    const LookupAttributes = [{ AttributeKey, AttributeValue }];
    const { Events = [] } = await new CloudTrailClient(root.config).send(
      new LookupEventsCommand({ LookupAttributes }),
    );
    return Events.map(({ EventName }) => EventName);
  };

  it('tell of a service-specific credential, never its secret', async () => {
    const { ServiceSpecificCredential: made } = await root.iam.send(
      new CreateServiceSpecificCredentialCommand({
        ...alice,
        ServiceName: 'bedrock.amazonaws.com',
        CredentialAgeDays: 30,
      }),
    );
    const id = made?.ServiceSpecificCredentialId ?? '';
    const named = { ...alice, ServiceSpecificCredentialId: id };
    const { ServiceSpecificCredential: again } = await root.iam.send(
      new ResetServiceSpecificCredentialCommand(named),
    );
    await root.iam.send(
      new UpdateServiceSpecificCredentialCommand({ ...named, Status: 'Inactive' }),
    );
    await root.iam.send(new DeleteServiceSpecificCredentialCommand(named));
    const [created, reset, ...rest] = await told();
    const asked = { ...about, serviceSpecificCredentialId: id };
    const [, , elements] = created ?? [];
    const { createDate, expirationDate, ...described } = (
      elements as { serviceSpecificCredential: Record<string, string> }
    ).serviceSpecificCredential;
    assert.match(createDate ?? '', dates);
    assert.match(expirationDate ?? '', /^Feb 4, 2026, 8:\d\d:\d\d AM$/);
    assert.deepEqual(described, {
      ...asked,
      serviceName: 'bedrock.amazonaws.com',
      serviceCredentialAlias: `alice-at-${identity}`,
      status: 'Active',
    });
    assert.deepEqual(created?.slice(0, 2), [
      'CreateServiceSpecificCredential',
      { ...about, serviceName: 'bedrock.amazonaws.com', credentialAgeDays: 30 },
    ]);
    assert.deepEqual(reset, ['ResetServiceSpecificCredential', asked, elements]);
    assert.deepEqual(rest, [
      ['UpdateServiceSpecificCredential', { ...asked, status: 'Inactive' }, null],
      ['DeleteServiceSpecificCredential', asked, null],
    ]);
    const all = JSON.stringify(await moto.iamEvents());
    for (const secret of [made, again].map((each) => each?.ServiceCredentialSecret))
      assert.ok(secret && !all.includes(secret));
    assert.deepEqual(await lookUp('ResourceName', id), [
      'DeleteServiceSpecificCredential',
      'UpdateServiceSpecificCredential',
      'ResetServiceSpecificCredential',
      'CreateServiceSpecificCredential',
    ]);
    assert.deepEqual(await moto.keyEvents(), []);
  });

  it('tell of certificates and SSH keys, which are no secrets', async () => {
    const [CertificateBody] = certificates;
    const { Certificate } = await root.iam.send(
      new UploadSigningCertificateCommand({ ...alice, CertificateBody }),
    );
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const SSHPublicKeyBody = publicKey.export({ type: 'spki', format: 'pem' }) as string;
    const { SSHPublicKey } = await root.iam.send(
      new UploadSSHPublicKeyCommand({ ...alice, SSHPublicKeyBody }),
    );
    const { CertificateId } = Certificate ?? {};
    const { SSHPublicKeyId, Fingerprint: fingerprint } = SSHPublicKey ?? {};
    const off = { ...alice, Status: 'Inactive' } as const;
    await root.iam.send(new UpdateSigningCertificateCommand({ ...off, CertificateId }));
    await root.iam.send(new UpdateSSHPublicKeyCommand({ ...off, SSHPublicKeyId }));
    const isDate = (value: unknown) => typeof value === 'string' && dates.test(value);
    const plain = JSON.parse(
      JSON.stringify(await told(), (name, value: unknown) =>
        name === 'uploadDate' && isDate(value) ? undefined : value,
      ),
    ) as unknown;
    const certificateId = CertificateId;
    const sSHPublicKeyId = SSHPublicKeyId;
    const key = { ...about, sSHPublicKeyId, fingerprint, sSHPublicKeyBody: SSHPublicKeyBody };
    const certificate = { ...about, certificateId, certificateBody: CertificateBody };
    assert.deepEqual(plain, [
      [
        'UploadSigningCertificate',
        { ...about, certificateBody: CertificateBody },
        { certificate: { ...certificate, status: 'Active' } },
      ],
      [
        'UploadSSHPublicKey',
        { ...about, sSHPublicKeyBody: SSHPublicKeyBody },
        { sSHPublicKey: { ...key, status: 'Active' } },
      ],
      ['UpdateSigningCertificate', { ...about, certificateId, status: 'Inactive' }, null],
      ['UpdateSSHPublicKey', { ...about, sSHPublicKeyId, status: 'Inactive' }, null],
    ]);
    assert.equal((await lookUp('ResourceName', CertificateId ?? '')).length, 2);
    assert.equal((await lookUp('ResourceName', SSHPublicKeyId ?? '')).length, 2);
  });

  it('tell of a login profile without its password, and of a device that is taken off', async () => {
    const Password = 'Correct-horse-1';
    await root.iam.send(new CreateLoginProfileCommand({ ...alice, Password }));
    const device = await createDevice(root.iam);
    await enableDevice(moto, root.iam, device);
    const SerialNumber = device.serialNumber;
    await root.iam.send(new DeactivateMFADeviceCommand({ ...alice, SerialNumber }));
    const [[name, asked, answered] = assert.fail(), ...rest] = await told();
    const { createDate, ...profile } = (answered as { loginProfile: Record<string, unknown> })
      .loginProfile;
    assert.match(String(createDate), dates);
    assert.deepEqual(
      [name, asked, profile],
      [
        'CreateLoginProfile',
        { ...about, passwordResetRequired: false },
        { ...about, passwordResetRequired: false },
      ],
    );
    assert.deepEqual(rest, [
      ['DeactivateMFADevice', { ...about, serialNumber: SerialNumber }, null],
    ]);
    assert.deepEqual(await lookUp('ResourceName', SerialNumber), [
      'DeactivateMFADevice',
      'EnableMFADevice',
    ]);
  });

  it('tell of a user who was made, and by whom', async () => {
    const role = await clientsOfRole(moto, identity);
    const Tags = [{ Key: 'type', Value: 'machine' }];
    await role.iam.send(new CreateUserCommand({ UserName: 'BedrockAPIKey-x1y2', Tags }));
    const event = (await moto.iamEvents()).at(-1);
    const { eventName, requestParameters, responseElements, userIdentity } =
      event?.detail ?? assert.fail('no event');
    assert.deepEqual(
      [eventName, requestParameters],
      ['CreateUser', { userName: 'BedrockAPIKey-x1y2', tags: [{ key: 'type', value: 'machine' }] }],
    );
    const { user } = responseElements as { user: Record<string, unknown> };
    assert.equal(user['arn'], `arn:aws:iam::${identity}:user/BedrockAPIKey-x1y2`);
    assert.equal(userIdentity.arn, `arn:aws:sts::${identity}:assumed-role/admin/mallory`);
    assert.deepEqual(await lookUp('ResourceName', 'BedrockAPIKey-x1y2'), ['CreateUser']);
  });

  it('tell of root’s own key, which names no user', async () => {
    const { AccessKey } = await root.iam.send(new CreateAccessKeyCommand({}));
    const [event, ...more] = await moto.keyEvents();
    assert.deepEqual(more, []);
    const { userIdentity, requestParameters, responseElements } =
      event?.detail ?? assert.fail('no event');
    assert.deepEqual(
      [userIdentity.type, userIdentity.arn, requestParameters],
      ['Root', `arn:aws:iam::${identity}:root`, null],
    );
    const { createDate = '', ...key } = responseElements?.accessKey ?? {};
    assert.match(createDate, dates);
    assert.deepEqual(key, { accessKeyId: AccessKey?.AccessKeyId, status: 'Active' });
    assert.deepEqual(await lookUp('ResourceName', AccessKey?.AccessKeyId ?? ''), [
      'CreateAccessKey',
    ]);
  });

  it('name no user where callers mean themselves, and are not made by calls that fail', async () => {
    const own = clientsOf(moto, await createKey(root.iam)).iam;
    const [CertificateBody] = certificates;
    await own.send(new UploadSigningCertificateCommand({ CertificateBody }));
    await assert.rejects(
      own.send(new UploadSigningCertificateCommand({ CertificateBody: 'none' })),
    );
    const details = (await moto.iamEvents()).map(
      ({ detail }: { detail: IamEventDetail }) => detail,
    );
    const uploads = details.filter(({ eventName }) => eventName === 'UploadSigningCertificate');
    assert.equal(uploads.length, 1);
    assert.deepEqual(uploads[0]?.requestParameters, { certificateBody: CertificateBody });
    assert.equal(uploads[0].userIdentity.userName, 'alice');
    assert.equal((await lookUp('ResourceName', 'alice')).length, 3);
  });
});
