/**
 * What may stand on an engineer's own user: nothing, for permissions come through groups alone. The audit and the
 * policy pack judge by this one function; the pack, which has to stand alone, has a copy of this file.
 */

/** A policy on a user: attached to it, or standing in it. */
export interface PolicyOnUser {
  /** The ARN where it is attached, the name where it stands in the user. */
  readonly name: string;
  /** What it allows; absent where that is not known, or can't be read. */
  readonly allowed?: readonly AllowedStatement[];
}

/** A statement that allows something. */
export interface AllowedStatement {
  /** Absent where the statement names those that it does not allow. */
  readonly actions?: readonly string[];
  /** Absent where the statement names those that it does not concern. */
  readonly resources?: readonly string[];
  /** Whether no request without MFA gets past its conditions. */
  readonly asksForMfa: boolean;
}

/**
 * What a policy gives an engineer that only a group may give, in words; undefined where it may stand on the user.
 * @param allowsRoles whether an inline policy may that lets its user assume roles and nothing else: roles that are
 * named one by one, with MFA
 */
export function directPermission(policy: PolicyOnUser, allowsRoles = false): string | undefined {
  if (isManaged(policy)) return `the managed policy ${policy.name}`;
  if (allowsRoles && policy.allowed?.every(assumesListedRoles)) return undefined;
  return `the inline policy ${policy.name}`;
}

/** No name of an inline policy has a colon. */
function isManaged({ name }: PolicyOnUser): boolean {
  return name.startsWith('arn:');
}

function assumesListedRoles({
  actions = [],
  resources = [],
  asksForMfa,
}: AllowedStatement): boolean {
  return (
    actions.length > 0 &&
    actions.every((each) => each.toLowerCase() === 'sts:assumerole') &&
    resources.length > 0 &&
    resources.every((each) => /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(each)) &&
    asksForMfa
  );
}
