import { z } from 'zod';

/**
 * A dashboard's body as CloudWatch documents it, as far as ours goes: what is not in it is wrong here.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/);
const statistic = z.enum(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']);
const seconds = z.int().min(60).multipleOf(60);

/** `[Namespace, MetricName, DimensionName, DimensionValue, …, {rendering properties}]` */
const metric = z
  .array(z.union([z.string().min(1), z.strictObject({ label: z.string(), stat: statistic })]))
  .refine(
    (parts) => parts.slice(0, -1).every((part) => typeof part === 'string'),
    'only the last part is an object',
  )
  .refine(
    (parts) => typeof parts.at(-1) === 'object' && parts.length % 2 === 1 && parts.length >= 3,
    'each dimension has a name and a value',
  );

const place = {
  x: z.int().min(0).max(23),
  y: z.int().min(0),
  width: z.int().min(1).max(24),
  height: z.int().min(1).max(1000),
};

const widget = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('metric'),
    ...place,
    properties: z.strictObject({
      title: z.string().min(1),
      region,
      view: z.enum(['timeSeries', 'singleValue', 'gauge', 'bar', 'pie', 'table']),
      period: seconds,
      metrics: z.array(metric).min(1).max(500),
      yAxis: z.strictObject({
        left: z.strictObject({
          min: z.number(),
          label: z.string().optional(),
          showUnits: z.boolean().optional(),
        }),
      }),
      // Not both an alarm and lines.
      annotations: z
        .strictObject({
          horizontal: z.array(
            z.strictObject({
              value: z.number(),
              label: z.string(),
              fill: z.enum(['above', 'below', 'none']),
            }),
          ),
        })
        .optional(),
    }),
  }),
  z.strictObject({
    type: z.literal('text'),
    ...place,
    properties: z.strictObject({ markdown: z.string().min(1) }),
  }),
  z.strictObject({
    type: z.literal('alarm'),
    ...place,
    properties: z.strictObject({
      title: z.string(),
      alarms: z
        .array(z.string().regex(/^arn:[a-z-]+:cloudwatch:[a-z0-9-]+:\d{12}:alarm:.+$/))
        .min(1)
        .max(100),
      sortBy: z.enum(['default', 'stateUpdatedTimestamp', 'timestamp']),
    }),
  }),
  z.strictObject({
    type: z.literal('log'),
    ...place,
    properties: z.strictObject({
      title: z.string(),
      region,
      view: z.enum(['table', 'timeSeries', 'bar', 'pie']),
      query: z.string().regex(/^SOURCE '[^']+' \| /),
    }),
  }),
]);

export const dashboardSchema = z.strictObject({
  // The times that are relative: hours and minutes after a T, else days, weeks and months.
  start: z.string().regex(/^-P(T\d+[MH]|\d+[DWM])$/),
  periodOverride: z.enum(['auto', 'inherit']),
  widgets: z.array(widget).max(500),
});
export type DashboardWidget = z.output<typeof widget>;
