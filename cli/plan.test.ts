import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DynamoDeliveries } from '../functions/adapters/ledger/deliveries';
import { DynamoLedger } from '../functions/adapters/ledger/ledger';
import { createLedgerTable, emulatedDocuments } from '../functions/testing/emulated-ledger';
import { addDays } from '../rules/calendar';
import type { NoticeOf } from '../rules/notices';
import { exitCodes } from './exit-codes';
import { planSchema, type Plan } from './plan/plan-document';
import { Company, OWN, people, PRODUCTION, ROLE, SANDBOX } from './testing/company';
import type { Ended } from './testing/ended';
import { Keyturn } from './testing/keyturn';
import { schemaOf } from './testing/schema-of';

const TABLE = 'keyturn-ledger';
const DAY_MS = 86_400_000;

describe('keyturn plan', () => {
  let keyturn: Keyturn;
  let company: Company;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (company = await Company.open()));
  after(() => company.stop());

  const run = (args: readonly string[]) => keyturn.run(['plan', ...args], { env: company.env });

  async function planOf(args: readonly string[], expected: number = exitCodes.fine): Promise<Plan> {
    const { code, stdout, stderr } = await run(['--format', 'json', ...args]);
    assert.equal(code, expected, stderr);
    return planSchema.parse(JSON.parse(stdout));
  }

  /** What is done about a user's keys. */
  const about = (plan: Plan, name: string) =>
    plan.decisions
      .filter(({ userName, keyId }) => userName === name && keyId !== undefined)
      .map(({ do: what, notice }) => [what, notice].filter(Boolean).join(' '));

  const daysFromToday = (days: number) => addDays(new Date().toISOString().slice(0, 10), days);

  function assertRefusal({ code, stdout, stderr }: Ended, expected: number, line: RegExp): void {
    assert.match(stderr, /^keyturn: [^\n]*\n$/);
    assert.match(stderr, line);
    assert.deepEqual([code, stdout], [expected, '']);
  }

  it('has a decision with its reason for every key, also where nothing is done', async () => {
    const plan = await planOf([]);
    for (const { name, keys, account = OWN } of people)
      if (account === OWN) assert.equal(about(plan, name).length, keys.length, name);
    assert.deepEqual(about(plan, 'alice'), ['nothing']);
    assert.deepEqual(about(plan, 'bob'), ['send key-reminder']);
    assert.deepEqual(about(plan, 'dave'), ['send key-reminder']);
    assert.deepEqual(about(plan, 'ci-deploy'), ['send machine-key-old']);
    assert.deepEqual(about(plan, '=SUM'), ['nothing']);
    for (const { why } of plan.decisions) assert.notEqual(why, '');
    assert.equal(plan.on, daysFromToday(0));
    assert.equal(plan.ledgerRead, false);
  });

  it('writes what its JSON Schema says', async () => {
    const validate = schemaOf('plan');
    const plan = await planOf([]);
    assert.ok(validate(plan), JSON.stringify(validate.errors));
    assert.equal(validate({ ...plan, decisions: [{}] }), false);
  });

  it('tells a person the same in a table, with what is done first', async () => {
    const { code, stdout, stderr } = await run([]);
    assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    // Of today's run, which may have been hours ago.
    const dave = /^identity +dave +AKIA\w+ +send key-reminder +(399|400) days old.*stops on /m;
    assert.match(stdout, dave);
    assert.match(stdout, /No ledger was read/);
    assert.ok(stdout.indexOf('send key-reminder') < stdout.indexOf(' nothing '));
  });

  // An old key is told of today, and has five days from then.
  for (const [days, expected] of [
    [4, 'nothing'],
    [5, 'disable key-disabled'],
    [6, 'nothing'],
  ] as const)
    it(`--on plays the runs until then: ${days} days ahead, ${expected}`, async () => {
      const on = daysFromToday(days);
      const plan = await planOf(['--on', on]);
      assert.deepEqual(about(plan, 'dave'), [expected]);
      assert.equal(plan.on, on);
    });

  it('takes untagged users for what it is told', async () => {
    const plan = await planOf(['--untagged-as', 'engineer', '--on', daysFromToday(70)]);
    assert.deepEqual(about(plan, '=SUM'), ['nothing']);
    const { why } = plan.decisions.find((each) => each.userName === '=SUM' && each.keyId) ?? {};
    // 76 days old on day 66, 81 four or five days later.
    assert.match(why ?? '', /told/);
  });

  it('counts days by the settings of a stack’s file', async () => {
    const file = path.join(keyturn.folder, 'Pulumi.monitor.yaml');
    writeFileSync(
      file,
      "config:\n  keyturn:scheduleTime: '23:59'\n  keyturn:settings:\n    reminderAges: [12]\n    disableAge: 17\n",
    );
    const plan = await planOf(['--config', file]);
    assert.match(plan.runAt, /T23:59:00/);
    assert.deepEqual(about(plan, 'alice'), ['send key-reminder']);
  });

  it('says which account it could not read', async () => {
    const args = ['--accounts', `${OWN}=home,${SANDBOX}=sandbox`, '--role-name', ROLE];
    const plan = await planOf(args, exitCodes.incomplete);
    assert.deepEqual(
      plan.accounts.map(({ name, unread }) => [name, unread?.split(' ')[0]]),
      [
        ['home', undefined],
        ['sandbox', 'access-denied'],
      ],
    );
  });

  describe('--ledger', () => {
    before(async () => {
      const documents = emulatedDocuments(company.moto);
      await createLedgerTable(documents, TABLE);
      const [keyId = ''] = company.keyIds.get('dave') ?? [];
      const plannedAt = new Date(Date.now() - 5 * DAY_MS);
      const stopsOn = daysFromToday(0);
      const notice: NoticeOf<'key-reminder'> = {
        kind: 'key-reminder',
        id: `key/${keyId}/reminder-86`,
        account: { id: OWN, name: 'identity' },
        plannedAt: plannedAt.toISOString(),
        owner: { userName: 'dave', type: 'engineer', slackId: 'U0DAVE00001' },
        key: { id: keyId, createdAt: new Date(Date.now() - 400 * DAY_MS).toISOString(), age: 395 },
        stopsOn,
        graceDays: 5,
        timeZone: 'Etc/UTC',
        stage: 86,
      };
      await new DynamoLedger(documents, TABLE).planNotice(OWN, notice);
      const delivery = { at: plannedAt, channel: 'D1', ts: '1.1', toldStopsOn: stopsOn };
      const deliveries = new DynamoDeliveries(documents, TABLE);
      await deliveries.recordOwner(OWN, notice.id, plannedAt, delivery);
      await deliveries.recordTeam(OWN, notice.id, plannedAt, delivery);
    });

    it('starts from what was told, and only reads', async () => {
      const [plan, calls] = await company.callsOf(() => planOf(['--ledger', TABLE]));
      assert.equal(plan.ledgerRead, true);
      assert.deepEqual(about(plan, 'dave'), ['disable key-disabled']);
      assert.deepEqual(
        calls.filter((call) => call.startsWith('dynamodb:')),
        ['dynamodb:Query'],
      );
    });

    it('gives an audit what the monitor did', async () => {
      const { stdout } = await keyturn.run(['audit', '--format', 'json', '--ledger', TABLE], {
        env: company.env,
      });
      const { deeds } = JSON.parse(stdout) as { deeds: { entries: { userName: string }[] } };
      assert.deepEqual(
        deeds.entries.map(({ userName }) => userName),
        ['dave'],
      );
    });

    it('may be in another account than the users, which has a profile of its own', async () => {
      const file = path.join(keyturn.folder, 'profiles');
      const { accessKeyId, secretAccessKey, sessionToken } =
        await company.moto.credentialsFor(PRODUCTION);
      writeFileSync(
        file,
        [
          '[profile users]',
          `aws_access_key_id=${accessKeyId}`,
          `aws_secret_access_key=${secretAccessKey}`,
          `aws_session_token=${sessionToken}`,
          '[profile monitor]',
          `aws_access_key_id=${company.env['AWS_ACCESS_KEY_ID']}`,
          `aws_secret_access_key=${company.env['AWS_SECRET_ACCESS_KEY']}`,
        ].join('\n'),
      );
      const { AWS_ENDPOINT_URL = '', AWS_REGION = '' } = company.env;
      const env = { AWS_ENDPOINT_URL, AWS_REGION, AWS_CONFIG_FILE: file };
      const planIn = (...args: readonly string[]) =>
        keyturn.run(['plan', '--profile', 'users', '--ledger', TABLE, ...args], { env });
      assert.match(
        (await planIn()).stderr,
        /asked for the ledger keyturn-ledger.*ResourceNotFound/,
      );
      const { code, stdout, stderr } = await planIn('--ledger-profile', 'monitor');
      assert.deepEqual([code, stderr], [exitCodes.fine, '']);
      assert.match(stdout, /erin/);
      assert.doesNotMatch(stdout, /No ledger was read/);
    });

    it('whose profile is not there is an error that names the option', async () => {
      const args = ['--ledger', TABLE, '--ledger-profile', 'nobody'];
      assertRefusal(await run(args), exitCodes.badUse, /--ledger-profile is nobody, a profile/);
    });

    it('that is not there is an error', async () =>
      assertRefusal(
        await run(['--ledger', 'no-such-table']),
        exitCodes.noAnswer,
        /asked for the ledger no-such-table in us-east-1, and answered: ResourceNotFound.*--region, or .*--ledger-profile/,
      ));
  });

  describe('refuses', () => {
    // Which day it is, AWS knows best.
    const askedForTheTime = ['sts:GetCallerIdentity'];
    const cases: [string, readonly string[], RegExp, (readonly string[])?][] = [
      ['what is no date', ['--on', 'tomorrow'], /'tomorrow' is invalid\. Expected a date/],
      ['a date that does not exist', ['--on', '2026-02-30'], /'2026-02-30' is invalid/],
      ['a date without its zeros', ['--on', '2027-1-5'], /'2027-1-5' is invalid/],
      [
        'yesterday',
        ['--on', daysFromToday(-1)],
        /expected today \(.*\) or a day until /,
        askedForTheTime,
      ],
      ['a day too far ahead', ['--on', daysFromToday(370)], /expected today/, askedForTheTime],
      [
        "a ledger's profile without a ledger",
        ['--ledger-profile', 'monitor'],
        /goes with --ledger/,
      ],
      ['a format that only an audit has', ['--format', 'csv'], /Allowed choices are table, json/],
      ['a folder to write to', ['--out', '/'], /a folder: expected a file/],
    ];
    for (const [what, args, line, asked = []] of cases)
      it(what, async () => {
        const [ended, calls] = await company.callsOf(() => run(args));
        assertRefusal(ended, exitCodes.badUse, line);
        assert.deepEqual(calls, asked);
      });
  });
});
