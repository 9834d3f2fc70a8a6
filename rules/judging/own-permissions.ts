import { requiresMfa } from './conditions';
import { allOf, anyOf } from './decided';
import { documentProblem, readStatements, type Statement } from './policy-document';

/** How a policy on an engineer's user is judged. */
export interface Leniency {
  /** Whether a policy that stands in the user may let them take on roles, and no more. */
  readonly allowsRoles: boolean;
  /** Its document, asked for only where it matters. */
  readonly document: () => unknown;
}

/**
 * What a policy on an engineer's own user gives, in words: permissions come through groups, so none may be there.
 * Undefined where it may.
 * @param name the ARN of an attached policy, the name of one that stands in the user
 * @throws what is not known yet, where it matters
 */
export function directPermission(name: string): string;
export function directPermission(name: string, leniency?: Leniency): string | undefined;
export function directPermission(name: string, leniency?: Leniency): string | undefined {
  // No name of an inline policy has a colon.
  if (name.startsWith('arn:')) return `the managed policy ${name}`;
  if (leniency?.allowsRoles && onlyTakesOnRoles(leniency.document())) return undefined;
  return `the inline policy ${name}`;
}

/** Taking on a role, with what one says about oneself on the way. */
const takingOnRoles = ['sts:assumerole', 'sts:tagsession', 'sts:setsourceidentity'];

/** Whether an action, as it is written, is one of taking on a role. */
function isTakingOnRoles(action: string): boolean {
  return takingOnRoles.includes(action.toLowerCase());
}

/**
 * Whether a policy document lets its holder take on roles that it names one by one, with MFA, and no more. One that
 * nobody can read does not.
 * @throws what is not known yet, where it matters
 */
export function onlyTakesOnRoles(document: unknown): boolean {
  let noMore = false;
  documentProblem(() => {
    noMore = !anyOf(
      readStatements(document).map(
        (each) => () =>
          allOf(
            () => each.allows,
            () => !takesOnListedRoles(each),
          ),
      ),
    );
  });
  return noMore;
}

function takesOnListedRoles(statement: Statement): boolean {
  const actions = statement.texts('Action');
  const resources = statement.texts('Resource');
  return areAll(actions, isTakingOnRoles) && areAll(resources, isOneRole) && requiresMfa(statement);
}

function isOneRole(resource: string): boolean {
  return /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(resource);
}

/** Whether there are some, and no others. */
function areAll(texts: readonly string[] | undefined, is: (text: string) => boolean): boolean {
  return texts !== undefined && texts.length > 0 && texts.every(is);
}
