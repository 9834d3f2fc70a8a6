import path from 'node:path';
import { accountOf, readAccounts, type DeclaredAccount } from './accounts';
import type { Checked } from './check';
import { nobody, readEngineers, type DeclaredUsers } from './engineers';
import { findIdentity, findMonitor, type Here, type MonitorArns } from './neighbours';
import { sortProblems, type Problem } from './problem';
import { readStackFile, type ProjectFolder } from './project-folder';
import { checkStackConfig, type CheckedStack } from './stack-config';
import { findWatched, type Watched } from './watched';
import { readYamlFile } from './yaml-file';

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
 */
export function planStack(
  project: ProjectFolder,
  stack: string,
  values?: ReadonlyMap<string, unknown>,
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
  const read = account.kinds.includes('identity')
    ? readUsers(project, here)
    : { users: nobody, problems: [] };
  const all = [declared, identity, monitor, watched, read].flatMap((each) => each.problems);
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

function readUsers(project: ProjectFolder, { file, config, account, accounts }: Here) {
  const { engineersFile } = config;
  const engineers = readYamlFile(path.resolve(project.folder, engineersFile), engineersFile);
  return readEngineers(engineers, {
    identity: account,
    accounts,
    naming: config,
    stackFile: file,
  });
}

function failed(problems: readonly Problem[]): Checked<never> {
  return { value: undefined, problems: sortProblems(problems) };
}
