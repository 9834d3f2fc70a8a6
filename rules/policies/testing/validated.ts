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
    const validated =
      known.get(document) ?? createValidatedPolicy(withReadableKeys(document), validate);
    known.set(document, validated);
    return validated;
  };
}

const encryptionContext = 'kms:EncryptionContext:';

/**
 * The simulation knows variable parts of condition keys after a slash alone, and finds none of KMS's encryption
 * contexts: they are asked for as what it knows to be text under a name of the caller's choice.
 */
export function readableKey(key: string): string {
  return key.startsWith(encryptionContext) ? `aws:PrincipalTag/${key}` : key;
}

function withReadableKeys(document: PolicyDocument): PolicyDocument {
  const text = JSON.stringify(document);
  if (!text.includes(encryptionContext)) return document;
  return JSON.parse(
    text.replaceAll(`"${encryptionContext}`, `"${readableKey(encryptionContext)}`),
  ) as PolicyDocument;
}
