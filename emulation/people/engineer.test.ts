import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  UpdateAccessKeyCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { startMoto, type Moto } from '../moto/start';
import { Administrator } from './administrator';
import { Engineer } from './engineer';

const identity = '111111111111';
const UserName = 'alice';

describe('Engineer', () => {
  let moto: Moto;
  let iam: IAMClient;
  let admin: Administrator;
  let alice: Engineer;
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    await moto.setClock(new Date('2026-01-05T08:00:00Z'));
    const credentials = await moto.credentialsFor(identity);
    iam = new IAMClient({ endpoint: moto.url, region: 'us-east-1', credentials });
    admin = new Administrator(moto, credentials);
    alice = new Engineer(moto, { accountId: identity, userName: UserName });
    await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 14 }));
    await iam.send(new CreateUserCommand({ UserName }));
    await admin.givePassword(UserName, 'Correct-horse-1');
  });
  after(() => moto.stop());

  const begin = async () => {
    await alice.signInFirst('Correct-horse-1', 'Battery-staple-2');
    await alice.enrolMfa();
    return alice.createKey();
  };
  const keys = async () =>
    ((await iam.send(new ListAccessKeysCommand({ UserName }))).AccessKeyMetadata ?? []).map(
      ({ AccessKeyId, Status }) => `${AccessKeyId} ${Status}`,
    );
  const lastUsed = async (AccessKeyId: string) =>
    (await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))).AccessKeyLastUsed;
  const disable = (AccessKeyId: string) =>
    iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }));
  /** The calls since the last look, without the root user's. */
  const callsOf = async () =>
    (await moto.recordedCalls())
      .filter(({ principal }) => !principal?.endsWith(':root'))
      .map(({ service, action, accessKeyId, status }) => ({
        call: `${service}:${action} ${status}`,
        isTemporary: accessKeyId.startsWith('ASIA'),
        accessKeyId,
      }));

  it('begins with a password, an MFA device and a key', async () => {
    const keyId = await begin();
    assert.equal(alice.keyId, keyId);
    assert.deepEqual(await keys(), [`${keyId} Active`]);
    const { MFADevices } = await iam.send(new ListMFADevicesCommand({ UserName }));
    assert.equal(MFADevices?.[0]?.SerialNumber, `arn:aws:iam::${identity}:mfa/alice`);
    assert.deepEqual(
      (await callsOf()).map(({ call }) => call),
      [
        'iam:ChangePassword 200',
        'iam:CreateVirtualMFADevice 200',
        'iam:EnableMFADevice 200',
        'iam:CreateAccessKey 200',
      ],
    );
  });

  it('moves the key’s last use by using it, alone or in a role', async () => {
    const keyId = await begin();
    await moto.setClock(new Date('2026-02-01T09:00:00Z'));
    await alice.useKey();
    const used = await lastUsed(keyId);
    assert.equal(used?.LastUsedDate?.toISOString().slice(0, 13), '2026-02-01T09');
    assert.equal(used?.ServiceName, 'sts');
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'deploy',
        AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
      }),
    );
    await moto.setClock(new Date('2026-02-02T09:00:00Z'));
    await alice.useKey(`arn:aws:iam::${identity}:role/deploy`);
    const later = await lastUsed(keyId);
    assert.equal(later?.LastUsedDate?.toISOString().slice(0, 13), '2026-02-02T09');
    await assert.rejects(alice.useKey(`arn:aws:iam::${identity}:role/none`), {
      name: 'AccessDenied',
    });
  });

  it('rotates with the calls that aws-vault makes', async () => {
    const old = await begin();
    const before = (await callsOf()).length;
    const fresh = await alice.rotate();
    assert.equal(alice.keyId, fresh);
    assert.deepEqual(await keys(), [`${fresh} Active`]);
    const calls = (await callsOf()).slice(before);
    assert.deepEqual(
      calls.map(({ call, isTemporary, accessKeyId }) => [
        call,
        isTemporary ? 'a session' : accessKeyId,
      ]),
      [
        ['sts:GetSessionToken 200', old],
        ['iam:CreateAccessKey 200', 'a session'],
        ['sts:GetSessionToken 200', fresh],
        ['iam:DeleteAccessKey 200', 'a session'],
      ],
    );
    assert.notEqual(calls[1]?.accessKeyId, calls[3]?.accessKeyId);
  });

  it('keeps what a program of another kind leaves in AWS’s files', async () => {
    const old = await begin();
    const fresh = await alice.rotateWith(async (home, profile, code) => {
      const file = path.join(home, '.aws', 'credentials');
      const text = readFileSync(file, 'utf8');
      assert.match(text, new RegExp(`^\\[${profile}\\]\naws_access_key_id = ${old}\n`));
      assert.match(code, /^\d{6}$/);
      await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: old }));
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
      const { AccessKeyId = '', SecretAccessKey } = AccessKey ?? {};
      writeFileSync(
        file,
        `[${profile}]\naws_access_key_id = ${AccessKeyId}\naws_secret_access_key = ${SecretAccessKey}\n`,
      );
    });
    assert.deepEqual(await keys(), [`${fresh} Active`]);
    await alice.useKey();
    await assert.rejects(
      alice.rotateWith(() => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(alice.keyId, fresh);
  });

  it('can’t rotate a key that is disabled, and comes back', async () => {
    const dead = await begin();
    await disable(dead);
    await assert.rejects(alice.rotate(), { name: 'InvalidClientTokenId' });
    assert.equal(alice.keyId, dead);
    await moto.setClock(new Date('2026-04-10T09:00:00Z'));
    const fresh = await alice.comeBack();
    assert.deepEqual(await keys(), [`${fresh} Active`]);
    await alice.useKey();
    await alice.rotate();
  });

  it('can’t rotate while a second key is there, before it is deleted', async () => {
    const first = await begin();
    const second = await admin.createKeyFor(UserName);
    await disable(second);
    await assert.rejects(alice.rotate(), { name: 'LimitExceededException' });
    assert.deepEqual(await keys(), [`${first} Active`, `${second} Inactive`]);
    await alice.deleteKey(second);
    await alice.rotate();
  });

  it('keeps two keys if they make a second', async () => {
    const first = await begin();
    const second = await alice.createKey();
    assert.deepEqual(await keys(), [`${first} Active`, `${second} Active`]);
    assert.equal(alice.keyId, second);
  });

  it('must have what they use', async () => {
    await assert.rejects(alice.createKey(), /alice does not have a password yet/);
    await alice.signInFirst('Correct-horse-1', 'Battery-staple-2');
    await assert.rejects(alice.rotate(), /alice does not have a stored key yet/);
    await alice.createKey();
    await assert.rejects(alice.rotate(), /alice does not have an MFA device yet/);
  });

  it('sets a password that the policy takes', async () => {
    await assert.rejects(alice.signInFirst('Correct-horse-1', 'too short'), {
      name: 'PasswordPolicyViolationException',
    });
    await alice.signInFirst('Correct-horse-1', 'Battery-staple-2');
    await alice.changePassword('Battery-staple-3');
    await alice.enrolMfa();
  });
});
