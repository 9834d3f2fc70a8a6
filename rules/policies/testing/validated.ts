import {
  createValidatedPolicy,
  validateIdentityPolicy,
  validateResourcePolicy,
  type ValidatedPolicy,
} from '@cloud-copilot/iam-policy';
import type { PolicyDocument } from '../document';

/** Policies as a simulation takes them: it would validate a plain document again with every question. */
export const identityPolicy = onceEach(validateIdentityPolicy);
export const resourcePolicy = onceEach(validateResourcePolicy);

function onceEach(validate: typeof validateIdentityPolicy) {
  const known = new WeakMap<PolicyDocument, ValidatedPolicy>();
  return (document: PolicyDocument): ValidatedPolicy => {
    const validated = known.get(document) ?? createValidatedPolicy(document, validate);
    known.set(document, validated);
    return validated;
  };
}
