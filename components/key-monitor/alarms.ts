import type { StateMachine } from '@pulumi/aws/sfn/stateMachine';
import { MetricAlarm, type MetricAlarmArgs } from '@pulumi/aws/cloudwatch/metricAlarm';
import type { Function as LambdaFunction } from '@pulumi/aws/lambda/function';
import { Topic } from '@pulumi/aws/sns/topic';
import { TopicPolicy } from '@pulumi/aws/sns/topicPolicy';
import { TopicSubscription } from '@pulumi/aws/sns/topicSubscription';
import * as pulumi from '@pulumi/pulumi';
import type { AlarmName } from '../../rules/alarm-names';
import { documentationUrl, functionNames, type FunctionName } from '../../rules/names';
import { alarmTopicPolicy } from '../../rules/policies';
import { json } from '../documents';
import type { Answering } from './answering';
import {
  counted,
  depthOf,
  executions,
  failures,
  LATE_SECONDS,
  throttles,
  type Ending,
  type Measure,
} from './measures';
import type { Parts } from './parts';
import type { Queues } from './queues';

type Functions = Readonly<Record<FunctionName, LambdaFunction>>;

export interface Alarms {
  /** Of the topic that they go to. */
  readonly topicArn: pulumi.Output<string>;
  /** Of each of them. */
  readonly arns: pulumi.Output<string[]>;
}

/** All that is told to people by other ways than Slack. */
export function makeAlarms(
  parts: Parts,
  functions: Functions,
  queues: Queues,
  stateMachine: StateMachine | undefined,
  answering?: Answering,
): Alarms {
  const topicArn = makeTopic(parts);
  const arns: pulumi.Output<string>[] = [];
  const alarm = (what: AlarmName, alarmDescription: string, rest: MetricRest) => {
    const { arn } = new MetricAlarm(
      `${parts.name}-${what}-alarm`,
      {
        name: `${parts.name}-${what}`,
        // What to do stands where the person who is woken by it looks first.
        alarmDescription: `${alarmDescription}. ${documentationUrl}/runbooks/${what}.md`,
        alarmActions: [topicArn],
        okActions: [topicArn],
        ...rest,
      },
      parts.child,
    );
    arns.push(arn);
  };

  for (const what of functionNames)
    alarm(
      `${what}-errors`,
      `Keyturn's function ${what} failed`,
      above0(failures(what, functions[what].name)),
    );

  const depths: [keyof Queues, AlarmName, string][] = [
    ['undelivered', 'undelivered', 'Notices could not be delivered in Slack'],
    ['failedRuns', 'failed-runs', 'Runs or key events failed for good'],
    ['missedSchedules', 'missed-schedules', 'The schedule could not wake the monitor'],
  ];
  for (const [queue, what, description] of depths)
    alarm(what, description, above0(depthOf(queues[queue].name)));

  const ends: [metric: Ending, what: AlarmName, description: string][] = [
    ['ExecutionsFailed', 'executions-failed', 'A distributed run failed'],
    ['ExecutionsTimedOut', 'executions-timed-out', 'A distributed run took too long and was ended'],
    ['ExecutionThrottled', 'executions-throttled', 'Step Functions slows distributed runs down'],
  ];
  if (stateMachine)
    for (const [metric, what, description] of ends)
      alarm(what, description, above0(executions(metric, stateMachine.arn)));

  const monitor = functions.monitor.name;
  alarm('keys-held-back', 'The circuit breaker holds keys back that are past their day', {
    ...above0(counted('KeysHeldBack', monitor)),
    // The state stays as the last run found it.
    treatMissingData: 'ignore',
  });
  alarm('accounts-unread', 'Accounts could not be read', {
    ...above0(counted('AccountsUnread', monitor)),
    treatMissingData: 'ignore',
  });
  alarm('delivery-lag', 'Messages took hours to arrive in Slack', {
    ...above0(counted('DeliveryLag', monitor)),
    statistic: 'Maximum',
    threshold: LATE_SECONDS,
    treatMissingData: 'ignore',
  });
  alarm('heartbeat', 'The monitor has not completed a run for 26 hours', {
    ...counted('RunCompleted', monitor),
    period: 60 * 60,
    evaluationPeriods: 26,
    comparisonOperator: 'LessThanThreshold',
    threshold: 1,
    treatMissingData: 'breaching',
  });
  if (answering) {
    const { slackIn, act, undone } = answering;
    alarm('slack-in-errors', 'What was pressed in Slack could not be taken', {
      ...above0(failures('slack-in', slackIn.name)),
    });
    alarm('slack-in-throttles', 'More is sent to slack-in than it may take', {
      ...above0(throttles(slackIn.name)),
    });
    alarm('requests-refused', 'Many requests to slack-in are not from Slack', {
      ...above0(counted('RequestsRefused', slackIn.name)),
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: MANY_REFUSED,
    });
    alarm('act-errors', "Keyturn's function act failed", above0(failures('act', act.name)));
    alarm('undone', 'What was pressed in Slack could not be done', above0(depthOf(undone.name)));
  }
  return { topicArn, arns: pulumi.all(arns) };
}

/** In five minutes. Whoever finds the URL may try some. */
const MANY_REFUSED = 100;

type MetricRest = Measure<pulumi.Output<string>> &
  Pick<
    MetricAlarmArgs,
    'period' | 'evaluationPeriods' | 'comparisonOperator' | 'threshold' | 'treatMissingData'
  >;

function above0(measure: Measure<pulumi.Output<string>>): MetricRest {
  return {
    ...measure,
    period: 5 * 60,
    evaluationPeriods: 1,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 0,
    treatMissingData: 'notBreaching',
  };
}

function makeTopic({ name, names, args, keys, home, region, child }: Parts): pulumi.Output<string> {
  const topicArn = args.alarmTopicArn ?? ownTopic();
  for (const [i, endpoint] of args.alarmEmails.entries())
    new TopicSubscription(
      `${name}-alarm-email-${i}`,
      { topic: topicArn, protocol: 'email', endpoint },
      child,
    );
  return topicArn;

  function ownTopic(): pulumi.Output<string> {
    const topic = new Topic(
      `${name}-alarms`,
      { name: names.alarmTopic, displayName: 'Keyturn', kmsMasterKeyId: keys.topic },
      child,
    );
    const policy = pulumi
      .all([topic.arn, home, region])
      .apply(([arn, where, inRegion]) => alarmTopicPolicy(arn, { ...where, region: inRegion }));
    new TopicPolicy(`${name}-alarms-policy`, { arn: topic.arn, policy: json(policy) }, child);
    return topic.arn;
  }
}
