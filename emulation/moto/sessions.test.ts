import assert from 'node:assert/strict';
import {
  ChangePasswordCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  DeactivateMFADeviceCommand,
  DeleteVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetLoginProfileCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  type Credentials,
} from '@aws-sdk/client-sts';
import { Authenticator } from '../people/authenticator';
import { startMoto, type Moto } from './start';
import { clientsOf } from './test-clients';

const identity = '111111111111';
const member = '222222222222';
const alice = { UserName: 'alice' };
const password = 'Correct-horse-1';

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

  const createKey = async (UserName = 'alice') => {
    const { AccessKey } = await root.iam.send(new CreateAccessKeyCommand({ UserName }));
    return clientsOf(moto, {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    });
  };
  const clientsWith = (credentials: Credentials | undefined) =>
    clientsOf(moto, {
      accessKeyId: credentials?.AccessKeyId ?? '',
      secretAccessKey: credentials?.SecretAccessKey ?? '',
      sessionToken: credentials?.SessionToken,
    });
  const createDevice = async (VirtualMFADeviceName = 'phone') => {
    const { VirtualMFADevice } = await root.iam.send(
      new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName }),
    );
    const seed = Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString();
    return new Authenticator(VirtualMFADevice?.SerialNumber ?? '', seed);
  };
  const enable = async (device: Authenticator, UserName = 'alice') =>
    root.iam.send(
      new EnableMFADeviceCommand({
        UserName,
        SerialNumber: device.serialNumber,
        AuthenticationCode1: await device.nextCode(moto),
        AuthenticationCode2: await device.nextCode(moto),
      }),
    );

  describe('of MFA devices', () => {
    it('is enabled with two codes in a row, and then listed', async () => {
      const device = await createDevice();
      await enable(device);
      const { MFADevices } = await (await createKey()).iam.send(new ListMFADevicesCommand({}));
      assert.deepEqual(
        MFADevices?.map(({ SerialNumber, UserName }) => [SerialNumber, UserName]),
        [[`arn:aws:iam::${identity}:mfa/phone`, 'alice']],
      );
    });

    it('is not enabled with others', async () => {
      const device = await createDevice();
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
      const device = await createDevice();
      await enable(device);
      await root.iam.send(new CreateUserCommand({ UserName: 'bob' }));
      await assert.rejects(enable(device, 'bob'), { name: 'EntityAlreadyExistsException' });
      const SerialNumber = device.serialNumber;
      const remove = new DeleteVirtualMFADeviceCommand({ SerialNumber });
      await assert.rejects(root.iam.send(remove), { name: 'DeleteConflictException' });
      await root.iam.send(new DeactivateMFADeviceCommand({ ...alice, SerialNumber }));
      await root.iam.send(remove);
    });
  });

  describe('from GetSessionToken', () => {
    it('are their user’s', async () => {
      const device = await createDevice();
      await enable(device);
      const key = await createKey();
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
      const key = await createKey();
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
      const [phone, bobs] = [await createDevice(), await createDevice('bobs')];
      await enable(phone);
      await root.iam.send(new CreateUserCommand({ UserName: 'bob' }));
      await enable(bobs, 'bob');
      const key = await createKey();
      const ask = (device: Authenticator, TokenCode: string) =>
        key.sts.send(new GetSessionTokenCommand({ SerialNumber: device.serialNumber, TokenCode }));
      const code = await phone.nextCode(moto);
      await ask(phone, code);
      const denied = { name: 'AccessDenied' };
      await assert.rejects(ask(phone, code), denied);
      await assert.rejects(ask(phone, '000000'), denied);
      await assert.rejects(ask(bobs, await bobs.nextCode(moto)), denied);
      await ask(phone, await phone.nextCode(moto));
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
      const { Credentials, AssumedRoleUser } = await (await createKey()).sts.send(assume);
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

    it('are refused where there is no such role, and where the account can’t be read', async () => {
      const key = await createKey();
      const denied = { name: 'AccessDenied' };
      await assert.rejects(key.sts.send(assume), denied);
      await createRole();
      await moto.refuse([member]);
      await assert.rejects(key.sts.send(assume), denied);
      await moto.refuse([]);
      await key.sts.send(assume);
    });
  });

  describe('of the console', () => {
    const signIn = async (code?: string, word = password) => {
      const { credentials, passwordResetRequired } = await moto.signIn(identity, {
        userName: 'alice',
        password: word,
        ...(code && { code }),
      });
      return { ...clientsOf(moto, credentials), passwordResetRequired };
    };
    const failed = { name: 'MotoError', code: 'SignInFailed' };
    const givePassword = (PasswordResetRequired: boolean) =>
      root.iam.send(
        new CreateLoginProfileCommand({ ...alice, Password: password, PasswordResetRequired }),
      );

    it('start with the right password, and with a code if there is a device', async () => {
      await assert.rejects(signIn(), failed);
      await givePassword(false);
      await assert.rejects(signIn(undefined, 'wrong'), failed);
      await (await signIn()).iam.send(new GetUserCommand({}));
      const device = await createDevice();
      await enable(device);
      await assert.rejects(signIn(), failed);
      await assert.rejects(signIn('000000'), failed);
      await (await signIn(await device.nextCode(moto))).iam.send(new CreateAccessKeyCommand({}));
    });

    it('can only change a password that must be changed', async () => {
      await givePassword(true);
      const { iam, passwordResetRequired } = await signIn();
      assert.equal(passwordResetRequired, true);
      await assert.rejects(iam.send(new ListAccessKeysCommand({})), { name: 'AccessDenied' });
      const change = (OldPassword: string) =>
        iam.send(new ChangePasswordCommand({ OldPassword, NewPassword: 'Battery-staple-2' }));
      await assert.rejects(change('wrong'), { name: 'AccessDenied' });
      await change(password);
      await iam.send(new ListAccessKeysCommand({}));
      await assert.rejects(signIn(), failed);
      assert.equal((await signIn(undefined, 'Battery-staple-2')).passwordResetRequired, false);
    });

    it('demand a new password when it has expired', async () => {
      await root.iam.send(new UpdateAccountPasswordPolicyCommand({ MaxPasswordAge: 90 }));
      await givePassword(false);
      await moto.setClock(new Date('2026-04-05T07:59:00Z'));
      assert.equal((await signIn()).passwordResetRequired, false);
      await moto.setClock(new Date('2026-04-05T08:01:00Z'));
      assert.equal((await signIn()).passwordResetRequired, true);
    });

    it('keep to the account’s password policy', async () => {
      await root.iam.send(
        new UpdateAccountPasswordPolicyCommand({
          MinimumPasswordLength: 14,
          RequireNumbers: true,
          RequireSymbols: true,
          RequireUppercaseCharacters: true,
          RequireLowercaseCharacters: true,
          PasswordReusePrevention: 2,
        }),
      );
      const violation = { name: 'PasswordPolicyViolationException' };
      const tooWeak = [
        'Correct-hrs-1',
        'correct-horse-1',
        'CORRECT-HORSE-1',
        'Correct-horse-x',
        'Correct1horse1x',
      ];
      for (const Password of tooWeak)
        await assert.rejects(
          root.iam.send(new CreateLoginProfileCommand({ ...alice, Password })),
          violation,
          Password,
        );
      await givePassword(false);
      const set = (Password: string) =>
        root.iam.send(new UpdateLoginProfileCommand({ ...alice, Password }));
      await assert.rejects(set(password), violation);
      await set(`${password}a`);
      await assert.rejects(set(password), violation);
      await set(`${password}b`);
      await set(password);
    });

    it('are of a login profile that has a date of its own', async () => {
      await moto.setClock(new Date('2026-02-01T00:00:00Z'));
      await givePassword(true);
      const { LoginProfile } = await root.iam.send(new GetLoginProfileCommand(alice));
      assert.equal(LoginProfile?.CreateDate?.toISOString().slice(0, 10), '2026-02-01');
      assert.equal(LoginProfile?.PasswordResetRequired, true);
    });
  });
});
