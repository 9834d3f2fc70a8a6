import { existsSync } from 'node:fs';
import type { Recipient } from '../../functions/adapters/slack/look-up';
import { isSlackChannelId, isSlackUserId } from '../../rules/formats';
import type { StackPlan } from '../../stacks/config/plan';
import { badUse } from '../cli-error';
import { openProject, plansOf } from '../project';

/** Whom the app is to reach. */
export interface Declared {
  /** The folder of the project; undefined where there is none. */
  readonly project?: string;
  readonly monitors: readonly StackPlan[];
  readonly channels: readonly Recipient[];
  readonly users: readonly Recipient[];
}

export interface DeclaredOptions {
  readonly project?: string;
  readonly channel?: readonly string[];
  readonly user?: readonly string[];
}

/**
 * What the project's stack files and engineers.yaml declare, and what the options add.
 * @throws CliError where the project is not right, or an id is none
 */
export function findDeclared({ project, channel = [], user = [] }: DeclaredOptions): Declared {
  for (const id of channel)
    if (!isSlackChannelId(id)) throw badId('--channel', id, "a channel's id (C… or G…)");
  for (const id of user)
    if (!isSlackUserId(id)) throw badId('--user', id, "a user's id (U… or W…)");
  const folder = project ?? (existsSync('Pulumi.yaml') ? '.' : undefined);
  const { monitors, identities } = folder === undefined ? nothing : readPlans(folder);
  const uses = [
    ...monitors.flatMap(({ account, config: { teamChannel } }) =>
      teamChannel === undefined
        ? []
        : [{ id: teamChannel, usedBy: `the team, of stack ${account.name}` }],
    ),
    ...identities.flatMap(({ users }) => [
      ...users.engineers.map((each) => ({ id: each.slackId, usedBy: each.userName })),
      ...users.machineUsers.map((each) => ({ id: each.slackId, usedBy: each.userName })),
    ]),
    ...channel.map((id) => ({ id, usedBy: '--channel' })),
    ...user.map((id) => ({ id, usedBy: '--user' })),
  ];
  const recipients = byId(uses);
  return {
    project: folder,
    monitors,
    channels: recipients.filter(({ id }) => isSlackChannelId(id)),
    users: recipients.filter(({ id }) => isSlackUserId(id)),
  };
}

interface Plans {
  readonly monitors: readonly StackPlan[];
  readonly identities: readonly StackPlan[];
}
const nothing: Plans = { monitors: [], identities: [] };

function readPlans(folder: string): Plans {
  const project = openProject(folder);
  return { monitors: plansOf(project, 'monitor'), identities: plansOf(project, 'identity') };
}

/** Each id once, with all that use it, in the order in which they came. */
function byId(uses: readonly { readonly id: string; readonly usedBy: string }[]): Recipient[] {
  const found = new Map<string, Set<string>>();
  for (const { id, usedBy } of uses) found.set(id, (found.get(id) ?? new Set()).add(usedBy));
  return [...found].map(([id, usedBy]) => ({ id, usedBy: [...usedBy] }));
}

/**
 * What the monitors agree on; only a project with stacks of two partitions has more than one.
 * @param option says which is meant
 * @throws CliError where they differ
 */
export function agreed(
  monitors: readonly StackPlan[],
  key: 'slackApiUrl' | 'slackTokenSecretArn' | 'slackSigningSecretArn',
  option: string,
): string | undefined {
  const values = new Set(monitors.map(({ config }) => config[key]));
  if (values.size <= 1) return [...values][0];
  const names = monitors.map(({ account }) => account.name).join(' and ');
  throw badUse(`the stacks ${names} differ in keyturn:${key}: say with ${option} which is meant`);
}

function badId(option: string, found: string, expected: string) {
  return badUse(`${option} is ${JSON.stringify(found)}: expected ${expected}`);
}
