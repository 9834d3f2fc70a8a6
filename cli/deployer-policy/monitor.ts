import type { Need } from '../../rules/deployer/needs';
import { defaultMonitorName, functionsOf, namesOfMonitor } from '../../rules/names';
import { isInteractive as takesAnswers } from '../../stacks/config/slack-answers';
import { autoNamed, type Account } from './account';
import { keyNeeds } from './keys';

const name = defaultMonitorName;
const names = namesOfMonitor(name);

/** As stacks/monitor.ts makes it. */
export function monitorNeeds(account: Account): readonly Need[] {
  return [
    ...functionNeeds(account),
    ...scheduleNeeds(account),
    ...busNeeds(account),
    ...queueNeeds(account),
    ...alarmNeeds(account),
    ...storageNeeds(account),
    ...keyNeeds(account, name),
  ];
}

const isDistributed = ({ wanted }: Account) => wanted.plan.config.fanOut === 'distributed';
const isInteractive = ({ wanted }: Account) => takesAnswers(wanted.plan.config);

function functionNeeds(account: Account): readonly Need[] {
  const functionNames = functionsOf(isInteractive(account));
  const functions = functionNames.map(names.functionOf);
  const arnOf = (each: string) => account.arn('lambda', `function:${each}`);
  const logGroups = [
    ...functionNames.map(names.logGroupOf),
    ...(isDistributed(account) ? [names.runLogGroup] : []),
  ];
  return [
    ...account.serviceRoles('lambda', functions),
    ...account.make(['aws:lambda/function:Function'], functions.map(arnOf)),
    ...account.make(
      ['aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig'],
      [names.functionOf('monitor'), names.functionOf('key-events')].map(arnOf),
    ),
    ...account.make(['aws:lambda/permission:Permission'], [arnOf(names.functionOf('key-events'))]),
    ...(isInteractive(account)
      ? account.make(
          ['aws:lambda/functionUrl:FunctionUrl', 'aws:lambda/permission:Permission'],
          [arnOf(names.functionOf('slack-in'))],
        )
      : []),
    ...mappingNeeds(
      account,
      (isInteractive(account) ? (['notify', 'act'] as const) : (['notify'] as const))
        .map(names.functionOf)
        .map(arnOf),
    ),
    ...account.make(
      ['aws:cloudwatch/logGroup:LogGroup'],
      // IAM judges some of its calls by the one, some by the other.
      logGroups.flatMap((each) =>
        ['', ':*'].map((end) => account.arn('logs', `log-group:${each}${end}`)),
      ),
    ),
  ];
}

/** A mapping's ARN is an id of AWS's making: what tells ours is its function, where AWS says the function. */
function mappingNeeds(account: Account, functionArns: readonly string[]): readonly Need[] {
  const [first = '', ...others] = functionArns;
  const condition = {
    ArnEquals: { 'lambda:FunctionArn': others.length === 0 ? first : functionArns },
  };
  const mappings = [account.arn('lambda', 'event-source-mapping:*')];
  const needs = account.make(['aws:lambda/eventSourceMapping:EventSourceMapping'], mappings);
  const isTag = (action: string) => /tag/i.test(action);
  return needs
    .flatMap((need) => [
      { ...need, actions: need.actions.filter((each) => !isTag(each)), condition },
      { ...need, actions: need.actions.filter(isTag) },
    ])
    .filter(({ actions }) => actions.length > 0);
}

function scheduleNeeds(account: Account): readonly Need[] {
  return [
    ...account.serviceRoles('scheduler', [names.scheduleRole]),
    ...account.make(
      ['aws:scheduler/schedule:Schedule'],
      [account.arn('scheduler', `schedule/${names.scheduleGroup}/${names.schedule}`)],
    ),
    ...account.make(
      ['aws:scheduler/scheduleGroup:ScheduleGroup'],
      [account.arn('scheduler', `schedule-group/${names.scheduleGroup}`)],
    ),
    ...(isDistributed(account)
      ? [
          ...account.serviceRoles('states', [names.runRole]),
          ...account.make(
            ['aws:sfn/stateMachine:StateMachine'],
            [account.arn('states', `stateMachine:${names.stateMachine}`)],
          ),
        ]
      : []),
  ];
}

function busNeeds(account: Account): readonly Need[] {
  const rule = `rule/${names.eventBus}/${names.functionOf('key-events')}`;
  return [
    ...account.make(
      ['aws:cloudwatch/eventBus:EventBus', 'aws:cloudwatch/eventBusPolicy:EventBusPolicy'],
      [account.arn('events', `event-bus/${names.eventBus}`)],
    ),
    ...account.make(
      ['aws:cloudwatch/eventRule:EventRule', 'aws:cloudwatch/eventTarget:EventTarget'],
      [account.arn('events', rule)],
    ),
  ];
}

function queueNeeds(account: Account): readonly Need[] {
  const { noticeQueue, undeliveredQueue, failedRunsQueue, missedSchedulesQueue } = names;
  const queues = [
    ...[noticeQueue, undeliveredQueue, failedRunsQueue, missedSchedulesQueue],
    ...(isInteractive(account) ? [names.actionsQueue, names.undoneQueue] : []),
  ];
  return account.make(
    ['aws:sqs/queue:Queue', 'aws:sqs/queuePolicy:QueuePolicy'],
    queues.map((each) => account.arn('sqs', each)),
  );
}

function alarmNeeds(account: Account): readonly Need[] {
  const { alarmTopicArn, alarmEmails, dashboard } = account.wanted.plan.config;
  const topic = alarmTopicArn ?? account.arn('sns', names.alarmTopic);
  return [
    ...account.make(
      ['aws:cloudwatch/metricAlarm:MetricAlarm'],
      [account.arn('cloudwatch', `alarm:${name}-*`)],
    ),
    ...(dashboard
      ? account.make(
          ['aws:cloudwatch/dashboard:Dashboard'],
          [account.arn('cloudwatch', `dashboard/${names.dashboard}`, '')],
        )
      : []),
    ...(alarmTopicArn === undefined
      ? account.make(['aws:sns/topic:Topic', 'aws:sns/topicPolicy:TopicPolicy'], [topic])
      : []),
    ...(alarmEmails.length > 0
      ? account.make(['aws:sns/topicSubscription:TopicSubscription'], [topic])
      : []),
  ];
}

function storageNeeds(account: Account): readonly Need[] {
  const { config } = account.wanted.plan;
  const isProtected = config.deletionProtection;
  const reports = [account.bucket(autoNamed(`${name}-reports`))];
  return [
    ...account.make(
      ['aws:dynamodb/table:Table'],
      [account.arn('dynamodb', `table/${names.ledger}`)],
      {
        isProtected,
      },
    ),
    ...account.make(['aws:s3/bucket:Bucket'], reports, { isProtected }),
    ...account.make(
      [
        'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
        'aws:s3/bucketOwnershipControls:BucketOwnershipControls',
        ...(config.accessLogBucket === undefined
          ? []
          : (['aws:s3/bucketLogging:BucketLogging'] as const)),
        ...(config.reportObjectLock === undefined
          ? []
          : (['aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration'] as const)),
        'aws:s3/bucketPolicy:BucketPolicy',
        'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock',
        'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
        'aws:s3/bucketVersioning:BucketVersioning',
      ],
      reports,
    ),
    ...(config.slackTokenSecretArn === undefined
      ? secretNeeds(account, `${name}-slack-token`, isProtected)
      : []),
    // Not protected: whoever wants presses off is to have them off at once.
    ...(isInteractive(account) && config.slackSigningSecretArn === undefined
      ? secretNeeds(account, `${name}-slack-signing-secret`, false)
      : []),
  ];
}

function secretNeeds(account: Account, made: string, isProtected: boolean): readonly Need[] {
  // AWS adds a hyphen and six characters of its own.
  const secret = [account.arn('secretsmanager', `secret:${autoNamed(made)}-??????`)];
  return [
    ...account.make(['aws:secretsmanager/secret:Secret'], secret, { isProtected }),
    ...account.make(
      [
        'aws:secretsmanager/secretPolicy:SecretPolicy',
        'aws:secretsmanager/secretVersion:SecretVersion',
      ],
      secret,
    ),
  ];
}
