import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type ComparisonOperator,
  type Dimension,
  type MetricDataQuery,
  type StandardUnit,
  type Statistic,
} from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags, tagList, tagsFrom } from '../tags';

const dimensions = z.record(z.string(), z.string()).optional();
const actions = z.array(z.string()).optional();

const inputsSchema = z.strictObject({
  actionsEnabled: z.boolean().default(true),
  alarmActions: actions,
  alarmDescription: z.string().optional(),
  comparisonOperator: z.string(),
  datapointsToAlarm: z.number().int().optional(),
  dimensions,
  evaluationPeriods: z.number().int(),
  extendedStatistic: z.string().optional(),
  insufficientDataActions: actions,
  metricName: z.string().optional(),
  metricQueries: z
    .array(
      z.strictObject({
        expression: z.string().optional(),
        id: z.string(),
        label: z.string().optional(),
        metric: z
          .strictObject({
            dimensions,
            metricName: z.string(),
            namespace: z.string().optional(),
            period: z.number().int(),
            stat: z.string(),
          })
          .optional(),
        returnData: z.boolean().optional(),
      }),
    )
    .optional(),
  name: z.string(),
  namespace: z.string().optional(),
  okActions: actions,
  period: z.number().int().optional(),
  ...regional,
  statistic: z.string().optional(),
  tags,
  threshold: z.number().optional(),
  treatMissingData: z.enum(['breaching', 'notBreaching', 'ignore', 'missing']).default('missing'),
  unit: z.string().optional(),
});

export const metricAlarm = defineResource({
  token: 'aws:cloudwatch/metricAlarm:MetricAlarm',
  inputs: inputsSchema,
  computed: ['arn', 'tagsAll'],
  replaceOn: ['name', 'region'],
  autoName: { property: 'name', maximumLength: 255 },

  async create(inputs, aws) {
    await aws.client(CloudWatchClient).send(alarm(inputs));
    return inputs.name;
  },

  async read(id, aws) {
    const cloudWatch = aws.client(CloudWatchClient);
    const { MetricAlarms } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [id] }));
    const found = MetricAlarms?.[0];
    if (!found) return undefined;
    const ResourceARN = found.AlarmArn;
    const { Tags } = await cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN }));
    return {
      actionsEnabled: found.ActionsEnabled,
      alarmActions: found.AlarmActions,
      alarmDescription: found.AlarmDescription || undefined,
      arn: found.AlarmArn,
      comparisonOperator: found.ComparisonOperator,
      datapointsToAlarm: found.DatapointsToAlarm,
      dimensions: dimensionsFrom(found.Dimensions),
      evaluationPeriods: found.EvaluationPeriods,
      extendedStatistic: found.ExtendedStatistic,
      insufficientDataActions: found.InsufficientDataActions,
      metricName: found.MetricName,
      metricQueries: found.Metrics?.map(queryFrom),
      name: found.AlarmName,
      namespace: found.Namespace,
      okActions: found.OKActions,
      period: found.Period,
      statistic: found.Statistic,
      tags: tagsFrom(Tags),
      threshold: found.Threshold,
      treatMissingData: found.TreatMissingData ?? 'missing',
      unit: found.Unit,
    };
  },

  async update(_id, inputs, aws, old) {
    const cloudWatch = aws.client(CloudWatchClient);
    const ResourceARN = String(old['arn']);
    await cloudWatch.send(alarm(inputs));
    await changeTags(old['tags'], inputs.tags, {
      set: (set) => cloudWatch.send(new TagResourceCommand({ ResourceARN, Tags: tagList(set) })),
      remove: (TagKeys) => cloudWatch.send(new UntagResourceCommand({ ResourceARN, TagKeys })),
    });
  },

  async delete(id, aws) {
    const cloudWatch = aws.client(CloudWatchClient);
    await unlessGone(cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [id] })));
  },
});

function alarm(inputs: z.output<typeof inputsSchema>): PutMetricAlarmCommand {
  return new PutMetricAlarmCommand({
    ActionsEnabled: inputs.actionsEnabled,
    AlarmActions: inputs.alarmActions,
    AlarmDescription: inputs.alarmDescription,
    AlarmName: inputs.name,
    ComparisonOperator: inputs.comparisonOperator as ComparisonOperator,
    DatapointsToAlarm: inputs.datapointsToAlarm,
    Dimensions: dimensionsTo(inputs.dimensions),
    EvaluationPeriods: inputs.evaluationPeriods,
    ExtendedStatistic: inputs.extendedStatistic,
    InsufficientDataActions: inputs.insufficientDataActions,
    MetricName: inputs.metricName,
    Metrics: inputs.metricQueries?.map(
      ({ expression, id, label, metric, returnData }): MetricDataQuery => ({
        Expression: expression,
        Id: id,
        Label: label,
        MetricStat: metric && {
          Metric: {
            Dimensions: dimensionsTo(metric.dimensions),
            MetricName: metric.metricName,
            Namespace: metric.namespace,
          },
          Period: metric.period,
          Stat: metric.stat,
        },
        ReturnData: returnData ?? false,
      }),
    ),
    Namespace: inputs.namespace,
    OKActions: inputs.okActions,
    Period: inputs.period,
    Statistic: inputs.statistic as Statistic | undefined,
    Tags: tagList(inputs.tags),
    Threshold: inputs.threshold,
    TreatMissingData: inputs.treatMissingData,
    Unit: inputs.unit as StandardUnit | undefined,
  });
}

function queryFrom({ Expression, Id, Label, MetricStat, ReturnData }: MetricDataQuery) {
  return {
    expression: Expression || undefined,
    id: Id,
    label: Label || undefined,
    metric: MetricStat && {
      dimensions: dimensionsFrom(MetricStat.Metric?.Dimensions),
      metricName: MetricStat.Metric?.MetricName,
      namespace: MetricStat.Metric?.Namespace,
      period: MetricStat.Period,
      stat: MetricStat.Stat,
    },
    returnData: ReturnData,
  };
}

function dimensionsTo(map: Readonly<Record<string, string>> | undefined) {
  return map && Object.entries(map).map(([Name, Value]) => ({ Name, Value }));
}

function dimensionsFrom(list: readonly Dimension[] | undefined): Record<string, string> {
  return Object.fromEntries((list ?? []).map(({ Name = '', Value = '' }) => [Name, Value]));
}
