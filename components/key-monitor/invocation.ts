import type { Function as LambdaFunction } from '@pulumi/aws/lambda/function';
import { FunctionEventInvokeConfig } from '@pulumi/aws/lambda/functionEventInvokeConfig';
import type { Queue } from '@pulumi/aws/sqs/queue';
import type { FunctionName } from '../../rules/names';
import type { Parts } from './parts';

const SIX_HOURS = 6 * 60 * 60;

/**
 * Schedules and rules wake functions asynchronously and never hear of a handler's error: Lambda tries again, and in
 * the end puts the event in the queue of failed runs.
 */
export function retryOrReport(
  { name, child }: Parts,
  what: FunctionName,
  lambda: LambdaFunction,
  failedRuns: Queue,
): void {
  new FunctionEventInvokeConfig(
    `${name}-${what}-invocation`,
    {
      functionName: lambda.name,
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: SIX_HOURS,
      destinationConfig: { onFailure: { destination: failedRuns.arn } },
    },
    child,
  );
}
