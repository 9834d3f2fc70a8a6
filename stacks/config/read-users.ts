import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Checked } from './check';
import type { CheckedStack } from './checked-stack';
import { locateKeys } from './config-values';
import type { DeclaredAccount } from './declared-account';
import { nobody, readEngineers, type DeclaredUsers } from './engineers';
import type { ExemptionLimits } from './exemptions';
import { planIdentityCenter } from './identity-center';
import type { IdentityCenterPlan } from './identity-center-plan';
import { inventedInUsers } from './invented-ids';
import type { Here } from './neighbours';
import { describeValue, type Problem } from './problem';
import { readStackFile, readUsersFile, type ProjectFolder, type StackFile } from './project-folder';
import { checkStackConfig } from './stack-config';
import { isAdministered } from './ways-in-checks';

/** The project around a stack, and when it is read. */
export interface Around {
  readonly project: ProjectFolder;
  readonly accounts: readonly DeclaredAccount[];
  /** The stacks whose files are not right. */
  readonly unread: readonly string[];
  readonly now: Date;
}

/** Who is declared, and all that is wrong with it. */
export interface UsersRead {
  readonly users: DeclaredUsers;
  readonly problems: readonly Problem[];
}

export const nobodyRead: UsersRead = { users: nobody, problems: [] };

/** The stack of the identity account. */
interface Identity {
  readonly account: DeclaredAccount;
  readonly config: CheckedStack;
  readonly file: StackFile;
}

/** Those who have IAM users, as the identity account's stack says. */
export function readUsers(
  { account, config, file }: Identity,
  { project, accounts, unread, now }: Around,
): UsersRead {
  const usersFile = readUsersFile(project, config);
  const surroundings = {
    identity: account,
    accounts,
    stacks: project.stacks,
    unread,
    exemptions: limitsOf(accounts, now),
    hasCustomRotation: hasCustomRotation(accounts),
    ways: {
      access: config.access,
      keyUntil: config.accessUntil?.key,
      now,
      // A stack file that is not right may be the one that says it.
      hasIdentityCenter: isAdministered(config, accounts) || unread.length > 0,
    },
    naming: config,
    stackFile: file,
  };
  const missing = missingFile(project, file, config.engineersFile);
  if (missing) return readEngineers({ ...usersFile, problems: [missing] }, surroundings);
  const { users, problems } = readEngineers(usersFile, surroundings);
  return { users, problems: [...problems, ...inventedInUsers(usersFile, account)] };
}

/**
 * Who of them comes by Identity Center: nobody where this account does not administer it. They are those of the identity
 * account's stack, which may be another one.
 * @param own those of this stack, where it is that
 */
export function readIdentityCenter(
  here: Here,
  around: Around,
  own: UsersRead,
): Checked<IdentityCenterPlan | undefined> {
  const { kinds } = here.account;
  if (!kinds.includes('identity-center')) return { value: undefined, problems: [] };
  if (kinds.includes('identity')) return planOf(here, here.config, around, own);
  const account = here.accounts.find((each) => each.kinds.includes('identity'));
  if (!account) return withoutIdentity(here);
  const file = readStackFile(around.project, account.name);
  const { value: config, problems } = checkStackConfig(file);
  if (!config) return { value: undefined, problems };
  return planOf(here, config, around, readUsers({ account, config, file }, around));
}

function planOf(
  here: Here,
  config: CheckedStack,
  { project }: Around,
  { users, problems }: UsersRead,
): Checked<IdentityCenterPlan> {
  if (problems.length > 0)
    // Of one's own users they are said already.
    return { value: undefined, problems: config === here.config ? [] : problems };
  return planIdentityCenter(here, { users, file: readUsersFile(project, config) });
}

function withoutIdentity({ file }: Here): Checked<never> {
  return {
    value: undefined,
    problems: [
      {
        ...file.locate(['keyturn:accountKinds'], 'value'),
        found: 'identity-center, and no stack file of the identity account',
        expected:
          'one with keyturn:accountKinds: [identity], whose engineers.yaml says who comes by IAM Identity Center',
      },
    ],
  };
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

/** The value that names it may be anything, a switch or a page of text: the field is named, and the file it stands in. */
function missingFile(
  { folder }: ProjectFolder,
  file: StackFile,
  engineersFile: string,
): Problem | undefined {
  const isThere = (name: string) => existsSync(path.resolve(folder, name));
  if (isThere(engineersFile)) return undefined;
  const other = usualPlaces.find(isThere);
  return {
    ...locateKeys(file)(['engineersFile'], 'value'),
    found: `no such file as ${describeValue(engineersFile)}`,
    expected: `the file that declares the users, from the folder of Pulumi.yaml${other === undefined ? '' : ` (${other} is there)`}`,
  };
}
