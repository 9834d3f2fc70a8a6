import { existsSync } from 'node:fs';
import { defaultMonitorName, namesOfMonitor, type MonitorNames } from '../../rules/names';
import type { StackPlan } from '../../stacks/config/plan';
import { isInteractive } from '../../stacks/config/slack-answers';
import { findCaller, type Caller } from '../aws/caller';
import { badUse } from '../cli-error';
import { openProject, stacksNamed } from '../project';
import { findDeclared } from '../slack/declared';
import type { Recipient } from '../../functions/adapters/slack/look-up';
import { readFunction, type DoctorOptions } from './options';

/** A monitor as it should be, and whose credentials look at it. */
export interface Deployment {
  readonly caller: Caller;
  /** Its name, with which all of its names begin. */
  readonly monitor: string;
  readonly names: MonitorNames;
  /** What the stack files say; absent where the function was named. */
  readonly declared?: DeclaredMonitor;
}

/** A monitor's stack, and whom its app is to reach. */
export interface DeclaredMonitor {
  readonly plan: StackPlan;
  readonly isInteractive: boolean;
  readonly channels: readonly Recipient[];
  readonly users: readonly Recipient[];
}

/** @throws CliError */
export async function findDeployment(options: DoctorOptions): Promise<Deployment> {
  const { profile } = options;
  if (options.function !== undefined) {
    const { monitor, region = options.region, accountId } = readFunction(options.function);
    if (options.region !== undefined && options.region !== region)
      throw badUse(`--region is ${options.region}, and the ARN of --function says ${region}`);
    const caller = await findCaller({ profile, region });
    assertIn(accountId, caller);
    return { caller, monitor, names: namesOfMonitor(monitor) };
  }
  const declared = readDeclared(options);
  const { id, region } = declared.plan.account;
  const caller = await findCaller({ profile, region });
  assertIn(id, caller);
  const monitor = defaultMonitorName;
  return { caller, monitor, names: namesOfMonitor(monitor), declared };
}

function readDeclared({ project, stack }: DoctorOptions): DeclaredMonitor {
  if (project === undefined && !existsSync('Pulumi.yaml'))
    throw badUse(
      'there is no Pulumi.yaml here: name the project’s folder with --project, or the deployed function with --function (the stack’s output monitorFunctionName)',
    );
  const { monitors, channels, users } = findDeclared({ project });
  const named = stack === undefined ? monitors : monitors.filter(isCalled(project, stack));
  const [plan, ...others] = named;
  if (!plan)
    throw badUse(
      stack === undefined
        ? 'no stack file of the project declares the monitor’s account (keyturn:accountKinds: [monitor]): name the deployed function with --function'
        : `--stack is ${stack}, whose account has no monitor: expected ${monitors.map(({ account }) => account.name).join(' or ') || 'one with keyturn:accountKinds: [monitor], of which there is none'}`,
    );
  if (others.length > 0)
    throw badUse(
      `the project has several monitors (${named.map(({ account }) => account.name).join(', ')}): say with --stack which is meant`,
    );
  return { plan, isInteractive: isInteractive(plan.config), channels, users };
}

function isCalled(project = '.', given: string): (plan: StackPlan) => boolean {
  const names = stacksNamed(openProject(project), [given]);
  return ({ account }) => names.includes(account.name);
}

/** In another account there would be nothing to be found, and all of it would look broken. */
function assertIn(expected: string | undefined, { accountId, arn }: Caller): void {
  if (expected !== undefined && accountId !== expected)
    throw badUse(
      `the credentials are ${arn}, of account ${accountId}; the monitor’s account is ${expected}: name a --profile of that one`,
    );
}
