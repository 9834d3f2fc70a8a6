import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  CreateUserCommand,
  DeleteSSHPublicKeyCommand,
  DeleteUserCommand,
  GetSSHPublicKeyCommand,
  UpdateSSHPublicKeyCommand,
  UploadSSHPublicKeyCommand,
  paginateListSSHPublicKeys,
  type EncodingType,
  type SSHPublicKey,
  type StatusType,
} from '@aws-sdk/client-iam';
import { startMoto, type Moto } from './start';
import { clientsOf } from './test-clients';

const newKey = (bits = 2048) => generateKeyPairSync('rsa', { modulusLength: bits }).publicKey;
const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }) as string;

/** As in `~/.ssh/id_rsa.pub` (RFC 4253, 6.6). */
function openSsh(key: KeyObject): string {
  const { n = '', e = '' } = key.export({ format: 'jwk' });
  const part = (bytes: Buffer) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(bytes.length);
    return Buffer.concat([size, bytes]);
  };
  const modulus = Buffer.concat([Buffer.from([0]), Buffer.from(n, 'base64url')]);
  const parts = [Buffer.from('ssh-rsa'), Buffer.from(e, 'base64url'), modulus].map(part);
  return `ssh-rsa ${Buffer.concat(parts).toString('base64')}`;
}

describe('SSH public keys', () => {
  const keys = Array.from({ length: 6 }, () => newKey());
  const [key = assert.fail(), ...others] = keys;
  let moto: Moto;
  let iam: ReturnType<typeof clientsOf>['iam'];
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    await moto.setClock(new Date('2026-01-05T08:00:00Z'));
    ({ iam } = clientsOf(moto, await moto.credentialsFor('111111111111')));
    for (const UserName of ['alice', 'bob']) await iam.send(new CreateUserCommand({ UserName }));
  });
  after(() => moto.stop());

  const upload = async (SSHPublicKeyBody: string, UserName = 'alice') => {
    const input = { UserName, SSHPublicKeyBody };
    const { SSHPublicKey: made } = await iam.send(new UploadSSHPublicKeyCommand(input));
    return made ?? assert.fail('nothing was made');
  };
  const named = ({ SSHPublicKeyId }: SSHPublicKey, UserName = 'alice') => ({
    UserName,
    SSHPublicKeyId,
  });
  const bodyOf = async (made: SSHPublicKey, Encoding: EncodingType) =>
    (await iam.send(new GetSSHPublicKeyCommand({ ...named(made), Encoding }))).SSHPublicKey
      ?.SSHPublicKeyBody;
  const update = (made: SSHPublicKey, Status: StatusType, owner?: string) =>
    iam.send(new UpdateSSHPublicKeyCommand({ ...named(made, owner), Status }));
  const pages = async (UserName = 'alice') => {
    const found = [];
    for await (const { SSHPublicKeys = [] } of paginateListSSHPublicKeys(
      { client: iam, pageSize: 2 },
      { UserName },
    ))
      found.push(SSHPublicKeys);
    return found;
  };

  it('are listed without their bodies, and had in either encoding', async () => {
    const body = `${openSsh(key)} alice@laptop`;
    const made = await upload(body);
    assert.match(made.SSHPublicKeyId ?? '', /^APKA[A-Z0-9]{16}$/);
    assert.match(made.Fingerprint ?? '', /^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
    assert.equal(made.SSHPublicKeyBody, body);
    const { SSHPublicKeyId, Status, UploadDate, UserName } = made;
    assert.equal(Status, 'Active');
    assert.equal(UploadDate?.toISOString().slice(0, 16), '2026-01-05T08:00');
    assert.deepEqual(await pages(), [[{ SSHPublicKeyId, Status, UploadDate, UserName }]]);
    assert.equal(await bodyOf(made, 'SSH'), openSsh(key));
    assert.equal(await bodyOf(made, 'PEM'), pem(key));
    await assert.rejects(bodyOf(made, 'ssh' as EncodingType), { name: 'ValidationError' });
    assert.equal((await upload(pem(key), 'bob')).Fingerprint, made.Fingerprint);
  });

  it('are five a user, in pages', async () => {
    for (const each of keys.slice(0, 5)) await upload(openSsh(each));
    await assert.rejects(upload(openSsh(keys[5] ?? key)), { name: 'LimitExceededException' });
    assert.deepEqual(
      (await pages()).map((page) => page.length),
      [2, 2, 1],
    );
    assert.equal(new Set((await pages()).flat().map((each) => each.SSHPublicKeyId)).size, 5);
    assert.deepEqual(await pages('bob'), [[]]);
  });

  it('are switched off and on, never to Expired, by their owner’s name alone', async () => {
    const made = await upload(openSsh(key));
    await update(made, 'Inactive');
    assert.equal((await pages())[0]?.[0]?.Status, 'Inactive');
    await assert.rejects(update(made, 'Expired'), { name: 'InvalidInputException' });
    await update(made, 'Active');
    assert.equal((await pages())[0]?.[0]?.Status, 'Active');
    await assert.rejects(update(made, 'Inactive', 'bob'), {
      name: 'NoSuchEntityException',
      message: `User has no Public Key with id ${made.SSHPublicKeyId}.`,
    });
  });

  it('are refused where they are none, too short, or there', async () => {
    const unread = { name: 'UnrecognizedPublicKeyEncodingException' };
    await assert.rejects(upload('not a key'), unread);
    await assert.rejects(upload('ssh-rsa AAAA'), unread);
    const invalid = { name: 'InvalidPublicKeyException' };
    await assert.rejects(upload(openSsh(newKey(1024))), invalid);
    await assert.rejects(upload(pem(generateKeyPairSync('ed25519').publicKey)), invalid);
    await upload(openSsh(key));
    await assert.rejects(upload(pem(key)), { name: 'DuplicateSSHPublicKeyException' });
    await assert.rejects(upload(openSsh(others[0] ?? key), 'carol'), {
      name: 'NoSuchEntityException',
    });
  });

  it('keep their user from being deleted', async () => {
    const made = await upload(openSsh(key));
    const remove = new DeleteUserCommand({ UserName: 'alice' });
    await assert.rejects(iam.send(remove), { name: 'DeleteConflictException' });
    await iam.send(new DeleteSSHPublicKeyCommand(named(made)));
    await assert.rejects(iam.send(new DeleteSSHPublicKeyCommand(named(made))), {
      name: 'NoSuchEntityException',
    });
    await iam.send(remove);
  });
});
