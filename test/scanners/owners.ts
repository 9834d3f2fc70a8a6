import type { Registered } from './checkov/plan';

/**
 * Whose an ARN is. What a stack's program registered is ours; all else of the account was there before, or is of
 * nobody's making: the root user, the default VPC, what a check has to say of a whole region.
 * @returns the logical name of the resource that has the ARN; undefined for what is not ours
 */
export function ownersIn(
  accountId: string,
  resources: readonly Registered[],
): (arn: string) => string | undefined {
  const names = new Map<string, string>();
  for (const { type, name, outputs } of resources) {
    const { arn } = outputs;
    if (typeof arn === 'string') names.set(arn, name);
    // It has no ARN of AWS's; Prowler makes one up.
    if (type === 'aws:iam/accountPasswordPolicy:AccountPasswordPolicy')
      names.set(`arn:aws:iam::${accountId}:password-policy`, name);
  }
  // Of a log group CloudWatch itself answers the ARN with this ending.
  return (arn) => names.get(arn) ?? names.get(arn.replace(/:\*$/, ''));
}
