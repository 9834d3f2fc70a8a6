import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CreateUserCommand, ListAccessKeysCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientsOf } from './test-clients';
import { startMoto, type Moto } from './start';
import { workspace } from '../workspace';

const start = new Date('2026-01-05T08:00:00Z');
const identity = '111111111111';
const member = '222222222222';
const nobodys = { accessKeyId: 'AKIA' + 'NOBODYSKEY000000', secretAccessKey: 'x' };

const runs = (program: string) =>
  promisify(execFile)(process.execPath, ['-r', workspace.typeScriptLoader, '-e', program]);

describe('startMoto', () => {
  let moto: Moto;
  before(async () => (moto = await startMoto({ at: start })));
  beforeEach(async () => {
    await moto.reset();
    await moto.setClock(start);
  });
  after(() => moto.stop());

  const rootOf = async (account: string) => clientsOf(moto, await moto.credentialsFor(account));

  it('starts where its clock is told to, and goes on from there', async () => {
    const now = (await moto.now()).getTime() - start.getTime();
    assert.ok(now >= 0 && now < 60_000, `${now} ms`);
  });

  it('makes things at the time that its clock is turned to, forwards and back', async () => {
    const { iam } = await rootOf(identity);
    for (const [UserName, at] of [
      ['alice', '2026-04-01T00:00:00Z'],
      ['bob', '2025-04-01T00:00:00Z'],
    ] as const) {
      await moto.setClock(new Date(at));
      const { User } = await iam.send(new CreateUserCommand({ UserName }));
      assert.equal(User?.CreateDate?.toISOString().slice(0, 10), at.slice(0, 10));
    }
  });

  it('keeps accounts apart', async () => {
    const [here, there] = [await rootOf(identity), await rootOf(member)];
    await here.iam.send(new CreateUserCommand({ UserName: 'alice' }));
    assert.equal((await there.iam.send(new ListUsersCommand())).Users?.length, 0);
    const { Account, Arn } = await there.sts.send(new GetCallerIdentityCommand());
    assert.deepEqual([Account, Arn], [member, `arn:aws:iam::${member}:root`]);
  });

  it('lets in what its environment gives', async () => {
    const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION } = moto.env;
    const sts = new STSClient({
      endpoint: AWS_ENDPOINT_URL,
      region: AWS_REGION,
      credentials: {
        accessKeyId: AWS_ACCESS_KEY_ID ?? '',
        secretAccessKey: AWS_SECRET_ACCESS_KEY ?? '',
      },
    });
    const { Arn } = await sts.send(new GetCallerIdentityCommand());
    assert.equal(Arn, 'arn:aws:iam::123456789012:root');
  });

  it('forgets all on a reset but the time', async () => {
    const { iam } = await rootOf(identity);
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    await moto.refuse([member]);
    await moto.setClock(new Date('2026-02-01T00:00:00Z'));
    await moto.reset();
    assert.deepEqual(await moto.recordedCalls(), []);
    assert.deepEqual(await moto.keyEvents(), []);
    for (const account of [identity, member]) {
      const { Users } = await (await rootOf(account)).iam.send(new ListUsersCommand());
      assert.deepEqual(Users, []);
    }
    assert.equal((await moto.now()).toISOString().slice(0, 10), '2026-02-01');
    await assert.rejects(iam.send(new ListUsersCommand()), { name: 'InvalidClientTokenId' });
  });

  it('refuses every call in an account that can’t be read, and in no other', async () => {
    const [here, there] = [await rootOf(identity), await rootOf(member)];
    await moto.refuse([member]);
    await assert.rejects(there.iam.send(new ListUsersCommand()), {
      name: 'AccessDenied',
      message: `User: arn:aws:iam::${member}:root is not authorized to perform: iam:ListUsers`,
    });
    const tables = new DynamoDBClient(there.config);
    await assert.rejects(tables.send(new ListTablesCommand()), { name: 'AccessDeniedException' });
    await here.iam.send(new ListUsersCommand());
    await moto.refuse([]);
    await there.iam.send(new ListUsersCommand());
  });

  it('refuses a call about one user, and answers with another error', async () => {
    const { iam } = await rootOf(identity);
    for (const UserName of ['alice', 'bob']) await iam.send(new CreateUserCommand({ UserName }));
    const keysOf = (UserName: string) => iam.send(new ListAccessKeysCommand({ UserName }));
    await moto.refuse(['iam:ListAccessKeys/bob']);
    await assert.rejects(keysOf('bob'), { name: 'AccessDenied' });
    await keysOf('alice');
    await moto.refuse(['iam:ListAccessKeys'], 'LimitExceeded');
    await assert.rejects(keysOf('alice'), { name: 'LimitExceededException' });
    await moto.refuse([]);
    await keysOf('bob');
  });

  it('counts every call once, with who made it and how it ended', async () => {
    const { iam, sts, config } = await rootOf(identity);
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    await assert.rejects(iam.send(new CreateUserCommand({ UserName: 'alice' })));
    await sts.send(new GetCallerIdentityCommand());
    await new DynamoDBClient({ ...config, region: 'eu-central-1' }).send(new ListTablesCommand());
    await assert.rejects(clientsOf(moto, nobodys).iam.send(new ListUsersCommand()));
    const root = `arn:aws:iam::${identity}:root`;
    const calls = (await moto.recordedCalls()).map((each) =>
      [each.account, each.region, each.service, each.action, each.principal, each.status].join(' '),
    );
    assert.deepEqual(calls, [
      `${identity} us-east-1 iam CreateUser ${root} 200`,
      `${identity} us-east-1 iam CreateUser ${root} 409`,
      `${identity} us-east-1 sts GetCallerIdentity ${root} 200`,
      `${identity} eu-central-1 dynamodb ListTables ${root} 200`,
      '123456789012 us-east-1 iam ListUsers  403',
    ]);
  });

  it('is a process of its own, which draws other ids than the next and ends alone', async () => {
    const other = await startMoto({ at: new Date('2020-01-01T00:00:00Z'), reportsAtOnce: true });
    const [here, there] = [
      await moto.credentialsFor(identity),
      await other.credentialsFor(identity),
    ];
    assert.notEqual(here.accessKeyId, there.accessKeyId);
    await clientsOf(moto, here).iam.send(new CreateUserCommand({ UserName: 'alice' }));
    const { iam } = clientsOf(other, there);
    assert.deepEqual((await iam.send(new ListUsersCommand())).Users, []);
    assert.equal((await other.now()).getUTCFullYear(), 2020);
    await other.stop();
    await other.stop();
    await assert.rejects(other.now());
    assert.ok(await moto.now());
  });

  it('says when it does not come up', async () => {
    // In a process of its own, whose complaints are read here.
    const { stdout, stderr } = await runs(`
      const { theServers } = require(${JSON.stringify(require.resolve('./servers'))});
      theServers()
        .start({ at: 'yesterday', reportsAtOnce: false })
        .catch(({ message }) => process.stdout.write(message));`);
    assert.match(stdout, /ended with 1 before it was ready/);
    assert.match(stderr, /Invalid isoformat string: 'yesterday'/);
  });

  it('keeps no process from ending, and ends with it', async () => {
    const { stdout: url } = await runs(`
      const { startMoto } = require(${JSON.stringify(require.resolve('./start'))});
      startMoto().then(({ url }) => process.stdout.write(url));`);
    assert.match(url, /^http/);
    for (const end = Date.now() + 10_000; ; await setTimeout(50)) {
      const isThere = await fetch(url).then(
        () => true,
        () => false,
      );
      if (!isThere) break;
      assert.ok(Date.now() < end, 'it is still there');
    }
  });
});
