import assert from 'node:assert/strict';
import { CreateLoginProfileCommand, CreateUserCommand, type IAMClient } from '@aws-sdk/client-iam';
import { parse } from 'csv-parse/sync';
import type { Log } from 'sarif';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf, createDevice, createKey, enableDevice } from '../emulation/moto/test-clients';
import { reportSchema } from '../rules/report/report-schema';
import { exitCodes } from './exit-codes';
import { planSchema } from './plan/plan-document';
import { Keyturn } from './testing/keyturn';

const OWN = '123456789012';
const why = 'access-denied at iam:GetCredentialReport';

/** Whatever IAM can be asked is asked of each user; when a password was changed, only the report knows. */
describe('an account without a credential report', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  let iam: IAMClient;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    moto = await startMoto();
    ({ iam } = clientsOf(moto, await moto.credentialsFor(OWN)));
    await createUser('anna', { type: 'engineer', 'slack-id': 'U0ANNA00001' });
    await enableDevice(moto, iam, await createDevice(iam, 'annas'), 'anna');
    await createUser('bert', { type: 'engineer', 'slack-id': 'U0BERT00001' });
    const Password = 'Only-for-the-emulated-1';
    await iam.send(new CreateLoginProfileCommand({ UserName: 'bert', Password }));
    await createUser('robot', { type: 'machine' });
    for (const name of ['anna', 'robot']) await createKey(iam, name);
    await moto.refuse(['iam:GetCredentialReport']);
  });
  after(() => moto.stop());

  async function createUser(UserName: string, tags: Readonly<Record<string, string>>) {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await iam.send(new CreateUserCommand({ UserName, Tags }));
  }

  /** What a command writes, held to ending as what could not see everything. */
  async function written(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await keyturn.run(args, { env: moto.env });
    assert.equal(code, exitCodes.incomplete, stderr);
    assert.match(stderr, /^keyturn: .*no credential report[^\n]*\n$/);
    return stdout;
  }

  it('is read: each user’s keys, devices, and whether there is a password', async () => {
    const report = reportSchema.parse(JSON.parse(await written('audit', '--format', 'json')));
    const [account] = report.accounts;
    assert.ok(account?.outcome === 'read' && typeof account.credentialReportAt === 'object');
    assert.ok(account.credentialReportAt.unknown.startsWith(`${why}: `));
    assert.deepEqual(
      report.users.map(({ userName, hasMfa, mfaAsOf, password }) => [
        userName,
        hasMfa,
        mfaAsOf,
        password,
      ]),
      [
        ['anna', true, undefined, undefined],
        ['bert', false, undefined, { changedAt: 'unknown', age: 'unknown' }],
        ['robot', false, undefined, undefined],
      ],
    );
    assert.deepEqual(
      report.keys.map(({ userName, age, lastUsed }) => [userName, age, lastUsed]),
      ['anna', 'robot'].map((name) => [name, 0, undefined]),
    );
    assert.deepEqual(
      report.rules.flatMap(({ rule, breaches, notSeenOf }) => [
        ...breaches.map(({ userName }) => `${rule}: ${userName}`),
        ...notSeenOf.map(({ userName = 'account', text }) => `${rule}: ${userName}? ${text}`),
      ]),
      [
        'root: account? its root could not be seen: there is no credential report',
        'mfa: bert',
        'rotation: bert? the age of the console password is not known: there is no credential report',
        'signing-certificates: account? the signing certificates of 3 users could not be seen: there is no credential report',
      ],
    );
  });

  it('is said to have none in a table', async () => {
    const table = await written('audit');
    assert.match(table, /^123456789012: 3 users, 2 enabled keys; NO CREDENTIAL REPORT$/m);
    assert.match(table, new RegExp(`^Not seen\n\\S+ has no credential report: ${why}`, 'm'));
    assert.match(table, /bert +engineer +no +age unknown/);
  });

  it('is said to have none as CSV, in each row', async () => {
    const csv = await written('audit', '--format', 'csv');
    const rows = parse<Record<string, string>>(csv, { columns: true });
    assert.deepEqual(
      rows.map(({ user }) => user),
      ['anna', 'bert', 'robot', ''],
    );
    for (const row of rows) assert.equal(row['credential_report_at'], 'unknown');
    for (const row of rows.slice(0, 3)) {
      assert.ok(row['note']?.includes(`has no credential report: ${why}`), row['note']);
    }
  });

  it('is said to have none as HTML', async () => {
    const page = await written('audit', '--format', 'html');
    assert.match(page, /Of 1 account there was no credential report/);
    assert.match(page, new RegExp(`<span class="missing">none</span>: ${why}`));
  });

  it('is said to have none as SARIF', async () => {
    const sarif = JSON.parse(await written('audit', '--format', 'sarif')) as Log;
    const [invocation] = sarif.runs[0]?.invocations ?? [];
    assert.equal(invocation?.executionSuccessful, false);
    const texts = invocation?.toolExecutionNotifications?.map(({ message }) => message.text ?? '');
    assert.ok(texts?.some((text) => text.includes(`has no credential report: ${why}`)));
    const { credentialReports } = invocation?.properties ?? {};
    assert.ok(JSON.stringify(credentialReports).includes(`{"unknown":"${why}`));
  });

  it('is said to have none in a plan', async () => {
    const plan = planSchema.parse(JSON.parse(await written('plan', '--format', 'json')));
    const [account] = plan.accounts;
    assert.ok(typeof account?.credentialReportAt === 'object');
    assert.ok(account.credentialReportAt.unknown.startsWith(why));
    assert.deepEqual(
      plan.decisions.flatMap(({ userName, do: what, code }) =>
        code === 'not-known' ? [userName, what] : [],
      ),
      // Of each whether there are certificates, and of whoever may have one the password and the device.
      ['anna', 'nothing', 'bert', 'nothing', 'bert', 'nothing', 'robot', 'nothing'],
    );
    const table = await written('plan');
    assert.match(table, new RegExp(`\\(123456789012\\): NO CREDENTIAL REPORT: ${why}`));
  });

  it('ends with what --fail-on found, where it found something', async () => {
    const { code } = await keyturn.run(['audit', '--fail-on', 'mfa'], { env: moto.env });
    assert.equal(code, exitCodes.findings);
  });
});
