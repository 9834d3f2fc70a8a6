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

/**
 * Lambda sends the traces of a function as its role. X-Ray has no resource for them.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
 */
export function writeTraces(
  isTraced: boolean | undefined,
  others: readonly string[] = [],
): Statement | undefined {
  if (!isTraced) return undefined;
  const actions = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
  return {
    Sid: 'WriteTraces',
    Effect: 'Allow',
    Action: [...others, ...actions],
    Resource: '*',
  };
}

/** A customer's KMS key, through these AWS services alone; none where there is no such key. */
export function useKey(
  Sid: string,
  keyArn: string | undefined,
  viaServices: readonly [string, ...string[]],
  actions: readonly string[],
): Statement | undefined {
  if (keyArn === undefined) return undefined;
  const [only, ...more] = viaServices;
  const nameOf = (service: string) => `${service}.*`;
  return {
    Sid,
    Effect: 'Allow',
    Action: actions,
    Resource: keyArn,
    Condition: {
      StringLike: {
        'kms:ViaService': more.length === 0 ? nameOf(only) : viaServices.map(nameOf),
      },
    },
  };
}

/**
 * What DynamoDB asks of whoever uses a table under a customer's key, and CloudWatch Logs of whoever writes to such a
 * log group.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export const tableAndLogsKeyActions = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
];

/**
 * What S3 asks of whoever writes objects, and SQS of whoever sends messages: it checks the data key that it is given.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export const writeKeyActions = ['kms:Decrypt', 'kms:GenerateDataKey'];
