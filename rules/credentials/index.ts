import { accessKey } from './access-key';
import type { CredentialKind, CredentialRef } from './credential';
import type { CredentialTraits } from './credential-traits';
import type { Unknown } from '../model';
import { password } from './password';

/** Each kind of credential, in the order in which users' are looked at. */
export const credentialTraits = {
  'access-key': accessKey,
  password,
} as const satisfies Readonly<Record<CredentialKind, CredentialTraits>>;

/** In that order. */
export const credentialKinds = Object.keys(credentialTraits) as readonly CredentialKind[];

/** `key …1234`. */
export function nameOf({ kind, id }: CredentialRef): string {
  return credentialTraits[kind].name(id);
}

/** That the age of one can't be seen, and why. */
export function ageNotKnown(
  { label }: Pick<CredentialTraits, 'label'>,
  { unknown }: Unknown,
): string {
  return `the age of ${label} is not known: ${unknown}`;
}
