import { policyDocument, type PolicyDocument } from './document';
import { ledgerKeyActions, useKey, writeLogs } from './statements';

export interface NotifyPermissions {
  readonly slackTokenSecretArn: string;
  readonly slackTokenKeyArn?: string;
  readonly noticeQueueArn: string;
  readonly ledgerArn: string;
  readonly ledgerKeyArn?: string;
  readonly logGroupArn: string;
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
    useKey('UseSlackTokenKey', may.slackTokenKeyArn, 'secretsmanager', ['kms:Decrypt']),
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
    useKey('UseLedgerKey', may.ledgerKeyArn, 'dynamodb', ledgerKeyActions),
    writeLogs(may.logGroupArn),
  );
}
