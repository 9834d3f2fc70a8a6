import assert from 'node:assert/strict';
import {
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateLoginProfileCommand,
  UpdateSigningCertificateCommand,
  UploadSigningCertificateCommand,
  type CredentialReportNotReadyException,
} from '@aws-sdk/client-iam';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { parse } from 'csv-parse/sync';
import { startMoto, type Moto } from './start';
import { certificates } from './test-certificates';
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

  const text = async () => {
    // Until it is ready: what was generated in this very moment is in progress.
    while ((await generate()) !== 'COMPLETE');
    return Buffer.from((await getReport()).Content ?? []).toString();
  };
  const rows = async () => parse<Record<string, string>>(await text(), { columns: true });
  const rowOf = async (user = 'alice') => {
    const row = (await rows()).find((each) => each['user'] === user);
    assert.ok(row, `no row of ${user}`);
    // Seconds are those that the test itself takes.
    return Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d):\d\dZ$/, '$1'),
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
    assert.equal(first['password_enabled'], 'true');
    assert.equal(first['password_next_rotation'], 'not_supported');
  });

  it('has the others in the order of their names without case, and no line after them', async () => {
    for (const name of ['bob', 'Zoe', 'Alice', 'carol']) await createUser(name);
    assert.deepEqual(
      (await rows()).map((each) => each['user']),
      ['<root_account>', 'Alice', 'bob', 'carol', 'Zoe'],
    );
    assert.doesNotMatch(await text(), /\n$|\r/);
  });

  it('tells when a key was created and used, and whether it is on', async () => {
    await createUser('alice');
    const key = await createKey(root.iam);
    await turnTo('2026-02-01T09:00:00Z');
    const { config } = clientsOf(moto, key);
    await new DynamoDBClient({ ...config, region: 'eu-central-1' }).send(new ListTablesCommand());
    const one = 'access_key_1_';
    const before = await rowOf();
    assert.equal(before[`${one}last_rotated`], '2026-01-05T08:00');
    assert.equal(before[`${one}last_used_date`], '2026-02-01T09:00');
    assert.equal(before[`${one}last_used_region`], 'eu-central-1');
    assert.equal(before[`${one}last_used_service`], 'dynamodb');

    await turnTo('2026-03-02T10:00:00Z');
    const named = { ...alice, AccessKeyId: key.accessKeyId };
    await root.iam.send(new UpdateAccessKeyCommand({ ...named, Status: 'Inactive' }));
    const after = await rowOf();
    assert.equal(after[`${one}active`], 'false');
    assert.equal(after[`${one}last_rotated`], '2026-01-05T08:00');
  });

  it('has two keys in the order of their ids, whichever is older', async () => {
    const daysOf = ['2026-01-05T08:00', '2026-02-01T09:00'];
    const slots = async () => {
      const row = await rowOf();
      return [1, 2].map((slot) => [
        row[`access_key_${slot}_last_rotated`],
        row[`access_key_${slot}_active`],
      ]);
    };
    const places = new Set<number>();
    // Ids are drawn at random: until the older one was in either place.
    while (places.size < 2) {
      await moto.reset();
      root = clientsOf(moto, await moto.credentialsFor(identity));
      await createUser('alice');
      await turnTo(`${daysOf[0]}:00Z`);
      const old = await createKey(root.iam);
      await turnTo(`${daysOf[1]}:00Z`);
      const young = await createKey(root.iam);
      const named = { ...alice, AccessKeyId: old.accessKeyId };
      await root.iam.send(new UpdateAccessKeyCommand({ ...named, Status: 'Inactive' }));
      const inOrder = [
        [daysOf[0], 'false'],
        [daysOf[1], 'true'],
      ];
      const isFirst = old.accessKeyId < young.accessKeyId;
      assert.deepEqual(await slots(), isFirst ? inOrder : inOrder.reverse());
      places.add(isFirst ? 1 : 2);
      await turnTo('2026-02-02T09:00:00Z');
      await root.iam.send(new DeleteAccessKeyCommand(named));
      assert.deepEqual(await slots(), [
        [daysOf[1], 'true'],
        ['N/A', 'false'],
      ]);
    }
  });

  it('has the same date as the user and the key itself, in whole seconds', async () => {
    await turnTo('2026-01-05T08:00:00.800Z');
    await createUser('alice');
    await createKey(root.iam);
    const { AccessKeyMetadata } = await root.iam.send(new ListAccessKeysCommand(alice));
    const { User } = await root.iam.send(new GetUserCommand(alice));
    const row = (await rows()).find((each) => each['user'] === 'alice');
    const withoutFraction = (date?: Date) => date?.toISOString().replace('.000Z', 'Z');
    assert.deepEqual(
      [row?.['user_creation_time'], row?.['access_key_1_last_rotated']],
      [withoutFraction(User?.CreateDate), withoutFraction(AccessKeyMetadata?.[0]?.CreateDate)],
    );
  });

  it('tells when certificates were uploaded, those that are off first', async () => {
    await createUser('alice');
    const upload = async (CertificateBody: string) => {
      const { Certificate } = await root.iam.send(
        new UploadSigningCertificateCommand({ ...alice, CertificateBody }),
      );
      return Certificate?.CertificateId;
    };
    await upload(certificates[0]);
    await turnTo('2026-02-01T09:00:00Z');
    const CertificateId = await upload(certificates[1]);
    await root.iam.send(
      new UpdateSigningCertificateCommand({ ...alice, CertificateId, Status: 'Inactive' }),
    );
    const row = await rowOf();
    assert.deepEqual(
      ['cert_1_active', 'cert_1_last_rotated', 'cert_2_active', 'cert_2_last_rotated'].map(
        (column) => row[column],
      ),
      ['false', '2026-02-01T09:00', 'true', '2026-01-05T08:00'],
    );
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
    await assert.rejects(getReport(), (error: CredentialReportNotReadyException) => {
      assert.equal(error.name, 'CredentialReportNotReadyException');
      assert.equal(error.$metadata.httpStatusCode, 404);
      return true;
    });
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
    assert.match(await text(), /alice/);
  });

  it('is ready at once where the emulated AWS is told so', async () => {
    const hurried = await startMoto({ reportsAtOnce: true });
    try {
      root = clientsOf(hurried, await hurried.credentialsFor(identity));
      assert.equal(await generate(), 'STARTED');
      await getReport();
    } finally {
      await hurried.stop();
    }
  });
});
