import { iamArn, partitionOfRegion } from '../../rules/arn';
import type { Checked } from './check';
import { checkValues } from './config-values';
import type { Problem } from './problem';
import { readStackFile, type ProjectFolder, type StackFile } from './project-folder';
import type { CheckedStack } from './stack-config';
import { stackConfigSchema, type AccountKind } from './stack-keys';

/** A role that engineers may be given. */
export interface DeclaredRole {
  /** As engineers.yaml names it: `production/deploy`. */
  readonly reference: string;
  readonly arn: string;
  readonly maxSessionHours: number;
}

/** An account as its stack's config declares it. The account's name is the stack's. */
export interface DeclaredAccount {
  readonly name: string;
  readonly id: string;
  readonly kinds: readonly AccountKind[];
  readonly region: string;
  readonly partition: string;
  readonly roles: readonly DeclaredRole[];
}

/** What the stacks must know of each other. */
const sharedSchema = stackConfigSchema
  .pick({ accountKinds: true, accountId: true, roles: true })
  .strip();
type Shared = Pick<CheckedStack, 'accountKinds' | 'accountId' | 'roles' | 'region'>;

export function accountOf(stack: string, config: Shared): DeclaredAccount {
  const partition = partitionOfRegion(config.region);
  const roles = config.accountKinds.includes('member') ? config.roles : [];
  return {
    name: stack,
    id: config.accountId,
    kinds: config.accountKinds,
    region: config.region,
    partition,
    roles: roles.map(({ name, maxSessionHours }) => ({
      reference: `${stack}/${name}`,
      arn: iamArn({ partition, accountId: config.accountId }, `role/${name}`),
      maxSessionHours,
    })),
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
): { readonly accounts: readonly DeclaredAccount[]; readonly problems: readonly Problem[] } {
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
    problems: [...others.flatMap(({ read }) => read?.problems ?? []), ...checkAccounts(all)],
  };
}

function readAccount(file: StackFile): Checked<DeclaredAccount> | undefined {
  const { problems } = file.file;
  if (problems.length > 0) return { value: undefined, problems };
  if (![...file.ownKeys].some((key) => key.startsWith('keyturn:'))) return undefined;
  const checked = checkValues(sharedSchema, file, file.values);
  return checked.value ? { value: accountOf(file.stack, checked.value), problems: [] } : checked;
}

interface Declaration {
  readonly account: DeclaredAccount;
  readonly file: StackFile;
}

/** What can be seen only across stacks: an account in two of them, two identity accounts, two monitors. */
function checkAccounts(declarations: readonly Declaration[]): Problem[] {
  return declarations.flatMap((declaration, i) => {
    const { account, file } = declaration;
    const before = declarations.slice(0, i).map((each) => each.account);
    const twin = before.find(({ id }) => id === account.id);
    const problems: Problem[] = twin
      ? [
          {
            ...file.locate(['keyturn:accountId'], 'value'),
            found: `${account.id}, which the stack ${twin.name} has`,
            expected: 'one stack an account',
          },
        ]
      : [];
    for (const kind of ['identity', 'monitor'] as const) {
      const other = before.find((each) => isOnly(kind, each, account));
      if (other)
        problems.push({
          ...file.locate(['keyturn:accountKinds'], 'value'),
          found: `${kind}, which the stack ${other.name} is`,
          expected: `one ${kind} account a partition`,
        });
    }
    return problems;
  });
}

function isOnly(kind: AccountKind, one: DeclaredAccount, other: DeclaredAccount): boolean {
  return (
    one.kinds.includes(kind) && other.kinds.includes(kind) && one.partition === other.partition
  );
}
