import { requires } from './conditions';
import { allOf, anyOf } from './decided';
import { isLike } from './like';
import type { Statement } from './policy-document';
import { reachesOwn, targetsOf, type Holder, type Kind } from './own-resources';

/** An action of IAM by which people give themselves whatever they like, and the kind of thing that it changes. */
interface Way {
  readonly action: string;
  readonly on: Kind;
}

const ways: readonly Way[] = [
  { action: 'iam:PutUserPolicy', on: 'user' },
  { action: 'iam:AttachUserPolicy', on: 'user' },
  { action: 'iam:PutGroupPolicy', on: 'group' },
  { action: 'iam:AttachGroupPolicy', on: 'group' },
  { action: 'iam:CreatePolicyVersion', on: 'policy' },
];

/** By either of them a boundary ends. To set another one may be allowed for a certain one alone, to take it away not. */
const waysOutOfBoundary: readonly Way[] = [
  { action: 'iam:DeleteUserPermissionsBoundary', on: 'user' },
  { action: 'iam:PutUserPermissionsBoundary', on: 'user' },
];

/** A statement that makes its holders administrators, and how. */
export interface Administrators {
  /** As IAM writes it: `iam:PutUserPolicy`. */
  readonly action: string;
  readonly statement: Statement;
}

/**
 * How the holders of a policy are administrators: what it allows, less what it denies, lets them write their own
 * permissions, and with that they have everything. An Allow counts under whatever conditions, except where it names
 * the policies or the boundary that may be given; a Deny counts where it has none.
 * @returns undefined where they are none
 * @throws what could not be read, where the answer rests on it
 */
export function administrators(
  statements: readonly Statement[],
  holder: Holder = {},
): Administrators | undefined {
  const undecided: unknown[] = [];
  const limits = (each: Statement, way: Way) =>
    anyOf([
      () => namesPolicies(each, way),
      () =>
        namesBoundary(each, way) &&
        // Policies that were given within a boundary are there when it is gone.
        !(
          way.on === 'user' &&
          waysOutOfBoundary.some((out) => opened(statements, out, holder, endsNoBoundary))
        ),
    ]);
  for (const way of ways)
    try {
      const statement = opened(statements, way, holder, limits);
      if (statement) return { action: way.action, statement };
    } catch (error) {
      undecided.push(error);
    }
  if (undecided.length > 0) throw undecided[0];
  return undefined;
}

/** The statement by which a way is open. */
function opened(
  statements: readonly Statement[],
  way: Way,
  holder: Holder,
  limits: (statement: Statement, way: Way) => boolean,
): Statement | undefined {
  for (const target of targetsOf(holder, way.on)) {
    const reach = (each: Statement) => () =>
      allOf(
        () => each.concernsAction(way.action),
        () => reachesOwn(each, target, holder),
      );
    const gives = (each: Statement) =>
      allOf(
        () => each.allows,
        reach(each),
        () => !limits(each, way),
      );
    const takes = (each: Statement) =>
      allOf(
        () => !each.allows,
        reach(each),
        () => each.isUnconditional,
      );
    const isOpen = allOf(
      () => anyOf(statements.map((each) => () => gives(each))),
      () => !anyOf(statements.map((each) => () => takes(each))),
    );
    const found = isOpen ? statements.find((each) => isCertain(() => gives(each))) : undefined;
    if (found) return found;
  }
  return undefined;
}

function isCertain(question: () => boolean): boolean {
  try {
    return question();
  } catch {
    return false;
  }
}

/** AWS's own managed policies that make administrators, in any partition: test/permissions/ judges all of them. */
const ofAws = [
  'AdministratorAccess',
  'AdministratorAccess-Amplify',
  'AWSMcpServiceActionsFullAccess',
  'IAMFullAccess',
];
const partitions = ['aws', 'aws-cn', 'aws-us-gov'];

export function isAdministratorPolicyOfAws(policyArn: string): boolean {
  const found = /^arn:[\w-]+:iam::aws:policy\/([\w-]+)$/.exec(policyArn)?.[1];
  return ofAws.some((name) => name === found);
}

/** Whether a pattern of policies has one of them. Some operators have no case. */
function mayBeAdministratorPolicy(pattern: string): boolean {
  return partitions.some((partition) =>
    ofAws.some((name) => {
      const arn = `arn:${partition}:iam::aws:policy/${name}`;
      return isLike(arn.toLowerCase(), pattern.toLowerCase());
    }),
  );
}

const positive = ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike'];

/** Whether no more can be given than named policies that make no administrators, as AWS describes delegation. */
function namesPolicies(statement: Statement, { action }: Way): boolean {
  const attaches = action.startsWith('iam:Attach');
  return requires(statement, {
    key: 'iam:PolicyARN',
    operators: positive,
    // Only a call that attaches a policy has the key.
    value: (pattern) => !attaches || !mayBeAdministratorPolicy(pattern),
  });
}

/** Whether nothing can be given without a boundary, and one that bounds. */
function namesBoundary(statement: Statement, { on }: Way): boolean {
  return requires(statement, {
    key: 'iam:PermissionsBoundary',
    operators: positive,
    // Only a call that changes a user has the key.
    value: (pattern) => on !== 'user' || !mayBeAdministratorPolicy(pattern),
  });
}

/** Whether a statement lets nobody out of a boundary, or into another one that bounds. */
function endsNoBoundary(statement: Statement, way: Way): boolean {
  return (
    namesPolicies(statement, way) ||
    (way.action === 'iam:PutUserPermissionsBoundary' && namesBoundary(statement, way))
  );
}
