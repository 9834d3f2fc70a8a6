import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { createKey } from '../emulation/moto/test-clients';
import { version } from '../package.json';
import { runs, transcriptFile } from '../scripts/doctor-picture/pictures';
import { transcriptOf } from '../scripts/doctor-picture/transcript';
import { doctorSchema, type Check, type DoctorDocument } from './doctor/doctor-document';
import { brokenDeployments } from './testing/broken';
import {
  DoctoredCompany,
  EVENTS_REGION,
  IDENTITY,
  MONITOR,
  PRODUCTION,
  REGION,
  ROLE,
} from './testing/doctored-company';
import { Keyturn } from './testing/keyturn';
import { StandInFunctions, well, type StandIn } from './testing/stand-in-functions';
import { withDefaults } from './testing/with-defaults';

const DAY_MS = 86_400_000;

describe('keyturn doctor', () => {
  let keyturn: Keyturn;
  let company: DoctoredCompany;
  let functions: StandInFunctions;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (functions = await StandInFunctions.start()));
  after(() => functions.stop());
  before(async () => (company = await DoctoredCompany.open()));
  after(() => company.stop());
  before(() => functions.standIn(company.moto));
  beforeEach(() => void (functions.answers = {}));

  const inAccounts = ['--role-name', ROLE];
  async function doctor(args: readonly string[], accountId = MONITOR) {
    return keyturn.run(['doctor', ...args], { env: await company.env(accountId) });
  }
  async function found(...args: readonly string[]) {
    const isNamed = args.includes('--function');
    const own = { '--project': company.project.folder, '--role-name': ROLE };
    const all = isNamed ? args : withDefaults(own, args);
    const ended = await doctor(['--format', 'json', ...all]);
    if (ended.stdout === '') assert.fail(ended.stderr);
    return { ...ended, document: doctorSchema.parse(JSON.parse(ended.stdout)) };
  }
  const linesOf = ({ checks }: DoctorDocument, outcome: Check['outcome']) =>
    checks.filter((check) => check.outcome === outcome);

  it('finds nothing wrong where all is well', async () => {
    const { code, document, stderr } = await found();
    assert.deepEqual(linesOf(document, 'wrong'), []);
    assert.deepEqual(linesOf(document, 'not-known'), []);
    assert.equal(code, 0, stderr);
    const { checkedAt, checks, ...head } = document;
    assert.ok(Math.abs(Date.parse(checkedAt) - Date.now()) < 3_600_000);
    assert.deepEqual(head, {
      format: 'keyturn-doctor/1',
      keyturnVersion: version,
      accountId: MONITOR,
      region: 'eu-central-1',
      monitor: 'keyturn',
      stack: 'monitor',
    });
    const kinds = new Set(checks.map(({ what }) => what));
    // Of these there is a line only where something is wrong.
    const silent = new Set(['schedule-clocks', 'alarm-topic']);
    for (const { what } of Object.values(brokenDeployments))
      assert.ok(silent.has(what) || kinds.has(what), what);
  });

  describe('asks the deployed bundles themselves', () => {
    let invoker: Awaited<ReturnType<DoctoredCompany['answerThemselves']>>;
    before(async () => (invoker = await company.answerThemselves()));
    after(async () => {
      await invoker.stop();
      await functions.standIn(company.moto);
    });

    it('which find nothing wrong', async () => {
      const { document, code, stderr } = await found();
      assert.deepEqual(linesOf(document, 'wrong'), []);
      // What only doing it shows has nothing to do about it.
      const open = linesOf(document, 'not-known').filter(({ todo }) => todo !== undefined);
      assert.deepEqual(open, []);
      assert.equal(code, 0, stderr);
      const of = (what: string) =>
        document.checks.filter((each) => each.what === what).map(({ id }) => id);
      // Both monitor and act try them.
      const roles = [...new Set(of('audit-role'))];
      assert.deepEqual(roles.sort(), [IDENTITY, PRODUCTION, MONITOR].sort());
      assert.ok(of('slack-channel').includes('C0INFRA0001'));
      assert.ok(of('slack-user').includes('U0ADA000001'));
      assert.equal(of('version').length, 5);
    });

    for (const run of runs)
      it(`which say what the documentation pictures: ${run}`, async () => {
        const pictured = readFileSync(transcriptFile(run), 'utf8');
        assert.equal(await transcriptOf(run, company, keyturn), pictured, '`npm run docs:doctor`');
      });

    it('which say that a person has left', async () => {
      const { workspace } = company.slack;
      const ada = workspace.user('U0ADA000001');
      workspace.putUser({ ...ada, isDeactivated: true });
      const { document, code } = await found();
      const wrong = linesOf(document, 'wrong');
      assert.deepEqual(
        wrong.map(({ group, what, id }) => [group, what, id]),
        [['notify', 'slack-user', 'U0ADA000001']],
      );
      assert.equal(code, 1);
      workspace.putUser(ada);
    });
  });

  for (const [name, broken] of Object.entries(brokenDeployments))
    it(`says what is wrong: ${name}`, async () => {
      const mend = await broken.break(company);
      try {
        const { code, document, stderr } = await found();
        const { what, id } = broken;
        const line = document.checks.find((each) => each.what === what && each.id === id);
        assert.equal(line?.outcome, 'wrong', `${what} ${id}`);
        assert.match(line.found, broken.found);
        assert.match(line.page ?? '', broken.page);
        assert.ok(line.todo);
        assert.equal(code, 1);
        assert.match(stderr, /checks found something wrong: the output says what to do/);
        // What is broken is named, and nothing else with it.
        const others = linesOf(document, 'wrong').filter((each) => each !== line);
        assert.deepEqual(
          others.filter((each) => each.what !== what && each.what !== 'settings'),
          [],
        );
      } finally {
        await mend();
      }
    });

  describe('of a monitor that is not there', () => {
    const none: Readonly<Record<string, RegExp>> = {
      'function nobody-monitor': /there is none of that name/,
      'schedule nobody-daily': /nothing wakes the monitor/,
      'last-run nobody-monitor': /none was completed in 14 days/,
      'dead-letters nobody-undelivered.fifo': /no such queue/,
      'dead-letters nobody-failed-runs': /no such queue/,
      'dead-letters nobody-missed-schedules': /no such queue/,
      'alarm nobody-heartbeat': /there is none: nobody would be told/,
      'log-retention /aws/lambda/nobody-monitor': /no such log group/,
      [`key-event-rule ${MONITOR}`]: /no rule in us-east-1 forwards/,
      'bus-rule nobody/nobody-key-events': /there is none: key events wake nobody/,
    };
    it('says what is missing, and of what it can’t know that it does not', async () => {
      const { code, document } = await found('--function', 'nobody-monitor', '--region', REGION);
      const byName = new Map(document.checks.map((each) => [`${each.what} ${each.id}`, each]));
      for (const [name, expected] of Object.entries(none)) {
        assert.equal(byName.get(name)?.outcome, 'wrong', name);
        assert.match(byName.get(name)?.found ?? '', expected);
      }
      assert.match(
        byName.get('function nobody-monitor')?.todo ?? '',
        /^is it in another region than eu-central-1 \(--region\)\? Else: pulumi up/,
      );
      assert.equal(byName.get('dry-run nobody-monitor')?.outcome, 'not-known');
      assert.equal(byName.get('key-events-came nobody-key-events')?.outcome, 'not-known');
      // Whether people answer in Slack nobody has said.
      assert.ok(!document.checks.some(({ id }) => id === 'nobody-act'));
      assert.equal(code, 1);
    });
  });

  it('looks at a function that is named, without a project', async () => {
    const arn = `arn:aws:lambda:${REGION}:${MONITOR}:function:keyturn-monitor`;
    for (const args of [[arn], ['keyturn-monitor', '--region', REGION]]) {
      const { code, document, stderr } = await found('--function', ...args, ...inAccounts);
      assert.deepEqual(linesOf(document, 'wrong'), []);
      assert.equal(code, 0, stderr);
      assert.equal(document.stack, undefined);
      assert.ok(document.checks.some(({ id }) => id === 'keyturn-act'));
      assert.ok(document.checks.some(({ what, id }) => what === 'trail' && id === PRODUCTION));
    }
  });

  it('looks into no other account without a role for it, and fails nothing for that', async () => {
    const { code, stdout } = await doctor(['--project', company.project.folder]);
    assert.match(stdout, /\? trail 111111111111: another account: --role-name R looks into it/);
    assert.doesNotMatch(stdout, /key-event-rule 111111111111/);
    assert.equal(code, 0);
  });

  it('says which account does not let it in', async () => {
    const { code, document } = await found('--role-name', 'nobody');
    const open = document.checks.filter(({ outcome }) => outcome === 'not-known');
    assert.deepEqual(
      open.map(({ what, id }) => `${what} ${id}`),
      [IDENTITY, PRODUCTION].flatMap((id) => [`trail ${id}`, `key-event-rule ${id}`]),
    );
    for (const { todo } of open)
      assert.match(todo ?? '', /has the account the role of --role-name/);
    assert.equal(code, 4);
  });

  it('asks the functions, and names whom notify is to reach', async () => {
    await found();
    assert.deepEqual(Object.fromEntries(functions.asked), {
      monitor: { check: 'keyturn-check/1' },
      notify: {
        check: 'keyturn-check/1',
        channels: ['C0INFRA0001'],
        people: [{ id: 'U0ADA000001', usedBy: 'ada' }],
      },
      'key-events': { check: 'keyturn-check/1' },
      'slack-in': { check: 'keyturn-check/1' },
      act: { check: 'keyturn-check/1' },
    });
  });

  it('shows what the functions say, also in words that it does not know', async () => {
    const line = { what: 'new-word', id: 'x', found: 'as it is', todo: 'do it', page: 'docs/x.md' };
    const lines = [
      { ...line, outcome: 'wrong' },
      { ...line, outcome: 'fine', more: 1 },
    ];
    functions.answers = { monitor: { body: well('monitor', { checks: lines, more: true }) } };
    const { document, code } = await found();
    const said = document.checks.filter(({ what }) => what === 'new-word');
    assert.deepEqual(said, [
      { group: 'monitor', ...line, outcome: 'wrong' },
      { group: 'monitor', ...line, outcome: 'fine' },
    ]);
    assert.equal(code, 1);
  });

  const odd: Readonly<Record<string, readonly [StandIn, Check['outcome'], string, RegExp]>> = {
    'of another version of the package': [
      { body: well('act', { version: '0.0.9' }) },
      'wrong',
      'version',
      /it is of 0\.0\.9, and this command of /,
    ],
    'of another format': [
      { body: { ...well('act'), format: 'keyturn-check/2' } },
      'not-known',
      'answer',
      /of another version/,
    ],
    'of another function': [{ body: well('notify') }, 'not-known', 'answer', /of another version/],
    'which are none': [{ body: null }, 'not-known', 'answer', /of another version/],
    'that it does not know the question': [
      { status: 500, body: { errorType: 'UnexpectedBatchTypeError', errorMessage: 'no batch' } },
      'not-known',
      'answer',
      /does not know the question \(UnexpectedBatchTypeError: no batch\)/,
    ],
    'that it took too long': [
      { status: 500, body: { errorType: 'Sandbox.Timedout', errorMessage: 'timed out' } },
      'wrong',
      'answer',
      /it failed: Sandbox\.Timedout: timed out/,
    ],
    'that it can’t be loaded': [
      {
        status: 500,
        body: { errorType: 'Runtime.ImportModuleError', errorMessage: 'no index\nStack' },
      },
      'wrong',
      'answer',
      /it failed: Runtime\.ImportModuleError: no index$/,
    ],
  };
  for (const [what, [answer, outcome, word, expected]] of Object.entries(odd))
    it(`takes answers ${what}`, async () => {
      functions.answers = { act: answer };
      const { document, code } = await found();
      const line = document.checks.find(({ group, what }) => group === 'act' && what === word);
      assert.deepEqual([line?.id, line?.outcome], ['keyturn-act', outcome]);
      assert.match(line?.found ?? '', expected);
      assert.ok(line?.todo);
      assert.equal(code, outcome === 'wrong' ? 1 : 4);
    });

  /** In moto's name of the service, and IAM's. */
  const rights: readonly (readonly [string, string])[] = [
    ['awslambda:GetFunction', 'lambda:GetFunction'],
    ['awslambda:ListEventSourceMappings', 'lambda:ListEventSourceMappings'],
    ['awslambda:Invoke', 'lambda:InvokeFunction'],
    ['scheduler:GetSchedule', 'scheduler:GetSchedule'],
    ['cloudwatch:GetMetricStatistics', 'cloudwatch:GetMetricStatistics'],
    ['cloudwatch:DescribeAlarms', 'cloudwatch:DescribeAlarms'],
    ['sns:ListSubscriptionsByTopic', 'sns:ListSubscriptionsByTopic'],
    ['sqs:GetQueueAttributes', 'sqs:GetQueueAttributes'],
    ['logs:DescribeLogGroups', 'logs:DescribeLogGroups'],
    ['events:DescribeRule', 'events:DescribeRule'],
    ['events:ListRuleNamesByTarget', 'events:ListRuleNamesByTarget'],
    ['cloudtrail:DescribeTrails', 'cloudtrail:DescribeTrails'],
  ];
  for (const [call, right] of rights)
    it(`says that it may not ${right}, and goes on`, async () => {
      await company.moto.refuse([call]);
      try {
        const { document, code } = await found();
        const line = document.checks.find(({ found }) => found.startsWith(right));
        assert.equal(line?.outcome, 'not-known', right);
        assert.match(line?.todo ?? '', new RegExp(`let these credentials ${right}`));
        assert.ok(linesOf(document, 'fine').length > 5);
        assert.equal(code, linesOf(document, 'wrong').length > 0 ? 1 : 4);
      } finally {
        await company.moto.refuse([]);
      }
    });

  it('is shown to people with what is wrong, what to do and the count', async () => {
    functions.answers = { notify: { body: well('notify', { version: '9.9.9' }) } };
    const file = path.join(keyturn.folder, 'doctor.txt');
    const { stdout, code } = await doctor([
      ...['--project', company.project.folder, '--stack', 'monitor', '--out', file],
      ...inAccounts,
    ]);
    assert.equal(stdout, '');
    assert.equal(code, 1);
    const text = readFileSync(file, 'utf8');
    assert.match(
      text,
      /^Monitor keyturn in account 333333333333, eu-central-1, stack monitor; keyturn /,
    );
    assert.match(
      text,
      /\nAlarms\n {2}✔ alarm: 15 are fine \(keyturn-monitor-errors, .* and 12 more\)\n/,
    );
    assert.match(
      text,
      /\nThe function notify\n {2}✘ version keyturn-notify: it is of 9\.9\.9, and this command of .*\n {6}pulumi up with this version.* · docs\/run\.md#upgrade\n/,
    );
    assert.match(text, /\n✔ \d+ {3}✘ 1 {3}\? 0\n$/);
  });

  const bad: Readonly<Record<string, readonly [RegExp, () => readonly string[]]>> = {
    'no folder of a project': [/has no Pulumi\.yaml/, () => ['--project', keyturn.folder]],
    'a stack without a monitor': [
      /--stack is identity, whose account has no monitor: expected monitor/,
      () => ['--project', company.project.folder, '--stack', 'identity'],
    ],
    'a stack that is none': [
      /--stack is nothing, of which there is no file/,
      () => ['--project', company.project.folder, '--stack', 'nothing'],
    ],
    'both ways to name it': [
      /--function goes without --project/,
      () => ['--project', company.project.folder, '--function', 'keyturn-monitor'],
    ],
    'a function and a stack': [
      /--function goes without --stack/,
      () => ['--stack', 'monitor', '--function', 'keyturn-monitor'],
    ],
    'a function that is none': [
      /--function is "keyturn-notify": expected the name or the ARN of a function monitor/,
      () => ['--function', 'keyturn-notify'],
    ],
    'the ARN of something else': [
      /expected the name or the ARN/,
      () => ['--function', `arn:aws:sqs:${REGION}:${MONITOR}:keyturn-monitor`],
    ],
    'a region that is not that of the ARN': [
      /--region is us-west-2, and the ARN of --function says eu-central-1/,
      () => [
        ...['--function', `arn:aws:lambda:${REGION}:${MONITOR}:function:keyturn-monitor`],
        ...['--region', 'us-west-2'],
      ],
    ],
    'a canary without a name': [
      /--canary: found an empty value/,
      () => ['--project', company.project.folder, '--canary', ''],
    ],
    'a canary that no user can be called': [
      /--canary is "a b": expected the name of an IAM user/,
      () => ['--project', company.project.folder, '--canary', 'a b'],
    ],
    'a region beside a project': [
      /--region goes with --function/,
      () => ['--project', company.project.folder, '--region', REGION],
    ],
    'an external id without a role': [
      /--external-id goes with --role-name/,
      () => ['--project', company.project.folder, '--external-id', 'x'],
    ],
    'a wait without a canary': [/--wait goes with --canary/, () => ['--wait', '3']],
    'yes without a canary': [/--yes goes with --canary/, () => ['--yes']],
    'a profile without a canary': [
      /--canary-profile goes with --canary/,
      () => ['--canary-profile', 'x'],
    ],
    'a wait that is none': [/Expected minutes/, () => ['--canary', 'c', '--wait', '0']],
    'a format that is none': [/Allowed choices are table, json/, () => ['--format', 'xml']],
    'a profile that is not there': [
      /--profile is nobody, a profile/,
      () => [...['--project', company.project.folder, '--profile', 'nobody']],
    ],
  };
  for (const [what, [expected, args]] of Object.entries(bad))
    it(`refuses ${what}`, async () => {
      const { code, stdout, stderr } = await doctor(args());
      assert.match(stderr, expected);
      assert.equal(stdout, '');
      assert.equal(code, 2);
    });

  it('refuses the credentials of another account', async () => {
    const { code, stderr } = await doctor(['--project', company.project.folder], IDENTITY);
    assert.match(
      stderr,
      /of account 111111111111; the monitor’s account is 333333333333: name a --profile/,
    );
    assert.equal(code, 2);
  });

  describe('as time goes by', () => {
    const start = Date.now();
    const turnTo = async (days: number) => {
      await company.moto.tellTime(days !== 0);
      await company.moto.setClock(new Date(start + days * DAY_MS));
    };
    after(() => turnTo(0));
    const line = async (what: string) => {
      const { document } = await found();
      return document.checks.find((check) => check.what === what);
    };

    it('says that no run was completed for 26 hours', async () => {
      await turnTo(2);
      const last = await line('last-run');
      assert.equal(last?.outcome, 'wrong');
      assert.match(last.found, /none was completed for 26 hours, the last one at \d{4}-/);
      assert.equal(last.page, 'docs/runbooks/heartbeat.md');
    });

    it('says that keys were made, of which no event came', async () => {
      await turnTo(120);
      const iam = new IAMClient(await company.awsOf(MONITOR, EVENTS_REGION));
      await iam.send(new CreateUserCommand({ UserName: 'late' }));
      await createKey(iam, 'late');
      const quiet = await line('key-events-came');
      assert.equal(quiet?.outcome, 'not-known');
      await turnTo(121);
      const came = await line('key-events-came');
      assert.equal(came?.outcome, 'wrong');
      assert.match(
        came.found,
        /none in 90 days, though CloudTrail knows of keys .* in 333333333333/,
      );
      const last = await line('last-run');
      assert.match(last?.found ?? '', /none was completed in 14 days/);
    });

    it('says that no run was due since the schedule was made', async () => {
      const cloudwatch = new CloudWatchClient(await company.awsOf(MONITOR));
      const set = (StateValue: 'OK' | 'ALARM') =>
        cloudwatch.send(
          new SetAlarmStateCommand({ AlarmName: 'keyturn-heartbeat', StateValue, StateReason: '' }),
        );
      const gone = brokenDeployments['a schedule that is gone'];
      const makeAnew = await gone?.break(company);
      await makeAnew?.();
      await set('ALARM');
      const { document } = await found();
      const of = (what: string, id: string) =>
        document.checks.find((check) => check.what === what && check.id === id);
      const last = of('last-run', 'keyturn-monitor');
      assert.equal(last?.outcome, 'not-known');
      assert.match(last.found, /none was due since the schedule was made/);
      assert.equal(of('alarm', 'keyturn-heartbeat')?.outcome, 'not-known');
      await set('OK');
    });
  });
});
