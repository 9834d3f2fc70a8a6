import assert from 'node:assert/strict';
import { readEnvironment } from '../functions/environment';
import { monitorEnvironment } from '../functions/monitor/environment';
import { alarmsOf } from '../rules/alarm-names';
import type { runDefinition } from './key-monitor/run-definition';
import { FanOut, KeyMonitor, type KeyMonitorArgs } from './key-monitor';
import { fakeBundles } from './testing/bundles';
import { deploy, documentIn, refuses, typesByName } from './testing/deployment';

const accounts = [
  { id: '222222222222', name: 'production' },
  { id: '111111111111', name: 'identity' },
];
const base: KeyMonitorArgs = {
  accounts,
  externalId: 'some-external-id',
  teamChannel: 'C0123456789',
  slackTokenSecretArn: 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:slack-AbCdEf',
};
const stateMachineArn = 'arn:aws:states:eu-central-1:111111111111:stateMachine:keyturn-run';

describe('a KeyMonitor whose runs are distributed', () => {
  const bundles = fakeBundles();
  after(() => bundles.remove());
  const make = (args: Partial<KeyMonitorArgs> = {}) =>
    deploy(
      (opts) =>
        new KeyMonitor(
          'keyturn',
          { ...base, functionsPath: bundles.folder, fanOut: FanOut.Distributed, ...args },
          opts,
        ),
    );
  type Made = Awaited<ReturnType<typeof make>>;
  const variablesOf = (made: Made, what: string) => {
    const { environment } = made.child(`keyturn-${what}-function`).inputs as {
      environment: { variables: Record<string, string> };
    };
    return environment.variables;
  };
  const variableOf = (made: Made, what: string) =>
    JSON.parse(variablesOf(made, what)['KEYTURN_ACCOUNTS'] ?? '') as unknown;
  const definitionOf = (made: Made) =>
    documentIn(made.child('keyturn-run'), 'definition') as ReturnType<typeof runDefinition>;

  it('has a state machine with its role, log and alarms, and all else as it was', async () => {
    const [distributed, plain] = [await make(), await make({ fanOut: undefined })];
    const before = typesByName(plain);
    const added = Object.entries(typesByName(distributed)).filter(([name]) => !(name in before));
    assert.deepEqual(Object.fromEntries(added), {
      'keyturn-run': 'aws:sfn/stateMachine:StateMachine',
      'keyturn-run-logs': 'aws:cloudwatch/logGroup:LogGroup',
      'keyturn-run-permissions': 'aws:iam/rolePolicy:RolePolicy',
      'keyturn-run-role': 'aws:iam/role:Role',
      'keyturn-executions-failed-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
      'keyturn-executions-throttled-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
      'keyturn-executions-timed-out-alarm': 'aws:cloudwatch/metricAlarm:MetricAlarm',
    });
    assert.equal(Object.keys(typesByName(distributed)).length, Object.keys(before).length + 7);
    assert.deepEqual(typesByName(await make({ fanOut: FanOut.Function })), before);
  });

  it('has the alarms that who looks after it looks for, and no others', async () => {
    const answering = { slackSigningSecret: 'a'.repeat(32), slackAppId: 'A0123456789' };
    for (const isDistributed of [false, true])
      for (const isInteractive of [false, true]) {
        const made = await make({
          fanOut: isDistributed ? FanOut.Distributed : FanOut.Function,
          ...(isInteractive && answering),
        });
        const alarms = Object.entries(typesByName(made)).flatMap(([name, type]) =>
          type === 'aws:cloudwatch/metricAlarm:MetricAlarm'
            ? [String(made.child(name).inputs['name'])]
            : [],
        );
        const expected = alarmsOf({ isDistributed, isInteractive });
        assert.deepEqual(alarms.sort(), expected.map((name) => `keyturn-${name}`).sort());
      }
  });

  it('is woken by starting an execution, for the schedule’s own time', async () => {
    const made = await make();
    const { target } = made.child('keyturn-schedule').inputs as { target: Record<string, string> };
    const { arn } = made.child('keyturn-run').inputs as { arn?: string };
    assert.equal(arn, undefined);
    assert.match(target['arn'] ?? '', /^arn:aws:sfn:.*keyturn-run$/);
    assert.deepEqual(JSON.parse(target['input'] ?? ''), {
      scheduledTime: '<aws.scheduler.scheduled-time>',
    });
    const permissions = String(made.child('keyturn-schedule-permissions').inputs['policy']);
    assert.match(permissions, /states:StartExecution/);
    assert.doesNotMatch(permissions, /lambda/);
  });

  it('is traced where it is told, and says so where not', async () => {
    for (const tracing of [true, false]) {
      const made = await make({ tracing });
      assert.deepEqual(made.child('keyturn-run').inputs['tracingConfiguration'], {
        enabled: tracing,
      });
      for (const what of ['monitor', 'notify', 'key-events'])
        assert.deepEqual(made.child(`keyturn-${what}-function`).inputs['tracingConfig'], {
          mode: tracing ? 'Active' : 'PassThrough',
        });
      for (const what of ['monitor', 'notify', 'key-events', 'run'])
        assert.equal(
          String(made.child(`keyturn-${what}-permissions`).inputs['policy']).includes('xray:'),
          tracing,
          what,
        );
    }
  });

  it('logs errors, without what users are called', async () => {
    const { loggingConfiguration, type } = (await make()).child('keyturn-run').inputs as {
      loggingConfiguration: Record<string, unknown>;
      type: string;
    };
    assert.equal(type, 'STANDARD');
    assert.equal(loggingConfiguration['level'], 'ERROR');
    assert.equal(loggingConfiguration['includeExecutionData'], false);
    assert.match(String(loggingConfiguration['logDestination']), /:\*$/);
  });

  it('lets the state machine’s role be taken on for it alone', async () => {
    const trust = String((await make()).child('keyturn-run-role').inputs['assumeRolePolicy']);
    assert.match(trust, /"Service":"states\.amazonaws\.com"/);
    assert.ok(
      trust.includes(`"aws:SourceArn":["${stateMachineArn}","${stateMachineArn}/*"]`),
      trust,
    );
    assert.match(trust, /"aws:SourceAccount":"111111111111"/);
  });

  it('hands the listed accounts to the state machine, not to the function', async () => {
    const made = await make();
    assert.deepEqual(variableOf(made, 'monitor'), { list: [] });
    assert.deepEqual(variableOf(made, 'key-events'), { list: accounts });
    const list = definitionOf(made).States['List accounts'].Parameters;
    assert.deepEqual(list, {
      step: 'list',
      'scheduledTime.$': '$$.Execution.Input.scheduledTime',
      'run.$': '$$.Execution.Name',
      accounts,
    });
  });

  it('takes more listed accounts than a function’s environment has room for', async () => {
    const many = Array.from({ length: 140 }, (_, i) => ({
      id: String(400_000_000_000 + i),
      name: `account number ${i}`,
    }));
    await assert.rejects(make({ fanOut: undefined, accounts: many }), /Lambda takes 4096/);
    const made = await make({ accounts: many });
    assert.deepEqual(variableOf(made, 'key-events'), { organization: { exclude: [] } });
  });

  it('asks an organization for its accounts', async () => {
    const made = await make({ accounts: undefined, organizationId: 'o-abcdefghij' });
    assert.deepEqual(variableOf(made, 'monitor'), { organization: { exclude: [] } });
    assert.ok(!('accounts' in definitionOf(made).States['List accounts'].Parameters));
  });

  it('handles as many accounts at a time as it is told', async () => {
    for (const [concurrency, expected] of [
      [undefined, 8],
      [1000, 1000],
    ])
      assert.equal(
        definitionOf(await make({ concurrency })).States['Handle accounts'].MaxConcurrency,
        expected,
      );
  });

  for (const [fanOut, concurrency] of [
    [FanOut.Distributed, 1],
    [FanOut.Distributed, 65],
    [FanOut.Distributed, 1000],
    [FanOut.Function, 1],
    [FanOut.Function, 50],
  ] as const)
    it(`sets variables that the function takes: ${fanOut}, ${concurrency} at a time`, async () => {
      const made = await make({ fanOut, concurrency });
      // Lambda sets the region itself.
      const variables = { AWS_REGION: 'eu-central-1', ...variablesOf(made, 'monitor') };
      const read = readEnvironment(monitorEnvironment, variables);
      if (fanOut === FanOut.Function) assert.equal(read.KEYTURN_CONCURRENCY, concurrency);
      assert.equal('KEYTURN_CONCURRENCY' in variables, fanOut === FanOut.Function);
    });

  const wrong: [Partial<KeyMonitorArgs>, string, RegExp][] = [
    [{ concurrency: 1001, fanOut: FanOut.Distributed }, 'concurrency', /from 1 to 1000/],
    [{ concurrency: 51, fanOut: FanOut.Function }, 'concurrency', /from 1 to 50/],
  ];
  for (const [args, property, message] of wrong)
    it(`refuses ${JSON.stringify(args)}`, () =>
      refuses(
        (all: KeyMonitorArgs, opts) => new KeyMonitor('keyturn', all, opts),
        { ...base, functionsPath: bundles.folder, fanOut: args.fanOut },
        { concurrency: args.concurrency },
        property,
        message,
      ));

  it('refuses another way than the two', () =>
    assert.rejects(
      make({ fanOut: 'everywhere' as FanOut }),
      /fanOut: expected one of function, distributed, found "everywhere"/,
    ));
});
