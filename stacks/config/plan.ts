import { accountOf, readAccounts } from './accounts';
import type { Checked } from './check';
import type { CheckedStack } from './checked-stack';
import type { DeclaredAccount } from './declared-account';
import type { DeclaredUsers } from './engineers';
import type { IdentityCenterPlan } from './identity-center-plan';
import { inventedInStack } from './invented-ids';
import { findIdentity, findMonitor, type MonitorArns } from './neighbours';
import { sortProblems, type Problem } from './problem';
import { readStackFile, type ProjectFolder } from './project-folder';
import { nobodyRead, readIdentityCenter, readUsers } from './read-users';
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
  /** In the account that administers IAM Identity Center. */
  readonly identityCenter?: IdentityCenterPlan;
}

/**
 * Reads and checks everything that a stack is made from: its config, the other stacks' files, engineers.yaml.
 * Needs neither Pulumi nor AWS.
 * @param values the stack's config as the engine gave it; without it, as its file gives it.
 * @param now the time that it is, from which exemptions are counted and to which ways in are open
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
  const around = { project, accounts, unread: declared.unread, now };
  const read = account.kinds.includes('identity') ? readUsers(here, around) : nobodyRead;
  const center = readIdentityCenter(here, around, read);
  // What is missed for another stack's file that is not right is no mistake of this one.
  const across = declared.unread.length > 0 ? [] : [identity, monitor, watched, center];
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
      ...(center.value && { identityCenter: center.value }),
    },
    problems: [],
  };
}

function failed(problems: readonly Problem[]): Checked<never> {
  return { value: undefined, problems: sortProblems(problems) };
}
