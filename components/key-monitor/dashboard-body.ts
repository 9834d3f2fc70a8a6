import { runLine } from '../../rules/metrics';
import { documentationUrl } from '../../rules/names';
import { graphRows, type Graph, type Shown } from './dashboard-graphs';

/** The width of a dashboard. */
const COLUMNS = 24;

interface Widget {
  readonly type: 'alarm' | 'log' | 'metric' | 'text';
  readonly properties: object;
}
interface Row {
  readonly height: number;
  /** All as wide. */
  readonly widgets: readonly Widget[];
}

/**
 * A dashboard in CloudWatch's own form: of a month, which whoever looks at it can change.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(shown: Shown) {
  return {
    start: '-P1M',
    // By the hour the figures of a daily run would be dots far apart.
    periodOverride: 'inherit',
    widgets: placed([
      { height: 2, widgets: [heading(shown)] },
      { height: 4, widgets: [alarms(shown)] },
      ...graphRows(shown).map((graphs) => ({
        height: 6,
        widgets: graphs.map((graph) => metricWidget(graph, shown)),
      })),
      { height: 8, widgets: [runs(shown)] },
    ]),
  };
}

function metricWidget(graph: Graph, { region }: Shown): Widget {
  const { title, period, statistic, lines, limit, unit } = graph;
  return {
    type: 'metric',
    properties: {
      title,
      region,
      view: 'timeSeries',
      period,
      metrics: lines.map(({ label, measure }) => [
        measure.namespace,
        measure.metricName,
        ...Object.entries(measure.dimensions).flat(),
        { label, stat: statistic ?? measure.statistic },
      ]),
      yAxis: { left: { min: 0, ...(unit !== undefined && { label: unit, showUnits: false }) } },
      ...(limit && {
        annotations: {
          horizontal: [{ label: limit.label, value: limit.value, fill: limit.wrong }],
        },
      }),
    },
  };
}

function heading({ names }: Shown): Widget {
  const markdown = `# ${names.dashboard}\nMade by Pulumi: what is changed here is lost. What the numbers are: [docs/run.md](${documentationUrl}/run.md#numbers-to-watch). When an alarm rings: [runbooks](${documentationUrl}/runbooks/README.md).`;
  return { type: 'text', properties: { markdown } };
}

function alarms({ alarmArns }: Shown): Widget {
  const properties = { title: 'Alarms', alarms: alarmArns, sortBy: 'stateUpdatedTimestamp' };
  return { type: 'alarm', properties };
}

/** There is no metric of the accounts that were read: each would cost as much as three alarms. */
function runs({ names, region }: Shown): Widget {
  const query = [
    `SOURCE '${names.logGroupOf('monitor')}' | filter message = "${runLine.message}"`,
    `fields ${['@timestamp', ...runLine.fields].join(', ')}`,
    'sort @timestamp desc',
    'limit 100',
  ].join('\n| ');
  return { type: 'log', properties: { title: 'The last runs', region, view: 'table', query } };
}

function placed(rows: readonly Row[]) {
  const tops = rows.map((_, i) => rows.slice(0, i).reduce((sum, { height }) => sum + height, 0));
  return rows.flatMap(({ height, widgets }, i) => {
    const width = COLUMNS / widgets.length;
    return widgets.map((widget, j) => ({ ...widget, x: j * width, y: tops[i], width, height }));
  });
}
