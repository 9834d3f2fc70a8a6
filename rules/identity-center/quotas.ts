/**
 * How much Identity Center and account access manager take.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/aam-quotas.html
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
export const identityCenterQuotas = {
  /** Of account access manager, unless AWS has raised it. */
  groupsOfRole: 20,
  /** Calls of account access manager's API that write and are not done yet. AWS raises it for nobody. */
  pendingEntitlements: 15,
  /** Account assignments that are not done yet, likewise. */
  pendingAssignments: 10,
  /** Unless AWS has raised it. */
  permissionSetsOfAccount: 50,
  policiesOfPermissionSet: 20,
} as const;

/**
 * As many are written at a time. Less than is allowed, for somebody may be at the console, and few enough for 20 calls a
 * second, which is what both APIs take: each takes a call that writes and some that look whether it is done.
 */
export const writesAtATime = 5;
