import type { Table } from '@pulumi/aws/dynamodb/table';
import { EventSourceMapping } from '@pulumi/aws/lambda/eventSourceMapping';
import * as pulumi from '@pulumi/pulumi';
import { notifyPermissions } from '../../rules/policies';
import { makeFunction } from './function';
import type { Parts } from './parts';
import type { Answering } from './answering';
import type { Queues } from './queues';
import { pressesVariable } from './slack-answers';

/** Slack takes about one message a second for a channel: more functions at a time would only wait. */
const AT_A_TIME = 2;

/** Takes notices from the queue and tells people. */
export function makeNotify(
  parts: Parts,
  ledger: Table,
  { notices }: Queues,
  slackTokenSecretArn: pulumi.Output<string>,
  answering: Answering | undefined,
) {
  const { args, keys } = parts;
  const notify = makeFunction(parts, {
    what: 'notify',
    description: 'Tells owners and the team, in Slack, what the notices in the queue say',
    permissions: (logGroupArn) =>
      pulumi
        .output({
          slackTokenSecretArn,
          slackTokenKeyArn: args.slack.secretArn ? args.slack.kmsKeyArn : keys.all,
          noticeQueueArn: notices.arn,
          ledgerArn: ledger.arn,
          logGroupArn,
          keyArn: keys.all,
          isTraced: args.tracing,
        })
        .apply(notifyPermissions),
    variables: {
      KEYTURN_SLACK_TOKEN_SECRET_ARN: slackTokenSecretArn,
      KEYTURN_TEAM_CHANNEL: args.teamChannel,
      KEYTURN_LEDGER_TABLE: ledger.name,
      ...(args.rotation && { KEYTURN_ROTATION: pulumi.jsonStringify(args.rotation) }),
      ...(args.answers && { KEYTURN_PRESSES: args.answers.responders.apply(pressesVariable) }),
      ...(args.slackApiUrl && { KEYTURN_SLACK_API_URL: args.slackApiUrl }),
    },
    memorySize: args.notifyMemorySize,
    timeout: args.notifyTimeout,
    after: answering?.open,
  });
  new EventSourceMapping(
    `${parts.name}-notify-source`,
    {
      eventSourceArn: notices.arn,
      functionName: notify.lambda.name,
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: AT_A_TIME },
    },
    parts.child,
  );
  return notify;
}
