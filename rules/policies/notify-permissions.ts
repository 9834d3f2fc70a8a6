import { policyDocument, type PolicyDocument } from './document';
import { tableAndLogsKeyActions, useKey, writeLogs, writeTraces } from './statements';

export interface NotifyPermissions {
  readonly slackTokenSecretArn: string;
  /** The KMS key of the secret, if it has one that is not AWS's. */
  readonly slackTokenKeyArn?: string;
  readonly noticeQueueArn: string;
  readonly ledgerArn: string;
  readonly logGroupArn: string;
  /** The KMS key of queue, ledger and logs, if they have one. */
  readonly keyArn?: string;
  readonly isTraced?: boolean;
}

/** The function `notify`: takes notices from the queue, reads the Slack token, records deliveries. No IAM. */
export function notifyPermissions(may: NotifyPermissions): PolicyDocument {
  return policyDocument(
    {
      Sid: 'ReadSlackToken',
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: may.slackTokenSecretArn,
    },
    useKey('UseSlackTokenKey', may.slackTokenKeyArn, ['secretsmanager'], ['kms:Decrypt']),
    {
      Sid: 'TakeNotices',
      Effect: 'Allow',
      Action: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
      Resource: may.noticeQueueArn,
    },
    {
      Sid: 'RecordDeliveries',
      Effect: 'Allow',
      Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
      Resource: may.ledgerArn,
    },
    writeLogs(may.logGroupArn),
    writeTraces(may.isTraced),
    useKey('UseKeyOfLedgerAndLogs', may.keyArn, ['dynamodb', 'logs'], tableAndLogsKeyActions),
    useKey('UseKeyOfNotices', may.keyArn, ['sqs'], ['kms:Decrypt']),
  );
}
