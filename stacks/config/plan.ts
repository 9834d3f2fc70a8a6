import { existsSync } from 'node:fs';
import path from 'node:path';
import { accountOf, readAccounts } from './accounts';
import type { Checked } from './check';
import type { CheckedStack } from './checked-stack';
import type { DeclaredAccount } from './declared-account';
import { nobody, readEngineers, type DeclaredUsers } from './engineers';
import type { Surroundings } from './engineers-checks';
import type { ExemptionLimits } from './exemptions';
import { inventedInStack, inventedInUsers } from './invented-ids';
import { findIdentity, findMonitor, type MonitorArns } from './neighbours';
import { sortProblems, type Problem } from './problem';
import { readStackFile, readUsersFile, type ProjectFolder } from './project-folder';
import { checkStackConfig } from './stack-config';
import { findWatched, type Watched } from './watched';

/** All that a stack needs to know before it makes anything. Everything in it is checked. */
export interface StackPlan {
  readonly account: DeclaredAccount;
  readonly config: CheckedStack;
  /** The accounts of this partition that the stack files declare, this one among them. */
  readonly accounts: readonly DeclaredAccount[];
  readonly identityAccountId: string;
  readonly monitor: MonitorArns;
  readonly watched: Watched;
  /** In the identity account; in the others there is nobody. */
  readonly users: DeclaredUsers;
}

/**
 * Reads and checks everything that a stack is made from: its config, the other stacks' files, engineers.yaml.
 * Needs neither Pulumi nor AWS.
 * @param values the stack's config as the engine gave it; without it, as its file gives it.
 * @param now the time that it is, from which exemptions are counted
 */
export function planStack(
  project: ProjectFolder,
  stack: string,
  values?: ReadonlyMap<string, unknown>,
  now = new Date(),
): Checked<StackPlan> {
  const file = readStackFile(project, stack);
  const unreadable = [...project.problems, ...(values ? [] : file.file.problems)];
  if (unreadable.length > 0) return failed(unreadable);
  const { value: config, problems } = checkStackConfig(file, values);
  if (!config) return failed(problems);

  const account = accountOf(stack, config);
  const declared = readAccounts(project, account);
  const accounts = declared.accounts.filter(({ partition }) => partition === account.partition);
  const here = { file, config, account, accounts };
  const identity = findIdentity(here);
  const monitor = findMonitor(here);
  const watched = findWatched(here);
  const { stacks } = project;
  const { unread } = declared;
  const read = account.kinds.includes('identity')
    ? readUsers(project, config, {
        identity: account,
        accounts,
        stacks,
        unread,
        exemptions: limitsOf(accounts, now),
        hasCustomRotation: hasCustomRotation(accounts),
        access: config.access,
        naming: config,
        stackFile: here.file,
      })
    : { users: nobody, problems: [] };
  // What is missed for another stack's file that is not right is no mistake of this one.
  const across = unread.length > 0 ? [] : [identity, monitor, watched];
  const all = [
    ...[declared, ...across, read].flatMap((each) => each.problems),
    ...inventedInStack(here, values ?? file.values, project),
  ];
  if (!identity.value || !monitor.value || !watched.value || all.length > 0) return failed(all);
  return {
    value: {
      account,
      config,
      accounts,
      identityAccountId: identity.value,
      monitor: monitor.value,
      watched: watched.value,
      users: read.users,
    },
    problems: [],
  };
}

function readUsers(project: ProjectFolder, config: CheckedStack, surroundings: Surroundings) {
  const file = readUsersFile(project, config);
  const missing = missingFile(project, config.engineersFile);
  if (missing) return readEngineers({ ...file, problems: [missing] }, surroundings);
  const { users, problems } = readEngineers(file, surroundings);
  return { users, problems: [...problems, ...inventedInUsers(file, surroundings.identity)] };
}

/** The monitor's own; it may be another project's. */
function limitsOf(accounts: readonly DeclaredAccount[], now: Date): ExemptionLimits | undefined {
  const monitor = monitorIn(accounts);
  return monitor && { ...monitor.settings, now };
}

/** Whether the company has a tool of its own; undefined where the monitor is another project's. */
function hasCustomRotation(accounts: readonly DeclaredAccount[]): boolean | undefined {
  const monitor = monitorIn(accounts);
  return monitor && monitor.customRotation !== undefined;
}

function monitorIn(accounts: readonly DeclaredAccount[]): DeclaredAccount | undefined {
  return accounts.find(({ kinds }) => kinds.includes('monitor'));
}

/** Where people put the file that declares the users. */
const usualPlaces = ['stacks/engineers.yaml', 'engineers.yaml'].flatMap((name) => [
  name,
  name.replace('.yaml', '.yml'),
]);

function missingFile({ folder }: ProjectFolder, engineersFile: string): Problem | undefined {
  const isThere = (name: string) => existsSync(path.resolve(folder, name));
  if (isThere(engineersFile)) return undefined;
  const other = usualPlaces.find(isThere);
  return {
    file: engineersFile,
    path: '',
    found: 'no such file',
    expected: `the file that declares the users: keyturn:engineersFile names it, from the folder of Pulumi.yaml${other === undefined ? '' : ` (${other} is there)`}`,
  };
}

function failed(problems: readonly Problem[]): Checked<never> {
  return { value: undefined, problems: sortProblems(problems) };
}
