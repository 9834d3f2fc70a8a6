import { policyDocument, type PolicyDocument } from './document';

/** The role of the state machine of distributed runs: invokes the monitor, and starts its own child executions. */
export function runPermissions(may: {
  readonly functionArn: string;
  readonly stateMachineArn: string;
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
  );
}
