import type { KeyUse, Unknown } from '../model';

/** What gives a user a way in, by its kind: one file a kind in this folder. */
export type CredentialKind =
  'access-key' | 'password' | 'service-specific' | 'ssh-key' | 'signing-certificate';

/** The kinds that the disabling can stop, `rules/disabling/`: those that `IamSwitchPort` sets to Inactive. */
export type StoppableKind = Exclude<CredentialKind, 'password'>;

/** A credential of an account, as plans, notices and records name it. */
export interface CredentialRef {
  readonly kind: CredentialKind;
  /**
   * AWS's own: of a key its id; of a password, which has none, its user's id; of a signing certificate of which only the
   * credential report tells, its user's id and the place. AWS gives no id twice, whatever it is of, so within an
   * account the id alone tells one credential from another.
   */
  readonly id: string;
}

export type CredentialStatus = 'Active' | 'Inactive' | 'Expired';

/** A user's credential as it was read, whatever kind it is of. */
export interface Credential {
  readonly ref: CredentialRef;
  readonly status: CredentialStatus;
  /** When it was made, or last changed where it stays the same one. */
  readonly createdAt: Date | Unknown;
  /** When it was last changed, where it is known to have been after that. */
  readonly changedAt?: Date;
  /** Absent where it never was. */
  readonly lastUsed?: KeyUse | Unknown;
  /** When AWS itself lets it expire. */
  readonly expiresAt?: Date;
  /** The one service that it is for: `bedrock.amazonaws.com`. */
  readonly service?: string;
  /** When the report was made that tells of it; absent where AWS itself was asked. */
  readonly asOf?: Date;
}

/** Those of them that are no access keys, of which a company says what is done. */
export type OtherKind = Exclude<StoppableKind, 'access-key'>;

/** One of a kind that the disabling can stop. */
export type StoppableRef = CredentialRef & { readonly kind: StoppableKind };

/** The same, of which IAM itself has said since when it is there. */
export interface StoppableCredential extends Credential {
  readonly ref: StoppableRef;
  readonly createdAt: Date;
}

export function accessKeyRef(id: string) {
  return { kind: 'access-key', id } as const satisfies CredentialRef;
}

/** @param userId AIDA… */
export function passwordRef(userId: string): CredentialRef {
  return { kind: 'password', id: userId };
}

/** The access key's id; undefined of any other credential. */
export function keyIdOf(credential: CredentialRef | undefined): string | undefined {
  return credential?.kind === 'access-key' ? credential.id : undefined;
}

/** What a message shows of a credential's id. */
export function lastFour(id: string): string {
  return id.slice(-4);
}
