import { callsOf } from './calls';

const eventTags = ['TagResource', 'UntagResource'];

/** Resources of EventBridge, its Scheduler, CloudWatch and CloudFormation, by their type in Pulumi. */
export const eventCalls = {
  'aws:cloudformation/stackSet:StackSet': callsOf('cloudformation', {
    area: 'StackSets',
    create: ['CreateStackSet'],
    read: ['DescribeStackSet'],
    update: ['UpdateStackSet', 'DescribeStackSetOperation', 'ListStackSetOperationResults'],
    delete: ['DeleteStackSet'],
    tag: ['TagResource', 'UntagResource'],
  }),
  'aws:cloudformation/stackSetInstance:StackSetInstance': callsOf('cloudformation', {
    area: 'StackSets',
    create: ['CreateStackInstances'],
    read: ['ListStackInstances', 'DescribeStackSetOperation', 'ListStackSetOperationResults'],
    delete: ['DeleteStackInstances'],
  }),
  'aws:cloudwatch/dashboard:Dashboard': callsOf('cloudwatch', {
    area: 'Dashboards',
    create: ['PutDashboard'],
    read: ['GetDashboard'],
    delete: ['DeleteDashboards'],
  }),
  'aws:cloudwatch/eventBus:EventBus': callsOf('events', {
    area: 'EventBuses',
    create: ['CreateEventBus'],
    read: ['DescribeEventBus', 'ListTagsForResource'],
    update: ['UpdateEventBus'],
    delete: ['DeleteEventBus'],
    tag: eventTags,
  }),
  'aws:cloudwatch/eventBusPolicy:EventBusPolicy': callsOf('events', {
    area: 'EventBuses',
    create: ['PutPermission'],
    read: ['DescribeEventBus'],
    delete: ['RemovePermission'],
  }),
  'aws:cloudwatch/eventRule:EventRule': callsOf('events', {
    area: 'EventRules',
    create: ['PutRule'],
    read: ['DescribeRule', 'ListTagsForResource'],
    delete: ['DeleteRule'],
    tag: eventTags,
  }),
  'aws:cloudwatch/eventTarget:EventTarget': callsOf('events', {
    area: 'EventRules',
    create: ['PutTargets'],
    read: ['ListTargetsByRule'],
    delete: ['RemoveTargets'],
  }),
  'aws:cloudwatch/logGroup:LogGroup': callsOf('logs', {
    area: 'LogGroups',
    create: ['CreateLogGroup', 'PutRetentionPolicy'],
    read: ['DescribeLogGroups', 'ListTagsForResource'],
    // Where another KMS key, or none, is wanted of a group that is there.
    update: ['AssociateKmsKey', 'DisassociateKmsKey'],
    delete: ['DeleteLogGroup'],
    tag: ['TagResource', 'UntagResource'],
  }),
  'aws:cloudwatch/metricAlarm:MetricAlarm': callsOf('cloudwatch', {
    area: 'Alarms',
    create: ['PutMetricAlarm'],
    read: ['DescribeAlarms', 'ListTagsForResource'],
    delete: ['DeleteAlarms'],
    tag: ['TagResource', 'UntagResource'],
  }),
  'aws:scheduler/schedule:Schedule': callsOf('scheduler', {
    area: 'Schedules',
    create: ['CreateSchedule'],
    read: ['GetSchedule'],
    update: ['UpdateSchedule'],
    // A group's schedules go with it.
    delete: ['DeleteSchedule'],
  }),
  'aws:scheduler/scheduleGroup:ScheduleGroup': callsOf('scheduler', {
    area: 'Schedules',
    create: ['CreateScheduleGroup'],
    read: ['GetScheduleGroup', 'ListTagsForResource'],
    delete: ['DeleteScheduleGroup'],
    tag: ['TagResource', 'UntagResource'],
  }),
} as const;
