import type { Statement } from './document';

/** Statements that several documents share. */

/** Lambda makes streams in the function's own log group, and nothing else: the group is there already. */
export function writeLogs(logGroupArn: string): Statement {
  return {
    Sid: 'WriteOwnLogs',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: `${logGroupArn}:*`,
  };
}

export function sendMessages(Sid: string, queueArn: string): Statement {
  return { Sid, Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn };
}

/** A customer's KMS key, through one AWS service in one region only; none where there is no such key. */
export function useKey(
  Sid: string,
  keyArn: string | undefined,
  viaService: string,
  actions: readonly string[],
): Statement | undefined {
  if (keyArn === undefined) return undefined;
  return {
    Sid,
    Effect: 'Allow',
    Action: actions,
    Resource: keyArn,
    Condition: { StringLike: { 'kms:ViaService': `${viaService}.*` } },
  };
}

/** What reading and writing a table under a customer's key takes. */
export const ledgerKeyActions = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
];
