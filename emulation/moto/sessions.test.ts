import assert from 'node:assert/strict';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeactivateMFADeviceCommand,
  DeleteVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  UpdateAccessKeyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  type Credentials,
} from '@aws-sdk/client-sts';
import type { Authenticator } from '../people/authenticator';
import { startMoto, type Moto } from './start';
import { clientsOf, createDevice, createKey, enableDevice } from './test-clients';

const identity = '111111111111';
const member = '222222222222';
const alice = { UserName: 'alice' };

describe('sessions', () => {
  let moto: Moto;
  let root: ReturnType<typeof clientsOf>;
  before(async () => (moto = await startMoto({ at: new Date('2026-01-05T08:00:00Z') })));
  beforeEach(async () => {
    await moto.reset();
    await moto.setClock(new Date('2026-01-05T08:00:00Z'));
    root = clientsOf(moto, await moto.credentialsFor(identity));
    await root.iam.send(new CreateUserCommand(alice));
  });
  after(() => moto.stop());

  const clientsWith = (credentials: Credentials | undefined) =>
    clientsOf(moto, {
      accessKeyId: credentials?.AccessKeyId ?? '',
      secretAccessKey: credentials?.SecretAccessKey ?? '',
      sessionToken: credentials?.SessionToken,
    });

  describe('of MFA devices', () => {
    it('is enabled with two codes in a row, and then listed', async () => {
      const device = await createDevice(root.iam);
      await enableDevice(moto, root.iam, device);
      const { MFADevices } = await clientsOf(moto, await createKey(root.iam)).iam.send(
        new ListMFADevicesCommand({}),
      );
      assert.deepEqual(
        MFADevices?.map(({ SerialNumber, UserName }) => [SerialNumber, UserName]),
        [[`arn:aws:iam::${identity}:mfa/phone`, 'alice']],
      );
    });

    it('is not enabled with others', async () => {
      const device = await createDevice(root.iam);
      const one = await device.nextCode(moto);
      const two = await device.nextCode(moto);
      const three = await device.nextCode(moto);
      for (const [AuthenticationCode1, AuthenticationCode2] of [
        [two, one],
        [one, one],
        [one, three],
        [one, '000000'],
      ])
        await assert.rejects(
          root.iam.send(
            new EnableMFADeviceCommand({
              ...alice,
              SerialNumber: device.serialNumber,
              AuthenticationCode1,
              AuthenticationCode2,
            }),
          ),
          { name: 'InvalidAuthenticationCodeException' },
        );
    });

    it('belongs to one user, and stays until it is deactivated', async () => {
      const device = await createDevice(root.iam);
      await enableDevice(moto, root.iam, device);
      await root.iam.send(new CreateUserCommand({ UserName: 'bob' }));
      await assert.rejects(enableDevice(moto, root.iam, device, 'bob'), {
        name: 'EntityAlreadyExistsException',
      });
      const SerialNumber = device.serialNumber;
      const remove = new DeleteVirtualMFADeviceCommand({ SerialNumber });
      await assert.rejects(root.iam.send(remove), { name: 'DeleteConflictException' });
      await root.iam.send(new DeactivateMFADeviceCommand({ ...alice, SerialNumber }));
      await root.iam.send(remove);
    });

    it('is one’s own to change with MFA alone, once there is one', async () => {
      const [phone, tablet] = [
        await createDevice(root.iam),
        await createDevice(root.iam, 'tablet'),
      ];
      const key = clientsOf(moto, await createKey(root.iam));
      const deactivate = (iam: IAMClient, SerialNumber: string) =>
        iam.send(new DeactivateMFADeviceCommand({ ...alice, SerialNumber }));
      const denied = { name: 'AccessDenied', message: /authenticated with an MFA device/ };
      await enableDevice(moto, key.iam, phone);
      await assert.rejects(enableDevice(moto, key.iam, tablet), denied);
      await assert.rejects(deactivate(key.iam, phone.serialNumber), denied);
      await assert.rejects(deactivate(key.iam, `${phone.serialNumber}-of-nobody`), denied);
      // What others may do is for policies to say.
      await root.iam.send(new CreateUserCommand({ UserName: 'bob' }));
      await enableDevice(moto, key.iam, await createDevice(root.iam, 'bobs'), 'bob');

      const { Credentials } = await key.sts.send(
        new GetSessionTokenCommand({
          SerialNumber: phone.serialNumber,
          TokenCode: await phone.nextCode(moto),
        }),
      );
      const session = clientsWith(Credentials).iam;
      await enableDevice(moto, session, tablet);
      await deactivate(session, phone.serialNumber);
      await deactivate(session, tablet.serialNumber);
      await enableDevice(moto, key.iam, phone);
    });
  });

  describe('from GetSessionToken', () => {
    it('are their user’s', async () => {
      const device = await createDevice(root.iam);
      await enableDevice(moto, root.iam, device);
      const key = clientsOf(moto, await createKey(root.iam));
      const { Credentials } = await key.sts.send(
        new GetSessionTokenCommand({
          SerialNumber: device.serialNumber,
          TokenCode: await device.nextCode(moto),
        }),
      );
      const session = clientsWith(Credentials);
      const { Arn } = await session.sts.send(new GetCallerIdentityCommand());
      assert.equal(Arn, `arn:aws:iam::${identity}:user/alice`);
      assert.equal((await session.iam.send(new GetUserCommand({}))).User?.UserName, 'alice');
      await session.iam.send(new CreateAccessKeyCommand({}));
      const { AccessKeyMetadata } = await session.iam.send(new ListAccessKeysCommand({}));
      assert.equal(AccessKeyMetadata?.length, 2);
      const minutes = ((Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 60_000;
      assert.ok(Math.abs(minutes - 12 * 60) < 5, `the SDK’s clock has ${minutes} minutes left`);
    });

    it('do nothing in IAM without MFA, and can assume a role', async () => {
      const key = clientsOf(moto, await createKey(root.iam));
      const { Credentials } = await key.sts.send(new GetSessionTokenCommand());
      const session = clientsWith(Credentials);
      const refused = { name: 'InvalidClientTokenId' };
      await assert.rejects(session.iam.send(new GetUserCommand({})), refused);
      await assert.rejects(session.iam.send(new CreateAccessKeyCommand({})), refused);
      await session.sts.send(new GetCallerIdentityCommand());
      await createRole();
      await session.sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'alice' }));
    });

    it('take a code once, and only of the user’s own device', async () => {
      const [phone, bobs] = [await createDevice(root.iam), await createDevice(root.iam, 'bobs')];
      await enableDevice(moto, root.iam, phone);
      await root.iam.send(new CreateUserCommand({ UserName: 'bob' }));
      await enableDevice(moto, root.iam, bobs, 'bob');
      const key = clientsOf(moto, await createKey(root.iam));
      const ask = (device: Authenticator, TokenCode: string) =>
        key.sts.send(new GetSessionTokenCommand({ SerialNumber: device.serialNumber, TokenCode }));
      const code = await phone.nextCode(moto);
      await ask(phone, code);
      const denied = { name: 'AccessDenied' };
      await assert.rejects(ask(phone, code), denied);
      await assert.rejects(ask(phone, '000000'), denied);
      await assert.rejects(ask(bobs, await bobs.nextCode(moto)), denied);
      await ask(phone, await phone.nextCode(moto));
      const devices = (await moto.recordedCalls())
        .filter(({ action }) => action === 'GetSessionToken')
        .map(({ status, about }) => [status, about['SerialNumber']]);
      assert.deepEqual(devices, [
        [200, phone.serialNumber],
        [403, phone.serialNumber],
        [403, phone.serialNumber],
        [403, bobs.serialNumber],
        [200, phone.serialNumber],
      ]);
    });

    it('are not made from temporary credentials', async () => {
      const { sts } = clientsOf(moto, await moto.credentialsFor(identity));
      await assert.rejects(sts.send(new GetSessionTokenCommand()), { name: 'AccessDenied' });
    });
  });

  const roleArn = `arn:aws:iam::${member}:role/audit`;
  const createRole = async () => {
    const { iam } = clientsOf(moto, await moto.credentialsFor(member));
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'audit',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
        }),
      }),
    );
  };

  describe('from AssumeRole', () => {
    const assume = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'run' });

    it('are in the account of the role', async () => {
      await createRole();
      const { Credentials, AssumedRoleUser } = await clientsOf(
        moto,
        await createKey(root.iam),
      ).sts.send(assume);
      const arn = `arn:aws:sts::${member}:assumed-role/audit/run`;
      assert.equal(AssumedRoleUser?.Arn, arn);
      const session = clientsWith(Credentials);
      const { Account, Arn } = await session.sts.send(new GetCallerIdentityCommand());
      assert.deepEqual([Account, Arn], [member, arn]);
      await session.iam.send(new CreateUserCommand({ UserName: 'bob' }));
      const { User } = await session.iam.send(new GetUserCommand({ UserName: 'bob' }));
      assert.equal(User?.Arn, `arn:aws:iam::${member}:user/bob`);
      await assert.rejects(root.iam.send(new GetUserCommand({ UserName: 'bob' })), {
        name: 'NoSuchEntityException',
      });
    });

    it('see and change keys in that account alone', async () => {
      await createRole();
      const there = clientsOf(moto, await moto.credentialsFor(member)).iam;
      await there.send(new CreateUserCommand(alice));
      const [ours, theirs] = [await createKey(root.iam), await createKey(there)];
      const { Credentials } = await root.sts.send(assume);
      const { iam } = clientsWith(Credentials);
      const list = async () => (await iam.send(new ListAccessKeysCommand(alice))).AccessKeyMetadata;
      assert.deepEqual(
        (await list())?.map(({ AccessKeyId }) => AccessKeyId),
        [theirs.accessKeyId],
      );
      const disable = ({ accessKeyId }: { accessKeyId: string }) =>
        iam.send(
          new UpdateAccessKeyCommand({ ...alice, AccessKeyId: accessKeyId, Status: 'Inactive' }),
        );
      await assert.rejects(disable(ours), { name: 'NoSuchEntityException' });
      await disable(theirs);
      assert.equal((await list())?.[0]?.Status, 'Inactive');
      await clientsOf(moto, ours).iam.send(new GetUserCommand({}));
    });

    it('are refused where there is no such role, and where the account can’t be read', async () => {
      const key = clientsOf(moto, await createKey(root.iam));
      const denied = { name: 'AccessDenied' };
      await assert.rejects(key.sts.send(assume), denied);
      await createRole();
      await moto.refuse([member]);
      await assert.rejects(key.sts.send(assume), denied);
      await moto.refuse([]);
      await key.sts.send(assume);
    });
  });
});
