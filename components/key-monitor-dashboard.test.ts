import { deploy, type Deployment } from './testing/deployment';
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { Metrics } from '@aws-lambda-powertools/metrics';
import * as pulumi from '@pulumi/pulumi';
import { addMetrics } from '../functions/monitor/metrics';
import { logLine } from '../functions/slack-in/log';
import { metricNamespace, metricsOf, runLine, type Measuring } from '../rules/metrics';
import { FanOut, KeyMonitor, type KeyMonitorArgs } from './key-monitor';
import { fakeBundles } from './testing/bundles';
import { dashboardSchema, type DashboardWidget } from './testing/dashboard-schema';

const base: KeyMonitorArgs = {
  accounts: [{ id: '222222222222', name: 'production' }],
  externalId: 'some-external-id',
  teamChannel: 'C0123456789',
  slackTokenSecretArn: 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:slack-AbCdEf',
};
const answers = { slackSigningSecret: 'made-for-a-test-alone', slackAppId: 'A0123456789' };

type Widget<Type extends DashboardWidget['type']> = Extract<DashboardWidget, { type: Type }>;

/** What the alarms and the dashboard both say of a metric. */
interface Measured {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html, and of SQS and Step Functions alike. */
const ofAws: Readonly<
  Record<string, { readonly dimension: string; readonly metrics: readonly string[] }>
> = {
  'AWS/Lambda': { dimension: 'FunctionName', metrics: ['Errors', 'Throttles', 'Url5xxCount'] },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
  'AWS/SQS': {
    dimension: 'QueueName',
    metrics: [
      'ApproximateNumberOfMessagesVisible',
      'NumberOfMessagesSent',
      'NumberOfMessagesDeleted',
    ],
  },
  // https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
  'AWS/States': {
    dimension: 'StateMachineArn',
    metrics: ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionThrottled'],
  },
};

describe('a KeyMonitor’s dashboard', () => {
  const bundles = fakeBundles();
  after(() => bundles.remove());
  const make = (args: Partial<KeyMonitorArgs>, name = 'keyturn') =>
    deploy(
      (opts) =>
        new KeyMonitor(
          name,
          { ...base, functionsPath: bundles.folder, dashboard: true, ...args },
          opts,
        ),
    );

  it('is not there where nobody asks for it', async () => {
    for (const dashboard of [undefined, false]) {
      const { children } = await make({ dashboard });
      assert.deepEqual(
        children.filter(({ type }) => type.endsWith(':Dashboard')),
        [],
      );
    }
  });

  const kinds: readonly (readonly [name: string, args: Partial<KeyMonitorArgs>])[] = [
    ['a monitor', {}],
    ['distributed runs', { fanOut: FanOut.Distributed }],
    ['a monitor to which people answer', answers],
    ['all that a monitor can have', { ...answers, fanOut: FanOut.Distributed }],
  ];
  for (const [name, args] of kinds)
    describe(`of ${name}`, () => {
      let deployment: Deployment<KeyMonitor>;
      let widgets: readonly DashboardWidget[];
      let shown: readonly Measured[];
      before(async () => {
        deployment = await make(args, 'watcher');
        widgets = widgetsOf(deployment, 'watcher');
        shown = metricsIn(widgets);
      });
      const childrenOf = (type: string) =>
        deployment.children.filter((child) => child.type.endsWith(`:${type}`));

      it('has CloudWatch’s form, and nothing over anything else', () => {
        const taken = new Set<string>();
        for (const { x, y, width, height } of widgets) {
          assert.ok(x + width <= 24, `a widget at ${x}, ${width} wide`);
          for (let column = x; column < x + width; column++)
            for (let row = y; row < y + height; row++) {
              assert.ok(!taken.has(`${column} ${row}`), `two widgets at ${column}, ${row}`);
              taken.add(`${column} ${row}`);
            }
        }
      });

      it('looks where the provider makes everything', () => {
        for (const { properties } of widgets)
          if ('region' in properties) assert.equal(properties.region, 'eu-central-1');
      });

      it('shows each alarm’s state', () => {
        const [alarms, ...more] = widgets.filter(isOf('alarm'));
        assert.deepEqual(more, []);
        assert.deepEqual(
          alarms?.properties.alarms.map((arn) => arn.split(':alarm:')[1]).toSorted(),
          childrenOf('MetricAlarm')
            .map(({ inputs }) => String(inputs['name']))
            .toSorted(),
        );
      });

      it('shows the metric of each alarm, by the same namespace and dimensions', () => {
        for (const { inputs } of childrenOf('MetricAlarm')) {
          const { namespace, metricName, dimensions } = inputs as unknown as Measured;
          assert.ok(
            shown.some((each) => isSame(each, { namespace, metricName, dimensions })),
            `${String(inputs['name'])} looks at ${namespace} ${metricName} of ${JSON.stringify(dimensions)}`,
          );
        }
      });

      it('shows nothing that nobody measures', () => {
        const functions = childrenOf('Function').map(({ inputs }) => String(inputs['name']));
        for (const { namespace, metricName, dimensions } of shown) {
          if (namespace === metricNamespace) {
            assert.deepEqual(Object.keys(dimensions), ['service']);
            const service = String(dimensions['service']);
            assert.ok(functions.includes(service), `there is no function ${service}`);
            const what = service.replace('watcher-', '');
            assert.ok(measuredBy(what).includes(metricName), `${what} measures no ${metricName}`);
          } else {
            const known = ofAws[namespace];
            assert.ok(known, namespace);
            assert.ok(known.metrics.includes(metricName), `${namespace} has no ${metricName}`);
            assert.deepEqual(Object.keys(dimensions), [known.dimension]);
          }
        }
      });

      it('shows only what there is', () => {
        const there: Readonly<Record<string, readonly unknown[]>> = {
          FunctionName: childrenOf('Function').map(({ inputs }) => inputs['name']),
          QueueName: childrenOf('Queue').map(({ inputs }) => inputs['name']),
          StateMachineArn: childrenOf('StateMachine').map(
            () => 'arn:aws:sfn:eu-central-1:111111111111:statemachine/watcher-run',
          ),
        };
        for (const { namespace, dimensions } of shown)
          for (const [dimension, value] of Object.entries(dimensions))
            if (namespace !== metricNamespace)
              assert.ok(there[dimension]?.includes(value), `there is no ${value}`);
      });

      it('shows the dead letters of every queue, and the errors of every function', () => {
        const sources = /-(notices|actions)\.fifo$/;
        const queues = childrenOf('Queue').map(({ inputs }) => String(inputs['name']));
        assert.deepEqual(
          dimensionsOf(shown, 'ApproximateNumberOfMessagesVisible'),
          queues.filter((queue) => !sources.test(queue)).toSorted(),
        );
        assert.deepEqual(
          [...dimensionsOf(shown, 'Errors'), ...dimensionsOf(shown, 'Url5xxCount')].toSorted(),
          childrenOf('Function')
            .map(({ inputs }) => String(inputs['name']))
            .toSorted(),
        );
      });

      it('tells of the last runs by what the monitor logs', () => {
        const [runs, ...more] = widgets.filter(isOf('log'));
        assert.deepEqual(more, []);
        const [source, ...steps] = runs?.properties.query.split('\n| ') ?? [];
        const group = deployment.child('watcher-monitor-logs').inputs['name'];
        assert.equal(source, `SOURCE '${String(group)}' | filter message = "${runLine.message}"`);
        assert.deepEqual(steps, [
          'fields @timestamp, accountsRead, accountsUnread, keysDisabled, keysHeldBack, noticesUndelivered',
          'sort @timestamp desc',
          'limit 100',
        ]);
      });

      it('is one of the three that are free', () => {
        // https://aws.amazon.com/cloudwatch/pricing/: of up to 50 metrics each. An alarm may count for its metric.
        const alarms = childrenOf('MetricAlarm').length;
        assert.ok(shown.length + alarms <= 50, `${shown.length} metrics, ${alarms} alarms`);
      });

      it('leads to the pages of this version', () => {
        const [text] = widgets.filter(isOf('text'));
        assert.match(
          text?.properties.markdown ?? '',
          /^# watcher\n.*\/docs\/run\.md#numbers-to-watch.*\/docs\/runbooks\/README\.md/,
        );
      });
    });

  it('draws the company’s own day beside the oldest key, also where it is known later', async () => {
    for (const disableAge of [60, pulumi.output(60)]) {
      const deployment = await make({ disableAge, reminderAges: [40, 50] });
      assert.deepEqual(limitOf(deployment, 'OldestKeyAge'), [60, 'above']);
    }
    assert.deepEqual(limitOf(await make({}), 'OldestKeyAge'), [91, 'above']);
  });

  it('draws the alarm’s threshold beside the lag', async () => {
    const deployment = await make({});
    const { threshold } = deployment.child('keyturn-delivery-lag-alarm').inputs;
    assert.deepEqual(limitOf(deployment, 'DeliveryLag'), [threshold, 'above']);
  });

  it('does not add up what two runs of a day found both', async () => {
    const statisticOf = (name: string, widgets: readonly DashboardWidget[]) =>
      widgets
        .filter(isOf('metric'))
        .flatMap(({ properties }) => properties.metrics)
        .find(([, metricName]) => metricName === name)
        ?.at(-1);
    const widgets = widgetsOf(await make({}));
    for (const name of ['OldestKeyAge', 'KeysPastDay', 'KeysHeldBack', 'AccountsUnread'])
      assert.equal((statisticOf(name, widgets) as { stat: string }).stat, 'Maximum', name);
    for (const name of ['KeysDisabled', 'RunCompleted'])
      assert.equal((statisticOf(name, widgets) as { stat: string }).stat, 'Sum', name);
  });

  it('has the monitor’s name, which is one that CloudWatch takes', async () => {
    const deployment = await make({}, 'Watcher-2');
    const { dashboardName } = deployment.child('Watcher-2-dashboard').inputs;
    assert.equal(dashboardName, 'Watcher-2');
  });
});

/** Of each function, what it really writes when it has everything to say. */
describe('the metrics that the functions write', () => {
  for (const what of Object.keys(metricsOf))
    it(`are those that are listed, of ${what}`, () =>
      assert.deepEqual(
        written(what as Measuring).toSorted(),
        metricsOf[what as Measuring].toSorted(),
      ));
});

function measuredBy(what: string): readonly string[] {
  return what in metricsOf ? written(what as Measuring) : [];
}

function written(what: Measuring): readonly string[] {
  return embedded(what === 'monitor' ? ofMonitor() : ofSlackIn());
}

function ofMonitor(): unknown {
  const metrics = new Metrics({ namespace: metricNamespace, serviceName: 'keyturn-monitor' });
  addMetrics(metrics, {
    accountsRead: 3,
    accountsUnread: 1,
    keysDisabled: 1,
    keysHeldBack: 1,
    noticesUndelivered: 1,
    homesNotWritten: 1,
    health: { oldestKeyAge: 93, keysPastDay: 1, deliveryLagSeconds: 60 },
  });
  return metrics.serializeMetrics();
}

function ofSlackIn(): unknown {
  const outcome = { kind: 'taken', queued: 1, unreadable: 0, ignored: 0 } as const;
  const context = { functionName: 'keyturn-slack-in', awsRequestId: 'r' };
  return JSON.parse(logLine(outcome, context, new Date(0)));
}

/** The names in a line of the embedded metric format, each of which has its value there. */
function embedded(line: unknown): readonly string[] {
  const { _aws, ...values } = line as {
    readonly _aws: {
      readonly CloudWatchMetrics: readonly { readonly Metrics: readonly { Name: string }[] }[];
    };
  };
  const names = _aws.CloudWatchMetrics.flatMap(({ Metrics: all }) => all.map(({ Name }) => Name));
  for (const each of names) assert.ok(each in values, `${each} has no value`);
  return names;
}

function widgetsOf(deployment: Deployment<unknown>, name = 'keyturn') {
  const { dashboardBody } = deployment.child(`${name}-dashboard`).inputs;
  return dashboardSchema.parse(JSON.parse(String(dashboardBody))).widgets;
}

function isOf<Type extends DashboardWidget['type']>(type: Type) {
  return (widget: DashboardWidget): widget is Widget<Type> => widget.type === type;
}

function metricsIn(widgets: readonly DashboardWidget[]): readonly Measured[] {
  return widgets
    .filter(isOf('metric'))
    .flatMap(({ properties }) => properties.metrics)
    .map((parts) => {
      const [namespace = '', metricName = '', ...dimensions] = parts.slice(0, -1).map(String);
      const pairs = dimensions.flatMap((each, i) =>
        i % 2 === 0 ? [[each, dimensions[i + 1] ?? '']] : [],
      );
      return {
        namespace,
        metricName,
        dimensions: Object.fromEntries(pairs) as Record<string, string>,
      };
    });
}

function isSame(a: Measured, b: Measured): boolean {
  return isDeepStrictEqual(a, b);
}

function dimensionsOf(shown: readonly Measured[], metric: string): string[] {
  return shown
    .filter(({ metricName }) => metricName === metric)
    .flatMap(({ dimensions }) => Object.values(dimensions))
    .toSorted();
}

/** The line across the graph of a metric. */
function limitOf(deployment: Deployment<unknown>, metric: string) {
  const [graph, ...more] = widgetsOf(deployment)
    .filter(isOf('metric'))
    .filter(({ properties }) => properties.metrics.some(([, name]) => name === metric));
  assert.deepEqual(more, []);
  return graph?.properties.annotations?.horizontal.flatMap(({ value, fill }) => [value, fill]);
}
