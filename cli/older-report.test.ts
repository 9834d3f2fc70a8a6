import assert from 'node:assert/strict';
import { CreateLoginProfileCommand, CreateUserCommand, type IAMClient } from '@aws-sdk/client-iam';
import { parse } from 'csv-parse/sync';
import type { Log } from 'sarif';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf, createDevice, createKey, enableDevice } from '../emulation/moto/test-clients';
import type { Report } from '../rules/report/report';
import { reportSchema } from '../rules/report/report-schema';
import { exitCodes } from './exit-codes';
import { planSchema } from './plan/plan-document';
import { Keyturn } from './testing/keyturn';

const OWN = '123456789012';
const engineer = { type: 'engineer', 'slack-id': 'U0ANNA00001' };

/** Two hours after AWS made the credential report, and something has changed since. */
describe('what happened since the credential report was made', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  let iam: IAMClient;
  let reportAt: string;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    moto = await startMoto();
    ({ iam } = clientsOf(moto, await moto.credentialsFor(OWN)));
    const now = await moto.now();
    await moto.setClock(new Date(now.getTime() - 2 * 3_600_000));
    await createUser('anna', engineer);
    await createUser('robot', { type: 'machine' });
    const [account] = (await auditOf([])).report.accounts;
    assert.ok(account?.outcome === 'read' && typeof account.credentialReportAt === 'string');
    reportAt = account.credentialReportAt;
    await enableDevice(moto, iam, await createDevice(iam, 'annas'), 'anna');
    await moto.setClock(now);
    await createKey(iam, 'robot');
  });
  after(() => moto.stop());
  afterEach(() => moto.refuse([]));

  async function createUser(UserName: string, tags: Readonly<Record<string, string>> = {}) {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await iam.send(new CreateUserCommand({ UserName, Tags }));
  }

  const run = (...args: readonly string[]) => keyturn.run(args, { env: moto.env });

  /** The report as JSON, how it ended, and how often what was asked of IAM. */
  async function auditOf(args: readonly string[]) {
    const before = (await moto.recordedCalls()).length;
    const { code, stdout, stderr } = await run('audit', '--format', 'json', ...args);
    const calls = (await moto.recordedCalls()).slice(before);
    const counts = Map.groupBy(calls, ({ action }) => action);
    const asked = (action: string) => counts.get(action)?.length ?? 0;
    return { report: reportSchema.parse(JSON.parse(stdout)), code, stderr, asked };
  }

  const userOf = ({ users }: Report, name: string) =>
    users.find(({ userName }) => userName === name);
  const named = (report: Report, rule: string, list: 'breaches' | 'notSeenOf' = 'breaches') =>
    report.rules.flatMap((each) =>
      each.rule === rule ? each[list].map(({ userName }) => userName) : [],
    );

  it('is asked anew: a key that was made, a device that was enrolled', async () => {
    const { report, code, stderr, asked } = await auditOf(['--fail-on', 'mfa']);
    assert.equal(code, exitCodes.fine, stderr);
    const [account] = report.accounts;
    assert.ok(account?.outcome === 'read');
    assert.deepEqual([account.enabledKeys, account.credentialReportAt], [1, reportAt]);
    assert.deepEqual(
      report.keys.map(({ userName, age }) => [userName, age]),
      [['robot', 0]],
    );
    assert.deepEqual([userOf(report, 'anna')?.hasMfa, named(report, 'mfa')], [true, []]);
    // The device of an engineer was listed with all others; a machine without a password needs none.
    assert.deepEqual(
      ['ListAccessKeys', 'GetLoginProfile', 'ListVirtualMFADevices', 'ListMFADevices'].map(asked),
      [2, 2, 1, 0],
    );
  });

  it('shows in a plan, too, with the time of the report', async () => {
    const { code, stdout } = await run('plan', '--format', 'json');
    const plan = planSchema.parse(JSON.parse(stdout));
    assert.deepEqual([code, plan.accounts[0]?.credentialReportAt], [exitCodes.fine, reportAt]);
    assert.deepEqual(
      plan.decisions.filter(({ keyId }) => keyId).map(({ userName }) => userName),
      ['robot'],
    );
    const { stdout: table } = await run('plan');
    assert.ok(table.includes(`credential report of ${reportAt.slice(0, 10)} `));
  });

  it('says in every format as of when the rest is true', async () => {
    const minute = `${reportAt.slice(0, 10)} ${reportAt.slice(11, 16)}`;
    for (const [format, written] of [
      ['table', `credential report of ${minute} UTC`],
      ['json', `"credentialReportAt": "${reportAt}"`],
      ['csv', reportAt],
      ['html', `datetime="${reportAt}"`],
      ['sarif', `"${OWN}": "${reportAt}"`],
    ] as const) {
      const { stdout } = await run('audit', '--format', format);
      assert.ok(stdout.includes(written), format);
    }
  });

  describe('with a last use of which IAM may not be asked', () => {
    const why = 'access-denied at iam:GetAccessKeyLastUsed';
    beforeEach(() => moto.refuse(['iam:GetAccessKeyLastUsed']));

    it('reads the account, knows all else, and ends with 4', async () => {
      const { report, code, stderr } = await auditOf(['--fail-on', 'any']);
      assert.equal(code, exitCodes.incomplete);
      assert.match(stderr, new RegExp(`^keyturn: when 1 key was last used could not .*: ${why}`));
      assert.deepEqual(
        report.keys.map(({ userName, lastUsed }) => [userName, lastUsed]),
        [['robot', { unknown: why }]],
      );
    });

    it('is not said to be never, in any format', async () => {
      for (const [format, ...written] of [
        [
          'table',
          /robot .* unknown$/m,
          /Not seen\nwhen 1 key was last used could not be seen: acc/,
        ],
        ['csv', /,unknown,.*when 1 key was last used could not be seen/],
        ['html', /title="access-denied at iam:GetAccessKeyLastUsed">unknown</, /Not known/],
        ['sarif', /"when 1 key was last used could not be seen: access-denied/],
      ] as const) {
        const { code, stdout } = await run('audit', '--format', format);
        assert.equal(code, exitCodes.incomplete, format);
        for (const pattern of written) assert.match(stdout, pattern);
      }
    });

    it('holds up no plan', async () => assert.equal((await run('plan')).code, exitCodes.fine));
  });

  describe('with a user who is younger than the report', () => {
    before(async () => {
      await createUser('young', { ...engineer, 'slack-id': 'U0YOUNG0001' });
      const Password = 'Only-for-the-emulated-1';
      await iam.send(new CreateLoginProfileCommand({ UserName: 'young', Password }));
    });

    it('sees them as they are', async () => {
      const { report, code, stderr } = await auditOf(['--fail-on', 'mfa']);
      assert.deepEqual([code, named(report, 'mfa')], [exitCodes.findings, ['young']]);
      assert.match(stderr, /broken, as --fail-on asked: mfa \(1\)/);
      const { hasMfa, password } = userOf(report, 'young') ?? {};
      assert.ok(password !== undefined && password !== 'unknown');
      assert.deepEqual([hasMfa, password.age, password.asOf], [false, 0, undefined]);
    });

    describe('of whom IAM may not be asked', () => {
      beforeEach(() => moto.refuse(['iam:GetLoginProfile', 'iam:ListMFADevices']));

      it('is no yes and no no, and ends with 4', async () => {
        for (const args of [[], ['--fail-on', 'mfa'], ['--fail-on', 'any']]) {
          const { report, code, stderr } = await auditOf(args);
          assert.equal(code, exitCodes.incomplete);
          assert.match(stderr, /^keyturn: of some users .*: mfa \(2\), rotation \(3\): the report/);
          const { hasMfa, password } = userOf(report, 'young') ?? {};
          assert.deepEqual([hasMfa, password], ['unknown', 'unknown']);
          assert.deepEqual(
            [named(report, 'mfa'), named(report, 'mfa', 'notSeenOf')],
            // Whether the machine needs a device hangs on whether it has got a password since.
            [[], ['robot', 'young']],
          );
        }
      });

      it('says so in a table, with why', async () => {
        const { stdout } = await run('audit');
        assert.match(stdout, /^123456789012 +young +engineer +unknown +unknown +- /m);
        assert.match(stdout, /\(mfa\): not seen of 2 users; CIS 2\.10 \(5\.0\.0: 1\.9\)\n/);
        assert.match(
          stdout,
          /not seen: young: whether there is an MFA device is not known: access-denied at iam:ListMFADevices/,
        );
        assert.doesNotMatch(stdout, /\((mfa|rotation)\): .*kept/);
      });

      it('says so as CSV', async () => {
        const { stdout } = await run('audit', '--format', 'csv');
        const rows = parse<Record<string, string>>(stdout, { columns: true });
        const row = rows.find(({ user }) => user === 'young');
        assert.deepEqual(
          ['mfa', 'password_age_days', 'rules_broken', 'rules_not_seen'].map((name) => row?.[name]),
          ['unknown', 'unknown', '', 'mfa rotation'],
        );
        assert.match(row?.['note'] ?? '', /an MFA device is not known.*a console password is not/);
      });

      it('says so as HTML', async () => {
        const { stdout } = await run('audit', '--format', 'html');
        assert.match(stdout, /Of 3 users not everything could be seen/);
        assert.match(stdout, /<strong>young<\/strong>[^<]*whether there is an MFA device/);
        const [, mfa = ''] = stdout.split('No role without MFA');
        assert.doesNotMatch(mfa.slice(0, mfa.indexOf('</h3>')), /kept|broken/);
      });

      it('is no result of SARIF, but a warning of the rule', async () => {
        const { stdout } = await run('audit', '--format', 'sarif');
        const [{ results = [], invocations: [invocation] = [] } = {}] = (JSON.parse(stdout) as Log)
          .runs;
        assert.deepEqual(results, []);
        assert.equal(invocation?.executionSuccessful, false);
        const warnings = invocation?.toolExecutionNotifications?.filter(
          ({ level, associatedRule }) => level === 'warning' && associatedRule?.id === 'mfa',
        );
        assert.deepEqual(
          warnings?.map(({ message }) => message.text?.split(':')[0]),
          ['robot in 123456789012', 'young in 123456789012'],
        );
      });

      it('is a decision of the plan that says what is not known, and ends with 4', async () => {
        const { code, stdout } = await run('plan', '--format', 'json');
        const { decisions } = planSchema.parse(JSON.parse(stdout));
        assert.equal(code, exitCodes.incomplete);
        const about = decisions.filter(({ userName }) => userName === 'young');
        assert.deepEqual(
          about.map((each) => [each.do, each.code]),
          [
            // The password, the device, and signing certificates.
            ['nothing', 'not-known'],
            ['nothing', 'not-known'],
            ['nothing', 'not-known'],
          ],
        );
        const { stdout: table } = await run('plan');
        assert.match(table, /young +- +not seen +whether there is a console password is not/);
      });
    });
  });
});
