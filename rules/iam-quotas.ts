/**
 * How much IAM takes. Sizes of documents: `documentLimits`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const iamQuotas = {
  usersInAccount: 5000,
  /** Unless AWS has raised it, to 500 at most. */
  groupsInAccount: 300,
  groupsOfUser: 10,
  managedPoliciesOfGroup: 10,
} as const;

/** The most characters of a group's or a managed policy's name. */
export const longestGroupName = 128;
