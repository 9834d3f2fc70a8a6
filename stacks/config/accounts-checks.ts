import type { DeclaredAccount } from './declared-account';
import { isEncrypted } from './config-values';
import { lacksOf } from './credentials';
import type { Problem } from './problem';
import type { StackFile } from './project-folder';
import type { AccountKind, StackKey } from './stack-keys';

/** An account and the file that declares it. */
export interface Declaration {
  readonly account: DeclaredAccount;
  readonly file: StackFile;
}

/** What can be seen only across stacks. Each is held against those before it. */
export function checkAcross(declarations: readonly Declaration[]): Problem[] {
  return declarations.flatMap((declaration, i) => {
    const before = declarations.slice(0, i);
    const neighbours = before.filter(
      ({ account }) => account.partition === declaration.account.partition,
    );
    return [
      ...checkId(declaration, before),
      ...checkSingle('identity', declaration, neighbours),
      ...checkSingle('monitor', declaration, neighbours),
      ...checkSingle('organization', declaration, neighbours),
      ...checkSingle('identity-center', declaration, neighbours),
      ...checkSame('externalId', declaration, neighbours),
      ...checkSame('auditRoleName', declaration, neighbours),
      ...checkRights(declaration, declarations),
    ];
  });
}

function checkId({ account, file }: Declaration, before: readonly Declaration[]): Problem[] {
  const twin = before.find((each) => each.account.id === account.id);
  if (!twin) return [];
  const found = `${account.id}, which the stack ${twin.account.name} has`;
  return [wrong(file, 'accountId', found, 'one stack an account')];
}

function checkSingle(
  kind: Exclude<AccountKind, 'member'>,
  { account, file }: Declaration,
  neighbours: readonly Declaration[],
): Problem[] {
  const other = neighbours.find((each) => each.account.kinds.includes(kind));
  if (!other || !account.kinds.includes(kind)) return [];
  const found = `${kind}, which the stack ${other.account.name} is`;
  return [wrong(file, 'accountKinds', found, `one ${kind} account a partition`)];
}

/** The monitor assumes every audit role by the same name and with the same external id. */
function checkSame(
  key: 'externalId' | 'auditRoleName',
  { account, file }: Declaration,
  neighbours: readonly Declaration[],
): Problem[] {
  // What is encrypted in another stack's file can't be compared.
  const isReadable = (each: Declaration) => !isEncrypted(each.file.values.get(`keyturn:${key}`));
  const other = neighbours.find(isReadable);
  if (!other || !isReadable({ account, file }) || other.account[key] === account[key]) return [];
  const found = `another value than the stack ${other.account.name} has`;
  return [wrong(file, key, found, 'the same in all stacks (best as a default in Pulumi.yaml)')];
}

/** What the monitor is to do in the account, its audit role must allow; the StackSet's is made where that is declared. */
function checkRights(
  { account, file }: Declaration,
  declarations: readonly Declaration[],
): Problem[] {
  const monitor = declarations.find(
    (each) =>
      each.account.kinds.includes('monitor') && each.account.partition === account.partition,
  );
  if (!monitor || account.coveredByStackSet) return [];
  return lacksOf(account, monitor.account).map(({ kind, found, expected }) =>
    wrong(
      file,
      'credentials',
      `${kind}: ${found}`,
      `at least ${expected}, as the stack ${monitor.account.name} has (best as a default in Pulumi.yaml)`,
    ),
  );
}

function wrong(file: StackFile, key: StackKey, found: string, expected: string): Problem {
  return { ...file.locate([`keyturn:${key}`], 'value'), found, expected };
}
