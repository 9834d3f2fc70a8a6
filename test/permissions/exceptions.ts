/** What the roles may do that no call of ours shows, because AWS does it for us. By document and action. */
interface Exception {
  /** The end of the document's name. */
  readonly document: string;
  readonly actions: readonly string[];
  readonly because: string;
}

const aLog =
  "Lambda's own agent writes what a function prints; the function never calls CloudWatch Logs";
const aKey =
  "DynamoDB and CloudWatch Logs call KMS themselves, with the caller's permissions, and ask for these of whoever uses a table or writes to a log group under a customer's key";

export const exceptions: readonly Exception[] = [
  ...['-monitor-permissions', '-notify-permissions', '-key-events-permissions'].map((document) => ({
    document,
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    because: aLog,
  })),
  ...['-monitor-permissions', '-notify-permissions', '-key-events-permissions'].map((document) => ({
    document,
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey*',
      'kms:ReEncrypt*',
    ],
    because: `${aKey}. Secrets Manager decrypts the token, SQS its messages in the same way`,
  })),
  ...['-monitor-permissions', '-key-events-permissions'].map((document) => ({
    document,
    actions: ['kms:GenerateDataKey'],
    because:
      "S3 and SQS call KMS themselves, with the caller's permissions, for files and messages under a customer's key",
  })),
  ...['-monitor-permissions', '-notify-permissions', '-key-events-permissions'].map((document) => ({
    document,
    actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    because: "Lambda sends a traced function's segments as its role",
  })),
  {
    document: '-run-permissions',
    actions: [
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ],
    because:
      'Step Functions asks for all of these of a traced state machine (Developer Guide, “Trace Step Functions request data in AWS X-Ray”)',
  },
  ...['-schedule-permissions', '-run-permissions'].map((document) => ({
    document,
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    because:
      'EventBridge Scheduler and Step Functions call KMS as their role, for what is under a key, and SQS with its permissions',
  })),
  {
    document: '-schedule-permissions',
    actions: ['lambda:InvokeFunction', 'sqs:SendMessage', 'states:StartExecution'],
    because:
      'EventBridge Scheduler wakes the monitor or starts its state machine, and reports what it could not wake',
  },
  {
    document: '-run-permissions',
    actions: ['lambda:InvokeFunction'],
    because: 'Step Functions invokes the monitor for each step of a distributed run',
  },
  {
    document: '-run-permissions',
    actions: [
      'states:DescribeExecution',
      'states:RedriveExecution',
      'states:StartExecution',
      'states:StopExecution',
    ],
    because:
      'Step Functions starts the children of a distributed map, and watches, stops and redrives them, as the state machine (Developer Guide, “IAM policies for using Distributed Map states”)',
  },
  {
    document: '-run-permissions',
    actions: [
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
    ],
    because:
      'Step Functions has CloudWatch Logs deliver the log of a state machine (Developer Guide, “Using CloudWatch Logs to log execution history”), which asks for all of these on *',
  },
];

/**
 * Roles that no code of ours works as: EventBridge puts events on the monitor's bus; engineers work in the roles
 * that a company declares. What these documents mean is asked elsewhere (rules/policies, test/meaning).
 */
export const otherDocuments: readonly RegExp[] = [
  // EventBridge's, in each watched account.
  /^key-events-permissions$/,
  // The engineers' own.
  /^engineers-self-management$/,
  /-assume-roles(-\d+)?$/,
  // Who may put things where: of the bus, the topic, the queue and the reports' bucket. Who may use the key.
  /^keyturn-(bus|alarms|failed-runs|reports)-policy$/,
  /^keyturn-(key|slack-token-policy)$/,
];

/** Resources that name more than one thing, and why they can't name less. */
export const wildcards: readonly { readonly resource: RegExp; readonly because: string }[] = [
  {
    resource: /^arn:aws:iam::\d{12}:user\/\*$/,
    because:
      'who has an IAM user is known at run time only; to disable, a condition asks for the tag',
  },
  {
    resource: /^arn:aws:logs:[\w-]+:\d{12}:log-group:\/aws\/lambda\/[\w-]+:\*$/,
    because: 'the streams of one group, which Lambda names',
  },
  {
    resource: /^arn:aws:states:[\w-]+:\d{12}:execution:keyturn-run\/\*$/,
    because: "the children of a run's map, which Step Functions names",
  },
  {
    resource: /^arn:aws:s3:::keyturn-reports-[0-9a-f]{7}\/(parts|reports)\/\*$/,
    because: 'a file a day and account, whose names begin with the folder',
  },
  {
    resource: /^arn:aws:iam::\*:role\/keyturn-audit$/,
    because: "every account of the organization; a condition asks that it is the caller's own",
  },
  {
    resource:
      /^arn:aws:iam::\d{12}:(user\/\$\{aws:username\}|user\/\*\/\$\{aws:username\}|mfa\/\$\{aws:username\}|mfa\/\*)$/,
    because: "the engineer's own user under any path; an MFA device may have any name",
  },
];

/** IAM lets one name the user, and AllUsers, with which we call it, names none. */
export const namesNoUser: readonly string[] = ['iam:ListServiceSpecificCredentials'];
