import type * as pulumi from '@pulumi/pulumi';
import { documentLimits, sizeOf, type PolicyDocument } from '../rules/policies';
import { inputError } from './check';

export function json(document: pulumi.Output<PolicyDocument>): pulumi.Output<string> {
  return document.apply((known) => JSON.stringify(known));
}

/**
 * The document as AWS takes it.
 * @param propertyPath the property that makes the document long, for the error
 * @param beside the sizes of what counts together with it
 * @throws InputPropertyError where AWS would refuse it as too long
 */
export function fit(
  document: PolicyDocument,
  limit: keyof typeof documentLimits,
  propertyPath: string,
  beside = 0,
): string {
  const most = documentLimits[limit] - beside;
  const size = sizeOf(document);
  if (size > most)
    throw inputError(
      propertyPath,
      `the policy for all of them has ${size} characters, and AWS takes ${most}`,
    );
  return JSON.stringify(document);
}
