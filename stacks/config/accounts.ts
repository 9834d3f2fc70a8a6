import type { z } from 'zod';
import { iamArn, partitionOfRegion } from '../../rules/arn';
import { checkAcross } from './accounts-checks';
import type { Checked } from './check';
import { checkValues } from './config-values';
import type { DeclaredAccount } from './declared-account';
import type { Problem } from './problem';
import { readStackFile, type ProjectFolder, type StackFile } from './project-folder';
import type { CheckedStack } from './checked-stack';
import { settingsOf } from './credentials';
import { isInteractive } from './slack-answers';
import { stackConfigSchema } from './stack-keys';

/** What the stacks must know of each other. */
const sharedSchema = stackConfigSchema
  .pick({
    accountKinds: true,
    accountId: true,
    coveredByStackSet: true,
    roles: true,
    accountAccessApplicationArn: true,
    auditRoleName: true,
    externalId: true,
    settings: true,
    slackAppId: true,
    responders: true,
    credentials: true,
    allowDisable: true,
    customRotation: true,
  })
  .strip();
type Shared = z.output<typeof sharedSchema> & Pick<CheckedStack, 'region'>;

export function accountOf(stack: string, config: Shared): DeclaredAccount {
  const partition = partitionOfRegion(config.region);
  const hasRoles = config.accountKinds.includes('member');
  const roles = hasRoles ? config.roles : [];
  return {
    name: stack,
    id: config.accountId,
    kinds: config.accountKinds,
    region: config.region,
    partition,
    roles: roles.map(({ name, path, maxSessionHours, existing, ...permissions }) => ({
      reference: `${stack}/${name}`,
      arn: iamArn({ partition, accountId: config.accountId }, `role${path}${name}`),
      maxSessionHours,
      ...(!existing && { permissions }),
    })),
    ...(hasRoles && { accountAccessApplicationArn: config.accountAccessApplicationArn }),
    auditRoleName: config.auditRoleName,
    coveredByStackSet: config.coveredByStackSet,
    externalId: config.externalId,
    allowDisable: config.allowDisable,
    takesPresses: isInteractive(config),
    hasResponders: (config.responders ?? []).length > 0,
    settings: settingsOf(config),
    customRotation: config.customRotation,
  };
}

/**
 * The accounts that a project's stack files declare. A file without any key of ours is a stack just made, and
 * left out; one with an error is reported, so that no account is forgotten in silence.
 * @param own the account whose config is known already, and is not to be read from its file.
 */
export function readAccounts(
  project: ProjectFolder,
  own?: DeclaredAccount,
): {
  readonly accounts: readonly DeclaredAccount[];
  /** The stacks whose files are not right: their accounts and roles are there, and not known. */
  readonly unread: readonly string[];
  readonly problems: readonly Problem[];
} {
  const others = project.stacks
    .filter((stack) => stack !== own?.name)
    .map((stack) => readStackFile(project, stack))
    .map((file) => ({ file, read: readAccount(file) }));
  const declared = others.flatMap(({ file, read }) =>
    read?.value ? [{ account: read.value, file }] : [],
  );
  const ownFile = own && { account: own, file: readStackFile(project, own.name) };
  const all = [...declared, ...(ownFile ? [ownFile] : [])];
  all.sort((a, b) => (a.account.name < b.account.name ? -1 : 1));
  return {
    accounts: all.map(({ account }) => account),
    unread: others.flatMap(({ file, read }) => (read && !read.value ? [file.stack] : [])),
    problems: [...others.flatMap(({ read }) => read?.problems ?? []), ...checkAcross(all)],
  };
}

/** What a stack's file declares; undefined where it is not right, or of a stack just made. */
export function accountOfStack(file: StackFile): DeclaredAccount | undefined {
  return readAccount(file)?.value;
}

function readAccount(file: StackFile): Checked<DeclaredAccount> | undefined {
  const { problems } = file.file;
  if (problems.length > 0) return { value: undefined, problems };
  if (![...file.ownKeys].some((key) => key.startsWith('keyturn:'))) return undefined;
  const checked = checkValues(sharedSchema, file, file.values);
  return checked.value ? { value: accountOf(file.stack, checked.value), problems: [] } : checked;
}
