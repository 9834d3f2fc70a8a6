// Copied from rules/judging/trust.ts by: ts-node policy-pack/testing/write-from-rules.ts
import { requires, requiresMfa } from './conditions';
import { anyOf } from './decided';
import { DocumentError, fieldsOf, textsOf, type Statement } from './policy-document';

/** One principal of a trust policy: `{ kind: 'AWS', value: 'arn:aws:iam::111111111111:root' }`. */
export interface Principal {
  readonly kind: string;
  readonly value: string;
}

/**
 * Whom an Allow statement trusts. NotPrincipal trusts everybody else, which is everybody.
 * @throws DocumentError where it names nobody
 */
export function principalsOf(statement: Statement): readonly Principal[] {
  const found = statement.element('Principal');
  if (found === '*') return [everybody];
  if (found !== undefined) {
    const where = `the Principal of ${statement.where}`;
    return Object.entries(fieldsOf(found, where)).flatMap(([kind, values]) =>
      textsOf(values, where).map((value) => ({ kind, value })),
    );
  }
  if (statement.element('NotPrincipal') !== undefined) return [everybody];
  throw new DocumentError(`${statement.where} has no Principal`);
}

const everybody: Principal = { kind: 'AWS', value: '*' };

function isAws({ kind }: Principal): boolean {
  return kind.toLowerCase() === 'aws';
}

/** The account of an AWS principal; undefined for `*` and for the unique ids of what was deleted. */
function accountOf({ value }: Principal): string | undefined {
  return /^(?:arn:[\w-]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(value)?.[1];
}

/** Whether IAM users, or an account's root user, come in under this principal. Roles' sessions alone do not count. */
function letsUsersIn(principal: Principal): boolean {
  if (!isAws(principal)) return false;
  // Of a user federated by GetFederationToken STS refuses every AssumeRole.
  return !/^(arn:[\w-]+:iam::\d{12}:role\/|arn:[\w-]+:sts::\d{12}:(assumed-role|federated-user)\/|AROA)/.test(
    principal.value,
  );
}

/** Whether the statement's conditions let in nobody but certain roles, whatever its principal is. */
function isForRolesOnly(statement: Statement): boolean {
  // A path may have colons: only a pattern without wildcards before the path is sure to be a role's.
  const isRole = (value: string) => /^arn:[\w-]+:iam::\d{12}:role\/./.test(value);
  // These operators match part by part.
  const isRoleByPart = (value: string) => /^arn:[^:]+:[^:]+:[^:]*:[^:]+:role\/./.test(value);
  const key = 'aws:PrincipalArn';
  return (
    requires(statement, {
      key,
      operators: ['StringEquals', 'StringLike', 'StringEqualsIgnoreCase'],
      value: isRole,
    }) || requires(statement, { key, operators: ['ArnEquals', 'ArnLike'], value: isRoleByPart })
  );
}

/** Whether a statement names the third party or the organization that may come, so that nobody else's deputy can. */
function namesExternalIdOrOrganization(statement: Statement): boolean {
  const operators = ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike'];
  const isOrganization = (value: string) => /^o-[a-z0-9]{10,32}(\/|$)/i.test(value);
  return (
    requires(statement, { key: 'sts:ExternalId', operators, value: isNotAnything }) ||
    requires(statement, { key: 'aws:PrincipalOrgID', operators, value: isOrganization }) ||
    requires(statement, { key: 'aws:PrincipalOrgPaths', operators, value: isOrganization })
  );
}

/** A value of wildcards alone asks for nothing. */
function isNotAnything(value: string): boolean {
  return /[^*?]/.test(value);
}

/**
 * The users, and accounts' root users, whom a statement that allows something lets in without MFA, whatever else it
 * asks for; empty where it lets none in.
 * @throws DocumentError where IAM could not read it; what is not known yet, where the answer rests on it
 */
export function usersWithoutMfa(statement: Statement): readonly Principal[] {
  if (!statement.concernsAction('sts:AssumeRole')) return [];
  const users = () => principalsOf(statement).filter(letsUsersIn);
  const letsNobodyIn = anyOf([
    () => requiresMfa(statement),
    () => isForRolesOnly(statement),
    () => users().length === 0,
  ]);
  return letsNobodyIn ? [] : users();
}

/** Whether all that is allowed is to say who one is: it takes another statement to let anybody in who does. */
function onlyNamesTheCaller(statement: Statement): boolean {
  const actions = statement.texts('Action');
  return actions?.every((each) => each.toLowerCase() === 'sts:setsourceidentity') ?? false;
}

/**
 * Whom a statement that allows something trusts without naming them well enough: `everybody`, or those who may be of
 * another account and come without an external id, an organization or MFA; empty where there are none.
 * @param ownAccounts those that may be the role's own; empty where nobody knows
 * @throws DocumentError where IAM could not read it; what is not known yet, where the answer rests on it
 */
export function callersNotNamed(
  statement: Statement,
  ownAccounts: () => readonly string[],
): 'everybody' | readonly Principal[] {
  const principals = principalsOf(statement);
  if (principals.some(({ value }) => value.includes('*'))) return 'everybody';
  const aws = principals.filter(isAws);
  if (aws.length === 0 || requiresMfa(statement) || namesExternalIdOrOrganization(statement))
    return [];
  if (onlyNamesTheCaller(statement)) return [];
  const own = ownAccounts();
  return aws.filter((principal) => !own.some((id) => id === accountOf(principal)));
}
