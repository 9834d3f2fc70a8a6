import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import type { Log } from 'sarif';
import type { Report } from '../rules/report/report';
import { reportSchema } from '../rules/report/report-schema';
import { exitCodes } from './exit-codes';
import { Company, OWN, people, PRODUCTION, ROLE, SANDBOX } from './testing/company';
import type { Ended } from './testing/ended';
import { Keyturn } from './testing/keyturn';
import { schemaOf } from './testing/schema-of';

const root = path.join(__dirname, '..');
/** Everything that an audit may call, and nothing of it changes what IAM holds. */
const readCalls = new Set([
  'sts:GetCallerIdentity',
  'sts:AssumeRole',
  'organizations:ListAccounts',
  'iam:ListAccountAliases',
  'iam:GetAccountAuthorizationDetails',
  'iam:GenerateCredentialReport',
  'iam:GetCredentialReport',
  'iam:ListAccessKeys',
  'iam:GetAccessKeyLastUsed',
  'iam:GetLoginProfile',
  'iam:ListMFADevices',
  'iam:ListServiceSpecificCredentials',
  'iam:ListSSHPublicKeys',
  'iam:ListVirtualMFADevices',
]);

describe('keyturn audit', () => {
  let keyturn: Keyturn;
  let company: Company;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (company = await Company.open()));
  after(() => company.stop());
  afterEach(() => company.moto.refuse([]));

  /** Runs it, and holds it to reading. */
  async function audit(args: readonly string[], env = company.env): Promise<Ended> {
    const [ended, calls] = await company.callsOf(() => keyturn.run(['audit', ...args], { env }));
    assert.deepEqual(
      calls.filter((call) => !readCalls.has(call)),
      [],
    );
    return ended;
  }

  /** One line on standard error, and nothing else. */
  function assertRefusal({ code, stdout, stderr }: Ended, expected: number, line: RegExp): void {
    assert.match(stderr, /^keyturn: [^\n]*\n$/);
    assert.match(stderr, line);
    assert.deepEqual([code, stdout], [expected, '']);
  }

  async function jsonOf(args: readonly string[], expected: number = exitCodes.fine) {
    const { code, stdout, stderr } = await audit(['--format', 'json', ...args]);
    assert.equal(code, expected, stderr);
    return reportSchema.parse(JSON.parse(stdout));
  }

  const across = (...ids: readonly string[]) => ['--accounts', ids.join(','), '--role-name', ROLE];
  const breached = (report: Report, rule: string) =>
    report.rules
      .filter((each) => each.rule === rule)
      .flatMap(({ breaches }) => breaches.map(({ userName }) => userName))
      .toSorted();

  it('reads the own account, and reports every user and key with ages and who breaks what', async () => {
    const report = await jsonOf([]);
    const [own] = report.accounts;
    assert.deepEqual(report.accounts, [
      {
        id: OWN,
        name: 'identity',
        outcome: 'read',
        users: 6,
        enabledKeys: 5,
        credentialReportAt: own?.outcome === 'read' ? own.credentialReportAt : '',
      },
    ]);
    const there = people.filter(({ account = OWN }) => account === OWN);
    assert.deepEqual(
      report.keys.map(({ userName, age, keyId }) => [userName, age, keyId]).toSorted(),
      there
        .flatMap(({ name, keys }) =>
          keys.map((age, i) => [name, age, company.keyIds.get(name)?.[i]]),
        )
        .toSorted(),
    );
    assert.deepEqual(breached(report, 'rotation'), ['ci-deploy', 'dave', 'old-contractor']);
    assert.deepEqual(breached(report, 'mfa'), ['alice', 'bob', 'dave', 'old-contractor']);
    assert.deepEqual(
      report.users.filter(({ tagProblems }) => tagProblems.length > 0).map((user) => user.userName),
      ['=SUM', 'old-contractor'],
    );
    assert.equal(report.obtainedBy, 'audit');
    assert.equal('deeds' in report, false);
  });

  it('writes what its JSON Schema says', async () => {
    const validate = schemaOf('report');
    const report = await jsonOf(across(OWN, SANDBOX), exitCodes.incomplete);
    assert.ok(validate(report), JSON.stringify(validate.errors));
    assert.equal(validate({ ...report, keys: [{}] }), false);
  });

  it('tells a person the same in a table, without colours where nobody watches', async () => {
    const { code, stdout, stderr } = await audit([]);
    assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    for (const { account = OWN, name } of people)
      assert.equal(new RegExp(`^identity +${name} `, 'm').test(stdout), account === OWN, name);
    assert.match(stdout, /rotation\): broken 3 times/);
    assert.match(stdout, /^\d{4}-\d\d-\d\d {2}dave, key …\w{4}: reminded: 400 days old/m);
    assert.ok(!stdout.includes('\u001b'));
  });

  it('takes untagged users for engineers in the forecast, where it is asked to', async () => {
    const of = (report: Report) => report.keys.find(({ userName }) => userName === '=SUM')?.next;
    assert.match(of(await jsonOf([])) ?? '', /no valid type/);
    assert.match(of(await jsonOf(['--untagged-as', 'engineer'])) ?? '', /10 days old/);
  });

  describe('as CSV', () => {
    it('has a row a key, one of a user without, one of a role that breaks a rule, one of an account that was not read', async () => {
      const { stdout } = await audit(['--format', 'csv', ...across(OWN, PRODUCTION, SANDBOX)]);
      const rows = parse<Record<string, string>>(stdout, { columns: true });
      assert.deepEqual(
        rows.map((row) => [row['user'], row['key_age_days']]).toSorted(),
        [
          ['', ''],
          ['', ''],
          ["'=SUM", '10'],
          ['alice', '12'],
          ['bob', '80'],
          ['ci-deploy', '300'],
          ['dave', '400'],
          ['erin', '2'],
          ['erin', '20'],
          ['old-contractor', ''],
        ].toSorted(),
      );
      const broken = Object.fromEntries(
        rows.map((row) => [`${row['user']} ${row['key_age_days']}`, row['rules_broken']]),
      );
      assert.equal(broken['erin 20'], 'one-user mfa one-key');
      assert.equal(broken['erin 2'], 'one-user mfa');
      assert.equal(broken['alice 12'], 'mfa');
      const [role] = rows.filter((row) => row['role']);
      assert.deepEqual([role?.['account_id'], role?.['role']], [PRODUCTION, ROLE]);
      const unread = rows.find((row) => row['account_id'] === SANDBOX);
      assert.match(unread?.['note'] ?? '', /^not read: access-denied/);
    });

    it('holds no cell that a spreadsheet takes for a formula', async () => {
      const { stdout } = await audit(['--format', 'csv']);
      const cells = parse(stdout).flat();
      assert.ok(cells.includes("'=SUM") && cells.includes("'=1+2"));
      assert.deepEqual(
        cells.filter((cell) => /^[=+\-@\t\r]/.test(cell)),
        [],
      );
    });
  });

  it('as SARIF is valid, with a result a breach and the unread account as a notification', async () => {
    const { $schema, id, ...schema } = JSON.parse(
      readFileSync(path.join(__dirname, 'testing', 'sarif-schema-2.1.0.json'), 'utf8'),
    ) as Record<string, unknown>;
    assert.match(String($schema), /draft-04/);
    assert.match(String(id), /sarif-schema-2\.1\.0\.json$/);
    // What it uses of draft 4 means the same in draft 7.
    const validate = addFormats(new Ajv({ strict: false })).compile(schema);
    const args = across(OWN, SANDBOX);
    const { stdout } = await audit(['--format', 'sarif', ...args]);
    const log = JSON.parse(stdout) as Log;
    assert.ok(validate(log), JSON.stringify(validate.errors));
    assert.equal(validate({ ...log, runs: [{ tool: {} }] }), false);
    const report = await jsonOf(args, exitCodes.incomplete);
    const breaches = report.rules.flatMap((rule) => rule.breaches.map(() => rule.rule));
    const { results = [], invocations: [invocation] = [] } = log.runs[0] ?? {};
    assert.deepEqual(
      results.map(({ ruleId }) => ruleId),
      breaches,
    );
    assert.equal(invocation?.executionSuccessful, false);
    assert.match(invocation?.toolExecutionNotifications?.[0]?.message.text ?? '', /444444444444/);
    const fingerprints = results.map((each) => each.partialFingerprints?.['keyturn/v1']);
    assert.equal(new Set(fingerprints).size, results.length);
  });

  it('as HTML is one page with every key, which fetches nothing', async () => {
    const { code, stdout } = await audit(['--format', 'html']);
    assert.equal(code, exitCodes.fine);
    assert.match(stdout, /^<!doctype html>/i);
    assert.match(stdout, /<\/html>\s*$/);
    for (const { account = OWN, name } of people)
      for (const id of account === OWN ? (company.keyIds.get(name) ?? []) : [])
        assert.ok(stdout.includes(id), name);
    assert.doesNotMatch(stdout, /<(link|img|iframe)\b|<script[^>]+src=|@import/);
  });

  describe('--out', () => {
    it('writes what would go to standard output, for the user alone', async () => {
      const file = path.join(keyturn.folder, 'keys.csv');
      writeFileSync(file, 'what was there before');
      const ended = await audit(['--format', 'csv', '--out', file]);
      assert.deepEqual(ended, { code: exitCodes.fine, stdout: '', stderr: '' });
      assert.equal(parse(readFileSync(file, 'utf8')).length, 1 + 6);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.deepEqual(
        readdirSync(keyturn.folder).filter((name) => name.includes('partial')),
        [],
      );
    });

    it('that can not be written is refused before anything is asked of AWS', async () => {
      mkdirSync(path.join(keyturn.folder, 'folder'));
      const cases: [string, RegExp][] = [
        [path.join(keyturn.folder, 'no', 'such', 'keys.csv'), /there is no such folder/],
        [path.join(keyturn.folder, 'folder'), /a folder: expected a file/],
        ['/proc/keys.csv', /can't be written/],
      ];
      for (const [file, line] of cases) {
        const [ended, calls] = await company.callsOf(() => audit(['--out', file]));
        assertRefusal(ended, exitCodes.badUse, line);
        assert.deepEqual(calls, []);
      }
    });

    it('is left as it was where nothing could be read', async () => {
      const file = path.join(keyturn.folder, 'before.csv');
      writeFileSync(file, 'before');
      await company.moto.refuse([PRODUCTION]);
      const ended = await audit(['--out', file, ...across(PRODUCTION)]);
      assert.equal(ended.code, exitCodes.noAnswer);
      assert.equal(readFileSync(file, 'utf8'), 'before');
    });
  });

  describe('--fail-on', () => {
    const cases: [string, readonly string[], number][] = [
      ['a rule that is broken', ['rotation'], exitCodes.findings],
      ['a rule that is kept', ['one-user'], exitCodes.fine],
      ['one of several', ['one-user', '--fail-on', 'mfa'], exitCodes.findings],
      ['a policy of an engineer’s own', ['self-management'], exitCodes.findings],
      ['any', ['any'], exitCodes.findings],
    ];
    for (const [what, rules, expected] of cases)
      it(`${what}: ends with ${expected}, and the report is written`, async () => {
        const { code, stdout, stderr } = await audit(['--format', 'json', '--fail-on', ...rules]);
        assert.equal(code, expected, stderr);
        reportSchema.parse(JSON.parse(stdout));
        if (expected === exitCodes.findings) assert.match(stderr, /^keyturn: broken, as --fail-on/);
      });

    it('does not call an audit fine that could not see everything', async () => {
      const args = across(OWN, SANDBOX);
      const kept = await audit([...args, '--fail-on', 'one-user']);
      assert.equal(kept.code, exitCodes.incomplete);
      const broken = await audit([...args, '--fail-on', 'rotation']);
      assert.equal(broken.code, exitCodes.findings);
    });
  });

  describe('of several accounts', () => {
    it('reads each through the role, and names them as it was told', async () => {
      const report = await jsonOf(across(`${OWN}=home`, `${PRODUCTION}=prod`));
      assert.deepEqual(
        report.accounts.map(({ id, name, outcome }) => [id, name, outcome]),
        [
          [OWN, 'home', 'read'],
          [PRODUCTION, 'prod', 'read'],
        ],
      );
      assert.deepEqual(breached(report, 'one-key'), ['erin']);
      assert.deepEqual(breached(report, 'one-user'), ['erin']);
    });

    it('reports an account that can not be read as unread, with the others', async () => {
      await company.moto.refuse([PRODUCTION]);
      const { code, stdout, stderr } = await audit([
        '--format',
        'json',
        ...across(`${OWN}=home`, `${PRODUCTION}=prod`),
      ]);
      assert.equal(code, exitCodes.incomplete);
      assert.match(stderr, /^keyturn: 1 of 2 accounts could not be read \(prod\)/);
      const report = reportSchema.parse(JSON.parse(stdout));
      const [home, prod] = report.accounts;
      assert.equal(home?.outcome, 'read');
      assert.ok(prod?.outcome === 'unread' && prod.reason.startsWith('access-denied'));
      assert.equal(report.keys.length, 5);
    });

    it('ends with an error where not one could be read', async () => {
      await company.moto.refuse([PRODUCTION]);
      const ended = await audit(across(PRODUCTION, SANDBOX));
      assertRefusal(
        ended,
        exitCodes.noAnswer,
        /none of 2 accounts could be read; the account 222222222222 could not be read: access-denied/,
      );
    });
  });

  describe('without an answer of AWS', () => {
    const nobody = { AWS_EC2_METADATA_DISABLED: 'true' };

    it('for want of credentials, says how to get some', async () => {
      const ended = await audit([], { ...nobody, AWS_ENDPOINT_URL: company.moto.url });
      assertRefusal(ended, exitCodes.noAnswer, /no AWS credentials found.*aws-vault exec/);
    });

    it('for want of the profile, names it', async () => {
      const ended = await audit(['--profile', 'nope']);
      assertRefusal(
        ended,
        exitCodes.badUse,
        /--profile is nope, a profile that AWS's .* don't have/,
      );
    });

    it('since the credentials are nobody’s', async () => {
      const ended = await audit([], { ...company.env, AWS_ACCESS_KEY_ID: 'AKIANOBODYATALL00001' });
      assertRefusal(ended, exitCodes.noAnswer, /whose the credentials are, and answered: /);
      assert.ok(!ended.stderr.includes('AKIANOBODY'));
    });

    it('since nothing is permitted', async () => {
      await company.moto.refuse([OWN]);
      assertRefusal(await audit([]), exitCodes.noAnswer, /AccessDenied/);
    });

    it('since it can not be reached', async () => {
      const ended = await audit([], { ...company.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
      assertRefusal(ended, exitCodes.noAnswer, /ECONNREFUSED/);
    });

    it('to who asks for the accounts of the organization, says what it takes', async () => {
      const env = { ...company.env, AWS_ENDPOINT_URL_ORGANIZATIONS: 'http://127.0.0.1:9' };
      const ended = await audit(['--organization', '--role-name', ROLE], env);
      assertRefusal(ended, exitCodes.noAnswer, /organizations:ListAccounts/);
    });

    it('shows where that came from under --debug', async () => {
      const { code, stderr } = await audit(['--debug'], {
        ...nobody,
        AWS_ENDPOINT_URL: company.moto.url,
      });
      assert.equal(code, exitCodes.noAnswer);
      assert.match(stderr, /\n +at [^]*caused by/);
    });
  });

  describe('of an organization', () => {
    let member: string;
    before(async () => (member = await company.organize('workloads')));

    it('reads every active account, its own with its own credentials', async () => {
      const report = await jsonOf(['--organization', '--role-name', ROLE]);
      // AWS makes the role in an account that the organization makes, and not in its own.
      assert.deepEqual(
        report.accounts.map(({ id, outcome }) => `${id} ${outcome}`).toSorted(),
        [`${OWN} read`, `${member} read`].toSorted(),
      );
      assert.equal(report.accounts.find(({ id }) => id === member)?.name, 'workloads');
    });

    it('leaves out what it is told to', async () => {
      const args = ['--organization', '--role-name', ROLE, '--exclude', member];
      assert.equal((await jsonOf(args)).accounts.length, 1);
    });

    it('that is empty is an error, not a clean report', async () => {
      const args = ['--organization', '--role-name', ROLE, '--exclude', `${member},${OWN}`];
      assertRefusal(await audit(args), exitCodes.noAnswer, /no active account/);
    });
  });

  describe('refuses, before anything is asked of AWS,', () => {
    const role = ['--role-name', ROLE];
    const cases: [readonly string[], RegExp][] = [
      [['--format', 'xml'], /'xml' is invalid\. Allowed choices are table, json, csv, html, sarif/],
      [['--fail-on', 'everything'], /'everything' is invalid\. Allowed choices are one-user/],
      ...['0', '-1', '1.5', '45d', ''].map((days): [readonly string[], RegExp] => [
        ['--unused-after', days],
        /Expected a whole number of days from 1 on; found "/,
      ]),
      [['--untagged-as', 'robot'], /Allowed choices are engineer, machine/],
      [['--accounts', '123', ...role], /12 digits.*found "123"/],
      [['--accounts', `${OWN},${OWN}=twice`, ...role], /found 123456789012 twice/],
      [
        ['--accounts', `${OWN}=a;222222222222=b`, ...role],
        /with commas between them; found .*a;2222/,
      ],
      [
        ['--accounts', `${OWN}=a 222222222222`, ...role],
        /with commas between them; found .*a 2222/,
      ],
      [
        ['--organization', '--role-name', `arn:aws:iam::${OWN}:role/audit`],
        /--role-name.*Expected a role's name, not its ARN/,
      ],
      [['--accounts', OWN], /--accounts needs --role-name/],
      [['--organization'], /--organization needs --role-name/],
      [role, /--role-name goes with --accounts or --organization/],
      [['--external-id', 'x'], /--external-id goes with/],
      [['--exclude', OWN], /--exclude goes with --organization/],
      [['--organization', '--accounts', OWN, ...role], /cannot be used with option/],
      [['--region', 'atlantis'], /"atlantis" is no region/],
      [['--config', 'settings.yaml'], /settings\.yaml: expected a stack's file/],
      [['--config', 'Pulumi.none.yaml'], /Pulumi\.none\.yaml: found no such file/],
    ];
    for (const [args, line] of cases)
      it(args.join(' '), async () => {
        const [ended, calls] = await company.callsOf(() => audit(args));
        assertRefusal(ended, exitCodes.badUse, line);
        assert.deepEqual(calls, []);
      });

    it('settings that make no sense, by file, line and field', async () => {
      const file = path.join(keyturn.folder, 'Pulumi.wrong.yaml');
      writeFileSync(file, 'config:\n  keyturn:settings:\n    disableAge: 80\n');
      assertRefusal(
        await audit(['--config', file]),
        exitCodes.badUse,
        /Pulumi\.wrong\.yaml:3:\d+: keyturn:settings\.disableAge: found 80, expected more than/,
      );
    });

    for (const [what, lines, line] of [
      [
        'the file of an account without the monitor',
        '  keyturn:accountKinds: [identity, member]\n',
        /Pulumi\.wrong\.yaml:2:\d+: keyturn:accountKinds: found .*identity.*, expected the file of a stack whose accountKinds has monitor/,
      ],
      [
        'settings that are a secret',
        '  keyturn:settings: {secure: v1:abc}\n',
        /Pulumi\.wrong\.yaml:2:\d+: keyturn:settings: found a secret, expected plain text/,
      ],
    ] as const)
      it(`${what}, of which the defaults would be taken`, async () => {
        const file = path.join(keyturn.folder, 'Pulumi.wrong.yaml');
        writeFileSync(file, `config:\n${lines}`);
        assertRefusal(await audit(['--config', file]), exitCodes.badUse, line);
      });
  });

  it('takes the settings of a stack’s file', async () => {
    const file = path.join(keyturn.folder, 'Pulumi.monitor.yaml');
    writeFileSync(
      file,
      'config:\n  keyturn:settings:\n    timeZone: Asia/Tokyo\n    reminderAges: [5, 6]\n    disableAge: 12\n',
    );
    const report = await jsonOf(['--config', file]);
    assert.equal(report.timeZone, 'Asia/Tokyo');
    assert.deepEqual(report.limits.reminderAges, [5, 6]);
    assert.ok(breached(report, 'rotation').includes('alice'));
  });

  describe('--profile', () => {
    before(() => {
      const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = company.env;
      const folder = path.join(keyturn.folder, '.aws');
      mkdirSync(folder);
      writeFileSync(
        path.join(folder, 'config'),
        [
          '[profile identity]',
          'region = eu-central-1',
          `aws_access_key_id = ${AWS_ACCESS_KEY_ID}`,
          `aws_secret_access_key = ${AWS_SECRET_ACCESS_KEY}`,
          '[profile with-mfa]',
          'source_profile = identity',
          `role_arn = arn:aws:iam::${PRODUCTION}:role/${ROLE}`,
          `mfa_serial = arn:aws:iam::${OWN}:mfa/phone`,
          '',
        ].join('\n'),
      );
    });
    const bare = () => ({ AWS_ENDPOINT_URL: company.moto.url, AWS_EC2_METADATA_DISABLED: 'true' });

    it('gives credentials and region', async () => {
      const { code, stderr } = await audit(['--profile', 'identity'], bare());
      assert.deepEqual([code, stderr], [exitCodes.fine, '']);
      const [iam] = (await company.moto.recordedCalls())
        .filter(({ action }) => action === 'GetCallerIdentity')
        .slice(-1);
      assert.equal(iam?.region, 'eu-central-1');
    });

    it('goes before keys in the environment, without a word', async () => {
      const env = { ...bare(), AWS_ACCESS_KEY_ID: 'AKIANOBODY', AWS_SECRET_ACCESS_KEY: 'none' };
      const { code, stderr } = await audit(['--profile', 'identity'], env);
      assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    });

    it('that asks for a code says so where there is nobody to ask', async () => {
      const ended = await audit(['--profile', 'with-mfa'], bare());
      assertRefusal(ended, exitCodes.noAnswer, /mfa\/phone is needed, and there is no terminal/);
    });
  });

  it('ends as it would where nobody reads what it writes any more', async () => {
    const args = [keyturn.file, 'audit', '--format', 'json'];
    const env = { PATH: process.env['PATH'], HOME: keyturn.folder, ...company.env };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.deepEqual([code, stderr], [exitCodes.fine, '']);
  });

  describe('on a terminal', () => {
    /** All that the terminal shows: Python's pty is one. */
    async function shown(env: Readonly<Record<string, string>>): Promise<string> {
      const python = path.join(root, '.venv', 'bin', 'python');
      const script = 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)';
      const child = spawn(python, ['-c', script, process.execPath, keyturn.file, 'audit'], {
        env: { PATH: process.env['PATH'], HOME: keyturn.folder, TERM: 'xterm', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      await new Promise((resolve) => child.once('close', resolve));
      return output;
    }
    /** Escape sequences that colour, other than those that only move the cursor. */
    const isColoured = (text: string) => text.includes('\u001b[3');

    it('shows progress and colours', async () => {
      const output = await shown(company.env);
      assert.match(output, /reading accounts: 0 of 1/);
      assert.match(output, /users: \d of 6/);
      assert.ok(isColoured(output.slice(output.indexOf('Rules'))));
    });

    it('shows no colours in the report where NO_COLOR asks for none', async () => {
      const output = await shown({ ...company.env, NO_COLOR: '1' });
      assert.match(output, /Rules/);
      assert.ok(!isColoured(output.slice(output.indexOf('Rules'))));
    });
  });
});
