import { randomUUID } from 'node:crypto';
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { EMAIL, MONITOR, TOPIC, type DoctoredCompany } from '../doctored-company';
import { run, runbook, type Broken } from './broken';

const alarmName = 'keyturn-undelivered';

/** What could not be done, and who hears of it. */
export const alarmsBroken: Readonly<Record<string, Broken>> = {
  'a notice that could not be delivered': letterIn('undelivered.fifo', 'undelivered', '1 notice'),
  'runs that failed': letterIn('failed-runs', 'failed-runs', '1 failed run or key event'),
  'a schedule that was missed': letterIn('missed-schedules', 'missed-schedules', '1 missed'),
  'a press that could not be done': letterIn('undone.fifo', 'undone', '1 press'),
  'an alarm that is on': {
    what: 'alarm',
    id: alarmName,
    found: /it is on since \d{4}-\d\d-\d\d: no data point/,
    page: runbook('undelivered'),
    break: async (company) => {
      const cloudwatch = new CloudWatchClient(await company.awsOf(MONITOR));
      const set = (StateValue: 'OK' | 'ALARM', StateReason: string) =>
        cloudwatch.send(
          new SetAlarmStateCommand({ AlarmName: alarmName, StateValue, StateReason }),
        );
      await set('ALARM', 'no data point');
      return () => set('OK', 'one again');
    },
  },
  'an alarm whose actions are off': {
    what: 'alarm',
    id: alarmName,
    found: /actions are switched off/,
    page: runbook('undelivered'),
    break: async (company) => {
      const cloudwatch = new CloudWatchClient(await company.awsOf(MONITOR));
      const AlarmNames = [alarmName];
      await cloudwatch.send(new DisableAlarmActionsCommand({ AlarmNames }));
      return () => cloudwatch.send(new EnableAlarmActionsCommand({ AlarmNames }));
    },
  },
  'an alarm that tells nobody': {
    what: 'alarm',
    id: alarmName,
    found: /it has no action/,
    page: runbook('undelivered'),
    break: async (company) => {
      const { cloudwatch, alarm } = await alarmOf(company);
      await cloudwatch.send(new PutMetricAlarmCommand({ ...settingsOf(alarm), AlarmActions: [] }));
      return () => cloudwatch.send(new PutMetricAlarmCommand(settingsOf(alarm)));
    },
  },
  'an alarm that is gone': {
    what: 'alarm',
    id: alarmName,
    found: /there is none/,
    page: runbook('undelivered'),
    break: async (company) => {
      const { cloudwatch, alarm } = await alarmOf(company);
      await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [alarmName] }));
      return () => cloudwatch.send(new PutMetricAlarmCommand(settingsOf(alarm)));
    },
  },
  'an address that nobody has confirmed': {
    what: 'subscription',
    id: 'new@example.com',
    found: /nobody has confirmed it/,
    page: run,
    break: async (company) => {
      const sns = new SNSClient(await company.awsOf(MONITOR));
      const { SubscriptionArn } = await sns.send(
        new SubscribeCommand({
          TopicArn: TOPIC,
          Protocol: 'email',
          Endpoint: 'new@example.com',
          ReturnSubscriptionArn: true,
        }),
      );
      return () => sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    },
  },
  'an address of the file that is not subscribed': {
    what: 'subscription',
    id: 'team@example.com',
    found: /the stack’s file names it/,
    page: run,
    break: (company) => {
      const lines = company.monitorLines.replace(
        'alarmEmails: [',
        'alarmEmails: [team@example.com, ',
      );
      return company.writeMonitor(lines);
    },
  },
  'alarms that nobody hears': {
    what: 'alarm-topic',
    id: TOPIC,
    found: /nobody is subscribed/,
    page: run,
    break: async (company) => {
      const sns = new SNSClient(await company.awsOf(MONITOR));
      const { Subscriptions = [] } = await sns.send(
        new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC }),
      );
      for (const { SubscriptionArn } of Subscriptions)
        await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      const keep = company.writeMonitor(
        company.monitorLines.replace(/ {2}keyturn:alarmEmails.*\n/, ''),
      );
      return async () => {
        keep();
        await subscribe(sns);
      };
    },
  },
  'a topic that is gone': {
    what: 'alarm-topic',
    id: TOPIC,
    found: /no such topic/,
    page: run,
    break: async (company) => {
      const sns = new SNSClient(await company.awsOf(MONITOR));
      await sns.send(new DeleteTopicCommand({ TopicArn: TOPIC }));
      return async () => {
        await sns.send(new CreateTopicCommand({ Name: 'keyturn-alarms' }));
        await subscribe(sns);
      };
    },
  },
};

async function subscribe(sns: SNSClient): Promise<void> {
  await sns.send(new SubscribeCommand({ TopicArn: TOPIC, Protocol: 'email', Endpoint: EMAIL }));
  await sns.send(new ConfirmSubscriptionCommand({ TopicArn: TOPIC, Token: EMAIL }));
}

function letterIn(queue: string, alarm: string, words: string): Broken {
  const QueueName = `keyturn-${queue}`;
  return {
    what: 'dead-letters',
    id: QueueName,
    found: new RegExp(`^${words}`),
    page: runbook(alarm),
    break: async (company) => {
      const sqs = new SQSClient(await company.awsOf(MONITOR));
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
      await sqs.send(
        new SendMessageCommand({
          QueueUrl,
          MessageBody: '{}',
          ...(QueueName.endsWith('.fifo') && {
            MessageGroupId: 'one',
            MessageDeduplicationId: randomUUID(),
          }),
        }),
      );
      return () => emptied(sqs, QueueUrl);
    },
  };
}

/** One by one: SQS purges a queue once a minute, and more than one test needs it. */
async function emptied(sqs: SQSClient, QueueUrl: string | undefined): Promise<void> {
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    if (Messages.length === 0) return;
    for (const { ReceiptHandle } of Messages)
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
}

async function alarmOf(company: DoctoredCompany) {
  const cloudwatch = new CloudWatchClient(await company.awsOf(MONITOR));
  const found = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [alarmName] }));
  return { cloudwatch, alarm: found.MetricAlarms?.[0] ?? {} };
}

function settingsOf({ AlarmName, AlarmActions, Namespace, MetricName, ...alarm }: MetricAlarm) {
  const { Dimensions, Statistic, Period, EvaluationPeriods, Threshold } = alarm;
  const { ComparisonOperator, TreatMissingData } = alarm;
  return {
    ...{ AlarmName, AlarmActions, Namespace, MetricName, Dimensions, Statistic, Period },
    ...{ EvaluationPeriods, Threshold, ComparisonOperator, TreatMissingData },
  };
}
