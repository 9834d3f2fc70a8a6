import { awsNow } from '../aws/caller';
import type { Progress } from '../progress';
import { askFunctions } from './ask-functions';
import { tryCanary } from './canary/try-canary';
import { findDeployment, type Deployment } from './deployment';
import { groups, type Check, type Group } from './doctor-document';
import type { Finding } from './finding';
import { lookAtAccounts, watchedIn } from './looks/accounts';
import { lookAtAlarms } from './looks/alarms';
import { lookAtEvents } from './looks/events';
import { lookAtFunctions } from './looks/functions';
import { lookAtLastRun } from './looks/last-run';
import { lookAtLogs } from './looks/logs';
import type { Looking } from './looks/looking';
import { lookAtQueues } from './looks/queues';
import { lookAtSchedule } from './looks/schedule';
import { lookAtSettings } from './looks/settings';
import type { DoctorOptions } from './options';

/** What was found of a deployed monitor. */
export interface Examined {
  readonly deployment: Deployment;
  readonly checkedAt: Date;
  readonly checks: readonly Check[];
}

/**
 * Looks at all of it, and changes nothing.
 * @throws CliError where nothing can be looked at
 */
export async function examine(options: DoctorOptions, progress: Progress): Promise<Examined> {
  const deployment = await findDeployment(options);
  const now = awsNow(deployment.caller);
  progress.say('looking at the functions and the schedule');
  const [{ functions, findings: ofFunctions }, { schedule, findings: ofSchedule }] =
    await Promise.all([lookAtFunctions(deployment), lookAtSchedule(deployment, now)]);
  const looking: Looking = { deployment, now, functions, schedule };
  progress.say('asking the functions, and looking around');
  const [answers, lastRun, queues, alarms, logs] = await Promise.all([
    askFunctions(looking, (name) => progress.say(`${name} has answered; waiting for the others`)),
    lookAtLastRun(looking),
    lookAtQueues(looking),
    lookAtAlarms(looking),
    lookAtLogs(looking),
  ]);
  const watched = watchedIn(looking, answers.get('monitor')?.answer);
  progress.say('looking at the way of key events');
  const events = await lookAtEvents(looking, watched ?? [], options);
  const { canary } = options;
  const ofCanary =
    canary === undefined ? [] : await tryCanary(looking, watched, { ...options, canary }, progress);
  const found: Partial<Record<Group, readonly Finding[]>> = {
    deployment: [...ofFunctions, ...lookAtSettings(looking), ...logs],
    schedule: [...ofSchedule, ...lastRun],
    queues,
    alarms,
    events,
    accounts: lookAtAccounts(looking, watched),
    canary: ofCanary,
    ...Object.fromEntries([...answers].map(([name, { findings }]) => [name, findings])),
  };
  return { deployment, checkedAt: now, checks: inOrder(found) };
}

function inOrder(found: Partial<Record<Group, readonly Finding[]>>): readonly Check[] {
  return groups.flatMap((group) => (found[group] ?? []).map((each) => ({ group, ...each })));
}
