import { assumeAuditRoles, type AuditRoles } from './assume-audit-roles';
import { policyDocument, type PolicyDocument, type Statement } from './document';
import {
  sendMessages,
  tableAndLogsKeyActions,
  useKey,
  writeKeyActions,
  writeLogs,
  writeTraces,
} from './statements';

export interface MonitorPermissions extends AuditRoles {
  /** A role in the management account that lists the accounts; only without `accountIds`. */
  readonly organizationRoleArn?: string;
  readonly ledgerArn: string;
  readonly reportsBucketArn: string;
  readonly noticeQueueArn: string;
  readonly failedRunsQueueArn: string;
  readonly logGroupArn: string;
  /** The KMS key of all of these, if they have one. */
  readonly keyArn?: string;
  readonly isTraced?: boolean;
  /** The accounts of a run are handled apart, and leave their parts of the report for its end. */
  readonly isDistributed?: boolean;
}

/** The function `monitor`: assumes the audit roles, keeps the ledger, writes reports, puts notices in the queue. No Slack token. */
export function monitorPermissions(may: MonitorPermissions): PolicyDocument {
  return policyDocument(
    assumeAuditRoles(may),
    may.accountIds === undefined ? listAccounts(may.organizationRoleArn) : undefined,
    {
      Sid: 'KeepLedger',
      Effect: 'Allow',
      Action: ['dynamodb:BatchWriteItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
      Resource: may.ledgerArn,
    },
    ...keepReports(may),
    sendMessages('PutNotices', may.noticeQueueArn),
    sendMessages('ReportFailedRuns', may.failedRunsQueueArn),
    writeLogs(may.logGroupArn),
    writeTraces(may.isTraced),
    useKey('UseKeyOfLedgerAndLogs', may.keyArn, ['dynamodb', 'logs'], tableAndLogsKeyActions),
    useKey('UseKeyOfReportsAndQueues', may.keyArn, ['s3', 'sqs'], writeKeyActions),
  );
}

/** It reads what it has written, too: each report names the one before by its SHA-256. */
function keepReports({
  reportsBucketArn,
  isDistributed = false,
}: MonitorPermissions): readonly Statement[] {
  const reports = `${reportsBucketArn}/reports/*`;
  return [
    {
      Sid: 'KeepReports',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: isDistributed ? [`${reportsBucketArn}/parts/*`, reports] : reports,
    },
    // On a prefix alone it would not do: S3 would still deny a file that is not there, and not say so.
    {
      Sid: 'ListReports',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: reportsBucketArn,
    },
  ];
}

function listAccounts(roleArn: string | undefined): Statement {
  return roleArn === undefined
    ? { Sid: 'ListAccounts', Effect: 'Allow', Action: 'organizations:ListAccounts', Resource: '*' }
    : {
        Sid: 'AssumeRoleThatListsAccounts',
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: roleArn,
      };
}
