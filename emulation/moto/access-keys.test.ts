import assert from 'node:assert/strict';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  GetAccessKeyLastUsedCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { clientsOf, clientsOfRole, createKey } from './test-clients';
import { startMoto, type Moto } from './start';

const start = new Date('2026-01-05T08:00:00Z');
const identity = '111111111111';
const member = '222222222222';
const nobodys = { accessKeyId: 'AKIA' + 'NOBODYSKEY000000', secretAccessKey: 'x' };

describe('access keys', () => {
  let moto: Moto;
  before(async () => (moto = await startMoto({ at: start })));
  beforeEach(async () => {
    await moto.reset();
    await moto.setClock(start);
  });
  after(() => moto.stop());

  const rootOf = async (account: string) => clientsOf(moto, await moto.credentialsFor(account));
  const keyOf = async (account: string, userName: string) =>
    createKey((await rootOf(account)).iam, userName);

  beforeEach(async () => {
    for (const account of [identity, member])
      await (await rootOf(account)).iam.send(new CreateUserCommand({ UserName: 'alice' }));
  });

  it('are of the caller where no user is named', async () => {
    const key = await keyOf(identity, 'alice');
    const { iam } = clientsOf(moto, key);
    assert.equal((await iam.send(new GetUserCommand({}))).User?.UserName, 'alice');
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({}));
    const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({}));
    assert.deepEqual(
      AccessKeyMetadata?.map(({ AccessKeyId }) => AccessKeyId),
      [key.accessKeyId, AccessKey?.AccessKeyId],
    );
    assert.ok(AccessKeyMetadata?.every(({ UserName }) => UserName === 'alice'));
    await iam.send(new DeleteAccessKeyCommand({ AccessKeyId: AccessKey?.AccessKeyId }));
  });

  it('are not listed for who is no user and names none', async () => {
    const { iam } = await clientsOfRole(moto, identity);
    await assert.rejects(iam.send(new ListAccessKeysCommand({})), { name: 'ValidationError' });
  });

  it('are two a user, active or not', async () => {
    const first = await keyOf(identity, 'alice');
    await keyOf(identity, 'alice');
    const { iam } = await rootOf(identity);
    const disable = {
      UserName: 'alice',
      AccessKeyId: first.accessKeyId,
      Status: 'Inactive',
    } as const;
    await iam.send(new UpdateAccessKeyCommand(disable));
    await assert.rejects(keyOf(identity, 'alice'), { name: 'LimitExceededException' });
    await keyOf(member, 'alice');
  });

  it('are out of reach from another account', async () => {
    const key = await keyOf(member, 'alice');
    const { iam } = await rootOf(identity);
    const theirs = { UserName: 'alice', AccessKeyId: key.accessKeyId };
    const missing = { name: 'NoSuchEntityException' };
    await assert.rejects(
      iam.send(new UpdateAccessKeyCommand({ ...theirs, Status: 'Inactive' })),
      missing,
    );
    await assert.rejects(iam.send(new DeleteAccessKeyCommand(theirs)), missing);
    await assert.rejects(iam.send(new GetAccessKeyLastUsedCommand(theirs)), missing);
    await clientsOf(moto, key).iam.send(new GetUserCommand({}));
  });

  it('let nobody in that are disabled, deleted or unknown', async () => {
    const key = await keyOf(identity, 'alice');
    const { iam } = await rootOf(identity);
    const named = { UserName: 'alice', AccessKeyId: key.accessKeyId };
    const alice = clientsOf(moto, key);
    const refused = { name: 'InvalidClientTokenId' };
    await iam.send(new UpdateAccessKeyCommand({ ...named, Status: 'Inactive' }));
    await assert.rejects(alice.iam.send(new GetUserCommand({})), refused);
    await iam.send(new UpdateAccessKeyCommand({ ...named, Status: 'Active' }));
    await alice.iam.send(new GetUserCommand({}));
    await iam.send(new DeleteAccessKeyCommand(named));
    await assert.rejects(alice.sts.send(new GetCallerIdentityCommand()), refused);
    await assert.rejects(
      clientsOf(moto, nobodys).sts.send(new GetCallerIdentityCommand()),
      refused,
    );
  });

  it('remember when and where they were last used, and not that they were refused', async () => {
    const key = await keyOf(identity, 'alice');
    const { iam } = await rootOf(identity);
    const lastUsed = async () =>
      (await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key.accessKeyId })))
        .AccessKeyLastUsed;
    assert.equal((await lastUsed())?.LastUsedDate, undefined);
    await moto.setClock(new Date('2026-02-01T00:00:00Z'));
    const tables = new DynamoDBClient({
      ...clientsOf(moto, key).config,
      region: 'eu-central-1',
    });
    await tables.send(new ListTablesCommand());
    const used = await lastUsed();
    assert.equal(used?.LastUsedDate?.toISOString().slice(0, 10), '2026-02-01');
    assert.deepEqual([used?.ServiceName, used?.Region], ['dynamodb', 'eu-central-1']);
    await moto.setClock(new Date('2026-03-01T00:00:00Z'));
    await iam.send(
      new UpdateAccessKeyCommand({
        UserName: 'alice',
        AccessKeyId: key.accessKeyId,
        Status: 'Inactive',
      }),
    );
    await assert.rejects(tables.send(new ListTablesCommand()), {
      name: 'UnrecognizedClientException',
    });
    assert.deepEqual(await lastUsed(), used);
  });

  it('stay good when their user is renamed', async () => {
    const key = await keyOf(identity, 'alice');
    const { iam } = await rootOf(identity);
    await iam.send(new UpdateUserCommand({ UserName: 'alice', NewUserName: 'alice.b' }));
    const { User } = await clientsOf(moto, key).iam.send(new GetUserCommand({}));
    assert.equal(User?.UserName, 'alice.b');
  });

  it('keep their user until they are gone', async () => {
    const key = await keyOf(identity, 'alice');
    const { iam } = await rootOf(identity);
    const alice = { UserName: 'alice' };
    await assert.rejects(iam.send(new DeleteUserCommand(alice)), {
      name: 'DeleteConflictException',
    });
    await iam.send(new DeleteAccessKeyCommand({ ...alice, AccessKeyId: key.accessKeyId }));
    await iam.send(new DeleteUserCommand(alice));
  });
});
