import { document, trust, type Cases, type Make } from './cases';

const region = 'eu-central-1';
const pattern = (...eventName: string[]) =>
  JSON.stringify({ source: ['aws.iam'], detail: { eventName } });

async function ruleNamed(make: Make, name: string, more = {}) {
  const inputs = { eventPattern: pattern('CreateAccessKey'), name, ...more };
  return make('aws:cloudwatch/eventRule:EventRule', inputs);
}

export const eventsCases: Cases = {
  'aws:cloudwatch/dashboard:Dashboard': () => {
    const bodyOf = (markdown: string) =>
      JSON.stringify({ widgets: [{ type: 'text', properties: { markdown } }] });
    const least = { dashboardName: 'keyturn', dashboardBody: bodyOf('Keys') };
    return {
      least,
      most: { ...least, region },
      update: { dashboardBody: bodyOf('Keys and messages') },
      replace: { dashboardName: 'keys', region: 'us-east-1' },
    };
  },

  'aws:cloudwatch/eventBus:EventBus': () => ({
    least: {},
    most: { description: 'Key events', name: 'keyturn', region, tags: { team: 'platform' } },
    update: { description: 'Events of keys', tags: undefined },
    replace: { name: 'keys', region: 'us-east-1' },
  }),

  'aws:cloudwatch/eventBusPolicy:EventBusPolicy': async (make) => {
    const eventBusName = (await make('aws:cloudwatch/eventBus:EventBus', { name: 'keyturn' })).id;
    const Principal = { AWS: 'arn:aws:iam::111111111111:root' };
    const allow = (Sid: string) => document('events:PutEvents', { Principal, Sid });
    return {
      least: { policy: allow('Members') },
      most: { eventBusName, policy: allow('Members') },
      update: { policy: allow('Others') },
      replace: { eventBusName: 'other', region },
    };
  },

  'aws:cloudwatch/eventRule:EventRule': async (make) => {
    const eventBusName = (await make('aws:cloudwatch/eventBus:EventBus', { name: 'keyturn' })).id;
    const role = await make('aws:iam/role:Role', { assumeRolePolicy: trust('events') });
    return {
      least: { eventPattern: pattern('CreateAccessKey') },
      most: {
        description: 'Keys come and go',
        eventBusName,
        eventPattern: pattern('CreateAccessKey', 'DeleteAccessKey'),
        forceDestroy: true,
        name: 'keys',
        roleArn: role.outputs['arn'],
        state: 'DISABLED',
        tags: { team: 'platform' },
      },
      update: {
        description: 'Keys come',
        eventPattern: pattern('CreateAccessKey'),
        state: 'ENABLED',
        tags: { cost: '1' },
      },
      replace: { eventBusName: 'default', name: 'all-keys', region },
    };
  },

  'aws:cloudwatch/eventTarget:EventTarget': async (make) => {
    const eventBusName = (await make('aws:cloudwatch/eventBus:EventBus', { name: 'keyturn' })).id;
    const rule = (await ruleNamed(make, 'keys')).outputs['name'];
    const otherBus = (await ruleNamed(make, 'keys', { eventBusName })).outputs['name'];
    const role = await make('aws:iam/role:Role', { assumeRolePolicy: trust('events') });
    const queue = await make('aws:sqs/queue:Queue', { name: 'failures' });
    const arn = queue.outputs['arn'];
    return {
      least: { arn, rule },
      most: {
        arn,
        deadLetterConfig: { arn },
        eventBusName,
        inputTransformer: {
          inputPaths: { who: '$.detail.userIdentity.arn' },
          inputTemplate: '<who>',
        },
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 3 },
        roleArn: role.outputs['arn'],
        rule: otherBus,
        targetId: 'queue',
      },
      update: { inputTransformer: undefined, inputPath: '$.detail' },
      replace: { eventBusName: 'default', region, rule: 'other', targetId: 'other' },
    };
  },

  'aws:cloudwatch/logGroup:LogGroup': () => ({
    least: {},
    most: {
      kmsKeyId: 'arn:aws:kms:eu-central-1:111111111111:key/one',
      name: '/aws/lambda/keyturn-monitor',
      region,
      retentionInDays: 90,
      tags: { team: 'platform' },
    },
    update: {
      kmsKeyId: 'arn:aws:kms:eu-central-1:111111111111:key/two',
      retentionInDays: 0,
      tags: { cost: '1' },
    },
    replace: {
      name: '/aws/lambda/keyturn-notify',
      region: 'us-east-1',
    },
  }),

  'aws:cloudwatch/metricAlarm:MetricAlarm': async (make) => {
    const topic = (await make('aws:sns/topic:Topic', { name: 'alarms', region })).id;
    const metric = { metricName: 'RunCompleted', namespace: 'Keyturn', statistic: 'Sum' };
    return {
      least: {
        ...metric,
        comparisonOperator: 'LessThanThreshold',
        evaluationPeriods: 1,
        period: 3600,
        threshold: 1,
      },
      most: {
        ...metric,
        actionsEnabled: true,
        alarmActions: [topic],
        alarmDescription: 'No run for 26 hours',
        comparisonOperator: 'LessThanThreshold',
        datapointsToAlarm: 26,
        dimensions: { service: 'keyturn' },
        evaluationPeriods: 26,
        insufficientDataActions: [topic],
        name: 'keyturn-heartbeat',
        okActions: [topic],
        period: 3600,
        region,
        tags: { team: 'platform' },
        threshold: 1,
        treatMissingData: 'breaching',
        unit: 'Count',
      },
      update: { alarmDescription: undefined, okActions: undefined, tags: {}, threshold: 2 },
      replace: { name: 'keyturn-missing', region: 'us-east-1' },
    };
  },

  'aws:scheduler/schedule:Schedule': async (make) => {
    const group = await make('aws:scheduler/scheduleGroup:ScheduleGroup', { name: 'keyturn' });
    const role = await make('aws:iam/role:Role', { assumeRolePolicy: trust('scheduler') });
    const target = {
      arn: 'arn:aws:lambda:us-east-1:111111111111:function:keyturn-monitor',
      roleArn: role.outputs['arn'],
    };
    const least = {
      flexibleTimeWindow: { mode: 'OFF' },
      scheduleExpression: 'cron(0 8 * * ? *)',
      target,
    };
    return {
      least,
      most: {
        ...least,
        description: 'Once a day',
        flexibleTimeWindow: { maximumWindowInMinutes: 15, mode: 'FLEXIBLE' },
        groupName: group.id,
        name: 'daily',
        scheduleExpressionTimezone: 'Europe/Berlin',
        // The emulated AWS takes none that is over.
        startDate: '2076-12-01T00:00:00.000Z',
        state: 'ENABLED',
        target: {
          ...target,
          deadLetterConfig: { arn: 'arn:aws:sqs:us-east-1:111111111111:failures' },
          input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 2 },
        },
      },
      update: { scheduleExpression: 'cron(0 9 * * ? *)', state: 'DISABLED', target },
      replace: { groupName: 'default', name: 'nightly', region },
    };
  },

  'aws:scheduler/scheduleGroup:ScheduleGroup': () => ({
    least: {},
    most: { name: 'keyturn', region, tags: { team: 'platform' } },
    update: { tags: { cost: '1' } },
    replace: { name: 'keys', region: 'us-east-1' },
  }),
};
