import { buildArn, parseArn } from '../arn';
import { policyDocument, type PolicyDocument, type Statement } from './document';
import { writeTraces } from './statements';

/** The role of the state machine of distributed runs: invokes the monitor, and starts its own child executions. */
export function runPermissions(may: {
  readonly functionArn: string;
  readonly stateMachineArn: string;
  /** The KMS key of the state machine and its logs, if they have one. */
  readonly keyArn?: string;
  readonly isTraced?: boolean;
}): PolicyDocument {
  return policyDocument(
    {
      Sid: 'InvokeMonitor',
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: may.functionArn,
    },
    {
      // A distributed map's children are executions of the same state machine.
      Sid: 'HandleAccounts',
      Effect: 'Allow',
      Action: 'states:StartExecution',
      Resource: may.stateMachineArn,
    },
    {
      // `name/Label:…`, the executions of a map run.
      Sid: 'WatchAccounts',
      Effect: 'Allow',
      Action: ['states:DescribeExecution', 'states:RedriveExecution', 'states:StopExecution'],
      Resource: `${may.stateMachineArn.replace(':stateMachine:', ':execution:')}/*`,
    },
    {
      // As CloudWatch Logs hands out logs of other services: none of it can be given for one log group.
      Sid: 'WriteLogs',
      Effect: 'Allow',
      Action: [
        'logs:CreateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:DescribeLogGroups',
        'logs:DescribeResourcePolicies',
        'logs:GetLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:UpdateLogDelivery',
      ],
      Resource: '*',
    },
    // https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html
    writeTraces(may.isTraced, ['xray:GetSamplingRules', 'xray:GetSamplingTargets']),
    ...useRunKey(may.stateMachineArn, may.keyArn),
  );
}

/**
 * Step Functions calls KMS as this role, by itself: `kms:ViaService` would keep a run from starting, and AWS narrows it
 * by the encryption context instead.
 * https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
 */
function useRunKey(stateMachineArn: string, keyArn: string | undefined): readonly Statement[] {
  const { partition, region, accountId } = parseArn(stateMachineArn) ?? {};
  if (keyArn === undefined || partition === undefined) return [];
  const logs = buildArn({ partition, service: 'logs', region, accountId, resource: '*' });
  return [
    {
      Sid: 'EncryptRuns',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: keyArn,
      // A map's children are of the same state machine, with a label.
      Condition: {
        ArnEquals: {
          'kms:EncryptionContext:aws:states:stateMachineArn': [
            stateMachineArn,
            `${stateMachineArn}/*`,
          ],
        },
      },
    },
    {
      Sid: 'EncryptRunLogs',
      Effect: 'Allow',
      Action: 'kms:GenerateDataKey',
      Resource: keyArn,
      // The context ends in a star; it is no pattern.
      Condition: { StringEquals: { 'kms:EncryptionContext:SourceArn': logs } },
    },
  ];
}
