import { createHash } from 'node:crypto';
import type { DeclaredRole } from './declared-account';
import { parseArn } from '../../rules/arn';

/** A name longer than this is no longer read: the set is counted instead. */
const LONGEST_LABEL = 64;

/** A thing in a set, and what it is of: a role and its stack, a policy and its owner. */
interface Part {
  readonly name: string;
  readonly of: string;
}

/**
 * What a set of roles is called that has no name of its own: `deploy+read-only@production`, or `120-roles-1a2b3c4d`
 * where that would be long. The same for the same roles in any order, another one for any others.
 */
export function labelOfRoles(roles: readonly DeclaredRole[]): string {
  return labelOf(
    roles.map(({ reference }) => {
      const slash = reference.indexOf('/');
      return { of: reference.slice(0, slash), name: reference.slice(slash + 1) };
    }),
    'roles',
  );
}

/** The same for a set of managed policies: `AmazonS3ReadOnlyAccess@aws`, `deploy@111111111111`. */
export function labelOfPolicies(policyArns: readonly string[]): string {
  return labelOf(
    policyArns.map((arn) => {
      const { accountId = '', resource = arn } = parseArn(arn) ?? {};
      // IAM tells an account's policies apart by name alone, whatever their paths.
      return { of: accountId, name: resource.slice(resource.lastIndexOf('/') + 1) };
    }),
    'policies',
  );
}

function labelOf(parts: readonly Part[], what: string): string {
  const sorted = parts.toSorted((a, b) => compare(a.of, b.of) || compare(a.name, b.name));
  const owners = [...Map.groupBy(sorted, ({ of }) => of)];
  const label = owners
    .map(([of, own]) => `${own.map(({ name }) => name).join('+')}@${of}`)
    .join('+');
  // A name with a + or an @ in it could be taken for two.
  const isReadable = label.length <= LONGEST_LABEL && parts.every(({ name }) => isPlain(name));
  return isReadable ? label : `${parts.length}-${what}-${digestOf(sorted)}`;
}

function isPlain(name: string): boolean {
  return /^[\w.-]+$/.test(name);
}

function digestOf(sorted: readonly Part[]): string {
  const text = JSON.stringify(sorted.map(({ of, name }) => [of, name]));
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** As IAM and people sort: not by the language of the machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
