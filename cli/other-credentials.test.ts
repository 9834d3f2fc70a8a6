import assert from 'node:assert/strict';
import {
  CreateLoginProfileCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  UpdateServiceSpecificCredentialCommand,
  UploadSigningCertificateCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { parse } from 'csv-parse/sync';
import type { Log } from 'sarif';
import { startMoto, type Moto } from '../emulation/moto/start';
import { certificates } from '../emulation/moto/test-certificates';
import { clientsOf, createDevice, createKey, enableDevice } from '../emulation/moto/test-clients';
import type { Report } from '../rules/report/report';
import { reportSchema } from '../rules/report/report-schema';
import { exitCodes } from './exit-codes';
import { Company, OWN, PRODUCTION, ROLE } from './testing/company';
import { Keyturn } from './testing/keyturn';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const Password = 'Only-for-the-emulated-1';

/** Ages in days, and an hour more. */
async function seed(moto: Moto, iam: IAMClient): Promise<readonly string[]> {
  const now = await moto.now();
  const daysAgo = (days: number) =>
    moto.setClock(new Date(now.getTime() - days * DAY_MS - HOUR_MS));
  const create = async (UserName: string) => {
    const Tags = [
      { Key: 'type', Value: 'engineer' },
      { Key: 'slack-id', Value: `U0${UserName.toUpperCase().padEnd(9, '0')}` },
    ];
    await iam.send(new CreateUserCommand({ UserName, Tags }));
    await enableDevice(moto, iam, await createDevice(iam, UserName), UserName);
  };
  const serviceCredential = async (
    UserName: string,
    service: string,
    CredentialAgeDays?: number,
  ) => {
    const ServiceName = `${service}.amazonaws.com`;
    const input = { UserName, ServiceName, CredentialAgeDays };
    const made = await iam.send(new CreateServiceSpecificCredentialCommand(input));
    return made.ServiceSpecificCredential?.ServiceSpecificCredentialId ?? '';
  };
  await daysAgo(100);
  for (const name of ['anna', 'bert', 'carl']) await create(name);
  const old = await serviceCredential('bert', 'codecommit');
  const ended = await serviceCredential('bert', 'logs', 30);
  await daysAgo(50);
  await createKey(iam, 'anna');
  await iam.send(new CreateLoginProfileCommand({ UserName: 'anna', Password }));
  const [CertificateBody] = certificates;
  await iam.send(new UploadSigningCertificateCommand({ UserName: 'carl', CertificateBody }));
  await daysAgo(40);
  await createKey(iam, 'bert');
  const endless = await serviceCredential('anna', 'bedrock');
  const fine = await serviceCredential('anna', 'cloudwatch', 90);
  const off = await serviceCredential('carl', 'cassandra');
  const disabled = {
    UserName: 'carl',
    ServiceSpecificCredentialId: off,
    Status: 'Inactive',
  } as const;
  await iam.send(new UpdateServiceSpecificCredentialCommand(disabled));
  await moto.setClock(now);
  return [endless, fine, old, ended, off];
}

describe('keyturn audit of other credentials', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  let ids: readonly string[];
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    moto = await startMoto();
    ids = await seed(moto, clientsOf(moto, await moto.credentialsFor(OWN)).iam);
    await moto.setRoot(OWN, {
      mfa: false,
      accessKeys: [{ createdAt: new Date('2020-02-03T04:05:06Z') }],
    });
  });
  beforeEach(() => moto.refuse([]));
  after(() => moto.stop());

  const audit = (args: readonly string[] = []) =>
    keyturn.run(['audit', ...args], { env: moto.env });

  async function reportOf(args: readonly string[] = [], expected: number = exitCodes.fine) {
    const { code, stdout, stderr } = await audit(['--format', 'json', ...args]);
    assert.equal(code, expected, stderr);
    return reportSchema.parse(JSON.parse(stdout));
  }

  const broken = ({ rules }: Report, name: string) =>
    rules
      .flatMap(({ rule, breaches }) => (rule === name ? breaches : []))
      .map(({ userName = 'account', text }) => `${userName}: ${text}`);
  const brokenBy = (report: Report, name: string) =>
    broken(report, name).map((entry) => entry.split(':')[0]);

  it('lists each with what IAM says of it', async () => {
    const { otherCredentials = [], limits } = await reportOf();
    const ends = (expiresAt: string | undefined) => (expiresAt === undefined ? 'never' : 'ends');
    const [root, ...others] = otherCredentials;
    assert.deepEqual(
      [root?.userName, root?.kind, root?.createdAt],
      [undefined, 'access-key', '2020-02-03T04:05:06.000Z'],
    );
    assert.deepEqual(
      others
        .map(({ userName, kind, service, status, age, expiresAt }) =>
          [userName, service ?? kind, status, age, ends(expiresAt)].join(' '),
        )
        .toSorted(),
      [
        'anna bedrock.amazonaws.com Active 40 never',
        'anna cloudwatch.amazonaws.com Active 40 ends',
        'bert codecommit.amazonaws.com Active 100 never',
        'bert logs.amazonaws.com Expired 100 ends',
        'carl cassandra.amazonaws.com Inactive 40 never',
        'carl signing-certificate Active 50 never',
      ],
    );
    assert.deepEqual(new Set(otherCredentials.flatMap(({ id }) => id ?? [])), new Set(ids));
    assert.equal(limits.unusedAge, 45);
  });

  it('names whose is without an end, too old, unused, or should not be there', async () => {
    const report = await reportOf();
    assert.match(
      broken(report, 'root').join(),
      /^account: root has an enabled access key \(since 2020-02-03 04:05 UTC, never used\), as of .*; root has a password and no MFA device, as of [^;]*$/,
    );
    const [anna = '', bert = '', ...nobody] = broken(report, 'service-credentials');
    assert.deepEqual(nobody, []);
    assert.match(
      anna,
      /^anna: the credential ….{4} for bedrock\.amazonaws\.com, 40 days old, has no end; make another \(aws iam create-service-specific-credential --user-name anna --service-name bedrock\.amazonaws\.com --credential-age-days 90\)/,
    );
    assert.ok(anna.includes(`--service-specific-credential-id ${ids[0]}`));
    assert.match(
      bert,
      /^bert: .*codecommit\.amazonaws\.com, for which AWS documents no end, is 100 days old/,
    );
    assert.deepEqual(brokenBy(report, 'signing-certificates'), ['carl']);
    assert.deepEqual(brokenBy(report, 'unused'), ['anna', 'anna']);
  });

  it('finds what is unused after as many days as it is told', async () => {
    assert.deepEqual(brokenBy(await reportOf(['--unused-after', '40']), 'unused'), [
      'anna',
      'anna',
      'bert',
    ]);
    const report = await reportOf(['--unused-after', '51']);
    assert.deepEqual([brokenBy(report, 'unused'), report.limits.unusedAge], [[], 51]);
  });

  describe('--fail-on', () => {
    for (const rule of ['root', 'unused', 'service-credentials', 'signing-certificates'])
      it(`${rule} ends with ${exitCodes.findings}`, async () => {
        const { code, stderr } = await audit(['--fail-on', rule]);
        assert.equal(code, exitCodes.findings);
        assert.ok(stderr.startsWith(`keyturn: broken, as --fail-on asked: ${rule} (`), stderr);
      });

    it('unused ends well where nothing is', async () => {
      const { code } = await audit(['--fail-on', 'unused', '--unused-after', '51']);
      assert.equal(code, exitCodes.fine);
    });
  });

  it('shows them in a table, with the numbers of CIS', async () => {
    const { stdout } = await audit();
    assert.match(stdout, /^Other credentials\nACCOUNT +USER +CREDENTIAL +ID +STATUS +AGE +ENDS$/m);
    assert.match(stdout, /root +access key +- +enabled +\d+ d +never/);
    assert.match(stdout, /anna +bedrock\.amazonaws\.com +ACCA\w+ +enabled +40 d +never/);
    assert.match(stdout, /\(root\): broken 1 time; CIS 2\.4, 2\.5 \(5\.0\.0: 1\.3, 1\.4\)/);
    assert.match(stdout, /\(unused\): broken 2 times; CIS 2\.11 \(5\.0\.0: 1\.11\)/);
  });

  it('has a row of each as CSV, beside those of the users', async () => {
    const { stdout } = await audit(['--format', 'csv']);
    const rows = parse<Record<string, string>>(stdout, { columns: true });
    const others = rows.filter(({ credential }) => credential !== '');
    assert.equal(others.length, 7);
    const [endless] = others.filter(({ credential_id: id }) => id === ids[0]);
    assert.deepEqual(
      ['user', 'credential', 'credential_status', 'credential_age_days', 'credential_expires'].map(
        (column) => endless?.[column],
      ),
      ['anna', 'bedrock.amazonaws.com', 'Active', '40', ''],
    );
    const anna = rows.find(({ user, key_id: key }) => user === 'anna' && key !== '');
    assert.equal(anna?.['rules_broken'], 'unused service-credentials');
    const [account] = rows.filter(({ user }) => user === '');
    assert.equal(account?.['rules_broken'], 'root');
  });

  it('has them on the page', async () => {
    const { stdout } = await audit(['--format', 'html']);
    assert.match(stdout, /<h2 id="others">Other credentials<\/h2>/);
    for (const id of ids) assert.ok(stdout.includes(id), id);
    assert.match(stdout, /unused after 45 days without use/);
  });

  it('gives code scanning a result a user, with a fingerprint of its own', async () => {
    const { stdout } = await audit(['--format', 'sarif']);
    const [{ results = [], tool } = {}] = (JSON.parse(stdout) as Log).runs;
    const prints = results.map((each) => each.partialFingerprints?.['keyturn/v1']);
    assert.equal(new Set(prints).size, results.length);
    const [root] = results.filter(({ ruleId }) => ruleId === 'root');
    assert.equal(root?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, `aws/${OWN}`);
    assert.deepEqual(tool?.driver.rules?.find(({ id }) => id === 'root')?.properties?.tags, [
      'cis-aws-foundations-5.0.0/1.3',
      'cis-aws-foundations-5.0.0/1.4',
      'cis-aws-foundations-7.0.0/2.4',
      'cis-aws-foundations-7.0.0/2.5',
    ]);
  });

  it('asks for them all with one call, and gives away none of their secrets', async () => {
    const start = (await moto.recordedCalls()).length;
    await audit();
    const actions = (await moto.recordedCalls()).slice(start).map(({ action }) => action);
    assert.equal(actions.filter((each) => each.includes('ServiceSpecific')).length, 1);
    assert.ok(!actions.some((each) => each.includes('SigningCertificate')));
  });

  it('that may not be listed are not seen, which is said: all else is audited', async () => {
    await moto.refuse(['iam:ListServiceSpecificCredentials']);
    const why = 'access-denied at iam:ListServiceSpecificCredentials';
    const { code, stdout, stderr } = await audit(['--format', 'json']);
    assert.equal(code, exitCodes.incomplete);
    assert.equal(
      stderr,
      "keyturn: of some accounts it can't be said whether they keep the rules: service-credentials (1): the report says why\n",
    );
    const report = reportSchema.parse(JSON.parse(stdout));
    assert.deepEqual(
      report.rules.flatMap(({ rule, notSeenOf }) => notSeenOf.map((entry) => [rule, entry])),
      [
        [
          'service-credentials',
          {
            accountId: OWN,
            text: `the service-specific credentials of 3 users could not be seen: ${why}`,
          },
        ],
      ],
    );
    assert.deepEqual(brokenBy(report, 'signing-certificates'), ['carl']);
    const table = await audit();
    assert.match(table.stdout, /\(service-credentials\): not seen of 1 account$/m);
    assert.ok(table.stdout.includes(why));
    // What is certain goes before what is not.
    assert.equal((await audit(['--fail-on', 'root'])).code, exitCodes.findings);
  });

  it('are asked for by a plan, too: it has the findings of a run', async () => {
    const start = (await moto.recordedCalls()).length;
    await keyturn.run(['plan'], { env: moto.env });
    const actions = (await moto.recordedCalls()).slice(start).map(({ action }) => action);
    assert.ok(actions.includes('GetCredentialReport'));
    assert.ok(actions.includes('ListServiceSpecificCredentials'));
  });
});

describe('keyturn audit of root in a member account', () => {
  let keyturn: Keyturn;
  let company: Company;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (company = await Company.open()));
  after(() => company.stop());

  it('without MFA is as it should be where the organization has removed its password', async () => {
    const { moto, env } = company;
    await moto.setRoot(OWN, { mfa: false });
    await moto.setRoot(PRODUCTION, { mfa: false, password: false });
    const args = ['--accounts', `${OWN},${PRODUCTION}`, '--role-name', ROLE];
    const { code, stdout, stderr } = await keyturn.run(['audit', '--format', 'json', ...args], {
      env,
    });
    assert.equal(code, exitCodes.fine, stderr);
    const report = reportSchema.parse(JSON.parse(stdout));
    const found = report.rules.find(({ rule }) => rule === 'root');
    assert.deepEqual(
      found?.breaches.map(({ accountId }) => accountId),
      [OWN],
    );
    assert.deepEqual(found?.notSeenOf, []);
  });
});
