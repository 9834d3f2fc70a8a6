import { requires } from './judging/conditions';
import { DocumentError, fieldsOf, textsOf, type Statement } from './judging/policy-document';

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

export function isAws({ kind }: Principal): boolean {
  return kind.toLowerCase() === 'aws';
}

/** The account of an AWS principal; undefined for `*` and for the unique ids of what was deleted. */
export function accountOf({ value }: Principal): string | undefined {
  return /^(?:arn:[\w-]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(value)?.[1];
}

/** Whether IAM users, or an account's root user, come in under this principal. Roles' sessions alone do not count. */
export function letsUsersIn(principal: Principal): boolean {
  if (!isAws(principal)) return false;
  // Of a user federated by GetFederationToken STS refuses every AssumeRole.
  return !/^(arn:[\w-]+:iam::\d{12}:role\/|arn:[\w-]+:sts::\d{12}:(assumed-role|federated-user)\/|AROA)/.test(
    principal.value,
  );
}

/** Whether the statement's conditions let in nobody but certain roles, whatever its principal is. */
export function isForRolesOnly(statement: Statement): boolean {
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
export function namesExternalIdOrOrganization(statement: Statement): boolean {
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
