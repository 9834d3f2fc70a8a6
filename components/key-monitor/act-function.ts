import type { Table } from '@pulumi/aws/dynamodb/table';
import { EventSourceMapping } from '@pulumi/aws/lambda/eventSourceMapping';
import * as pulumi from '@pulumi/pulumi';
import { actPermissions } from '../../rules/policies';
import { accountsVariable, idsOf, variableIfRoom } from './accounts';
import { FanOut } from './args';
import { makeFunction } from './function';
import type { Parts } from './parts';
import type { ActionQueues, Queues } from './queues';
import { credentialsVariable, settingsVariable, movesVariable, unusedVariable } from './settings';
import { actsAtATime, type SlackAnswers } from './slack-answers';

/** Does what is pressed in Slack: looks at the key again, disables it, and leaves the telling to `notify`. */
export function makeAct(
  parts: Parts,
  answers: SlackAnswers,
  ledger: Table,
  { notices }: Queues,
  { actions }: ActionQueues,
) {
  const { args, keys, home } = parts;
  const responders = answers.responders.apply((ids) =>
    ids.length > 0 ? JSON.stringify(ids) : undefined,
  );
  const dryRunAccounts = args.dryRunAccountIds.apply((ids) => JSON.stringify(ids));
  const act = makeFunction(parts, {
    what: 'act',
    description: 'Does what is pressed in Slack',
    permissions: (logGroupArn) =>
      pulumi
        .output({
          partition: home.partition,
          auditRoleName: args.auditRoleName,
          accountIds: args.accounts.apply(idsOf),
          ledgerArn: ledger.arn,
          noticeQueueArn: notices.arn,
          actionsQueueArn: actions.arn,
          logGroupArn,
          keyArn: keys.all,
          isTraced: args.tracing,
        })
        .apply(actPermissions),
    variables: {
      KEYTURN_SETTINGS: args.settings.apply(settingsVariable),
      KEYTURN_CREDENTIALS: args.settings.apply(credentialsVariable),
      KEYTURN_UNUSED: args.settings.apply(unusedVariable),
      KEYTURN_MOVES: args.settings.apply(movesVariable),
      KEYTURN_ACCOUNTS: pulumi
        .all([args.accounts, responders, dryRunAccounts])
        .apply(([accounts, ...others]) =>
          args.fanOut === FanOut.Distributed
            ? variableIfRoom(accounts, others)
            : accountsVariable(accounts),
        ),
      KEYTURN_AUDIT_ROLE_NAME: args.auditRoleName,
      KEYTURN_EXTERNAL_ID: args.externalId,
      KEYTURN_LEDGER_TABLE: ledger.name,
      KEYTURN_NOTICE_QUEUE_URL: notices.url,
      KEYTURN_RESPONDERS: responders,
      KEYTURN_DRY_RUN: args.dryRun.apply(String),
      KEYTURN_DRY_RUN_ACCOUNTS: dryRunAccounts,
    },
    memorySize: answers.actMemorySize,
    timeout: answers.actTimeout,
  });
  const source = new EventSourceMapping(
    `${parts.name}-act-source`,
    {
      eventSourceArn: actions.arn,
      functionName: act.lambda.name,
      // Somebody waits for each, and for none behind another's.
      batchSize: 1,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: actsAtATime },
    },
    parts.child,
  );
  return { ...act, source };
}
