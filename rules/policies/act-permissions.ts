import { pressSourceIdentity } from '../names';
import { assumeAuditRoles, type AuditRoles } from './assume-audit-roles';
import { policyDocument, type PolicyDocument } from './document';
import {
  sendMessages,
  tableAndLogsKeyActions,
  useKey,
  writeKeyActions,
  writeLogs,
  writeTraces,
} from './statements';

export interface ActPermissions extends AuditRoles {
  readonly ledgerArn: string;
  readonly noticeQueueArn: string;
  readonly actionsQueueArn: string;
  readonly logGroupArn: string;
  /** The KMS key of all of these, if they have one. */
  readonly keyArn?: string;
  readonly isTraced?: boolean;
}

/**
 * The function `act`, which does what is pressed in Slack: takes actions from their queue, assumes audit roles under its
 * own name, keeps the ledger, puts notices in the queue. No secret of Slack's.
 */
export function actPermissions(may: ActPermissions): PolicyDocument {
  return policyDocument(
    {
      Sid: 'TakeActions',
      Effect: 'Allow',
      Action: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
      Resource: may.actionsQueueArn,
    },
    assumeAuditRoles(may, pressSourceIdentity),
    {
      Sid: 'KeepLedger',
      Effect: 'Allow',
      Action: ['dynamodb:Query', 'dynamodb:UpdateItem'],
      Resource: may.ledgerArn,
    },
    sendMessages('PutNotices', may.noticeQueueArn),
    writeLogs(may.logGroupArn),
    writeTraces(may.isTraced),
    useKey('UseKeyOfLedgerAndLogs', may.keyArn, ['dynamodb', 'logs'], tableAndLogsKeyActions),
    useKey('UseKeyOfQueues', may.keyArn, ['sqs'], writeKeyActions),
  );
}
