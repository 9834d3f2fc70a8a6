import type { ServiceCredential } from './model';

/** Those that AWS gives no end to. Of all others whoever makes one says it, or it has none. */
const withoutEnd: ReadonlySet<string> = new Set([
  'cassandra.amazonaws.com',
  'codecommit.amazonaws.com',
]);

/** Whether AWS lets a credential for the service have an end. */
export function mayHaveEnd(service: string): boolean {
  return !withoutEnd.has(service);
}

/** Whether it will never end by itself, though it could. */
export function lacksEnd({ service, expiresAt }: ServiceCredential): boolean {
  return !expiresAt && mayHaveEnd(service);
}

/** Whether it lets anybody in. */
export function isOn({ status, expiresAt }: ServiceCredential, now: Date): boolean {
  return status === 'Active' && !(expiresAt && expiresAt <= now);
}
