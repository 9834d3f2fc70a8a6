import type { Bucket } from '@pulumi/aws/s3/bucket';
import type { Table } from '@pulumi/aws/dynamodb/table';
import * as pulumi from '@pulumi/pulumi';
import { monitorPermissions } from '../../rules/policies';
import { accountsVariable, idsOf, variableWithoutList } from './accounts';
import type { Answering } from './answering';
import { FanOut } from './args';
import { makeFunction } from './function';
import { retryOrReport } from './invocation';
import type { Parts } from './parts';
import type { Queues } from './queues';
import { credentialsVariable, settingsVariable, movesVariable, unusedVariable } from './settings';
import { questionsVariable } from './slack-answers';

/** The daily run: reads the accounts, disables, records, and leaves the telling to `notify`. */
export function makeMonitor(
  parts: Parts,
  ledger: Table,
  reports: Bucket,
  queues: Queues,
  answering: Answering | undefined,
) {
  const { args, keys, home } = parts;
  const isDistributed = args.fanOut === FanOut.Distributed;
  const monitor = makeFunction(parts, {
    what: 'monitor',
    description: 'Plans the day for every access key, and carries it out',
    permissions: (logGroupArn) =>
      pulumi
        .output({
          partition: home.partition,
          auditRoleName: args.auditRoleName,
          accountIds: args.accounts.apply(idsOf),
          organizationRoleArn: args.accounts.apply((accounts) =>
            'organization' in accounts ? accounts.organization.roleArn : undefined,
          ),
          ledgerArn: ledger.arn,
          reportsBucketArn: reports.arn,
          noticeQueueArn: queues.notices.arn,
          failedRunsQueueArn: queues.failedRuns.arn,
          logGroupArn,
          keyArn: keys.all,
          isTraced: args.tracing,
          isDistributed,
        })
        .apply(monitorPermissions),
    variables: {
      KEYTURN_SETTINGS: args.settings.apply(settingsVariable),
      KEYTURN_CREDENTIALS: args.settings.apply(credentialsVariable),
      KEYTURN_UNUSED: args.settings.apply(unusedVariable),
      KEYTURN_MOVES: args.settings.apply(movesVariable),
      ...(args.answers && {
        KEYTURN_QUESTIONS: args.answers.askAgainDays.apply(questionsVariable),
      }),
      KEYTURN_ACCOUNTS: args.accounts.apply(isDistributed ? variableWithoutList : accountsVariable),
      KEYTURN_AUDIT_ROLE_NAME: args.auditRoleName,
      KEYTURN_EXTERNAL_ID: args.externalId,
      KEYTURN_LEDGER_TABLE: ledger.name,
      KEYTURN_NOTICE_QUEUE_URL: queues.notices.url,
      KEYTURN_REPORT_BUCKET: reports.bucket,
      // A distributed run's function has one account: how many at a time is the state machine's to know.
      ...(!isDistributed && { KEYTURN_CONCURRENCY: args.concurrency.apply(String) }),
      KEYTURN_DRY_RUN: args.dryRun.apply(String),
      KEYTURN_DRY_RUN_ACCOUNTS: args.dryRunAccountIds.apply((ids) => JSON.stringify(ids)),
    },
    memorySize: args.monitorMemorySize,
    timeout: args.monitorTimeout,
    after: answering?.open,
  });
  retryOrReport(parts, 'monitor', monitor.lambda, queues.failedRuns);
  return monitor;
}
