import assert from 'node:assert/strict';
import {
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  UpdateAccessKeyCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { parse } from 'csv-parse/sync';
import { startMoto, type Moto } from './start';
import { clientsOf, createDevice, createKey, enableDevice } from './test-clients';

const identity = '111111111111';
const alice = { UserName: 'alice' };

describe('the credential report', () => {
  let moto: Moto;
  let root: ReturnType<typeof clientsOf>;
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    await turnTo('2026-01-05T08:00:00Z');
    root = clientsOf(moto, await moto.credentialsFor(identity));
  });
  after(() => moto.stop());

  const turnTo = (instant: string) => moto.setClock(new Date(instant));
  const createUser = (UserName: string) => root.iam.send(new CreateUserCommand({ UserName }));
  const generate = async () => (await root.iam.send(new GenerateCredentialReportCommand())).State;
  const getReport = () => root.iam.send(new GetCredentialReportCommand());

  const rows = async () => {
    await generate();
    const { Content } = await getReport();
    return parse<Record<string, string>>(Buffer.from(Content ?? []), { columns: true });
  };
  const rowOf = async (user = 'alice') => {
    const row = (await rows()).find((each) => each['user'] === user);
    assert.ok(row, `no row of ${user}`);
    // Seconds are those that the test itself takes.
    return Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d):\d\d\+00:00$/, '$1'),
      ]),
    );
  };

  it('says nothing of what a user does not have', async () => {
    await createUser('alice');
    const no = 'N/A';
    assert.deepEqual(await rowOf(), {
      user: 'alice',
      arn: `arn:aws:iam::${identity}:user/alice`,
      user_creation_time: '2026-01-05T08:00',
      password_enabled: 'false',
      password_last_used: no,
      password_last_changed: no,
      password_next_rotation: no,
      mfa_active: 'false',
      access_key_1_active: 'false',
      access_key_1_last_rotated: no,
      access_key_1_last_used_date: no,
      access_key_1_last_used_region: no,
      access_key_1_last_used_service: no,
      access_key_2_active: 'false',
      access_key_2_last_rotated: no,
      access_key_2_last_used_date: no,
      access_key_2_last_used_region: no,
      access_key_2_last_used_service: no,
      cert_1_active: 'false',
      cert_1_last_rotated: no,
      cert_2_active: 'false',
      cert_2_last_rotated: no,
    });
  });

  it('has root in its first row', async () => {
    const [first] = await rows();
    assert.equal(first?.['user'], '<root_account>');
    assert.equal(first['arn'], `arn:aws:iam::${identity}:root`);
    assert.equal(first['password_enabled'], 'not_supported');
  });

  it('tells when a key was created, used and changed', async () => {
    await createUser('alice');
    const key = await createKey(root.iam);
    await turnTo('2026-02-01T09:00:00Z');
    const { config } = clientsOf(moto, key);
    await new DynamoDBClient({ ...config, region: 'eu-central-1' }).send(new ListTablesCommand());
    await createKey(root.iam);
    const before = await rowOf();
    const [one, two] = ['access_key_1_', 'access_key_2_'];
    assert.equal(before[`${one}last_rotated`], '2026-01-05T08:00');
    assert.equal(before[`${one}last_used_date`], '2026-02-01T09:00');
    assert.equal(before[`${one}last_used_region`], 'eu-central-1');
    assert.equal(before[`${one}last_used_service`], 'dynamodb');
    assert.equal(before[`${two}active`], 'true');
    assert.equal(before[`${two}last_rotated`], '2026-02-01T09:00');

    await turnTo('2026-03-01T10:00:00Z');
    const named = { ...alice, AccessKeyId: key.accessKeyId };
    await root.iam.send(new UpdateAccessKeyCommand({ ...named, Status: 'Active' }));
    assert.equal((await rowOf())[`${one}last_rotated`], '2026-01-05T08:00');
    await turnTo('2026-03-02T10:00:00Z');
    await root.iam.send(new UpdateAccessKeyCommand({ ...named, Status: 'Inactive' }));
    const after = await rowOf();
    assert.equal(after[`${one}active`], 'false');
    assert.equal(after[`${one}last_rotated`], '2026-03-02T10:00');

    await turnTo('2026-03-03T10:00:00Z');
    await root.iam.send(new DeleteAccessKeyCommand(named));
    const left = await rowOf();
    assert.equal(left[`${one}last_rotated`], '2026-02-01T09:00');
    assert.equal(left[`${two}last_rotated`], 'N/A');
  });

  it('tells how old a password is and, with a policy, when it expires', async () => {
    await createUser('alice');
    await turnTo('2026-02-01T09:00:00Z');
    await root.iam.send(new CreateLoginProfileCommand({ ...alice, Password: 'Correct-horse-1' }));
    const before = await rowOf();
    assert.equal(before['password_enabled'], 'true');
    assert.equal(before['password_last_used'], 'no_information');
    assert.equal(before['password_last_changed'], '2026-02-01T09:00');
    assert.equal(before['password_next_rotation'], 'N/A');
    await root.iam.send(new UpdateAccountPasswordPolicyCommand({ MaxPasswordAge: 90 }));
    await turnTo('2026-03-01T09:00:00Z');
    await root.iam.send(new UpdateLoginProfileCommand({ ...alice, Password: 'Battery-staple-2' }));
    await moto.signIn(identity, { userName: 'alice', password: 'Battery-staple-2' });
    const after = await rowOf();
    assert.equal(after['password_last_used'], '2026-03-01T09:00');
    assert.equal(after['password_last_changed'], '2026-03-01T09:00');
    assert.equal(after['password_next_rotation'], '2026-05-30T09:00');
  });

  it('tells who has MFA', async () => {
    await createUser('alice');
    await enableDevice(moto, root.iam, await createDevice(root.iam));
    assert.equal((await rowOf())['mfa_active'], 'true');
  });

  it('must be generated, and is as old as four hours', async () => {
    await assert.rejects(getReport(), { name: 'CredentialReportNotPresentException' });
    assert.equal(await generate(), 'STARTED');
    assert.equal(await generate(), 'COMPLETE');
    const { GeneratedTime } = await getReport();
    assert.equal(GeneratedTime?.toISOString().slice(0, 16), '2026-01-05T08:00');
    await createUser('alice');
    await turnTo('2026-01-05T11:59:00Z');
    assert.equal(await generate(), 'COMPLETE');
    const { Content } = await getReport();
    assert.ok(!Buffer.from(Content ?? []).includes('alice'));
    await turnTo('2026-01-05T12:01:00Z');
    await assert.rejects(getReport(), { name: 'CredentialReportExpiredException' });
    assert.equal(await generate(), 'STARTED');
    assert.ok(Buffer.from((await getReport()).Content ?? []).includes('alice'));
  });
});
