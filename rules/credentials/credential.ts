/** What gives a user a way in. */
export type CredentialKind = 'access-key' | 'password';

/** A credential of an account, as plans, notices and records name it. */
export interface CredentialRef {
  readonly kind: CredentialKind;
  /** AWS's own: of a key its id; of a password, which has none, its user's id. */
  readonly id: string;
}

export function accessKey(id: string): CredentialRef {
  return { kind: 'access-key', id };
}

/** @param userId AIDA… */
export function passwordOf(userId: string): CredentialRef {
  return { kind: 'password', id: userId };
}

/** The access key's id; undefined of any other credential. */
export function keyIdOf(credential: CredentialRef | undefined): string | undefined {
  return credential?.kind === 'access-key' ? credential.id : undefined;
}
