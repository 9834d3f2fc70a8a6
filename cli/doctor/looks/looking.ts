import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { GetScheduleCommandOutput } from '@aws-sdk/client-scheduler';
import type { AnyFunctionName } from '../../../rules/names';
import type { Deployment } from '../deployment';

/** What is there, as far as it could be seen, and what the time is by AWS's clock. */
export interface Looking {
  readonly deployment: Deployment;
  readonly now: Date;
  readonly functions: ReadonlyMap<AnyFunctionName, FunctionConfiguration>;
  readonly schedule?: GetScheduleCommandOutput;
}

/** Whether a state machine takes the runs through the accounts: by what the schedule wakes, or else by the stack's file. */
export function isDistributed({ schedule, deployment }: Looking): boolean {
  const target = schedule?.Target?.Arn;
  return target === undefined
    ? deployment.declared?.plan.config.fanOut === 'distributed'
    : target.split(':')[2] === 'states';
}

export function isInteractive({ functions, deployment }: Looking): boolean {
  return deployment.declared?.isInteractive ?? functions.has('slack-in');
}

/** A variable of the function `monitor`, as it is deployed. */
export function variableOf({ functions }: Looking, name: string): string | undefined {
  return functions.get('monitor')?.Environment?.Variables?.[name];
}
