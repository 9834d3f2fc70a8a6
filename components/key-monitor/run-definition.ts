/** What a distributed run's state machine is told when it is made. */
export interface RunDefinition {
  /** The function `monitor`. */
  readonly functionArn: string;
  /** The function's time limit, in seconds. */
  readonly timeout: number;
  /** How many accounts are handled at a time. */
  readonly concurrency: number;
  /** The accounts, where the function's environment names none and asks no organization. */
  readonly accounts?: readonly { readonly id: string; readonly name: string }[];
}

/** Lambda could not begin, or says that it is too busy: not the function's fault. */
const lambdaIsBusy = {
  ErrorEquals: [
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
  ],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxDelaySeconds: 120,
  MaxAttempts: 8,
  JitterStrategy: 'FULL',
};
/** It took all of its time: once more, for what a first run has done is not done again. */
const tookTooLong = {
  ErrorEquals: ['States.Timeout', 'Sandbox.Timedout'],
  MaxAttempts: 1,
  IntervalSeconds: 30,
  BackoffRate: 2,
  JitterStrategy: 'FULL',
};
/** It would only say the same again. */
const isFinal = {
  ErrorEquals: ['NothingReadError', 'TooManyAccountsError', 'MonitorEventError'],
  MaxAttempts: 0,
};
const anything = {
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 5,
  BackoffRate: 3,
  MaxDelaySeconds: 120,
  MaxAttempts: 3,
  JitterStrategy: 'FULL',
};
const retry = [isFinal, lambdaIsBusy, tookTooLong, anything];

/** Every step knows for when the run is, and of which execution it is a part. */
const ofRun = {
  'scheduledTime.$': '$$.Execution.Input.scheduledTime',
  'run.$': '$$.Execution.Name',
};
/** A child is an execution of its own: it is handed what its parent knows. */
const ofParentsRun = { 'scheduledTime.$': '$.scheduledTime', 'run.$': '$.run' };

/**
 * A run over many accounts, in the Amazon States Language: it finds the accounts, handles each in an execution of
 * its own, and makes the summary, whatever came of them. All is done by the function `monitor`, step by step.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */
export function runDefinition({ functionArn, timeout, concurrency, accounts }: RunDefinition) {
  const task = {
    Type: 'Task',
    Resource: functionArn,
    // The function ends by itself before that: this is for an answer that never comes.
    TimeoutSeconds: timeout + 30,
    Retry: retry,
  };
  return {
    Comment: "Keyturn's daily run over all accounts",
    // The next day's run is not far.
    TimeoutSeconds: 12 * 60 * 60,
    StartAt: 'List accounts',
    States: {
      'List accounts': {
        ...task,
        Parameters: { step: 'list', ...ofRun, ...(accounts && { accounts }) },
        Next: 'Handle accounts',
      },
      'Handle accounts': {
        Type: 'Map',
        ItemsPath: '$.accountIds',
        ItemSelector: { ...ofRun, 'accountId.$': '$$.Map.Item.Value' },
        MaxConcurrency: concurrency,
        // One account never holds the others: what failed is named in the summary.
        ToleratedFailurePercentage: 100,
        Label: 'Account',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Handle account',
          States: {
            'Handle account': {
              ...task,
              Parameters: { step: 'account', ...ofParentsRun, 'accountId.$': '$.accountId' },
              Catch: [
                { ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Note failure' },
              ],
              // What came of it is in the ledger; of thousands it would not fit in one state's output.
              OutputPath: null,
              End: true,
            },
            'Note failure': {
              ...task,
              Parameters: {
                step: 'account-failed',
                ...ofParentsRun,
                'accountId.$': '$.accountId',
                'error.$': '$.failure.Error',
              },
              OutputPath: null,
              End: true,
            },
          },
        },
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Finish' }],
        ResultPath: null,
        Next: 'Finish',
      },
      Finish: { ...task, Parameters: { step: 'finish', ...ofRun }, End: true },
    },
  };
}
