import type { Registered } from './checkov/plan';

/**
 * Whose an ARN is. What a stack's program registered is ours, and so is a policy of AWS's that it attached; all else of
 * the account was there before, or is of nobody's making: the root user, what a check has to say of a whole region.
 * @returns the logical name of the resource that has the ARN; undefined for what is not ours
 */
export function ownersIn(
  accountId: string,
  resources: readonly Registered[],
): (arn: string) => string | undefined {
  const names = new Map<string, string>();
  const own = (arn: unknown, name: string) => {
    // The first to have it: the version of a secret has the secret's.
    if (typeof arn === 'string' && !names.has(arn)) names.set(arn, name);
  };
  for (const { type, name, inputs, outputs } of resources) {
    // One that is told to it is somebody else's: the function that a rule wakes.
    if (inputs['arn'] === undefined) own(outputs['arn'], name);
    // It has no ARN of AWS's; Prowler makes one up.
    if (type === 'aws:iam/accountPasswordPolicy:AccountPasswordPolicy')
      own(`arn:aws:iam::${accountId}:password-policy`, name);
  }
  for (const { name, inputs } of resources) own(inputs['policyArn'], name);
  // Of a log group CloudWatch itself answers the ARN with this ending.
  return (arn) => names.get(arn) ?? names.get(arn.replace(/:\*$/, ''));
}
