import type { StateMachine } from '@pulumi/aws/sfn/stateMachine';
import { MetricAlarm, type MetricAlarmArgs } from '@pulumi/aws/cloudwatch/metricAlarm';
import type { Function as LambdaFunction } from '@pulumi/aws/lambda/function';
import { Topic } from '@pulumi/aws/sns/topic';
import { TopicPolicy } from '@pulumi/aws/sns/topicPolicy';
import { TopicSubscription } from '@pulumi/aws/sns/topicSubscription';
import * as pulumi from '@pulumi/pulumi';
import { documentationUrl, type FunctionName } from '../../rules/names';
import { alarmTopicPolicy } from '../../rules/policies';
import { json } from '../documents';
import type { Answering } from './answering';
import type { Parts } from './parts';
import type { Queues } from './queues';

type Measure = Pick<MetricAlarmArgs, 'namespace' | 'metricName' | 'dimensions' | 'statistic'>;
type Functions = Readonly<Record<FunctionName, LambdaFunction>>;

/** All that is told to people by other ways than Slack. Answers the topic's ARN. */
export function makeAlarms(
  parts: Parts,
  functions: Functions,
  queues: Queues,
  stateMachine: StateMachine | undefined,
  answering?: Answering,
) {
  const topicArn = makeTopic(parts);
  const alarm = (what: string, alarmDescription: string, rest: MetricRest) =>
    new MetricAlarm(
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

  for (const [what, lambda] of Object.entries(functions))
    alarm(
      `${what}-errors`,
      `Keyturn's function ${what} failed`,
      above0(ofFunction('Errors', lambda)),
    );

  const depths: [keyof Queues, string, string][] = [
    ['undelivered', 'undelivered', 'Notices could not be delivered in Slack'],
    ['failedRuns', 'failed-runs', 'Runs or key events failed for good'],
    ['missedSchedules', 'missed-schedules', 'The schedule could not wake the monitor'],
  ];
  for (const [queue, what, description] of depths)
    alarm(what, description, above0(depthOf(queues[queue].name)));

  const ends: [metric: string, what: string, description: string][] = [
    ['ExecutionsFailed', 'executions-failed', 'A distributed run failed'],
    ['ExecutionsTimedOut', 'executions-timed-out', 'A distributed run took too long and was ended'],
    ['ExecutionThrottled', 'executions-throttled', 'Step Functions slows distributed runs down'],
  ];
  for (const [metric, what, description] of stateMachine ? ends : [])
    alarm(what, description, above0(executions(metric, stateMachine)));

  const { monitor } = functions;
  alarm('keys-held-back', 'The circuit breaker holds keys back that are past their day', {
    ...above0(counted('KeysHeldBack', monitor)),
    // The state stays as the last run found it.
    treatMissingData: 'ignore',
  });
  alarm('accounts-unread', 'Accounts could not be read', {
    ...above0(counted('AccountsUnread', monitor)),
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
    // Who can't be answered is answered with a number, and that is no error of the function's.
    alarm('slack-in-errors', 'What was pressed in Slack could not be taken', {
      ...above0(ofFunction('Url5xxCount', slackIn)),
    });
    alarm('slack-in-throttles', 'More is sent to slack-in than it may take', {
      ...above0(ofFunction('Throttles', slackIn)),
    });
    alarm('requests-refused', 'Many requests to slack-in are not from Slack', {
      ...above0(counted('RequestsRefused', slackIn)),
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: MANY_REFUSED,
    });
    alarm('act-errors', "Keyturn's function act failed", above0(ofFunction('Errors', act)));
    alarm('undone', 'What was pressed in Slack could not be done', above0(depthOf(undone.name)));
  }
  return topicArn;
}

/** In five minutes. Whoever finds the URL may try some. */
const MANY_REFUSED = 100;

type MetricRest = Measure &
  Pick<
    MetricAlarmArgs,
    'period' | 'evaluationPeriods' | 'comparisonOperator' | 'threshold' | 'treatMissingData'
  >;

function above0(measure: Measure): MetricRest {
  return {
    ...measure,
    period: 5 * 60,
    evaluationPeriods: 1,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 0,
    treatMissingData: 'notBreaching',
  };
}

function ofFunction(metricName: string, lambda: LambdaFunction): Measure {
  return {
    namespace: 'AWS/Lambda',
    metricName,
    dimensions: { FunctionName: lambda.name },
    statistic: 'Sum',
  };
}

function executions(metricName: string, stateMachine: StateMachine | undefined): Measure {
  return {
    namespace: 'AWS/States',
    metricName,
    dimensions: { StateMachineArn: stateMachine?.arn ?? '' },
    statistic: 'Sum',
  };
}

function depthOf(queueName: pulumi.Output<string>): Measure {
  return {
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: queueName },
    statistic: 'Maximum',
  };
}

/** A metric that a function writes itself; its name is the service, as Powertools calls it. */
function counted(metricName: string, lambda: LambdaFunction): Measure {
  return {
    namespace: 'Keyturn',
    metricName,
    dimensions: { service: lambda.name },
    statistic: 'Sum',
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
