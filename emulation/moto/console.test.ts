import assert from 'node:assert/strict';
import {
  ChangePasswordCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  GetLoginProfileCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import { startMoto, type Moto } from './start';
import { clientsOf, createDevice, enableDevice } from './test-clients';

const identity = '111111111111';
const alice = { UserName: 'alice' };
const password = 'Correct-horse-1';

describe('the console', () => {
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
    const device = await createDevice(root.iam);
    await enableDevice(moto, root.iam, device);
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
