import { EventBus } from '@pulumi/aws/cloudwatch/eventBus';
import { EventBusPolicy } from '@pulumi/aws/cloudwatch/eventBusPolicy';
import { EventRule } from '@pulumi/aws/cloudwatch/eventRule';
import { EventTarget } from '@pulumi/aws/cloudwatch/eventTarget';
import type { Function as LambdaFunction } from '@pulumi/aws/lambda/function';
import { Permission } from '@pulumi/aws/lambda/permission';
import { QueuePolicy } from '@pulumi/aws/sqs/queuePolicy';
import * as pulumi from '@pulumi/pulumi';
import { eventBusPolicy, failedRunsQueuePolicy, keyEventsPermissions } from '../../rules/policies';
import { fit, json } from '../documents';
import { keyEventPattern } from '../key-event-pattern';
import { accountsVariable, idsOf, variableIfRoom } from './accounts';
import type { Answering } from './answering';
import { FanOut } from './args';
import { makeFunction } from './function';
import { retryOrReport } from './invocation';
import type { Parts } from './parts';
import type { Queues } from './queues';

/** The bus to which the accounts forward their key events, and the function that announces new keys. */
export function makeKeyEvents(parts: Parts, queues: Queues, answering: Answering | undefined) {
  const { args, keys } = parts;
  const { bus, openBusArn } = makeBus(parts);
  const keyEvents = makeFunction(parts, {
    what: 'key-events',
    description: 'Announces new and re-enabled access keys as they happen',
    permissions: (logGroupArn) =>
      pulumi
        .output({
          noticeQueueArn: queues.notices.arn,
          failedRunsQueueArn: queues.failedRuns.arn,
          actionsQueueArn: answering?.actions.arn,
          logGroupArn,
          keyArn: keys.all,
          isTraced: args.tracing,
        })
        .apply(keyEventsPermissions),
    variables: {
      KEYTURN_NOTICE_QUEUE_URL: queues.notices.url,
      // Whose a new key is, its owner is asked by `act`.
      KEYTURN_ACTION_QUEUE_URL: answering?.actions.url,
      KEYTURN_ACCOUNTS: args.accounts.apply(
        args.fanOut === FanOut.Distributed ? variableIfRoom : accountsVariable,
      ),
    },
    memorySize: args.keyEventsMemorySize,
    timeout: args.keyEventsTimeout,
    after: answering?.open,
  });
  retryOrReport(parts, 'key-events', keyEvents.lambda, queues.failedRuns);
  wake(parts, bus, keyEvents.lambda, queues);
  return { ...keyEvents, openBusArn };
}

function makeBus({ name, names, args, home, child }: Parts) {
  const bus = new EventBus(
    `${name}-bus`,
    { name: names.eventBus, description: 'What happens to access keys in the watched accounts' },
    child,
  );
  const policy = pulumi
    .all([home, bus.arn, args.accounts])
    .apply(([{ partition, accountId }, eventBusArn, accounts]) =>
      fit(
        eventBusPolicy({
          partition,
          eventBusArn,
          // The own account's events come from another region, and are asked like every other's.
          accountIds: withAccount(accountId, idsOf(accounts)),
          organizationId: 'organization' in accounts ? accounts.organization.id : undefined,
        }),
        'eventBus',
        'accounts',
      ),
    );
  const opened = new EventBusPolicy(
    `${name}-bus-policy`,
    { eventBusName: bus.name, policy },
    child,
  );
  // AWS refuses a rule whose target is another account's or region's bus before that bus's policy lets it in.
  const openBusArn = pulumi.all([bus.arn, opened.id]).apply(([arn]) => arn);
  return { bus, openBusArn };
}

function withAccount(accountId: string, accountIds: readonly string[] | undefined) {
  return accountIds && [...new Set([...accountIds, accountId])];
}

function wake(
  { name, names, home, child }: Parts,
  bus: EventBus,
  lambda: LambdaFunction,
  { failedRuns }: Queues,
): void {
  const rule = new EventRule(
    `${name}-key-events-rule`,
    {
      name: names.functionOf('key-events'),
      description: "Wakes Keyturn's function key-events",
      eventBusName: bus.name,
      eventPattern: keyEventPattern,
    },
    child,
  );
  const permission = new Permission(
    `${name}-key-events-invoke`,
    {
      action: 'lambda:InvokeFunction',
      function: lambda.name,
      principal: 'events.amazonaws.com',
      sourceArn: rule.arn,
      sourceAccount: home.accountId,
    },
    child,
  );
  const queuePolicy = new QueuePolicy(
    `${name}-failed-runs-policy`,
    {
      queueUrl: failedRuns.url,
      policy: json(
        pulumi.output({ queueArn: failedRuns.arn, ruleArn: rule.arn }).apply(failedRunsQueuePolicy),
      ),
    },
    child,
  );
  new EventTarget(
    `${name}-key-events-target`,
    {
      rule: rule.name,
      eventBusName: bus.name,
      arn: lambda.arn,
      retryPolicy: { maximumEventAgeInSeconds: 6 * 60 * 60, maximumRetryAttempts: 20 },
      deadLetterConfig: { arn: failedRuns.arn },
    },
    { ...child, dependsOn: [permission, queuePolicy] },
  );
}
