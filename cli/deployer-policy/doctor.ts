import { alarmsOf } from '../../rules/alarm-names';
import { asPartition, buildArn, iamArn, iamEventsRegion } from '../../rules/arn';
import type { Need } from '../../rules/deployer/needs';
import {
  defaultMonitorName,
  functionsOf,
  keyEventsRuleName,
  namesOfMonitor,
} from '../../rules/names';
import { isInteractive } from '../../stacks/config/slack-answers';
import { autoNamed, type Account } from './account';

const monitor = defaultMonitorName;
const names = namesOfMonitor(monitor);

/** IAM judges these by no resource: AWS's Service Authorization Reference has none for them. All of them read. */
const anywhere = [
  'cloudtrail:DescribeTrails',
  'cloudtrail:LookupEvents',
  'cloudwatch:GetMetricStatistics',
  'events:ListRuleNamesByTarget',
  'lambda:ListEventSourceMappings',
  'logs:DescribeLogGroups',
] as const;

/**
 * What `keyturn doctor` calls in the monitor's account: it looks, and has the functions check themselves.
 * @param roleName the role of --role-name, through which it looks into the other accounts
 */
export function doctorNeeds(account: Account, roleName: string | undefined): readonly Need[] {
  const functions = functionsOf(isInteractive(account.wanted.plan.config)).map((each) =>
    account.arn('lambda', `function:${names.functionOf(each)}`),
  );
  return [
    { area: 'LookAround', actions: anywhere, resources: ['*'] },
    { area: 'LookAtFunctions', actions: ['lambda:GetFunction'], resources: functions },
    ...lookNeeds(account),
    ...keyEventNeeds(account),
    ...readKeyNeeds(account, ['lambda', 'scheduler']),
    // IAM knows nothing of what a function is asked.
    { area: 'AskFunctions', actions: ['lambda:InvokeFunction'], resources: functions },
    ...(roleName === undefined ? [] : [assumeNeed(account, roleName)]),
  ];
}

function lookNeeds(account: Account): readonly Need[] {
  const { config } = account.wanted.plan;
  const alarms = alarmsOf({
    isInteractive: isInteractive(config),
    isDistributed: config.fanOut === 'distributed',
  });
  const queues = [
    ...[names.undeliveredQueue, names.failedRunsQueue, names.missedSchedulesQueue],
    ...(isInteractive(config) ? [names.undoneQueue] : []),
  ];
  return [
    {
      area: 'LookAtSchedule',
      actions: ['scheduler:GetSchedule'],
      resources: [account.arn('scheduler', `schedule/${names.scheduleGroup}/${names.schedule}`)],
    },
    {
      area: 'LookAtQueues',
      actions: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
      resources: queues.map((each) => account.arn('sqs', each)),
    },
    {
      area: 'LookAtAlarms',
      actions: ['cloudwatch:DescribeAlarms'],
      resources: alarms.map((each) => account.arn('cloudwatch', `alarm:${monitor}-${each}`)),
    },
    {
      area: 'LookAtTopic',
      actions: ['sns:ListSubscriptionsByTopic'],
      resources: [config.alarmTopicArn ?? account.arn('sns', names.alarmTopic)],
    },
  ];
}

/** The monitor's own account is watched, too. */
function keyEventNeeds(account: Account): readonly Need[] {
  const { account: here, config } = account.wanted.plan;
  const partition = asPartition(here.partition);
  const forwarder = config.coveredByStackSet ? keyEventsRuleName : autoNamed('key-events-rule');
  const trails = {
    partition,
    service: 'cloudtrail',
    // That of the organization is another account's, and a trail may have its home in any region.
    region: '*',
    accountId: '*',
    resource: 'trail/*',
  };
  return [
    {
      area: 'LookAtTrails',
      actions: ['cloudtrail:GetEventSelectors', 'cloudtrail:GetTrailStatus'],
      resources: [buildArn(trails)],
    },
    {
      area: 'LookAtForwarder',
      actions: ['events:DescribeRule'],
      resources: [account.arn('events', `rule/${forwarder}`, iamEventsRegion(partition))],
    },
    {
      area: 'LookAtBusRule',
      actions: ['events:DescribeRule', 'events:ListTargetsByRule'],
      resources: [
        account.arn('events', `rule/${names.eventBus}/${names.functionOf('key-events')}`),
      ],
    },
  ];
}

/** What is encrypted under a customer's key, the services decrypt for whoever may use it. */
function readKeyNeeds(account: Account, services: readonly string[]): readonly Need[] {
  const { kmsKeyArn, createKmsKey } = account.wanted.plan.config;
  if (kmsKeyArn === undefined && !createKmsKey) return [];
  const via = { StringLike: { 'kms:ViaService': services.map((each) => `${each}.*`) } };
  // The ARN of one that is made is an id of AWS's making: its alias tells it from others.
  const ours = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': names.keyAlias } };
  return [
    {
      area: 'ReadUnderKey',
      actions: ['kms:Decrypt'],
      resources: [kmsKeyArn ?? account.arn('kms', 'key/*')],
      condition: kmsKeyArn === undefined ? { ...via, ...ours } : via,
    },
  ];
}

function assumeNeed({ wanted }: Account, roleName: string): Need {
  const { account, watched } = wanted.plan;
  const arnIn = (accountId: string) =>
    iamArn({ partition: account.partition, accountId }, `role/${roleName}`);
  const others = watched.list?.map(({ id }) => id).filter((id) => id !== account.id);
  return {
    area: 'LookIntoAccounts',
    actions: ['sts:AssumeRole'],
    resources: others ? others.map(arnIn) : [arnIn('*')],
    // Any account, but of the own organization.
    ...(!others && {
      condition: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
    }),
  };
}

/** What `--canary` reads in the monitor's account: whether the announcement came, and the token to ask Slack with. */
export function canaryReadNeeds(account: Account): readonly Need[] {
  const { slackTokenSecretArn, slackTokenKmsKeyArn } = account.wanted.plan.config;
  // AWS adds a hyphen and six characters of its own.
  const made = `secret:${autoNamed(`${monitor}-slack-token`)}-??????`;
  const isOfMonitor = slackTokenSecretArn === undefined;
  return [
    {
      area: 'ReadLedger',
      actions: ['dynamodb:GetItem'],
      resources: [account.arn('dynamodb', `table/${names.ledger}`)],
    },
    {
      area: 'ReadSlackToken',
      actions: ['secretsmanager:GetSecretValue'],
      resources: [slackTokenSecretArn ?? account.arn('secretsmanager', made)],
    },
    ...readKeyNeeds(account, isOfMonitor ? ['dynamodb', 'secretsmanager'] : ['dynamodb']),
    ...(slackTokenKmsKeyArn === undefined
      ? []
      : [
          {
            area: 'ReadUnderTokenKey',
            actions: ['kms:Decrypt'],
            resources: [slackTokenKmsKeyArn],
            condition: { StringLike: { 'kms:ViaService': 'secretsmanager.*' } },
          },
        ]),
  ];
}

/** What `--canary` does with that user, in the account that has it. */
export function canaryUserNeeds(userArn: string): readonly Need[] {
  const looks = [
    'iam:GetLoginProfile',
    'iam:GetUser',
    'iam:ListAccessKeys',
    'iam:ListAttachedUserPolicies',
    'iam:ListGroupsForUser',
    'iam:ListUserPolicies',
  ];
  return [
    { area: 'LookAtCanary', actions: looks, resources: [userArn] },
    {
      area: 'MakeAndDeleteKey',
      actions: ['iam:CreateAccessKey', 'iam:DeleteAccessKey'],
      resources: [userArn],
    },
  ];
}
