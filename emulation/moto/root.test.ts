import assert from 'node:assert/strict';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  GenerateCredentialReportCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  ListAccessKeysCommand,
  ListUsersCommand,
  UpdateAccessKeyCommand,
  UploadSigningCertificateCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { parse } from 'csv-parse/sync';
import { startMoto, type Moto } from './start';
import { certificates } from './test-certificates';
import { clientsOf, clientsOfRole } from './test-clients';

const identity = '111111111111';
const member = '222222222222';
const at = (instant: string) => new Date(instant);

describe('root', () => {
  let moto: Moto;
  let iam: ReturnType<typeof clientsOf>['iam'];
  before(async () => (moto = await startMoto({ reportsAtOnce: true })));
  beforeEach(async () => {
    await moto.reset();
    await moto.setClock(at('2026-01-05T08:00:00Z'));
    ({ iam } = clientsOf(moto, await moto.credentialsFor(identity)));
  });
  after(() => moto.stop());

  /** Root's row, of a report that is made after this. */
  const row = async (client = iam) => {
    await client.send(new GenerateCredentialReportCommand());
    const { Content } = await client.send(new GetCredentialReportCommand());
    const text = Buffer.from(Content ?? []).toString();
    const [first] = parse<Record<string, string>>(text, { columns: true });
    return first ?? assert.fail('no row');
  };
  const columns = async (...names: readonly string[]) => {
    const all = await row();
    return names.map((name) => all[name]?.replace(/:\d\dZ$/, ''));
  };
  const summary = async (client = iam) => {
    const { SummaryMap } = await client.send(new GetAccountSummaryCommand());
    const { AccountAccessKeysPresent, AccountMFAEnabled, ...rest } = SummaryMap ?? {};
    const { AccountSigningCertificatesPresent, AccountPasswordPresent } = rest;
    return [
      AccountPasswordPresent,
      AccountMFAEnabled,
      AccountAccessKeysPresent,
      AccountSigningCertificatesPresent,
    ];
  };

  it('has a password and MFA, and nothing else', async () => {
    const { password_enabled: password, mfa_active: mfa, ...rest } = await row();
    assert.deepEqual([password, mfa], ['true', 'true']);
    for (const what of ['access_key_1', 'access_key_2', 'cert_1', 'cert_2'])
      assert.equal(rest[`${what}_active`], 'false');
    assert.deepEqual(await summary(), [1, 1, 0, 0]);
  });

  it('has what a test says, in its account alone', async () => {
    await moto.setRoot(identity, {
      mfa: false,
      passwordLastUsed: at('2026-01-02T03:04:05Z'),
      accessKeys: [
        {
          createdAt: at('2020-02-03T04:05:06Z'),
          lastUsed: { at: at('2025-12-31T23:59:59Z'), region: 'eu-west-1', service: 's3' },
        },
        { createdAt: at('2020-02-03T04:05:06Z'), status: 'Inactive' },
      ],
      certificates: [{ uploadedAt: at('2012-01-01T00:00:00Z') }],
    });
    const found = await row();
    assert.deepEqual(
      [found['mfa_active'], found['password_last_used']],
      ['false', '2026-01-02T03:04:05Z'],
    );
    const keys = [1, 2].map((n) => [
      found[`access_key_${n}_active`],
      found[`access_key_${n}_last_rotated`],
      found[`access_key_${n}_last_used_date`],
      found[`access_key_${n}_last_used_region`],
      found[`access_key_${n}_last_used_service`],
    ]);
    const made = '2020-02-03T04:05:06Z';
    assert.deepEqual(keys.sort(), [
      ['false', made, 'N/A', 'N/A', 'N/A'],
      ['true', made, '2025-12-31T23:59:59Z', 'eu-west-1', 's3'],
    ]);
    assert.deepEqual(
      [found['cert_1_active'], found['cert_1_last_rotated'], found['cert_2_active']],
      ['true', '2012-01-01T00:00:00Z', 'false'],
    );
    assert.deepEqual(await summary(), [1, 0, 1, 1]);
    const there = clientsOf(moto, await moto.credentialsFor(member)).iam;
    assert.equal((await row(there))['mfa_active'], 'true');
    assert.deepEqual(await summary(there), [1, 1, 0, 0]);
  });

  it('keeps what a test does not say, and is as before after a reset', async () => {
    await moto.setRoot(identity, { mfa: false });
    await moto.setRoot(identity, { password: false });
    assert.deepEqual(await columns('password_enabled', 'password_last_changed', 'mfa_active'), [
      'false',
      'N/A',
      'false',
    ]);
    await moto.reset();
    ({ iam } = clientsOf(moto, await moto.credentialsFor(identity)));
    assert.deepEqual(await columns('password_enabled', 'mfa_active'), ['true', 'true']);
  });

  it('has keys of its own that let it in, until they are off', async () => {
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({}));
    const key = { AccessKeyId: AccessKey?.AccessKeyId };
    assert.match(key.AccessKeyId ?? '', /^AKIA/);
    const own = clientsOf(moto, {
      accessKeyId: key.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    });
    const { Account, Arn } = await own.sts.send(new GetCallerIdentityCommand());
    assert.deepEqual([Account, Arn], [identity, `arn:aws:iam::${identity}:root`]);
    const { AccessKeyMetadata } = await own.iam.send(new ListAccessKeysCommand({}));
    assert.deepEqual(
      AccessKeyMetadata?.map(({ AccessKeyId, Status }) => [AccessKeyId, Status]),
      [[key.AccessKeyId, 'Active']],
    );
    const one = 'access_key_1_';
    assert.deepEqual(await columns(`${one}active`, `${one}last_rotated`, `${one}last_used_date`), [
      'true',
      '2026-01-05T08:00',
      '2026-01-05T08:00',
    ]);
    await iam.send(new CreateAccessKeyCommand({}));
    await assert.rejects(iam.send(new CreateAccessKeyCommand({})), {
      name: 'LimitExceededException',
    });
    await iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Inactive' }));
    await assert.rejects(own.iam.send(new ListUsersCommand()), { name: 'InvalidClientTokenId' });
    await iam.send(new DeleteAccessKeyCommand(key));
    await assert.rejects(iam.send(new DeleteAccessKeyCommand(key)), {
      name: 'NoSuchEntityException',
    });
  });

  it('has no user’s keys, and no role has its', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    assert.deepEqual((await iam.send(new ListAccessKeysCommand({}))).AccessKeyMetadata, []);
    const role = await clientsOfRole(moto, identity);
    await assert.rejects(role.iam.send(new CreateAccessKeyCommand({})), {
      name: 'ValidationError',
    });
  });

  it('has its certificates in the report', async () => {
    await iam.send(new UploadSigningCertificateCommand({ CertificateBody: certificates[0] }));
    assert.deepEqual(await columns('cert_1_active', 'cert_1_last_rotated'), [
      'true',
      '2026-01-05T08:00',
    ]);
  });
});
