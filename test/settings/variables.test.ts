import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { z } from 'zod';
import { KeyMonitor } from '../../components';
import { fakeBundles } from '../../components/testing/bundles';
import { deploy } from '../../components/testing/deployment';
import { actEnvironment } from '../../functions/act/environment';
import { readEnvironment } from '../../functions/environment';
import { keyEventsEnvironment } from '../../functions/key-events/environment';
import { monitorEnvironment } from '../../functions/monitor/environment';
import { notifyEnvironment } from '../../functions/notify/environment';
import { setEnvironment } from '../../functions/testing/environment';
import { functionsOf, type AnyFunctionName } from '../../rules/names';
import { listed } from './components/monitor';
import type { Made } from './components/component-case';

/** Those whose environment has a schema; that of `slack-in` is read by hand, as its component's test does. */
type Told = Exclude<AnyFunctionName, 'slack-in'>;

const functions = path.join(__dirname, '..', '..', 'functions');
const accounts = { list: [{ id: '222222222222', name: 'production' }] };
/** Of kinds that the settings themselves say nothing of. */
const ofFlatKeys = { remindAt: [30, 40], stopAt: 50, graceDays: 9 };
const noticeQueueUrl = 'https://sqs.eu-central-1.example.com/watcher-notices.fifo';

/** What the functions must find that may disable something. */
const ofThoseThatDisable = {
  KEYTURN_SETTINGS: {
    timeZone: 'Asia/Tokyo',
    secondKeyGraceDays: 3,
    maximumExemptionDays: 45,
    unusedAge: 45,
    unused: 'report',
    moves: { provedDays: 3, quietDays: 14 },
    circuitBreaker: { keys: 7, percent: 33, releasedThrough: '2026-12-24' },
    clocks: {
      'access-key': ofFlatKeys,
      password: { remindAt: [30, 40], stopAt: 50 },
      'service-specific': ofFlatKeys,
      'ssh-key': ofFlatKeys,
      'signing-certificate': ofFlatKeys,
    },
    modes: {
      'access-key': 'disable',
      password: 'remind',
      'service-specific': 'report',
      'ssh-key': 'report',
      'signing-certificate': 'report',
    },
  },
  KEYTURN_UNUSED: { age: 35, do: 'disable' },
  KEYTURN_MOVES: { provedDays: 4, quietDays: 21 },
  KEYTURN_CREDENTIALS: {
    password: { remindAt: [60, 70], stopAt: 75 },
    'service-specific': { do: 'remind', remindAt: [61, 71], stopAt: 76, graceDays: 4 },
    'ssh-key': { do: 'disable', remindAt: [62, 72], stopAt: 77, graceDays: 3 },
    'signing-certificate': { do: 'remind', remindAt: [63], stopAt: 78, graceDays: 2 },
  },
  KEYTURN_ACCOUNTS: accounts,
  KEYTURN_AUDIT_ROLE_NAME: 'inspector',
  KEYTURN_EXTERNAL_ID: 'of-this-company',
  KEYTURN_LEDGER_TABLE: 'watcher-ledger',
  KEYTURN_NOTICE_QUEUE_URL: noticeQueueUrl,
  KEYTURN_DRY_RUN: true,
  KEYTURN_DRY_RUN_ACCOUNTS: ['222222222222'],
  AWS_REGION: 'ap-southeast-2',
};

/** What each function reads, and what it must find there of a monitor that is told all it can be told. */
const cases: Readonly<
  Record<Told, { schema: z.ZodObject; finds: Readonly<Record<string, unknown>> }>
> = {
  monitor: {
    schema: monitorEnvironment,
    finds: {
      ...ofThoseThatDisable,
      KEYTURN_REPORT_BUCKET: 'watcher-reports',
      KEYTURN_CONCURRENCY: 21,
      KEYTURN_QUESTIONS: { againAfterDays: 3 },
    },
  },
  notify: {
    schema: notifyEnvironment,
    finds: {
      KEYTURN_SLACK_TOKEN_SECRET_ARN:
        'arn:aws:secretsmanager:eu-central-1:111111111111:secret:slack-AbCdEf',
      KEYTURN_TEAM_CHANNEL: 'C0COMPANY01',
      KEYTURN_LEDGER_TABLE: 'watcher-ledger',
      KEYTURN_SLACK_API_URL: 'https://slack-gov.com/api/',
      KEYTURN_ROTATION: {
        tool: 'custom',
        custom: { command: 'acme turn {user}', link: 'https://wiki.acme.test/{account}' },
        profiles: { '222222222222': 'people' },
      },
      KEYTURN_PRESSES: { canDisable: true },
    },
  },
  'key-events': {
    schema: keyEventsEnvironment,
    finds: {
      KEYTURN_NOTICE_QUEUE_URL: noticeQueueUrl,
      KEYTURN_ACTION_QUEUE_URL: 'https://sqs.eu-central-1.example.com/watcher-actions.fifo',
      KEYTURN_ACCOUNTS: accounts,
    },
  },
  act: {
    schema: actEnvironment,
    finds: { ...ofThoseThatDisable, KEYTURN_RESPONDERS: ['U0COMPANY01', 'W0COMPANY02'] },
  },
};

/** What a function may do without, and what that means. */
const optional: Readonly<Record<string, string>> = {
  KEYTURN_REPORT_BUCKET: 'no report is written',
  KEYTURN_UNUSED: 'what is unused is so after 45 days, and is only reported',
  KEYTURN_MOVES:
    'another way in is proved after 3 days of use, and keys are quiet after 14 without',
  KEYTURN_CREDENTIALS:
    "every kind of credential goes by the settings' own numbers, and what a company chooses of is only reported",
  KEYTURN_CONCURRENCY: 'in a distributed run the state machine knows it',
  KEYTURN_QUESTIONS: 'nobody is asked',
  KEYTURN_ACTION_QUEUE_URL: 'nobody is asked',
  KEYTURN_RESPONDERS: 'nobody disables keys but their owners',
  KEYTURN_SLACK_API_URL: "Slack's own",
  KEYTURN_ROTATION: 'messages name keyturn, and profiles that they guess',
  KEYTURN_PRESSES: 'nothing can be pressed, and no message has a button',
};

describe('every variable arrives that a function reads', () => {
  const bundles = fakeBundles();
  let monitor: Made;
  before(async () => {
    const { args } = listed(bundles.folder);
    const { finds } = cases.notify;
    monitor = await deploy(
      (opts) =>
        new KeyMonitor(
          'watcher',
          {
            ...args,
            dryRun: true,
            slackToken: undefined,
            slackTokenAdministratorArns: undefined,
            slackTokenSecretArn: String(finds['KEYTURN_SLACK_TOKEN_SECRET_ARN']),
          },
          opts,
        ),
    );
  });
  after(() => bundles.remove());

  const variablesOf = (what: Told) =>
    (
      monitor.child(`watcher-${what}-function`).inputs['environment'] as {
        readonly variables: Readonly<Record<string, string>>;
      }
    ).variables;

  it('of every function', () =>
    assert.deepEqual([...Object.keys(cases), 'slack-in'].sort(), [...functionsOf(true)].sort()));

  for (const [name, { schema, finds }] of Object.entries(cases))
    describe(name, () => {
      const what = name as Told;

      it('of all that it reads', () =>
        assert.deepEqual(
          Object.keys(finds).sort(),
          Object.keys(schema.shape).sort(),
          `a variable of functions/${what}/environment.ts is without a case: say here what the function must find there, which is not the default`,
        ));

      it('is told nothing that it does not read', () => {
        const told = Object.keys(variablesOf(what)).filter((each) => each.startsWith('KEYTURN_'));
        assert.deepEqual(
          told.filter((each) => !(each in schema.shape)),
          [],
          `functions/${what}/environment.ts does not have it`,
        );
      });

      for (const [variable, is] of Object.entries(finds))
        it(variable, () => {
          // Lambda's own.
          const variables = { AWS_REGION: 'ap-southeast-2', ...variablesOf(what) };
          const found = readEnvironment(schema, variables);
          assert.deepEqual(found[variable], is, `${variable} does not arrive`);
          const field = schema.shape[variable] as z.ZodType;
          assert.notDeepEqual(field.safeParse(undefined).data, is, 'that is the default');
          assert.ok(
            codeOf(what).some((text) => new RegExp(`\\b${variable}\\b`).test(text)),
            `${variable} is read from the environment, and nothing in functions/${what} uses it`,
          );
        });

      it('asks for what it is not told, rather than to take something for granted', () => {
        const without = Object.entries(schema.shape).filter(
          ([, field]) => (field as z.ZodType).safeParse(undefined).success,
        );
        assert.deepEqual(
          without.map(([variable]) => variable).filter((each) => !(each in optional)),
          [],
          `functions/${what}/environment.ts has a default for it, which would hide that it does not arrive`,
        );
      });

      it('reads nothing past its schema', () =>
        assert.deepEqual(
          codeOf(what).flatMap((text) => text.match(/^.*\bprocess\.env\b.*$/gm) ?? []),
          ['    started ??= createHandler(process.env);'],
        ));

      it('logs and measures as it is told', () => {
        const restore = setEnvironment(variablesOf(what));
        try {
          assert.equal(new Logger().getLevelName(), 'DEBUG');
          const metrics = new Metrics();
          metrics.addMetric('RunCompleted', MetricUnit.Count, 1);
          const { _aws, service } = metrics.serializeMetrics() as unknown as {
            readonly _aws: {
              readonly CloudWatchMetrics: readonly { readonly Namespace: string }[];
            };
            readonly service: string;
          };
          assert.equal(_aws.CloudWatchMetrics[0]?.Namespace, 'Keyturn');
          assert.equal(service, `watcher-${what}`);
        } finally {
          restore();
        }
      });
    });

  it('and the alarm looks where the monitor measures', () => {
    const { namespace, dimensions } = monitor.child('watcher-heartbeat-alarm').inputs;
    assert.equal(namespace, variablesOf('monitor')['POWERTOOLS_METRICS_NAMESPACE']);
    assert.deepEqual(dimensions, {
      service: variablesOf('monitor')['POWERTOOLS_SERVICE_NAME'],
    });
  });
});

/** The source of a function, but for what reads its environment. */
function codeOf(what: Told): readonly string[] {
  const folder = path.join(functions, what);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && file !== 'environment.ts')
    .map((file) => readFileSync(path.join(folder, file), 'utf8'));
}
