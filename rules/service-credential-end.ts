import { servicesWithoutCredentialAge } from './credential-services';
import type { Credential } from './credentials/credential';
import type { ServiceCredential } from './model';

/** Of all others whoever makes one says when it ends, or it has no end. */
const withoutEnd: ReadonlySet<string> = new Set(servicesWithoutCredentialAge);

/** Whether AWS lets a credential for the service have an end. */
export function mayHaveEnd(service: string): boolean {
  return !withoutEnd.has(service);
}

/** Whether it will never end by itself, though it could. */
export function lacksEnd({ service, expiresAt }: ServiceCredential): boolean {
  return !expiresAt && mayHaveEnd(service);
}

/** Whether it, or a credential of another kind, lets anybody in. */
export function isOn(
  { status, expiresAt }: Pick<Credential, 'status' | 'expiresAt'>,
  now: Date,
): boolean {
  return status === 'Active' && !(expiresAt && expiresAt <= now);
}
