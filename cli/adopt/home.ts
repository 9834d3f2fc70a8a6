import path from 'node:path';
import { z } from 'zod';
import { readAccounts } from '../../stacks/config/accounts';
import type { DeclaredAccount, DeclaredRole } from '../../stacks/config/declared-account';
import type { NamingConfig } from '../../stacks/config/group-checks';
import { asWritten } from '../../stacks/config/as-written';
import { monitorAccount } from '../../stacks/config/monitor-keys';
import { formatProblem, type Problem } from '../../stacks/config/problem';
import { readStackFile, type ProjectFolder } from '../../stacks/config/project-folder';
import { checkStackConfig } from '../../stacks/config/stack-config';
import type { StackConfig } from '../../stacks/config/stack-keys';
import type { CompanyAccess } from '../../stacks/config/ways-in-checks';
import { parseYaml, readYamlFile } from '../../stacks/config/yaml-file';
import { badUse, type CliError } from '../cli-error';
import { openProject, stacksNamed } from '../project';

/** Tags that the AWS provider leaves alone, as a stack's `aws:ignoreTags` names them. */
export interface IgnoredTags {
  readonly keys: readonly string[];
  readonly keyPrefixes: readonly string[];
}

/** The stack whose account holds the IAM users. */
export interface Home {
  readonly folder: string;
  /** As Pulumi.yaml names it. */
  readonly projectName: string;
  readonly account: DeclaredAccount;
  /** From the folder of Pulumi.yaml. */
  readonly engineersFile: string;
  readonly groupName: string;
  readonly naming: NamingConfig;
  readonly ways: CompanyAccess;
  /** Of every group that the stack makes. */
  readonly groupPath: string;
  /** The config key `keyturn:groups`, as the stack's file has it. */
  readonly groupsAsWritten: Readonly<Record<string, unknown>>;
  readonly passwordPolicy: StackConfig['passwordPolicy'];
  /** The config key `keyturn:passwordPolicy`, as the stack's file has it. */
  readonly passwordPolicyAsWritten: Readonly<Record<string, unknown>>;
  /** The services for which engineers may make credentials of their own. */
  readonly serviceCredentials: readonly string[];
  /** That engineers may be given, by what engineers.yaml calls them. */
  readonly roles: ReadonlyMap<string, DeclaredRole>;
  readonly ignoredTags: IgnoredTags;
  /** Undefined: slack.com. */
  readonly slackApiUrl?: string;
}

const anyMap = z.record(z.string(), z.unknown()).catch({});
const ignoredSchema = z
  .object({
    keys: z.array(z.string()).catch([]),
    keyPrefixes: z.array(z.string()).catch([]),
  })
  .catch({ keys: [], keyPrefixes: [] });

/** What was given to pulumi config set is JSON in text. YAML reads JSON, too. */
function ignoredTagsOf(value: unknown): IgnoredTags {
  const { value: parsed } =
    typeof value === 'string' ? parseYaml(value, 'aws:ignoreTags') : { value };
  return ignoredSchema.parse(parsed);
}

/** @throws CliError where the project has no such stack, or more than one that could be meant */
export function findHome(options: { readonly project: string; readonly stack?: string }): Home {
  const project = openProject(options.project);
  const account = findAccount(project, options.stack);
  const file = readStackFile(project, account.name);
  const { value: config, problems } = checkStackConfig(file);
  if (!config) throw mistaken(problems);
  const pulumiYaml = readYamlFile(path.join(project.folder, 'Pulumi.yaml'), 'Pulumi.yaml');
  const { name } = z.object({ name: z.string().catch('') }).parse(pulumiYaml.value);
  if (name === '')
    throw badUse('Pulumi.yaml: name: found nothing, expected the name of the project');
  return {
    folder: project.folder,
    projectName: name,
    account,
    engineersFile: config.engineersFile,
    groupName: config.groupName,
    naming: config,
    ways: { access: config.access, keyUntil: config.accessUntil?.key, now: new Date() },
    groupPath: config.groups.path ?? '/',
    groupsAsWritten: anyMap.parse(asWritten('keyturn:groups', file.values.get('keyturn:groups'))),
    serviceCredentials: config.selfManagement.serviceCredentials,
    passwordPolicy: config.passwordPolicy,
    passwordPolicyAsWritten: anyMap.parse(
      asWritten('keyturn:passwordPolicy', file.values.get('keyturn:passwordPolicy')),
    ),
    roles: rolesBeside(project, account),
    ignoredTags: ignoredTagsOf(file.values.get('aws:ignoreTags')),
    slackApiUrl: slackApiUrlOf(project),
  };
}

/** Those of the accounts that the project's stacks declare, as far as their files can be read. */
function rolesBeside(
  project: ProjectFolder,
  { partition }: DeclaredAccount,
): ReadonlyMap<string, DeclaredRole> {
  const accounts = readAccounts(project).accounts.filter((each) => each.partition === partition);
  return new Map(accounts.flatMap(({ roles }) => roles.map((role) => [role.reference, role])));
}

function findAccount(project: ProjectFolder, given: string | undefined): DeclaredAccount {
  const [stack] = given === undefined ? [] : stacksNamed(project, [given]);
  const { accounts, problems } = readAccounts(project);
  const holders = accounts.filter(({ kinds }) => kinds.includes('identity'));
  const meant = holders.filter(({ name }) => stack === undefined || name === stack);
  const [account, other] = meant;
  if (account && !other) return account;
  if (other)
    throw badUse(
      `the stacks ${meant.map(({ name }) => name).join(' and ')} hold users: say with --stack which is meant`,
    );
  const unread = [...project.problems, ...problems];
  if (unread.length > 0) throw mistaken(unread);
  throw badUse(
    stack === undefined
      ? 'no stack file declares an account of the kind identity: expected one that does'
      : `the stack ${stack} is not of the kind identity: expected ${holders.map(({ name }) => name).join(', ') || 'one that is'}`,
  );
}

function mistaken([first, ...others]: readonly Problem[]): CliError {
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return badUse(
    `${first ? formatProblem(first) : 'the project'}${more}: keyturn validate shows all`,
  );
}

/** The monitor's, if a stack of the project has one. */
function slackApiUrlOf(project: ProjectFolder): string | undefined {
  return project.stacks
    .map((stack) => readStackFile(project, stack).values.get('keyturn:slackApiUrl'))
    .map((value) => monitorAccount.slackApiUrl.safeParse(value).data)
    .find((url) => url !== undefined);
}
