import type { GroupsAndRoles } from './groups-and-roles';

/** What one run knows of one account: AWS's users and keys, as read, with nothing decided yet. */

/** A calendar date, `YYYY-MM-DD`, in the time zone of the schedule. */
export type LocalDate = string;

/** An AWS account as the monitor was told of it. */
export interface Account {
  /** Twelve digits. */
  readonly id: string;
  /** The name that people know it by; the id where there is no other. */
  readonly name: string;
}

/** What could not be seen, and why not. It is neither yes nor no: nothing follows from it but that it is said. */
export interface Unknown {
  readonly unknown: string;
}

/** What a run to come will see by itself: nobody has to do anything. */
export interface AwaitedUnknown extends Unknown {
  readonly isAwaited: true;
}

export function isAwaited(unknown: Unknown): unknown is AwaitedUnknown {
  return 'isAwaited' in unknown;
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'unknown' in value;
}

/** A key's last use. */
export interface KeyUse {
  readonly at: Date;
  readonly service?: string;
  readonly region?: string;
}

/** One access key, as ListAccessKeys and the credential report describe it. */
export interface AccessKey {
  readonly id: string;
  readonly status: 'Active' | 'Inactive';
  /** ListAccessKeys' CreateDate: never the credential report's `last_rotated`. */
  readonly createdAt: Date;
  /** Absent where it never was. */
  readonly lastUsed?: KeyUse | Unknown;
  /** When it was last changed, where the credential report says that this was after it was made. */
  readonly changedAt?: Date;
}

/** A policy of a user's own: attached to it or standing in it, not a group's. */
export interface OwnPolicy {
  /** The ARN where it is attached, the name where it stands in the user. */
  readonly name: string;
  /** The actions that it allows, as written; absent where its text is not known. */
  readonly allows?: readonly string[];
}

/** A user's console password, by the credential report. */
export interface ConsolePassword {
  readonly changedAt: Date | Unknown;
  /** Absent where it never was. */
  readonly lastUsedAt?: Date | Unknown;
  /** When the account's password policy expires it. */
  readonly expiresAt?: Date;
  /** When the credential report was made that tells of the change; absent where the password is younger than it. */
  readonly asOf?: Date;
}

/** One IAM user with what the rules need of them. */
export interface IamUser {
  readonly arn: string;
  readonly name: string;
  /** IAM's unique id (AIDA…): a user who is deleted and made again has another. */
  readonly id: string;
  readonly createdAt: Date;
  readonly tags: Readonly<Record<string, string>>;
  readonly keys: readonly AccessKey[];
  /** Why they may not be listed: then `keys` is empty, and nothing follows from that. */
  readonly keysUnknown?: Unknown;
  /** Absent where the user has no console password. */
  readonly password?: ConsolePassword | Unknown;
  readonly hasMfa: boolean | Unknown;
  /** When the credential report was made that says so; absent where IAM itself was asked. */
  readonly mfaAsOf?: Date;
  readonly ownPolicies?: readonly OwnPolicy[];
  /** Absent where the user has none, as the next two. */
  readonly serviceCredentials?: readonly ServiceCredential[] | Unknown;
  readonly sshKeys?: readonly SshKey[] | Unknown;
  readonly signingCertificates?: readonly ListedCertificate[] | Unknown;
}

/** A user's public key, with which CodeCommit takes Git's connections. IAM does not say when it was last used. */
export interface SshKey {
  readonly id: string;
  readonly status: AccessKey['status'];
  readonly createdAt: Date;
}

/** A user's X.509 certificate, as the rules tell one from another. */
export interface ListedCertificate {
  /** IAM's own; of one of which only the credential report tells, the user's id and the place: `AIDA…:cert_1`. */
  readonly id: string;
  readonly status: AccessKey['status'];
  /** When it was uploaded; by the report, or last changed. */
  readonly createdAt: Date | Unknown;
  /** When the credential report was made that tells of it; absent where IAM itself was asked. */
  readonly asOf?: Date;
}

/** What root has, by the credential report. */
export interface RootCredentials {
  /** When the report was made. */
  readonly asOf: Date;
  /** Neither in a member account whose root credentials the organization has removed. */
  readonly hasPassword: boolean | Unknown;
  readonly hasMfa: boolean | Unknown;
  readonly keys: readonly RootKey[];
  readonly certificates: readonly ReportedCertificate[];
}

/** An access key of root's: the report does not say its id. */
export interface RootKey {
  readonly status: ReportedStatus;
  /** When it was made or last changed. */
  readonly changedAt?: Date;
  /** Absent where it never was. */
  readonly lastUsedAt?: Date | Unknown;
}

/** A certificate of root's. */
export interface ReportedCertificate {
  readonly status: ReportedStatus;
  /** When it was uploaded or last changed. */
  readonly changedAt?: Date;
}

/** Where the report says neither, why it is not known. */
export type ReportedStatus = AccessKey['status'] | Unknown;

/** A user's password or API key for one service. IAM does not say when it was last used. */
export interface ServiceCredential {
  readonly id: string;
  /** `bedrock.amazonaws.com`. */
  readonly service: string;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly createdAt: Date;
  /** Absent where it has no end. */
  readonly expiresAt?: Date;
}

/** Everything read from one account in one run. */
export interface Inventory {
  readonly account: Account;
  /**
   * When it was read: long after the run's scheduled time, where that run is late or for an older day. Absent: at
   * that time.
   */
  readonly readAt?: Date;
  /** As of when it is known what was used: when the credential report was made. Absent where there is none. */
  readonly usesAsOf?: Date;
  readonly users: readonly IamUser[];
  /** Beside the users, since root is none of them. Absent where nobody looked. */
  readonly root?: RootCredentials | Unknown;
}

/** An account that can't be read is an answer of its own, never an account with no users. */
export type AccountReading =
  | {
      readonly outcome: 'read';
      readonly inventory: Inventory;
      /** GeneratedTime of the credential report: as of when it was known what IAM was not asked. Why there is none. */
      readonly credentialReportAt: Date | Unknown;
      /** Absent where nobody asked for them, as in a daily run; why they could not be read. */
      readonly groupsAndRoles?: GroupsAndRoles | Unknown;
    }
  | { readonly outcome: 'unread'; readonly account: Account; readonly reason: string };
