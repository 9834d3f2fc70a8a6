import type { CredentialKind } from '../credentials/credential';
import type { LocalDate } from '../model';
import type { HeldCredential } from './holdings';

/** What daily reports have of the users of one name. */
export interface ReportedUsers {
  readonly source: string;
  /** The first and the last day of which there is a report. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** One for each time that a user of the name was made, the newest first. */
  readonly users: readonly ReportedUser[];
  /** Days of which nothing could be read of the account, and why. */
  readonly unread: readonly string[];
}

export interface ReportedUser {
  readonly createdAt: Date;
  readonly credentials: readonly ReportedCredential[];
}

export interface ReportedCredential {
  readonly kind: CredentialKind;
  /** Of a password, which has none, the word. */
  readonly id: string;
  readonly createdAt: HeldCredential['createdAt'];
  readonly lastUsed?: HeldCredential['lastUsed'];
  /** The last report that has it. */
  readonly lastOn: LocalDate;
  /** The first report after that. */
  readonly goneBy?: LocalDate;
}
