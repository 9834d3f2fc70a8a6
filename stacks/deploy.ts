import * as pulumi from '@pulumi/pulumi';
import type { IdentityCenterAccess } from '../components/identity-center-access';
import type { KeyMonitor } from '../components/key-monitor';
import { asPartition, iamEventsRegion } from '../rules/arn';
import { asWritten } from './config/as-written';
import { planStack, type StackPlan } from './config/plan';
import { formatProblem, type Problem } from './config/problem';
import { readProjectFolder } from './config/project-folder';
import type * as identity from './identity';
import type * as identityCenter from './identity-center';
import type * as member from './member';
import type * as monitor from './monitor';
import type * as organization from './organization';
import { providerOf } from './providers';
import { makeWatchedAccount } from './watched-account';

/* eslint-disable @typescript-eslint/no-require-imports -- An account's program loads what its kinds use, no more.
   Not with import(): that is Node's own loader, which knows no TypeScript. */
const load = {
  identity: () => require('./identity') as typeof identity,
  member: () => require('./member') as typeof member,
  monitor: () => require('./monitor') as typeof monitor,
  organization: () => require('./organization') as typeof organization,
  'identity-center': () => require('./identity-center') as typeof identityCenter,
};
/* eslint-enable @typescript-eslint/no-require-imports */

/**
 * Makes what the stack's account gets. Nothing is registered before everything is found to be right.
 * @param folder of Pulumi.yaml
 * @param functionsPath of the functions' bundles, if it is not the package's own
 * @returns the stack's outputs
 * @throws RunError that says all that is wrong
 */
export function deploy(
  folder: string,
  functionsPath?: string,
): Record<string, pulumi.Input<string>> {
  const plan = readPlan(folder);
  const is = (kind: keyof typeof load) => plan.account.kinds.includes(kind);
  if (is('monitor')) checkBundles(plan, functionsPath);

  const { region, partition } = plan.account;
  const home = providerOf('home', plan, region);
  const keyEvents = providerOf('key-events', plan, iamEventsRegion(asPartition(partition)));
  const made = is('monitor') ? load.monitor().makeMonitor(plan, home, functionsPath) : undefined;
  const eventBusArn = made?.eventBusArn ?? plan.monitor.eventBusArn;
  makeWatchedAccount(plan, eventBusArn, { home, keyEvents });
  if (is('organization')) load.organization().makeOrganization(plan, eventBusArn, home);
  if (is('identity')) load.identity().makeIdentity(plan, home);
  if (is('member')) load.member().makeMember(plan, home);
  const center = is('identity-center')
    ? load['identity-center']().makeIdentityCenter(plan, home)
    : undefined;
  return { ...(made && outputsOf(made)), ...(center && outputsOfCenter(center)) };
}

function readPlan(folder: string): StackPlan {
  const values = new Map(
    Object.entries(pulumi.runtime.allConfig()).map(([key, text]) => [key, asWritten(key, text)]),
  );
  const { value, problems } = planStack(readProjectFolder(folder), pulumi.getStack(), values);
  if (!value) throw new pulumi.RunError(describeProblems(problems));
  return value;
}

function describeProblems(problems: readonly Problem[]): string {
  const lines = problems.map((problem) => `  ${formatProblem(problem)}`);
  const count = problems.length === 1 ? 'one mistake' : `${problems.length} mistakes`;
  return [`nothing was deployed, because of ${count}:`, ...lines].join('\n');
}

function checkBundles(plan: StackPlan, functionsPath?: string): void {
  try {
    load.monitor().checkBundles(plan, functionsPath);
  } catch (error) {
    if (!pulumi.InputPropertyError.isInstance(error)) throw error;
    throw new pulumi.RunError(`nothing was deployed: ${error.reason}`);
  }
}

/** What people look for, and what stacks of other projects refer to. */
function outputsOf(made: KeyMonitor): Record<string, pulumi.Input<string>> {
  return {
    monitorRoleArn: made.monitorRoleArn,
    eventBusArn: made.eventBusArn,
    monitorFunctionName: made.monitorFunctionName,
    ledgerTableName: made.ledgerTableName,
    reportsBucketName: made.reportsBucketName,
    noticeQueueUrl: made.noticeQueueUrl,
    undeliveredQueueUrl: made.undeliveredQueueUrl,
    alarmTopicArn: made.alarmTopicArn,
    slackTokenSecretArn: made.slackTokenSecretArn,
    ...(made.slackRequestUrl && { slackRequestUrl: made.slackRequestUrl }),
    ...(made.actRoleArn && { actRoleArn: made.actRoleArn }),
  };
}

/** What the roles of other stacks are to trust. */
function outputsOfCenter({
  applicationArn,
}: IdentityCenterAccess): Record<string, pulumi.Input<string>> {
  return applicationArn ? { accountAccessApplicationArn: applicationArn } : {};
}
